using System;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// The neighbours of a link, their link-layer addresses and whether they are still there (RFC 4861 §7.2, §7.3).
/// <list type="bullet">
/// <item>Neither made-up neighbours nor packets to addresses that nobody has push out who is really there:
/// <see cref="NeighborTable"/> says who keeps an entry, and one station has a few of those at most.</item>
/// <item>Addresses that are being resolved have a few places of their own, each with one packet that waits, and
/// solicitations for new ones have a bounded rate.</item>
/// <item>Sending has no clock: what it starts, the next <see cref="Poll"/> dates, which is due at once.</item>
/// </list>
/// </summary>
internal sealed class NeighborCache
{
    /// <summary>RETRANS_TIMER, in ms (RFC 4861 §10).</summary>
    private const int RetransmissionMs = 1000;

    /// <summary>MAX_MULTICAST_SOLICIT and MAX_UNICAST_SOLICIT.</summary>
    private const int Solicitations = 3;

    /// <summary>DELAY_FIRST_PROBE_TIME, in ms.</summary>
    private const int DelayMs = 5000;

    /// <summary>How long a resolution keeps its place against another one, in ms.</summary>
    private const int ResolutionMs = 250;

    /// <summary>Solicitations for new addresses: so many at once, then one in so many ms.</summary>
    private const int SolicitationBurst = 8;
    private const int SolicitationIntervalMs = 50;

    private const int None = NeighborTable.None;
    private const long Undated = -1;

    private readonly EthernetLink _link;
    private readonly NeighborMessages _messages;
    private readonly LinkRefusalCounters _refusals;
    private readonly INeighborListener _listener;
    private readonly ErrorRateLimit _rate = new ErrorRateLimit(SolicitationBurst, SolicitationIntervalMs);
    private readonly int[] _resolving = new int[LinkLimits.Resolutions];
    private readonly PacketBuffer[] _waiting = new PacketBuffer[LinkLimits.Resolutions];
    private int _reachableMs;
    private bool _undated;
    private long _earliest = MobileRouter.NoDeadline;
    private long _now;

    /// <summary>The neighbours.</summary>
    internal readonly NeighborTable Table = new NeighborTable();

    internal NeighborCache(
        EthernetLink link, NeighborMessages messages, LinkRefusalCounters refusals, INeighborListener listener)
    {
        _link = link;
        _messages = messages;
        _refusals = refusals;
        _listener = listener;
        for (int i = 0; i < _waiting.Length; i++)
        {
            _waiting[i] = new PacketBuffer();
            _resolving[i] = None;
        }
    }

    /// <summary>When <see cref="Poll"/> must next be called.</summary>
    internal long NextDeadline
    {
        get { return _undated ? _now : _earliest; }
    }

    /// <summary>Forgets all neighbours, and the packets that wait for them.</summary>
    /// <param name="reachableMs">For how long an answer holds, in ms (ReachableTime, RFC 4861 §6.3.2).</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Clear(int reachableMs, long now)
    {
        _reachableMs = reachableMs;
        _now = now;
        _undated = false;
        _earliest = MobileRouter.NoDeadline;
        Table.Clear();
        for (int i = 0; i < _resolving.Length; i++)
        {
            _resolving[i] = None;
        }
    }

    /// <summary>Sends a packet to a neighbour, or keeps it until the neighbour's link-layer address is known.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="address">The buffer that holds the neighbour's address.</param>
    /// <param name="offset">Where its 16 octets start.</param>
    /// <returns>False where it was refused; the reason is counted.</returns>
    internal bool Send(PacketBuffer packet, byte[] address, int offset)
    {
        int entry = Table.Find(address, offset);
        if (entry == None)
        {
            return Resolve(packet, address, offset);
        }

        if (Table.States[entry] == NeighborState.Incomplete)
        {
            return Keep(entry, packet);
        }

        Table.UsedAt[entry] = _now;
        if (Table.States[entry] == NeighborState.Stale)
        {
            Table.States[entry] = NeighborState.Delay;
            Undate(entry);
        }

        return _link.Send(packet, Table.Stations, entry * EthernetAddress.Length);
    }

