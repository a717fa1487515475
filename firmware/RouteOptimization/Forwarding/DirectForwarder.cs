using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// The direct way between the router itself and a correspondent that holds a binding (RFC 6275 §11.3.1, §11.3.3):
/// packets from the home address leave from a care-of address with a Home Address option, packets to it come to a
/// care-of address with a type 2 routing header. What has no binding, and the vehicle's own traffic, stays in the
/// tunnel. Per packet it looks at header fields only.
/// </summary>
internal sealed class DirectForwarder
{
    /// <summary>Packets of the router sent straight to correspondents.</summary>
    internal readonly TrafficCounters Outbound = new TrafficCounters();

    /// <summary>Packets for the router received straight from correspondents.</summary>
    internal readonly TrafficCounters Inbound = new TrafficCounters();

    private readonly byte[] _homeAddress;
    private readonly BindingUpdateList _bindings;
    private readonly CorrespondentList _correspondents;
    private readonly ILink[] _uplinks;
    private readonly ILink _port;
    private readonly RefusalCounters _refusals;
    private readonly ErrorReporter _errors;
    private readonly Ipv6Packet _reader = new Ipv6Packet();

    internal DirectForwarder(
        RouterSettings settings,
        BindingUpdateList bindings,
        CorrespondentList correspondents,
        ILink[] uplinks,
        ILink port,
        RefusalCounters refusals)
    {
        _homeAddress = settings.HomeAddress;
        _bindings = bindings;
        _correspondents = correspondents;
        _uplinks = uplinks;
        _port = port;
        _refusals = refusals;
        _errors = new ErrorReporter(settings.HomeAddress);
    }

    /// <summary>
    /// A packet came from the port. Where it is the router's own and a binding carries it, it is sent, or answered by
    /// an error.
    /// </summary>
    /// <returns>False, and nothing changed, where the tunnel must carry it.</returns>
    internal bool FromPort(PacketBuffer packet, long now)
    {
        int uplink = UplinkFor(packet);
        if (uplink < 0)
        {
            return false;
        }

        int length = packet.Length;
        int mtu = _uplinks[uplink].MaximumTransmissionUnit - HomeAddressOption.HeaderLength;
        if (length > mtu)
        {
            _refusals.Add(Refusal.TooBig);
            if (_errors.Prepare(Icmpv6Error.PacketTooBig, 0, mtu, packet, now) && !_port.Send(_errors.Packet))
            {
                _refusals.Add(Refusal.LinkRefused);
            }

            return true;
        }

        if (!RouteOptimization.AddHomeAddress(packet, _reader, _bindings.At(uplink).CareOfAddress, 0))
        {
            return false;
        }

        if (_uplinks[uplink].Send(packet))
        {
            Outbound.Add(length);
        }
        else
        {
            _refusals.Add(Refusal.LinkRefused);
        }

        return true;
    }

    /// <summary>
    /// A packet with a type 2 routing header came to an uplink: it must come from a correspondent that may hold a
    /// binding with this care-of address, and name our home address (RFC 6275 §11.3.3).
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it was dropped.</returns>
    internal Refusal FromUplink(int uplink, Ipv6Packet reader, PacketBuffer packet, long now)
    {
        Refusal refusal = CheckSender(uplink, reader, now);
        if (refusal == Refusal.None && !RouteOptimization.RemoveRoutingHeader(packet, reader, _homeAddress, 0))
        {
            refusal = Refusal.RoutingHeader;
        }

        if (refusal != Refusal.None)
        {
            return refusal;
        }

        int length = packet.Length;
        if (length > _port.MaximumTransmissionUnit)
        {
            return Refusal.TooBig;
        }

        if (!_port.Send(packet))
        {
            return Refusal.LinkRefused;
        }

        Inbound.Add(length);
        return Refusal.None;
    }

    /// <summary>The uplink whose binding carries a packet of the router itself, or -1.</summary>
    private int UplinkFor(PacketBuffer packet)
    {
        if (_correspondents.Count == 0
            || Ipv6Header.Check(packet.Octets, packet.Start, packet.Length) != Refusal.None
            || !Ipv6Address.Equal(packet.Octets, packet.Start + Ipv6Header.SourceOffset, _homeAddress, 0))
        {
            return -1;
        }

        int correspondent = _correspondents.IndexOf(packet.Octets, packet.Start + Ipv6Header.DestinationOffset);
        return correspondent < 0 ? -1 : _correspondents.PreferredRegistered(correspondent);
    }

    private Refusal CheckSender(int uplink, Ipv6Packet reader, long now)
    {
        if (!Ipv6Address.Equal(reader.Buffer, reader.DestinationOffset, _bindings.At(uplink).CareOfAddress, 0))
        {
            return Refusal.WrongPeer;
        }

        int correspondent = _correspondents.IndexOf(reader.Buffer, reader.SourceOffset);
        if (correspondent < 0)
        {
            return Refusal.WrongPeer;
        }

        return _correspondents.IsHeld(correspondent, uplink, now) ? Refusal.None : Refusal.NoBinding;
    }
}
