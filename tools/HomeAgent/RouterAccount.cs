using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One mobile router that a home agent serves.</summary>
public sealed class RouterAccount
{
    /// <summary>The 16 octets of its home address.</summary>
    public byte[] HomeAddress { get; internal set; }

    /// <summary>The prefixes it is authorised to register, exactly as they stand.</summary>
    public Ipv6Prefix[] Prefixes { get; internal set; }
}