    /// <summary>A neighbour has said of itself where it is, in a solicitation (RFC 4861 §7.2.3, §6.2.6).</summary>
    /// <returns><see cref="LinkRefusal.None"/>, or why it changes nothing.</returns>
    internal LinkRefusal Introduced(byte[] address, int offset, byte[] station, int stationOffset)
    {
        int entry = Table.Find(address, offset);
        if (entry == None)
        {
            entry = Table.Make(address, offset, _now);
            if (entry == None)
            {
                return LinkRefusal.NeighborTableFull;
            }
        }
        else if (Table.States[entry] != NeighborState.Incomplete && Table.IsAt(entry, station, stationOffset))
        {
            return LinkRefusal.None;
        }

        Settle(entry, station, stationOffset, NeighborState.Stale);
        return LinkRefusal.None;
    }

    /// <summary>An advertisement came that was checked (RFC 4861 §7.2.5).</summary>
    /// <param name="address">The buffer that holds the target address.</param>
    /// <param name="offset">Where its 16 octets start.</param>
    /// <param name="flags">R, S and O.</param>
    /// <param name="station">The buffer that holds the target's link-layer address.</param>
    /// <param name="stationOffset">Where its 6 octets start, or -1 where there is none.</param>
    /// <returns><see cref="LinkRefusal.None"/>, or why it changes nothing.</returns>
    internal LinkRefusal Advertised(byte[] address, int offset, int flags, byte[] station, int stationOffset)
    {
        int entry = Table.Find(address, offset);
        if (entry == None)
        {
            return LinkRefusal.NotAsked;
        }

        NeighborState state = Table.States[entry];
        bool solicited = (flags & NeighborAdvertisement.SolicitedFlag) != 0;
        if (state == NeighborState.Incomplete && stationOffset < 0)
        {
            return LinkRefusal.Malformed;
        }

        bool moved = stationOffset >= 0 && !Table.IsAt(entry, station, stationOffset);
        if (state != NeighborState.Incomplete && moved && (flags & NeighborAdvertisement.OverrideFlag) == 0)
        {
            if (state == NeighborState.Reachable)
            {
                Rest(entry, NeighborState.Stale);
            }

            return LinkRefusal.NotAsked;
        }

        if (stationOffset < 0)
        {
            station = Table.Stations;
            stationOffset = entry * EthernetAddress.Length;
        }

        if (solicited)
        {
            if (state == NeighborState.Incomplete || state == NeighborState.Probe)
            {
                Table.Answered[entry] =
                    Table.AnsweredAt(station, stationOffset, entry) < LinkLimits.NeighborsPerStation;
            }

            Settle(entry, station, stationOffset, NeighborState.Reachable);
        }
        else if (moved || state == NeighborState.Incomplete)
        {
            Settle(entry, station, stationOffset, NeighborState.Stale);
        }

        return LinkRefusal.None;
    }

    /// <summary>Runs the timers.</summary>
    internal void Poll(long now)
    {
        _now = now;
        if (!_undated && now < _earliest)
        {
            return;
        }

        _undated = false;
        _earliest = MobileRouter.NoDeadline;
        for (int entry = 0; entry < LinkLimits.Neighbors; entry++)
        {
            if (Table.States[entry] == NeighborState.Free)
            {
                continue;
            }

            if (Table.DueAt[entry] == Undated)
            {
                Table.DueAt[entry] = now + LastsMs(Table.States[entry]);
            }
            else if (Table.DueAt[entry] <= now)
            {
                Expire(entry, now);
            }

            if (Table.States[entry] != NeighborState.Free && Table.DueAt[entry] < _earliest)
            {
                _earliest = Table.DueAt[entry];
            }
        }
    }

    private int LastsMs(NeighborState state)
    {
        return state == NeighborState.Reachable ? _reachableMs
            : state == NeighborState.Delay ? DelayMs : RetransmissionMs;
    }

