using System;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>
/// A host's part of Neighbor Discovery and stateless address autoconfiguration (RFC 4861 §6.3, RFC 4862 §5): it makes a
/// link-local address, solicits routers until one answers (RFC 7559), makes an address from each prefix that they
/// advertise, and keeps lifetimes. A machine without thread or clock; after construction it allocates nothing. Whatever
/// a hostile router sends is refused by a named reason and bounded by the tables of <see cref="LinkLimits"/>.
/// </summary>
internal sealed partial class HostAutoconfiguration
{
    /// <summary>
    /// The longest delay before the first solicitation on a shared link, in ms (MAX_RTR_SOLICITATION_DELAY).
    /// </summary>
    internal const int MaxDelayMs = 1000;

    /// <summary>The time between the first two router solicitations, in ms (RTR_SOLICITATION_INTERVAL, IRT).</summary>
    internal const int SolicitationMs = 4000;

    /// <summary>The longest time between two router solicitations, in ms (RFC 7559 §2, MRT).</summary>
    internal const int MaxSolicitationMs = 3600000;

    /// <summary>The time that another node has to answer a probe, in ms (RetransTimer).</summary>
    internal const int ProbeMs = 1000;

    /// <summary>
    /// After how many ms a care-of address that another claimed is tried again: one message, which anybody on the link can
    /// forge, must not keep the uplink down for as long as its router advertises the prefix. The owner of the link sees to
    /// a link-local one.
    /// </summary>
    internal const int DuplicateRetryMs = 60000;

    private readonly RandomSource _random;
    private readonly LinkRefusalCounters _refusals;
    private readonly PacketBuffer _packet = new PacketBuffer(Limits.MessageOctets);
    private readonly Ipv6Packet _received = new Ipv6Packet();
    private readonly NeighborSolicitation _solicitation = new NeighborSolicitation();
    private readonly RouterAdvertisement _advertisement = new RouterAdvertisement();
    private readonly HostAddress _linkLocal = new HostAddress();
    private readonly HostAddressTable _addresses = new HostAddressTable();
    private readonly DefaultRouterList _routers = new DefaultRouterList();
    private readonly byte[] _destination = new byte[Ipv6Address.Length];
    private readonly byte[] _unspecified = new byte[Ipv6Address.Length];
    private readonly ErrorRateLimit _rate =
        new ErrorRateLimit(LinkLimits.AdvertisementBurst, LinkLimits.AdvertisementIntervalMs);

    private IAutoconfiguredLink _link;
    private bool _isRunning;
    private int _probes;
    private int _linkMtu;
    private bool _changed;
    private int _solicitationMs;

    // All timers but those of the addresses and routers.
    private long _solicitAt;

    /// <summary>The MTU that a router told, or the link's where none did, in octets.</summary>
    internal int MaximumTransmissionUnit;

    /// <summary>Makes the machine; all its memory is set aside here.</summary>
    /// <param name="random">Where delays come from.</param>
    /// <param name="refusals">Where to count what is refused.</param>
    internal HostAutoconfiguration(RandomSource random, LinkRefusalCounters refusals)
    {
        _random = random;
        _refusals = refusals;
    }

    /// <summary>Whether there is a valid global address: <see cref="Address"/>.</summary>
    internal bool HasAddress
    {
        get { return _addresses.Best != null; }
    }

    /// <summary>
    /// The best global address, 16 octets: preferred before deprecated, then the one that lives longest. It is kept
    /// while it is preferred.
    /// </summary>
    internal byte[] Address
    {
        get { return _addresses.Best != null ? _addresses.Best.Octets : _unspecified; }
    }

    /// <summary>The link-local address, 16 octets.</summary>
    internal byte[] LinkLocal
    {
        get { return _linkLocal.Octets; }
    }

    /// <summary>
    /// Whether the link-local address is another node's, so that the link can't be used (RFC 4862 §5.4.5).
    /// </summary>
    internal bool IsDuplicate
    {
        get { return _linkLocal.State == HostAddressState.Duplicate; }
    }

    /// <summary>Whether there is a default router: <see cref="Router"/>.</summary>
    internal bool HasRouter
    {
        get { return _routers.HasBest; }
    }

