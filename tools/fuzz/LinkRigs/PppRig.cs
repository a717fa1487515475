using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>PPP over a line whose far end is the input, or a peer that means well.</summary>
internal sealed class PppRig : LinkRig
{
    private static readonly (Transport Transport, string? User, string? Password)[] s_variants =
    [
        (Transport.Auto, null, null), (Transport.Auto, "bus", "hush"), (Transport.Ipv6, null, null), (Transport.Udp, "bus", "hush"),
    ];

    private readonly LinkRefusalCounters _refusals = new();

    /// <summary>A link that has begun.</summary>
    public PppRig(int variant)
    {
        (Transport transport, string? user, string? password) = s_variants[variant % s_variants.Length];
        Link = new PppLink(transport, user, password, Random(), _refusals);
        Peer = new PppPeer(Line);
        Start();
    }

    /// <summary>The link.</summary>
    public PppLink Link { get; }

    /// <summary>Its line.</summary>
    public FuzzLine Line { get; } = new();

    /// <summary>A far end that means well.</summary>
    public PppPeer Peer { get; }

    /// <inheritdoc/>
    protected override long Deadline
    {
        get { return Link.NextDeadline; }
    }

    /// <summary>Begins it, or begins it anew.</summary>
    public void Start()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Link.Start(Line, 0, Ear, Now);
        Check(before);
    }

    /// <inheritdoc/>
    protected override bool Poll()
    {
        return Link.Poll(Now);
    }
}
