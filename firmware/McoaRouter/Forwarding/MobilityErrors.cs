using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// Tells the source of a mobility message that can't be read what is wrong with it (RFC 6275 §9.2): a Binding Error for
/// an MH type that is not known, an ICMPv6 Parameter Problem for a field. It goes straight to the source, at the rate of
/// errors, and never to an address that is not unicast.
/// </summary>
internal sealed class MobilityErrors
{
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly ILink[] _uplinks;
    private readonly RefusalCounters _refusals;
    private readonly ErrorRateLimit _rate = new ErrorRateLimit();
    private readonly PacketBuffer _error = new PacketBuffer();
    private readonly byte[] _unspecified = new byte[Ipv6Address.Length];

    internal MobilityErrors(
        RouterSettings settings, BindingUpdateList bindings, ILink[] uplinks, RefusalCounters refusals)
    {
        _settings = settings;
        _bindings = bindings;
        _uplinks = uplinks;
        _refusals = refusals;
    }

    /// <summary>A mobility message that came to an uplink was refused.</summary>
    internal void Answer(int uplink, Ipv6Packet packet, long now)
    {
        byte[] address = AddressOf(uplink, packet);
        if (address == null || !Icmpv6Error.MayAnswer(packet))
        {
            return;
        }

        int header = packet.PayloadOffset;
        int type = MobilityHeader.Type(packet.Buffer, header);
        switch (MobilityHeader.Check(packet))
        {
            case Refusal.PayloadProtocol:
                if (MobilityHeader.HasValidChecksum(packet))
                {
                    ReportField(uplink, address, packet, header, now);
                }

                break;
            case Refusal.None:
                if (!MobilityHeader.IsKnown(type))
                {
                    ReportType(uplink, address, packet, now);
                }
                else if (packet.PayloadLength < MobilityHeader.LeastLength(type))
                {
                    ReportField(uplink, address, packet, header + MobilityHeader.HeaderLengthOffset, now);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The address of ours that a packet came to, whose route ends here, or null.</summary>
    private byte[] AddressOf(int uplink, Ipv6Packet packet)
    {
        byte[] home = _settings.HomeAddress;
        Binding binding = _bindings.At(uplink);
        if (!binding.Up
            || (packet.RoutingAddressOffset >= 0
                && !Ipv6Address.Equal(packet.Buffer, packet.RoutingAddressOffset, home, 0)))
        {
            return null;
        }

        if (Ipv6Address.Equal(packet.Buffer, packet.DestinationOffset, binding.CareOfAddress, 0))
        {
            return binding.CareOfAddress;
        }

        return binding.OnHomeLink && Ipv6Address.Equal(packet.Buffer, packet.DestinationOffset, home, 0)
            ? home
            : null;
    }

    private void ReportField(int uplink, byte[] address, Ipv6Packet packet, int field, long now)
    {
        if (!_rate.Take(now))
        {
            return;
        }

        _error.Reset();
        int length = Icmpv6Error.Write(
            _error.Octets,
            _error.Start,
            Icmpv6Error.ParameterProblem,
            Icmpv6Error.ErroneousField,
            field - packet.Offset,
            address,
            packet);
        Send(uplink, length);
    }

    private void ReportType(int uplink, byte[] address, Ipv6Packet packet, long now)
    {
        if (!_rate.Take(now))
        {
            return;
        }

        byte[] octets = _error.Octets;
        bool hasHome = packet.HomeAddressOffset >= 0;
        _error.Reset();
        int header = _error.Start + Ipv6Header.Length;
        int end = BindingError.Begin(
            octets,
            header,
            BindingError.UnrecognizedMessage,
            hasHome ? packet.Buffer : _unspecified,
            hasHome ? packet.HomeAddressOffset : 0);
        int length = MobilityHeader.Finish(octets, header, end, address, 0, packet.Buffer, packet.SourceOffset);
        Ipv6Header.Write(
            octets,
            _error.Start,
            0,
            length,
            ProtocolNumbers.Mobility,
            address,
            0,
            packet.Buffer,
            packet.SourceOffset);
        Send(uplink, Ipv6Header.Length + length);
    }

    private void Send(int uplink, int length)
    {
        _error.SetLength(length);
        if (!_uplinks[uplink].Send(_error))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }
}
