using McoaRouter.Links;

namespace McoaRouter.Simulation;

/// <summary>One packet on its way over a link.</summary>
internal sealed class Flight
{
    /// <summary>The packet.</summary>
    public PacketBuffer Packet { get; } = new PacketBuffer();

    /// <summary>The link: an uplink's index, or one of <see cref="LinkNumbers"/>.</summary>
    public int Link { get; set; }

    /// <summary>Which way it goes.</summary>
    public TrafficDirection Direction { get; set; }

    /// <summary>The <see cref="RadioUplink.Epoch"/> in which it was sent, on an uplink.</summary>
    public int Epoch { get; set; }

    /// <summary>The uplink that the packet crossed last, or -1.</summary>
    public int Uplink { get; set; }

    /// <summary>When it was put on that uplink, in us.</summary>
    public long CrossedAt { get; set; }
}
