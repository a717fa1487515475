namespace McoaRouter.LinkLayers.Wifi;

/// <summary>What came out of a <see cref="NativePath"/>.</summary>
internal enum NativeArrival
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A packet for the router.</summary>
    Packet,

    /// <summary>The answer that tells the own address: it is the packet's destination.</summary>
    Answer,

    /// <summary>Something broken, or something that the stack sees to itself.</summary>
    NotForUs,

    /// <summary>A socket is lost.</summary>
    Lost,
}
