using System;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// Finds the address from which the board's IPv6 stack sends, which nothing in managed code tells: an echo request (RFC
/// 4443 §4.1) goes to a home agent, and the destination of its reply is the address. So it is known at the same time that
/// the network carries IPv6 as far as the home agent. Its data are 8 octets that nobody can guess.
/// </summary>
internal sealed class AddressProbe
{
    /// <summary>Octets of request and reply.</summary>
    internal const int Length = NonceOffset + NonceLength;

    private const int IdentifierOffset = 4;
    private const int SequenceOffset = 6;
    private const int NonceOffset = Icmpv6Echo.FixedLength;
    private const int NonceLength = 8;

    private readonly IIpv6Sockets _sockets;
    private readonly byte[][] _targets;
    private readonly RandomSource _random;
    private readonly byte[] _request = new byte[Length];
    private int _target;
    private int _sequence;
    private bool _outstanding;

    internal AddressProbe(IIpv6Sockets sockets, byte[][] targets, RandomSource random)
    {
        _sockets = sockets;
        _targets = targets;
        _random = random;
    }

    /// <summary>Whether there is anybody to ask.</summary>
    internal bool HasTargets
    {
        get { return _targets.Length > 0; }
    }

    /// <summary>Asks the next home agent; what was asked before is no longer waited for.</summary>
    internal void Send()
    {
        _target = (_target + 1) % _targets.Length;
        _sequence++;
        Array.Clear(_request, 0, Length);
        _request[0] = Icmpv6Echo.Request;
        _random.Fill(_request, IdentifierOffset, 2);
        BigEndian.WriteUInt16(_request, SequenceOffset, _sequence);
        _random.Fill(_request, NonceOffset, NonceLength);
        _outstanding = _sockets.Send(ProtocolNumbers.Icmpv6, _request, 0, Length, _targets[_target], 0);
    }

    /// <summary>
    /// Whether a whole packet, which is known to be ICMPv6, is the answer that is waited for. Then its destination is the
    /// address.
    /// </summary>
    internal bool Take(byte[] buffer, int offset, int length)
    {
        int message = offset + Ipv6Header.Length;
        if (!_outstanding
            || length != Ipv6Header.Length + Length
            || buffer[message] != Icmpv6Echo.Reply
            || !Ipv6Address.Equal(buffer, offset + Ipv6Header.SourceOffset, _targets[_target], 0)
            || BitConverter.ToInt64(buffer, message + NonceOffset) != BitConverter.ToInt64(_request, NonceOffset)
            || BigEndian.ReadUInt32(buffer, message + IdentifierOffset) != BigEndian.ReadUInt32(_request, IdentifierOffset)
            || !Ipv6Address.IsRoutable(buffer, offset + Ipv6Header.DestinationOffset))
        {
            return false;
        }

        _outstanding = false;
        return true;
    }
}
