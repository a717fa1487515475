namespace McoaRouter.Tools.Lab;

/// <summary>What a packet on a link of the lab is.</summary>
internal enum PacketKind
{
    /// <summary>Something else: a probe, a Neighbor Discovery message.</summary>
    Other,

    /// <summary>A packet of a ping, in a tunnel.</summary>
    Echo,

    /// <summary>A packet of UDP, in a tunnel.</summary>
    Udp,

    /// <summary>A packet of TCP, in a tunnel.</summary>
    Tcp,

    /// <summary>A Binding Update.</summary>
    BindingUpdate,

    /// <summary>A Binding Acknowledgement.</summary>
    BindingAcknowledgement,
}
