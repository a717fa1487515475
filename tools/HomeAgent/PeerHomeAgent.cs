namespace McoaRouter.HomeAgents;

/// <summary>Another home agent of the home link (RFC 6275 §10.1: the Home Agents List).</summary>
public sealed class PeerHomeAgent
{
    /// <summary>The 16 octets of its address.</summary>
    public byte[] Address { get; internal set; }

    /// <summary>How much it is to be preferred, 0..65535, higher is preferred.</summary>
    public int Preference { get; internal set; }

    /// <summary>Whether it serves mobile routers (RFC 3963 §7.2).</summary>
    public bool MobileRouters { get; internal set; } = true;
}
