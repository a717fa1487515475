using McoaRouter.HomeAgents;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>
/// Writes what the first correspondent of a <see cref="RouteBench"/> sends, with tokens of its own choice. Fields are
/// set to what the next message is to have.
/// </summary>
internal sealed class CorrespondentPen
{
    private readonly WireProfile _profile;
    private readonly byte[] _peer = Hex.Address(RouteBench.Peer);
    private readonly byte[] _home = Hex.Address(RouteBench.Home);
    private readonly byte[] _homeAgent = Hex.Address(RouteBench.HomeAgent);
    private readonly byte[] _key = new byte[Sha1.DigestLength];
    private readonly BindingAuthorization _authorization = new BindingAuthorization();
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private readonly ReceivedUpdate _update;

    internal CorrespondentPen(WireProfile profile)
    {
        _profile = profile;
        _update = new ReceivedUpdate(profile);
    }

    internal byte[] HomeToken { get; set; } = Hex.Read("A0A1A2A3A4A5A6A7");

    internal byte[] CareOfToken { get; set; } = Hex.Read("B0B1B2B3B4B5B6B7");

    internal int HomeIndex { get; set; } = 0x0102;

    internal int CareOfIndex { get; set; } = 0x0304;

    /// <summary>Whether acknowledgements name the Binding Identifiers of their updates.</summary>
    internal bool Identifies { get; set; } = true;

    /// <summary>The status in the options of acknowledgements.</summary>
    internal int OptionStatus { get; set; }

    /// <summary>The lifetime granted, in units of 4 s, or -1 for what was asked for.</summary>
    internal int LifetimeUnits { get; set; } = -1;

    /// <summary>The sequence number of acknowledgements, or -1 for that of the update.</summary>
    internal int Sequence { get; set; } = -1;

    /// <summary>Whether acknowledgements end with Binding Authorization Data.</summary>
    internal bool Authenticates { get; set; } = true;

    /// <summary>The interval of a Binding Refresh Advice option in units of 4 s, or 0 for none.</summary>
    internal int RefreshAdviceUnits { get; set; }

