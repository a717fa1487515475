using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Lays out the packet of a home registration: IPv6 header (care-of address to home agent), Home Address option,
/// Binding Update (RFC 6275 §6.1.7, §11.7.1). On the home link the home address is the source, and there is no Home
/// Address option (§11.5.5); so it is within UDP and IPv4, by which an uplink with an IPv4 care-of address carries it (RFC
/// 5555 §4.4.2).
/// </summary>
internal sealed class BindingUpdateWriter
{
    private const int Flags =
        BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag;

    /// <summary>The packet that was written last.</summary>
    internal readonly PacketBuffer Packet = new PacketBuffer(Limits.BindingUpdateOctets);

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly RegistrationPlan _plan;
    private readonly HomeSecurity _security;
    private readonly HomeAgentList _homeAgents;
    private readonly IFlowBindings _flows;

    // The care-of address that is authenticated: the alternate one, the IPv4-mapped one, or the packet's source.
    private byte[] _careOfAddress;

    internal BindingUpdateWriter(
        RouterSettings settings,
        BindingUpdateList bindings,
        RegistrationPlan plan,
        HomeSecurity security,
        HomeAgentList homeAgents,
        IFlowBindings flows)
    {
        _settings = settings;
        _bindings = bindings;
        _plan = plan;
        _security = security;
        _homeAgents = homeAgents;
        _flows = flows;
    }

    /// <summary>
    /// Writes what an exchange says: its bindings, as <see cref="RegistrationPlan.Collect"/> marked them, or the
    /// de-registration of everything.
    /// </summary>
    /// <param name="exchange">The exchange; it is told what was written.</param>
    /// <param name="carrier">The uplink that carries it.</param>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Write(UpdateExchange exchange, int carrier, int sequence, long now)
    {
        int registers = Count(exchange.Index, false);
        bool everything = exchange == _plan.Everything;
        int lifetime = registers > 0 ? _settings.LifetimeSeconds / BindingUpdate.LifetimeUnitSeconds : 0;
        exchange.HasIdentifiers = !everything && _plan.Form != RegistrationForm.Single;
        exchange.RequestedMs = 1000L * BindingUpdate.LifetimeUnitSeconds * lifetime;
        exchange.Overwrites = registers > 0 && exchange.HasIdentifiers && _plan.Overwrites;

        bool inUdp = _bindings.At(carrier).IsIpv4;
        int flags = Flags
            | (exchange.Overwrites ? _settings.Profile.OverwriteFlags : 0)
            | (inUdp ? BindingUpdate.ForceUdpFlag : 0);
        int header = Begin(carrier);
        int at = BindingUpdate.Begin(Packet.Octets, header, sequence, flags, lifetime);
        if (!everything)
        {
            at = registers > 0
                ? WriteRegistration(exchange.Index, carrier, header, at)
                : WriteRemoval(exchange.Index, carrier, header, at);
        }

        if (_flows != null && exchange.HasIdentifiers)
        {
            at = _flows.Write(Packet.Octets, header, at, sequence);
        }

        at = _security.Append(exchange, Packet.Octets, header, at, _careOfAddress, now);
        Finish(header, at);
        if (inUdp)
        {
            Binding binding = _bindings.At(carrier);
            UdpTunnel.ToHomeAgent(
                Packet, binding.Nat.NextIdentification(), binding.CareOfAddress, _homeAgents.Ipv4Address);
        }
    }

    /// <summary>
    /// The bindings that an update registers, those that it removes with R beside them (draft §5.3), and all prefixes in
    /// explicit mode (RFC 3963 §5.2).
    /// </summary>
    private int WriteRegistration(int exchange, int carrier, int header, int at)
    {
        for (int i = 0; i < _bindings.Entries; i++)
        {
            if (_bindings.At(i).Exchange == exchange)
            {
                at = WriteBinding(i, carrier, header, at);
            }
        }

        if (_settings.ImplicitPrefixes)
        {
            return at;
        }

        for (int i = 0; i < _settings.MobileNetworkPrefixes.Length; i++)
        {
            at = MobileNetworkPrefixOption.Write(Packet.Octets, header, at, _settings.MobileNetworkPrefixes[i]);
        }

        return at;
    }

