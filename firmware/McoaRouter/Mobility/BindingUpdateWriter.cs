using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Lays out the packet of a home registration: IPv6 header (care-of address to home agent), Home Address option,
/// Binding Update (RFC 6275 §6.1.7, §11.7.1).
/// </summary>
internal sealed class BindingUpdateWriter
{
    private const int Flags =
        BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;

    internal BindingUpdateWriter(RouterSettings settings, BindingUpdateList bindings)
    {
        _settings = settings;
        _bindings = bindings;
    }

    /// <summary>The packet that was written last.</summary>
    internal PacketBuffer Packet { get; } = new PacketBuffer();

    /// <summary>
    /// Writes a bulk registration (draft §5.3): every uplink that is up with its care-of address, every lost one that
    /// the home agent may still hold with R, and all prefixes (explicit mode, RFC 3963 §5.2). Marks the bindings it
    /// names.
    /// </summary>
    internal void WriteRegistration(int uplink, byte[] homeAgent, int sequence, long now)
    {
        byte[] buffer = Packet.Octets;
        int header = Begin(uplink, homeAgent);
        int at = BindingUpdate.Begin(
            buffer, header, sequence, Flags, _settings.LifetimeSeconds / BindingUpdate.LifetimeUnitSeconds);
        for (int i = 0; i < _bindings.Count; i++)
        {
            Binding binding = _bindings.At(i);
            binding.InUpdate = binding.Up;
            binding.InRemoval = !binding.Up && binding.HeldUntil > now;
            if (binding.InUpdate || binding.InRemoval)
            {
                at = binding.InRemoval
                    ? _settings.Profile.WriteMixedRemoval(
                        buffer, header, at, binding.Bid, binding.Priority, binding.CareOfAddress, 0)
                    : _settings.Profile.WriteBulk(
                        buffer, header, at, binding.Bid, binding.Priority, binding.CareOfAddress, 0);
            }
        }

        for (int i = 0; i < _settings.MobileNetworkPrefixes.Length; i++)
        {
            at = MobileNetworkPrefixOption.Write(buffer, header, at, _settings.MobileNetworkPrefixes[i]);
        }

        Finish(header, at, homeAgent);
    }

    /// <summary>
    /// Writes a de-registration of everything: lifetime 0, no Binding Identifier, no prefix (draft §5.4, RFC 3963
    /// §5.2).
    /// </summary>
    internal void WriteDeregistration(int uplink, byte[] homeAgent, int sequence)
    {
        int header = Begin(uplink, homeAgent);
        int at = BindingUpdate.Begin(Packet.Octets, header, sequence, Flags, 0);
        Finish(header, at, homeAgent);
    }

    private int Begin(int uplink, byte[] homeAgent)
    {
        Packet.Reset();
        byte[] buffer = Packet.Octets;
        int start = Packet.Start;
        Ipv6Header.Write(
            buffer,
            start,
            0,
            0,
            ProtocolNumbers.DestinationOptions,
            _bindings.At(uplink).CareOfAddress,
            0,
            homeAgent,
            0);
        return HomeAddressOption.Write(
            buffer, start + Ipv6Header.Length, ProtocolNumbers.Mobility, _settings.HomeAddress, 0);
    }

    private void Finish(int header, int at, byte[] homeAgent)
    {
        int length = MobilityHeader.Finish(Packet.Octets, header, at, _settings.HomeAddress, 0, homeAgent, 0);
        int payload = HomeAddressOption.HeaderLength + length;
        BigEndian.WriteUInt16(Packet.Octets, Packet.Start + Ipv6Header.PayloadLengthOffset, payload);
        Packet.SetLength(Ipv6Header.Length + payload);
    }
}
