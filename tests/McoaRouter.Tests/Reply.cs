using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>
/// A home agent's Binding Acknowledgement as a test lays it out: an answer to the last update by an uplink, to the
/// address that it came from. What a test does not state is what a good answer has.
/// </summary>
internal sealed class Reply
{
    private readonly RouterBench _bench;
    private readonly int _uplink;
    private readonly int _status;
    private readonly byte[] _update;
    private readonly int[] _bids = new int[16];
    private readonly int[] _statuses = new int[16];
    private int _count;

    internal Reply(RouterBench bench, int uplink, int status)
    {
        _bench = bench;
        _uplink = uplink;
        _status = status;
        _update = bench.Uplinks[uplink].Last();
        Sequence = SentUpdate.Sequence(_update);
    }

    internal int Sequence { get; set; }

    internal int Flags { get; set; } = BindingAcknowledgement.MobileRouterFlag;

    internal int LifetimeUnits { get; set; } = 60;

    internal string From { get; set; } = string.Empty;

    /// <summary>The authenticator that ends it, or null.</summary>
    internal MessageAuthenticator Authenticator { get; set; }

    internal long Timestamp { get; set; }

    /// <summary>The interval of a Binding Refresh Advice option in units of 4 s, or 0 for none.</summary>
    internal int RefreshAdviceUnits { get; set; }

    /// <summary>Puts a Binding Identifier option with its status in.</summary>
    internal Reply Bid(int bid, int status)
    {
        _bids[_count] = bid;
        _statuses[_count] = status;
        _count++;
        return this;
    }

    internal Reply WithFlags(int flags)
    {
        Flags = flags;
        return this;
    }

    internal Reply WithLifetime(int units)
    {
        LifetimeUnits = units;
        return this;
    }

    internal Reply WithSequence(int sequence)
    {
        Sequence = sequence;
        return this;
    }

    internal void Receive()
    {
        _bench.Receive(_uplink, Write());
    }

    internal byte[] Write()
    {
        byte[] home = Hex.Address(RouterBench.HomeAddress);
        byte[] packet = new byte[1024];
        bool away = SentUpdate.HeaderOf(_update) > Ipv6Header.Length;
        byte[] from = new byte[16];
        Ipv6Address.Copy(_update, 24, from, 0);
        if (From.Length > 0)
        {
            from = Hex.Address(From);
        }

        int protocol = away ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility;
        Ipv6Header.Write(packet, 0, 0, 0, protocol, from, 0, _update, 8);
        int header = Ipv6Header.Length;
        if (away)
        {
            header = RoutingHeaderType2.Write(packet, header, ProtocolNumbers.Mobility, home, 0);
        }

        int at = BindingAcknowledgement.Begin(packet, header, _status, Flags, Sequence, LifetimeUnits);
        for (int i = 0; i < _count; i++)
        {
            packet[at] = 35;
            packet[at + 1] = 4;
            BigEndian.WriteUInt16(packet, at + 2, _bids[i]);
            packet[at + 4] = (byte)_statuses[i];
            at += 6;
        }

        if (RefreshAdviceUnits > 0)
        {
            at = BindingRefreshAdviceOption.Write(packet, header, at, RefreshAdviceUnits);
        }

        if (Authenticator != null)
        {
            at = Authenticator.Append(packet, header, at, Timestamp, packet, 24, home, 0);
        }

        int length = MobilityHeader.Finish(packet, header, at, from, 0, home, 0);
        return RouterBench.Cut(packet, header + length);
    }
}