    private int WriteBinding(int entry, int carrier, int header, int at)
    {
        byte[] buffer = Packet.Octets;
        WireProfile profile = _settings.Profile;
        Binding binding = _bindings.At(entry);
        byte[] address = binding.CareOfAddress;
        bool ipv4 = binding.IsIpv4 && !binding.InRemoval;
        if (ipv4)
        {
            _careOfAddress = address;
        }

        if (_plan.Form == RegistrationForm.Single)
        {
            return ipv4
                ? Ipv4CareOfAddressOption.Write(buffer, header, at, address, Ipv4MappedAddress.Ipv4Offset)
                : WriteAlternate(entry, carrier, header, at);
        }

        if (ipv4)
        {
            return profile.WriteIpv4(
                buffer, header, at, binding.Bid, binding.StatedPriority, address, Ipv4MappedAddress.Ipv4Offset);
        }

        if (binding.InRemoval)
        {
            return profile.WriteMixedRemoval(buffer, header, at, binding.Bid, binding.StatedPriority, address, 0);
        }

        if (binding.OnHomeLink)
        {
            return profile.WriteHomeBinding(
                buffer, header, at, binding.Bid, binding.StatedPriority, _settings.HomeAddress, 0);
        }

        if (_plan.Form == RegistrationForm.Bulk)
        {
            return profile.WriteBulk(buffer, header, at, binding.Bid, binding.StatedPriority, address, 0);
        }

        at = profile.WriteIndividual(buffer, header, at, binding.Bid, binding.StatedPriority, address, 0);
        return profile.NamesIndividualCareOfAddress ? at : WriteAlternate(entry, carrier, header, at);
    }

    /// <summary>
    /// The bindings that an update with lifetime 0 removes, and no prefix (draft §5.4, RFC 5648 §5.4, RFC 3963 §5.8).
    /// </summary>
    private int WriteRemoval(int exchange, int carrier, int header, int at)
    {
        bool several = Count(exchange, true) > 1;
        for (int i = 0; i < _bindings.Entries; i++)
        {
            Binding binding = _bindings.At(i);
            if (binding.Exchange != exchange)
            {
                continue;
            }

            at = _settings.Profile.WriteRemoval(
                Packet.Octets, header, at, binding.Bid, several, binding.CareOfAddress, 0);
            if (!several && !_settings.Profile.NamesIndividualCareOfAddress)
            {
                at = WriteAlternate(i, carrier, header, at);
            }
        }

        return at;
    }

    /// <summary>
    /// Names the care-of address where the packet's source is another one (draft §5.6); never an IPv4 one.
    /// </summary>
    private int WriteAlternate(int entry, int carrier, int header, int at)
    {
        byte[] address = _bindings.At(entry).CareOfAddress;
        if (_bindings.At(entry).IsIpv4 || Ipv6Address.Equal(address, 0, _bindings.At(carrier).CareOfAddress, 0))
        {
            return at;
        }

        _careOfAddress = address;
        return AlternateCareOfAddressOption.Write(Packet.Octets, header, at, address, 0);
    }

    private int Count(int exchange, bool inRemoval)
    {
        int count = 0;
        for (int i = 0; i < _bindings.Entries; i++)
        {
            Binding binding = _bindings.At(i);
            count += binding.Exchange == exchange && binding.InRemoval == inRemoval ? 1 : 0;
        }

        return count;
    }

    private int Begin(int carrier)
    {
        Packet.Reset();
        byte[] buffer = Packet.Octets;
        int start = Packet.Start;
        Binding binding = _bindings.At(carrier);
        bool home = binding.OnHomeLink || binding.IsIpv4;
        _careOfAddress = home ? _settings.HomeAddress : binding.CareOfAddress;
        Ipv6Header.Write(
            buffer,
            start,
            0,
            0,
            home ? ProtocolNumbers.Mobility : ProtocolNumbers.DestinationOptions,
            _careOfAddress,
            0,
            _homeAgents.Address,
            0);
        int next = start + Ipv6Header.Length;
        return home
            ? next
            : HomeAddressOption.Write(buffer, next, ProtocolNumbers.Mobility, _settings.HomeAddress, 0);
    }

    private void Finish(int header, int at)
    {
        int length = MobilityHeader.Finish(Packet.Octets, header, at, _settings.HomeAddress, 0, _homeAgents.Address, 0);
        int payload = header + length - Packet.Start - Ipv6Header.Length;
        BigEndian.WriteUInt16(Packet.Octets, Packet.Start + Ipv6Header.PayloadLengthOffset, payload);
        Packet.SetLength(Ipv6Header.Length + payload);
    }
}
