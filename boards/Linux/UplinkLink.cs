using System;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// An uplink on a network interface. It has sockets only while the interface is there, so that an interface that comes,
/// goes and comes again under its name is followed. With an IPv4 care-of address a UDP socket carries its packets.
/// </summary>
public sealed class UplinkLink : ILink, IDisposable
{
    private readonly byte[] _careOfAddress = new byte[Ipv6Address.Length];
    private readonly ReceiveOffload _offload;
    private readonly Poller _poller;
    private readonly Action _readable;
    private readonly bool _ipv6;
    private readonly bool _ipv4;
    private PacketSender? _sender;
    private PacketReceiver? _receiver;
    private UdpSocket? _udp;
    private long _dropped;

    /// <summary>An uplink whose interface isn't known yet.</summary>
    /// <param name="device">The interface's name.</param>
    /// <param name="transport">What carries its packets.</param>
    /// <param name="poller">Who waits for packets.</param>
    /// <param name="readable">Called when <see cref="TryReceive"/> has something.</param>
    public UplinkLink(string device, Transport transport, Poller poller, Action readable)
    {
        Device = device;
        _offload = new ReceiveOffload(device);
        _poller = poller;
        _readable = readable;
        _ipv6 = transport != Transport.Udp;
        _ipv4 = transport != Transport.Ipv6;
    }

    /// <summary>The interface's name.</summary>
    public string Device { get; }

    /// <summary>The interface's number, or 0 where it isn't there.</summary>
    public int InterfaceIndex { get; private set; }

    /// <summary>Whether the router was told that packets can be carried.</summary>
    public bool Up { get; private set; }

    /// <summary>Packets that were larger than a buffer and dropped.</summary>
    public long Oversized { get; private set; }

    /// <summary>Packets of the vehicle that the kernel did not take.</summary>
    public long Dropped
    {
        get { return _dropped + (_udp?.Dropped ?? 0) + (_sender?.Dropped ?? 0); }
    }

    /// <summary>Whether packets were read that no <c>poll</c> tells of any more.</summary>
    public bool HasMore
    {
        get { return _udp is { HasMore: true } || _receiver is { HasMore: true }; }
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; private set; } = Limits.PacketOctets;

    /// <summary>
    /// Its present care-of address, 16 octets, an IPv4 one as IPv4-mapped address; meaningful while <see cref="Up"/>.
    /// </summary>
    public byte[] CareOfAddress
    {
        get { return _careOfAddress; }
    }

    /// <summary>Opens the sockets on the interface.</summary>
    /// <exception cref="BoardException">They can't be opened: the interface has gone again.</exception>
    public void Attach(int interfaceIndex)
    {
        Detach();
        _sender = new PacketSender(Device);
        _receiver = new PacketReceiver();
        _poller.Add(_receiver.Descriptor, _readable);
        InterfaceIndex = interfaceIndex;
        _offload.Disable();
    }

    /// <summary>Closes the sockets.</summary>
    public void Detach()
    {
        Up = false;
        InterfaceIndex = 0;
        CloseUdp();
        if (_sender != null)
        {
            _dropped += _sender.Dropped;
            _sender.Dispose();
            _sender = null;
        }

        if (_receiver != null)
        {
            Oversized += _receiver.Oversized;
            _poller.Remove(_receiver.Descriptor);
            _receiver.Dispose();
            _receiver = null;
        }
    }

    /// <summary>The address of the interface that may be its care-of address, or null where there is none.</summary>
    public byte[]? Choose(InterfaceState state)
    {
        return state.Running ? state.CareOfAddress(_careOfAddress, _ipv6, _ipv4) : null;
    }

    /// <summary>Receives what comes for a care-of address from now on.</summary>
    /// <param name="careOfAddress">The 16 octets of the address.</param>
    /// <param name="homeAddress">The 16 octets of the home address on the home link, null away from it.</param>
    /// <param name="maximumTransmissionUnit">Octets of the interface's largest packet.</param>
    /// <returns>False where all that was so before.</returns>
    /// <exception cref="BoardException">The interface has gone, or the UDP port is another program's.</exception>
    public bool Raise(byte[] careOfAddress, byte[]? homeAddress, int maximumTransmissionUnit)
    {
        int octets = Math.Min(maximumTransmissionUnit, Limits.PacketOctets);
        if (Up && octets == MaximumTransmissionUnit && Ipv6Address.Equal(careOfAddress, 0, _careOfAddress, 0))
        {
            return false;
        }

        CloseUdp();
        if (Ipv4MappedAddress.Is(careOfAddress, 0))
        {
            _receiver!.Accept(PacketFilter.Nothing(), InterfaceIndex);
            _udp = new UdpSocket(careOfAddress, Ipv4MappedAddress.Ipv4Offset, Device);
            _poller.Add(_udp.Descriptor, _readable);
        }
        else
        {
            _receiver!.Accept(PacketFilter.ForRouter(careOfAddress, homeAddress), InterfaceIndex);
            _sender!.From(careOfAddress, 0);
        }

        Ipv6Address.Copy(careOfAddress, 0, _careOfAddress, 0);
        MaximumTransmissionUnit = octets;
        Up = true;
        return true;
    }

    /// <summary>Carries nothing until <see cref="Raise"/>.</summary>
    public void Lower()
    {
        Up = false;
    }

    /// <summary>Takes the next packet. Allocates nothing.</summary>
    /// <returns>False where none is there.</returns>
    public bool TryReceive(PacketBuffer packet)
    {
        return (_udp != null && _udp.TryReceive(packet)) || (_receiver != null && _receiver.TryReceive(packet));
    }

    /// <summary>
    /// Sends a packet: a mobility message or an error at once, one of the vehicle with others at <see cref="Flush"/>.
    /// </summary>
    /// <returns>False where it is known that it does not leave.</returns>
    public bool Send(PacketBuffer packet)
    {
        if (_udp != null)
        {
            return TunnelledPacket.InUdp(packet) ? _udp.Queue(packet) : _udp.Send(packet);
        }

        return _sender != null && (TunnelledPacket.InIpv6(packet) ? _sender.Queue(packet) : _sender.Send(packet));
    }

    /// <summary>Sends what waits.</summary>
    public void Flush()
    {
        _udp?.Flush();
        _sender?.Flush();
    }

    /// <summary>Closes the sockets, and gives the interface its setting back.</summary>
    public void Dispose()
    {
        Detach();
        _offload.Restore();
    }

    private void CloseUdp()
    {
        if (_udp != null)
        {
            Oversized += _udp.Oversized;
            _dropped += _udp.Dropped;
            _poller.Remove(_udp.Descriptor);
            _udp.Dispose();
            _udp = null;
        }
    }
}
