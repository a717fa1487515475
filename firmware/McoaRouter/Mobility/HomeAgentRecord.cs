using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>One known home agent, and what was learned of it: kept until the router restarts.</summary>
internal sealed class HomeAgentRecord
{
    /// <summary>The 16 octets of its address.</summary>
    internal readonly byte[] Address = new byte[Ipv6Address.Length];

    /// <summary>The 4 octets of its IPv4 address; meaningful where <see cref="HasIpv4Address"/>.</summary>
    internal readonly byte[] Ipv4Address = new byte[Wire.Ipv4Address.Length];

    /// <summary>Whether it can be asked over IPv4 (RFC 5555).</summary>
    internal bool HasIpv4Address;

    /// <summary>How care-of addresses are registered with it.</summary>
    internal RegistrationForm Form;

    /// <summary>Whether it ignores Binding Identifiers (draft §5.7).</summary>
    internal bool IgnoresIdentifiers;

    /// <summary>Whether it answered an update authentically (RFC 4285 §5.1): it knows Binding Updates.</summary>
    internal bool Proven;

    /// <summary>Whether it is never asked again (RFC 3963 §5.4).</summary>
    internal bool GivenUp;

    /// <summary>Whether everything was de-registered because of status 139, and nothing registered since.</summary>
    internal bool TypeChanged;

    /// <summary>
    /// Whether the next registration replaces whatever it holds, as the router does not know what that is (RFC 5648
    /// §5.9).
    /// </summary>
    internal bool Overwrite;
}