    /// <summary>The sequence number of a sent update with a Home Address option.</summary>
    internal static int SequenceOf(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 70);
    }

    /// <summary>Its flags.</summary>
    internal static int FlagsOf(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 72);
    }

    /// <summary>Its lifetime, in units of 4 s.</summary>
    internal static int LifetimeOf(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 74);
    }

    /// <summary>The lifetime of a sent update from the home address, without a Home Address option.</summary>
    internal static int LifetimeFromHomeOf(byte[] update)
    {
        return BigEndian.ReadUInt16(update, 50);
    }

    /// <summary>The Home Test that answers a Home Test Init, through the tunnel.</summary>
    internal byte[] HomeTest(byte[] init)
    {
        bool tunnelled = init[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6;
        byte[] cookie = CookieOf(init, tunnelled ? Ipv6Header.Length : 0);
        byte[] test = Test(MobilityHeader.HomeTest, cookie, HomeIndex, HomeToken, _home, 0);
        return tunnelled ? Tunnelled(test, init) : test;
    }

    /// <summary>The Care-of Test that answers a Care-of Test Init.</summary>
    internal byte[] CareOfTest(byte[] init)
    {
        return Test(
            MobilityHeader.CareOfTest, CookieOf(init, 0), CareOfIndex, CareOfToken, init, Ipv6Header.SourceOffset);
    }

    /// <summary>A packet from the correspondent in the home agent's tunnel, back to where a tunnelled one came from.
    /// </summary>
    internal byte[] Tunnelled(byte[] inner, byte[] sent)
    {
        byte[] packet = new byte[Ipv6Header.Length + inner.Length];
        Ipv6Header.Write(
            packet, 0, 0, inner.Length, ProtocolNumbers.Ipv6, _homeAgent, 0, sent, Ipv6Header.SourceOffset);
        System.Array.Copy(inner, 0, packet, Ipv6Header.Length, inner.Length);
        return packet;
    }

    /// <summary>The acknowledgement of a Binding Update.</summary>
    internal byte[] Acknowledge(byte[] update, int status)
    {
        Assert.IsTrue(_packet.TryRead(update, 0, update.Length));
        Assert.IsTrue(_update.TryRead(update, _packet.PayloadOffset, _packet.PayloadLength));
        bool routed = _packet.HomeAddressOffset >= 0;
        byte[] packet = new byte[512];
        Ipv6Header.Write(
            packet,
            0,
            0,
            0,
            routed ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility,
            _peer,
            0,
            update,
            Ipv6Header.SourceOffset);
        int header = routed
            ? RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, _home, 0)
            : Ipv6Header.Length;
        int at = BindingAcknowledgement.Begin(
            packet,
            header,
            status,
            0,
            Sequence < 0 ? _update.Sequence : Sequence,
            LifetimeUnits < 0 ? _update.LifetimeUnits : LifetimeUnits);
        for (int i = 0; i < _update.Options.BindingIdentifierCount && Identifies; i++)
        {
            at = _profile.WriteAnswer(
                packet, header, at, update, _update.Options.BindingIdentifierAt(i), OptionStatus);
        }

        if (RefreshAdviceUnits > 0)
        {
            at = BindingRefreshAdviceOption.Write(packet, header, at, RefreshAdviceUnits);
        }

        if (Authenticates)
        {
            at = Authorize(packet, header, at, update);
        }

        int length = MobilityHeader.Finish(packet, header, at, _peer, 0, _home, 0);
        return RouterBench.Cut(packet, header + length);
    }

    /// <summary>
    /// A Binding Refresh Request, to a care-of address with the home address in a routing header; a Binding Identifier
    /// of 0 leaves the option out.
    /// </summary>
    internal byte[] RefreshRequest(string careOfAddress, int bid)
    {
        byte[] packet = new byte[512];
        Ipv6Header.Write(
            packet, 0, 0, 0, ProtocolNumbers.Routing, _peer, 0, Hex.Address(careOfAddress), 0);
        int header = RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, _home, 0);
        int at = BindingRefreshRequest.Begin(packet, header);
        at = bid == 0 ? at : _profile.WriteReference(packet, header, at, bid);
        int length = MobilityHeader.Finish(packet, header, at, _peer, 0, _home, 0);
        return RouterBench.Cut(packet, header + length);
    }

    /// <summary>A Binding Error to a care-of address.</summary>
    internal byte[] Error(string careOfAddress, int status, string homeAddress)
    {
        byte[] packet = new byte[512];
        byte[] destination = Hex.Address(careOfAddress);
        Ipv6Header.Write(packet, 0, 0, 0, ProtocolNumbers.Mobility, _peer, 0, destination, 0);
        int at = BindingError.Begin(packet, Ipv6Header.Length, status, Hex.Address(homeAddress), 0);
        int length = MobilityHeader.Finish(packet, Ipv6Header.Length, at, _peer, 0, destination, 0);
        return RouterBench.Cut(packet, Ipv6Header.Length + length);
    }

    private int Authorize(byte[] packet, int header, int at, byte[] update)
    {
        byte[] careOf = update;
        int offset = Ipv6Header.SourceOffset;
        if (_update.LifetimeUnits == 0)
        {
            BindingManagementKey.Compute(new Sha1(), HomeToken, 0, _key, 0);
            careOf = _home;
            offset = 0;
        }
        else
        {
            BindingManagementKey.Compute(new Sha1(), HomeToken, 0, CareOfToken, 0, _key, 0);
            offset = _update.Options.AlternateCareOfAddressOffset >= 0
                ? _update.Options.AlternateCareOfAddressOffset
                : offset;
        }

        return _authorization.Append(packet, header, at, _key, 0, careOf, offset, _peer, 0);
    }

    private byte[] Test(int type, byte[] cookie, int index, byte[] token, byte[] destination, int offset)
    {
        byte[] packet = new byte[512];
        Ipv6Header.Write(packet, 0, 0, 0, ProtocolNumbers.Mobility, _peer, 0, destination, offset);
        int at = TestReply.Begin(packet, Ipv6Header.Length, type, index, cookie, 0, token, 0);
        int length = MobilityHeader.Finish(packet, Ipv6Header.Length, at, _peer, 0, destination, offset);
        return RouterBench.Cut(packet, Ipv6Header.Length + length);
    }

    private static byte[] CookieOf(byte[] packet, int at)
    {
        byte[] cookie = new byte[TestInit.CookieLength];
        System.Array.Copy(packet, at + Ipv6Header.Length + 8, cookie, 0, cookie.Length);
        return cookie;
    }
}