    /// <summary>An address that is not known yet: it is asked for, and the packet waits.</summary>
    private bool Resolve(PacketBuffer packet, byte[] address, int offset)
    {
        int place = FreeResolution();
        if (place == None)
        {
            return Refuse(LinkRefusal.NeighborTableFull);
        }

        if (!_rate.Take(_now))
        {
            return Refuse(LinkRefusal.TooOften);
        }

        if (_resolving[place] != None)
        {
            _refusals.Add(LinkRefusal.NeighborSilent);
            Table.Remove(_resolving[place]);
            _resolving[place] = None;
        }

        int entry = Table.Make(address, offset, _now);
        if (entry == None)
        {
            return Refuse(LinkRefusal.NeighborTableFull);
        }

        Table.States[entry] = NeighborState.Incomplete;
        Table.Asked[entry] = 1;
        _resolving[place] = entry;
        Undate(entry);
        _messages.Solicit(Table.Addresses, entry * Ipv6Address.Length);
        return Keep(entry, packet);
    }

    private bool Refuse(LinkRefusal refusal)
    {
        _refusals.Add(refusal);
        return false;
    }

    /// <summary>A place for a resolution that is free, or the one that has waited longest and long enough; or -1.</summary>
    private int FreeResolution()
    {
        int longest = None;
        for (int i = 0; i < _resolving.Length; i++)
        {
            int entry = _resolving[i];
            if (entry == None)
            {
                return i;
            }

            bool replaceable = Table.DueAt[entry] != Undated
                && (Table.Asked[entry] > 1 || _now >= Table.DueAt[entry] - RetransmissionMs + ResolutionMs);
            if (replaceable
                && (longest == None || Table.UsedAt[entry] < Table.UsedAt[_resolving[longest]]))
            {
                longest = i;
            }
        }

        return longest;
    }

    private int PlaceOf(int entry)
    {
        int place = 0;
        while (place < _resolving.Length && _resolving[place] != entry)
        {
            place++;
        }

        return place < _resolving.Length ? place : None;
    }

    /// <summary>A later packet replaces the one that waits.</summary>
    private bool Keep(int entry, PacketBuffer packet)
    {
        return _waiting[PlaceOf(entry)].Load(packet.Octets, packet.Start, packet.Length);
    }

    /// <summary>Takes a neighbour's link-layer address, and sends what waited for it.</summary>
    private void Settle(int entry, byte[] station, int stationOffset, NeighborState state)
    {
        int place = PlaceOf(entry);
        Array.Copy(
            station, stationOffset, Table.Stations, entry * EthernetAddress.Length, EthernetAddress.Length);
        Rest(entry, state);
        if (place != None)
        {
            _resolving[place] = None;
            Send(_waiting[place], Table.Addresses, entry * Ipv6Address.Length);
        }
    }

    private void Rest(int entry, NeighborState state)
    {
        Table.States[entry] = state;
        Table.DueAt[entry] = MobileRouter.NoDeadline;
        if (state == NeighborState.Reachable)
        {
            Undate(entry);
        }
    }

    private void Undate(int entry)
    {
        Table.DueAt[entry] = Undated;
        _undated = true;
    }

    /// <summary>The time of an entry has come.</summary>
    private void Expire(int entry, long now)
    {
        if (Table.States[entry] == NeighborState.Reachable)
        {
            Rest(entry, NeighborState.Stale);
            return;
        }

        if (Table.States[entry] == NeighborState.Delay)
        {
            Table.States[entry] = NeighborState.Probe;
            Table.Asked[entry] = 0;
        }

        if (Table.Asked[entry] == Solicitations)
        {
            GiveUp(entry, now);
            return;
        }

        int address = entry * Ipv6Address.Length;
        Table.Asked[entry]++;
        Table.DueAt[entry] = now + RetransmissionMs;
        if (Table.States[entry] == NeighborState.Incomplete)
        {
            _messages.Solicit(Table.Addresses, address);
        }
        else
        {
            _messages.Probe(Table.Addresses, address, Table.Stations, entry * EthernetAddress.Length);
        }
    }

    private void GiveUp(int entry, long now)
    {
        int place = PlaceOf(entry);
        Table.Remove(entry);
        _refusals.Add(LinkRefusal.NeighborSilent);
        if (place != None)
        {
            _resolving[place] = None;
            _listener.NeighborUnreachable(_waiting[place], now);
        }
    }
}
