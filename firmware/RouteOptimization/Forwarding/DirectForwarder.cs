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
public sealed class RouteOptimizer
{
    private readonly byte[] _homeAddress;
    private readonly BindingUpdateList _bindings;
    private readonly CorrespondentList _correspondents;
    private readonly ILink[] _uplinks;
    private readonly ILink _port;
    private readonly RefusalCounters _refusals;
    private readonly ErrorReporter _errors;
    private readonly Ipv6Packet _reader = new Ipv6Packet();

    internal RouteOptimizer(
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

    /// <summary>Packets of the router sent straight to correspondents.</summary>
    public TrafficCounters Outbound { get; } = new TrafficCounters();

    /// <summary>Packets for the router received straight from correspondents.</summary>
    public TrafficCounters Inbound { get; } = new TrafficCounters();

    /// <summary>
    /// Whether a received packet came straight from a correspondent: it has a type 2 routing header, and is neither a
    /// mobility message nor a Mobile Prefix Advertisement.
    /// </summary>
    /// <param name="packet">The walked packet, read or refused as a fragment.</param>
    internal static bool IsOptimized(Ipv6Packet packet)
    {
        return packet.RoutingAddressOffset >= 0
            && (packet.Refusal == Refusal.Fragment
                || (packet.Refusal == Refusal.None
                    && packet.Protocol != ProtocolNumbers.Mobility
                    && !IsPrefixAdvertisement(packet)));
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

        Count(_uplinks[uplink].Send(packet), Outbound, length);
        return true;
    }

    /// <summary>
    /// A packet with a type 2 routing header came to an uplink: it must come from a correspondent that may hold a
    /// binding with this care-of address, and name our home address (RFC 6275 §11.3.3).
    /// </summary>
    internal void FromUplink(int uplink, Ipv6Packet reader, PacketBuffer packet, long now)
    {
        Refusal refusal = CheckSender(uplink, reader, now);
        if (refusal == Refusal.None && !RouteOptimization.RemoveRoutingHeader(packet, reader, _homeAddress, 0))
        {
            refusal = Refusal.RoutingHeader;
        }

        if (refusal == Refusal.None && packet.Length > _port.MaximumTransmissionUnit)
        {
            refusal = Refusal.TooBig;
        }

        if (refusal != Refusal.None)
        {
            _refusals.Add(refusal);
            return;
        }

        Count(_port.Send(packet), Inbound, packet.Length);
    }

    private static bool IsPrefixAdvertisement(Ipv6Packet packet)
    {
        return packet.Protocol == ProtocolNumbers.Icmpv6
            && packet.PayloadLength > 0
            && Icmpv6.Type(packet.Buffer, packet.PayloadOffset) == Icmpv6.MobilePrefixAdvertisement;
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

    private void Count(bool sent, TrafficCounters counters, int octets)
    {
        if (sent)
        {
            counters.Add(octets);
        }
        else
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }
}