    /// <summary>The default router's link-local address, 16 octets.</summary>
    internal byte[] Router
    {
        get { return _routers.Best; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get
        {
            if (!_isRunning || IsDuplicate)
            {
                return MobileRouter.NoDeadline;
            }

            long next = Timing.Earlier(Timing.Earlier(_addresses.NextDeadline, _routers.NextDeadline), _linkLocal.NextDeadline);
            return _linkLocal.State == HostAddressState.Assigned ? Timing.Earlier(next, _solicitAt) : next;
        }
    }

    /// <summary>
    /// Begins: the link-local address is made and, where asked for, tried; then routers are solicited.
    /// </summary>
    /// <param name="link">The link.</param>
    /// <param name="interfaceIdentifier">The buffer with the 8 octets that every address ends with.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="probes">
    /// Solicitations by which each address is tried for a duplicate before it is used (RFC 4862 §5.1): 1 on a shared
    /// link, 0 on one where the identifier was negotiated (RFC 5072 §5).
    /// </param>
    /// <param name="mtu">The link's MTU in octets.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Start(IAutoconfiguredLink link, byte[] interfaceIdentifier, int offset, int probes, int mtu, long now)
    {
        Stop();
        _addresses.Clear(interfaceIdentifier, offset);
        _link = link;
        _probes = probes;
        _linkMtu = mtu;
        _isRunning = true;
        MaximumTransmissionUnit = mtu;
        byte[] linkLocal = _linkLocal.Octets;
        Array.Clear(linkLocal, 0, linkLocal.Length);
        linkLocal[0] = 0xFE;
        linkLocal[1] = 0x80;
        Array.Copy(
            interfaceIdentifier,
            offset,
            linkLocal,
            HostAddressTable.IdentifierOffset,
            HostAddressTable.IdentifierOctets);
        _linkLocal.ValidUntil = MobileRouter.NoDeadline;
        _linkLocal.PreferredUntil = MobileRouter.NoDeadline;
        Try(_linkLocal, now);
        Solicit(now);
        Poll(now);
    }

    /// <summary>Ends: all addresses and routers are forgotten.</summary>
    internal void Stop()
    {
        _isRunning = false;
        _changed = false;
        _linkLocal.State = HostAddressState.None;
        _routers.Clear();
        _addresses.Clear();
    }

    /// <summary>Runs the timers: solicitations, trials, lifetimes. Harmless when called early, late or twice.</summary>
    internal void Poll(long now)
    {
        if (!_isRunning || IsDuplicate)
        {
            return;
        }

        PollTrial(_linkLocal, now);
        for (int i = 0; i < _addresses.Count; i++)
        {
            HostAddress address = _addresses.At(i);
            if (address.State == HostAddressState.Duplicate && now >= address.ProbeAt)
            {
                Try(address, now);
            }

            PollTrial(address, now);
        }

        if (_routers.Expire(now) && !_routers.HasBest)
        {
            Solicit(now);
        }

        if (now >= _solicitAt && _linkLocal.State == HostAddressState.Assigned)
        {
            SolicitRouters(now);
        }

        Review(now);
    }

    /// <summary>Whether an address is one of this host's that may be used.</summary>
    internal bool Owns(byte[] buffer, int offset)
    {
        HostAddress address = Find(buffer, offset);
        return address != null && address.State == HostAddressState.Assigned;
    }

    private void Refuse(LinkRefusal refusal)
    {
        if (refusal != LinkRefusal.None)
        {
            _refusals.Add(refusal);
        }
    }

    /// <summary>
    /// A random delay on a shared link, none on one to a single peer (RFC 4861 §6.3.7, RFC 4862 §5.4.2).
    /// </summary>
    private int Delay()
    {
        return _probes == 0 ? 0 : _random.NextUInt16() % MaxDelayMs;
    }

    private HostAddress Find(byte[] buffer, int offset)
    {
        return _linkLocal.State != HostAddressState.None && Ipv6Address.Equal(_linkLocal.Octets, 0, buffer, offset)
            ? _linkLocal
            : _addresses.Find(buffer, offset);
    }

    /// <summary>Tries an address for a duplicate, where the link asks for it (RFC 4862 §5.4).</summary>
    private void Try(HostAddress address, long now)
    {
        address.State = _probes == 0 ? HostAddressState.Assigned : HostAddressState.Tentative;
        address.Probes = _probes;
        address.ProbeAt = now + Delay();
    }

    private void PollTrial(HostAddress address, long now)
    {
        if (address.State != HostAddressState.Tentative || now < address.ProbeAt)
        {
            return;
        }

        if (address.Probes == 0)
        {
            address.State = HostAddressState.Assigned;
            return;
        }

        address.Probes--;
        address.ProbeAt = now + ProbeMs;
        NeighborDiscovery.WriteSolicitedNode(_destination, 0, address.Octets, 0);
        _packet.Reset();
        int at = _packet.Start + Ipv6Header.Length;
        SendMessage(_unspecified, NeighborSolicitation.Write(_packet.Octets, at, address.Octets, 0));
    }

    /// <summary>Begins to solicit routers.</summary>
    private void Solicit(long now)
    {
        _solicitationMs = 0;
        _solicitAt = now + Delay();
    }

    private void SolicitRouters(long now)
    {
        NeighborDiscovery.WriteAllRouters(_destination, 0);
        _packet.Reset();
        SendMessage(
            _linkLocal.Octets, RouterSolicitation.Write(_packet.Octets, _packet.Start + Ipv6Header.Length));

        // RFC 7559 §2: doubling, each time with a tenth more or less by chance.
        int last = _solicitationMs == 0 ? SolicitationMs / 2 : _solicitationMs;
        int next = last < MaxSolicitationMs / 2 ? 2 * last : MaxSolicitationMs;
        _solicitationMs = next + ((next / 1000) * ((_random.NextUInt16() % 200) - 100));
        _solicitAt = now + _solicitationMs;
    }

    /// <summary>Sends the message that was written behind the IPv6 header up to <paramref name="end"/>.</summary>
    private void SendMessage(byte[] source, int end)
    {
        byte[] octets = _packet.Octets;
        int start = _packet.Start;
        int message = start + Ipv6Header.Length;
        int length = Icmpv6.Finish(octets, message, end, source, 0, _destination, 0);
        Ipv6Header.Write(octets, start, 0, length, ProtocolNumbers.Icmpv6, source, 0, _destination, 0);
        octets[start + Ipv6Header.HopLimitOffset] = NeighborDiscovery.HopLimit;
        _packet.SetLength(Ipv6Header.Length + length);
        _link.SendDiscovery(_packet);
    }

    /// <summary>Chooses the address anew, and tells the link when something has changed.</summary>
    private void Review(long now)
    {
        bool changed = _routers.TakeChange() | _addresses.Choose(now) | _changed;
        _changed = false;
        if (changed)
        {
            _link.Reconfigured(now);
        }
    }
}
