using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>One address of a host and its lifetimes (RFC 4862 §5.5.4).</summary>
internal sealed class HostAddress
{
    /// <summary>The address, 16 octets.</summary>
    internal readonly byte[] Octets = new byte[Ipv6Address.Length];

    /// <summary>Whether it may be used.</summary>
    internal HostAddressState State;

    /// <summary>
    /// Monotonic ms up to which new traffic may begin with it, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long PreferredUntil;

    /// <summary>Monotonic ms up to which it may be used, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long ValidUntil;

    /// <summary>When its trial or its life goes on, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get
        {
            return State == HostAddressState.None ? MobileRouter.NoDeadline
                : State != HostAddressState.Assigned && ProbeAt < ValidUntil ? ProbeAt
                : ValidUntil;
        }
    }

    /// <summary>Solicitations that are still to be sent while it is tentative.</summary>
    internal int Probes;

    /// <summary>Monotonic ms when the next one is due, or when it counts as nobody else's.</summary>
    internal long ProbeAt;
}
