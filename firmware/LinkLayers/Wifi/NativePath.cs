using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// Packets through raw sockets of the board's IPv6 stack, which writes the IPv6 header of what is sent and hands out whole
/// packets, and the search for the address that it sends from.
/// </summary>
internal sealed class NativePath
{
    // Echo, multicast listeners, neighbours: the stack sees to them itself and shows them all the same.
    private const int StackMessagesFirst = Icmpv6Echo.Request;
    private const int StackMessagesLast = 137;

    private readonly IIpv6Sockets _sockets;
    private readonly AddressProbe _probe;
    private readonly LinkRefusalCounters _refusals;

    /// <summary>Whether the sockets are open.</summary>
    internal bool IsOpen;

    internal NativePath(IIpv6Sockets sockets, byte[][] homeAgents, RandomSource random, LinkRefusalCounters refusals)
    {
        _sockets = sockets;
        _probe = new AddressProbe(sockets, homeAgents, random);
        _refusals = refusals;
    }

    /// <summary>Opens the sockets; whether they are open.</summary>
    internal bool Open()
    {
        IsOpen = _probe.HasTargets && _sockets.Open();
        return IsOpen;
    }

    internal void Close()
    {
        IsOpen = false;
        _sockets.Close();
    }

    /// <summary>Asks for the address; <see cref="Receive"/> meets the answer.</summary>
    internal void Probe()
    {
        _probe.Send();
    }

    /// <summary>Makes an address the source of what is sent. Sockets that have one can't be bound once more.</summary>
    internal bool Bind(byte[] address, bool isBound)
    {
        return (!isBound || _sockets.Open()) && _sockets.Bind(address, 0);
    }

    /// <summary>Sends a packet.</summary>
    /// <returns>Why it did not go, or <see cref="LinkRefusal.None"/>.</returns>
    internal LinkRefusal Send(PacketBuffer packet)
    {
        byte[] octets = packet.Octets;
        int start = packet.Start;
        if (Ipv6Header.Check(octets, start, packet.Length) != Refusal.None)
        {
            return LinkRefusal.UnknownProtocol;
        }

        int protocol = octets[start + Ipv6Header.NextHeaderOffset];
        int payload = start + Ipv6Header.Length;
        if (protocol == ProtocolNumbers.Icmpv6 && packet.Length >= Ipv6Header.Length + Icmpv6.FixedLength)
        {
            // The stack adds its sum over what stands there.
            BigEndian.WriteUInt16(octets, payload + Icmpv6.ChecksumOffset, 0);
        }

        int destination = start + Ipv6Header.DestinationOffset;
        return _sockets.Send(protocol, octets, payload, packet.Length - Ipv6Header.Length, octets, destination)
            ? LinkRefusal.None
            : LinkRefusal.DeviceRefused;
    }

    /// <summary>Takes what comes next.</summary>
    /// <param name="packet">Where it goes.</param>
    internal NativeArrival Receive(PacketBuffer packet)
    {
        packet.Reset();
        int length = _sockets.Receive(packet.Octets, packet.Start, Limits.PacketOctets);
        if (length <= 0)
        {
            return length == 0 ? NativeArrival.Nothing : NativeArrival.Lost;
        }

        if (Ipv6Header.Check(packet.Octets, packet.Start, length) != Refusal.None || length == Ipv6Header.Length)
        {
            _refusals.Add(LinkRefusal.Truncated);
            return NativeArrival.NotForUs;
        }

        packet.SetLength(length);
        return packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
            ? Judge(packet)
            : NativeArrival.Packet;
    }

    private NativeArrival Judge(PacketBuffer packet)
    {
        int type = packet.Octets[packet.Start + Ipv6Header.Length];
        if (_probe.Take(packet.Octets, packet.Start, packet.Length))
        {
            return NativeArrival.Answer;
        }

        return type >= StackMessagesFirst && type <= StackMessagesLast ? NativeArrival.NotForUs : NativeArrival.Packet;
    }
}
