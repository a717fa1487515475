using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Lays out the packets that the router sends to correspondents: Home Test Init through the tunnel to the home agent
/// or, on the home link, without it (RFC 6275 §6.1.3); Care-of Test Init straight from the care-of address (§6.1.4);
/// and Binding Updates, authorised by a binding management key (§5.2.6, §11.7.2). One object serves all correspondents.
/// </summary>
internal sealed class CorrespondentMessageWriter
{
    /// <summary>The packet that was written last.</summary>
    internal readonly PacketBuffer Packet = new PacketBuffer(Limits.MessageOctets);

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _home;
    private readonly Sha1 _sha1 = new Sha1();
    private readonly BindingAuthorization _authorization = new BindingAuthorization();

    internal CorrespondentMessageWriter(RouterSettings settings, BindingUpdateList bindings, HomeRegistration home)
    {
        _settings = settings;
        _bindings = bindings;
        _home = home;
    }

    /// <summary>
    /// Writes a Home Test Init, reverse-tunnelled through the home agent unless the path is the home link (§6.1.3).
    /// </summary>
    internal void WriteHomeTestInit(int path, byte[] correspondent, byte[] cookie)
    {
        Packet.Reset();
        byte[] buffer = Packet.Octets;
        Binding binding = _bindings.At(path);
        bool inIpv6 = !binding.OnHomeLink && !binding.IsIpv4;
        int start = Packet.Start + (inIpv6 ? Ipv6Header.Length : 0);
        int length = WriteTestInit(start, MobilityHeader.HomeTestInit, _settings.HomeAddress, correspondent, cookie, 0);
        if (inIpv6)
        {
            Ipv6Header.Write(
                buffer,
                Packet.Start,
                0,
                length,
                ProtocolNumbers.Ipv6,
                binding.CareOfAddress,
                0,
                _home.HomeAgent,
                0);
        }

        Packet.SetLength(start + length - Packet.Start);
        if (binding.IsIpv4)
        {
            UdpTunnel.ToHomeAgent(Packet, binding.Nat.NextIdentification(), binding.CareOfAddress, _home.HomeAgentIpv4);
        }
    }

    /// <summary>
    /// Writes a Care-of Test Init for an uplink; it names the Binding Identifier where there is one and the profile has
    /// that (RFC 5648 §4.3).
    /// </summary>
    internal void WriteCareOfTestInit(int uplink, int bid, byte[] correspondent, byte[] cookie)
    {
        Packet.Reset();
        Packet.SetLength(WriteTestInit(
            Packet.Start,
            MobilityHeader.CareOfTestInit,
            _bindings.At(uplink).CareOfAddress,
            correspondent,
            cookie,
            _settings.Profile.IdentifiesCareOfTests ? bid : 0));
    }

    /// <summary>
    /// Writes a Binding Update that registers an uplink's care-of address: with its Binding Identifier in the form of
    /// an individual registration (draft §5.2), or without.
    /// </summary>
    /// <param name="update">What it says: lifetime, sequence number, Binding Identifier; its key is made here.</param>
    /// <param name="uplink">The uplink that is registered.</param>
    /// <param name="carrier">The uplink that carries it; another one makes it name the care-of address (draft §5.6).
    /// </param>
    /// <param name="flags">Flags beside A.</param>
    /// <param name="correspondent">The 16 octets of the correspondent's address.</param>
    /// <param name="homeTest">The test that gave the home keygen token.</param>
    /// <param name="careOfTest">The test that gave the care-of keygen token.</param>
    internal void WriteRegistration(
        CorrespondentUpdate update,
        int uplink,
        int carrier,
        int flags,
        byte[] correspondent,
        AddressTest homeTest,
        AddressTest careOfTest)
    {
        byte[] buffer = Packet.Octets;
        Binding binding = _bindings.At(uplink);
        BindingManagementKey.Compute(_sha1, homeTest.Token, 0, careOfTest.Token, 0, update.Key, 0);
        Ipv6Address.Copy(binding.CareOfAddress, 0, update.CareOfAddress, 0);
        int header = Begin(_bindings.At(carrier), correspondent);
        int at = BindingUpdate.Begin(
            buffer, header, update.Sequence, BindingUpdate.AcknowledgeFlag | flags, update.LifetimeUnits);
        if (update.Bid != 0)
        {
            at = _settings.Profile.WriteIndividual(
                buffer, header, at, update.Bid, binding.Priority, binding.CareOfAddress, 0);
        }

        bool named = update.Bid != 0 && _settings.Profile.NamesIndividualCareOfAddress;
        if (uplink != carrier && !named)
        {
            at = AlternateCareOfAddressOption.Write(buffer, header, at, binding.CareOfAddress, 0);
        }

        Finish(update, header, at, correspondent, homeTest.NonceIndex, careOfTest.NonceIndex);
    }

