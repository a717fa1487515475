namespace McoaRouter.Forwarding;

/// <summary>Packets and octets that were carried.</summary>
public sealed class TrafficCounters
{
    /// <summary>Packets.</summary>
    public long Packets;

    /// <summary>Octets of these packets, without the tunnel's header.</summary>
    public long Octets;

    /// <summary>Counts one packet.</summary>
    public void Add(int octets)
    {
        Packets++;
        Octets += octets;
    }
}
