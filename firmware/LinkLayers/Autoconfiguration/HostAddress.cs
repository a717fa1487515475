using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>One address of a host and its lifetimes (RFC 4862 §5.5.4).</summary>
internal sealed class HostAddress
{
    /// <summary>The address, 16 octets.</summary>
    internal byte[] Octets { get; } = new byte[Ipv6Address.Length];

    /// <summary>Whether it may be used.</summary>
    internal HostAddressState State { get; set; }

    /// <summary>
    /// Monotonic ms up to which new traffic may begin with it, or <see cref="MobileRouter.NoDeadline"/>.
    /// </summary>
    internal long PreferredUntil { get; set; }

    /// <summary>Monotonic ms up to which it may be used, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long ValidUntil { get; set; }

    /// <summary>When its trial or its life goes on, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get
        {
            return State == HostAddressState.None ? MobileRouter.NoDeadline
                : State == HostAddressState.Tentative && ProbeAt < ValidUntil ? ProbeAt
                : ValidUntil;
        }
    }

    /// <summary>Solicitations that are still to be sent while it is tentative.</summary>
    internal int Probes { get; set; }

    /// <summary>Monotonic ms when the next one is due, or when it counts as nobody else's.</summary>
    internal long ProbeAt { get; set; }
}
