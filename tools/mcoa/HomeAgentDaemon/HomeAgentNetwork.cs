using System;
using McoaRouter.Boards.Linux;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// Where care-of addresses are reached: every interface of the machine, by the kernel's routes; those of IPv4 by UDP.
/// </summary>
internal sealed class HomeAgentNetwork : ILink, IDisposable
{
    private readonly PacketSender _sender = new(null);
    private readonly PacketReceiver _receiver = new();
    private readonly UdpSocket? _udp;

    /// <summary>Opens the sockets.</summary>
    /// <param name="address">The 16 octets of the home agent's address.</param>
    /// <param name="ipv4Address">The 4 octets of the home agent's IPv4 address, or null where it has none.</param>
    /// <exception cref="BoardException">One can't be opened.</exception>
    public HomeAgentNetwork(byte[] address, byte[]? ipv4Address)
    {
        _sender.From(address, 0);
        _udp = ipv4Address == null ? null : new UdpSocket(ipv4Address, 0, null);
    }

    /// <summary>Packets that were larger than a buffer and dropped.</summary>
    public long Oversized
    {
        get { return _receiver.Oversized + (_udp?.Oversized ?? 0); }
    }

    /// <summary>Packets for vehicles that the kernel did not take.</summary>
    public long Dropped
    {
        get { return _sender.Dropped + (_udp?.Dropped ?? 0); }
    }

    /// <summary>Whether packets were read that no <c>poll</c> tells of any more.</summary>
    public bool HasMore
    {
        get { return _receiver.HasMore || _udp is { HasMore: true }; }
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; set; } = Limits.PacketOctets;

    /// <summary>Receives what is for the home agent from now on.</summary>
    /// <param name="filter">What is in IPv6.</param>
    /// <param name="poller">Who waits.</param>
    /// <param name="readable">Called when <see cref="TryReceive"/> has something.</param>
    public void Open(PacketFilter filter, Poller poller, Action readable)
    {
        _receiver.Accept(filter, 0);
        poller.Add(_receiver.Descriptor, readable);
        if (_udp != null)
        {
            poller.Add(_udp.Descriptor, readable);
        }
    }

    /// <summary>Takes the next packet. Allocates nothing.</summary>
    /// <returns>False where none is there.</returns>
    public bool TryReceive(PacketBuffer packet)
    {
        return _receiver.TryReceive(packet) || (_udp != null && _udp.TryReceive(packet));
    }

    /// <summary>
    /// Sends a packet: a mobility message or an error at once, one for a vehicle with others at <see cref="Flush"/>.
    /// </summary>
    /// <returns>False where it is known that it does not leave.</returns>
    public bool Send(PacketBuffer packet)
    {
        if (UdpEncapsulation.Is(packet.Octets, packet.Start, packet.Length))
        {
            return _udp != null && (TunnelledPacket.InUdp(packet) ? _udp.Queue(packet) : _udp.Send(packet));
        }

        return TunnelledPacket.InIpv6(packet) ? _sender.Queue(packet) : _sender.Send(packet);
    }

    /// <summary>Sends what waits.</summary>
    public void Flush()
    {
        _sender.Flush();
        _udp?.Flush();
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
        _udp?.Dispose();
    }
}