    /// <summary>
    /// Writes a Binding Update that removes the binding of a Binding Identifier, or without one all bindings (draft
    /// §5.4). Its key is made of the home keygen token alone, and its care-of nonce index is 0 (RFC 6275 §5.2.5,
    /// §11.7.2).
    /// </summary>
    /// <param name="update">What it says.</param>
    /// <param name="carrier">The uplink that carries it; on the home link it comes from the home address.</param>
    /// <param name="careOfAddress">The 16 octets of the care-of address that is removed; only with a Binding
    /// Identifier. </param>
    /// <param name="correspondent">The 16 octets of the correspondent's address.</param>
    /// <param name="homeTest">The test that gave the home keygen token.</param>
    internal void WriteRemoval(
        CorrespondentUpdate update,
        int carrier,
        byte[] careOfAddress,
        byte[] correspondent,
        AddressTest homeTest)
    {
        byte[] buffer = Packet.Octets;
        WireProfile profile = _settings.Profile;
        BindingManagementKey.Compute(_sha1, homeTest.Token, 0, update.Key, 0);
        Ipv6Address.Copy(_settings.HomeAddress, 0, update.CareOfAddress, 0);
        int header = Begin(_bindings.At(carrier), correspondent);
        int at = BindingUpdate.Begin(buffer, header, update.Sequence, BindingUpdate.AcknowledgeFlag, 0);
        if (update.Bid != 0)
        {
            at = profile.WriteRemoval(buffer, header, at, update.Bid, false, careOfAddress, 0);
            if (!profile.NamesIndividualCareOfAddress
                && !Ipv6Address.Equal(careOfAddress, 0, _bindings.At(carrier).CareOfAddress, 0))
            {
                at = AlternateCareOfAddressOption.Write(buffer, header, at, careOfAddress, 0);
            }
        }

        Finish(update, header, at, correspondent, homeTest.NonceIndex, 0);
    }

    private int WriteTestInit(int start, int type, byte[] source, byte[] correspondent, byte[] cookie, int bid)
    {
        byte[] buffer = Packet.Octets;
        int header = start + Ipv6Header.Length;
        int at = TestInit.Begin(buffer, header, type, cookie, 0);
        if (bid != 0)
        {
            at = _settings.Profile.WriteReference(buffer, header, at, bid);
        }

        int length = MobilityHeader.Finish(buffer, header, at, source, 0, correspondent, 0);
        Ipv6Header.Write(buffer, start, 0, length, ProtocolNumbers.Mobility, source, 0, correspondent, 0);
        return Ipv6Header.Length + length;
    }

    private int Begin(Binding carrier, byte[] correspondent)
    {
        Packet.Reset();
        bool home = carrier.OnHomeLink;
        Ipv6Header.Write(
            Packet.Octets,
            Packet.Start,
            0,
            0,
            home ? ProtocolNumbers.Mobility : ProtocolNumbers.DestinationOptions,
            home ? _settings.HomeAddress : carrier.CareOfAddress,
            0,
            correspondent,
            0);
        int next = Packet.Start + Ipv6Header.Length;
        return home
            ? next
            : HomeAddressOption.Write(Packet.Octets, next, ProtocolNumbers.Mobility, _settings.HomeAddress, 0);
    }

    private void Finish(
        CorrespondentUpdate update,
        int header,
        int at,
        byte[] correspondent,
        int homeNonceIndex,
        int careOfNonceIndex)
    {
        byte[] buffer = Packet.Octets;
        at = NonceIndicesOption.Write(buffer, header, at, homeNonceIndex, careOfNonceIndex);
        at = _authorization.Append(
            buffer, header, at, update.Key, 0, update.CareOfAddress, 0, correspondent, 0);
        int length = MobilityHeader.Finish(buffer, header, at, _settings.HomeAddress, 0, correspondent, 0);
        int payload = header + length - Packet.Start - Ipv6Header.Length;
        BigEndian.WriteUInt16(buffer, Packet.Start + Ipv6Header.PayloadLengthOffset, payload);
        Packet.SetLength(Ipv6Header.Length + payload);
    }
}
