using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <content>Authentication, and packets that are no Binding Updates.</content>
public sealed partial class HomeAgentBench
{
    private const string Association =
        "{ \"spi\": 256, \"key\": \"00112233445566778899aabbccddeeff\", \"identifier\": \"bus-17@example.net\" }";

    private readonly McoaRouter.Links.PacketBuffer _quoted = new McoaRouter.Links.PacketBuffer();

    /// <summary>Gives router 0 a security association, and makes a home agent with an empty cache.</summary>
    public void Secure()
    {
        SecuritySettings security = SecurityReader.Read(RouterSettingsReader.ReadRoot(Association, new SettingsFaults()));
        Settings.Routers[0].Security = security;
        Security = new MessageAuthenticator(security.Spi, security.Key, security.Identifier);
        Restart();
    }

    /// <summary>
    /// Adds identifier, timestamp and authenticator of an association, over a care-of address and router 0's home
    /// address; <see cref="End"/> must follow.
    /// </summary>
    public void Authenticate(MessageAuthenticator association, long timestamp, byte[] careOfAddress)
    {
        AuthenticateFor(HomeAddress, association, timestamp, careOfAddress);
    }

    /// <summary>The same over the home address of another router.</summary>
    public void AuthenticateFor(
        byte[] homeAddress, MessageAuthenticator association, long timestamp, byte[] careOfAddress)
    {
        _at = association.Append(Packet.Octets, _header, _at, timestamp, careOfAddress, 0, homeAddress, 0);
    }

    /// <summary>
    /// Adds what <see cref="Authenticate"/> does by a second reckoning, with what a test makes of it.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="spi">The SPI.</param>
    /// <param name="identifier">The identifier, or null for none.</param>
    /// <param name="timestamp">The timestamp, or 0 for none.</param>
    /// <param name="careOfAddress">The care-of address.</param>
    public void AuthenticateByHand(byte[] key, uint spi, byte[] identifier, long timestamp, byte[] careOfAddress)
    {
        byte[] octets = Packet.Octets;
        _at = identifier == null ? _at : MobileNodeIdentifierOption.Write(octets, _at, identifier);
        _at = timestamp == 0 ? _at : ReplayProtectionOption.Write(octets, _header, _at, timestamp);
        _at = AuthenticationOption.Begin(octets, _header, _at, spi);
        octets[_header + 1] = (byte)(((_at + 12 - _header) / 8) - 1);
        octets[_header + 4] = 0;
        octets[_header + 5] = 0;
        byte[] mac = new byte[HmacSha1.Length];
        HmacSha1 hmac = new HmacSha1();
        hmac.SetKey(key, 0, key.Length);
        hmac.Add(careOfAddress, 0, 16);
        hmac.Add(HomeAddress, 0, 16);
        hmac.Add(octets, _header, _at - _header);
        hmac.Finish(mac, 0);
        System.Array.Copy(mac, 0, octets, _at, 12);
        _at += 12;
    }

    /// <summary>Ends an update from an address with the association of router 0, stamped with the time.</summary>
    public int ExchangeSecurely(byte[] careOfAddress, long now)
    {
        Authenticate(Security, Timestamp(now), careOfAddress);
        return Exchange(now);
    }

    /// <summary>The timestamp of a monotonic time.</summary>
    public static long Timestamp(long now)
    {
        return ReplayTimestamp.FromUnixMilliseconds(UnixMilliseconds + now);
    }

    /// <summary>Judges the authenticator of the last answer as router 0 would.</summary>
    public Refusal VerifyAnswer(byte[] careOfAddress)
    {
        Ipv6Packet packet = new Ipv6Packet();
        packet.TryRead(Network.Last.Octets, Network.Last.Start, Network.Last.Length);
        return Security.Verify(
            packet.Buffer, packet.PayloadOffset, Answer.Options, careOfAddress, 0, HomeAddress, 0);
    }

    /// <summary>The timestamp in the last answer.</summary>
    public long AnswerTimestamp()
    {
        return ReplayProtectionOption.Timestamp(Network.Last.Octets, Answer.Options.ReplayProtectionAt);
    }

    /// <summary>Writes a UDP packet with a payload of this many octets.</summary>
    public void Inner(byte[] source, byte[] destination, int payload)
    {
        Start(source, destination, ProtocolNumbers.Udp);
        for (int i = 0; i < payload; i++)
        {
            Packet.Octets[Packet.Start + Ipv6Header.Length + i] = (byte)i;
        }

        SetLength(Ipv6Header.Length + payload);
    }

    /// <summary>
    /// Writes a mobility message of any type, 8 octets without options, with a Home Address option where there is a
    /// home address.
    /// </summary>
    public void Mobility(byte[] source, byte[] homeAddress, int type)
    {
        Start(source, Settings.Address, homeAddress == null ? ProtocolNumbers.Mobility : ProtocolNumbers.DestinationOptions);
        _header = Packet.Start + Ipv6Header.Length;
        _header = homeAddress == null
            ? _header
            : HomeAddressOption.Write(Packet.Octets, _header, ProtocolNumbers.Mobility, homeAddress, 0);
        _at = MobilityHeader.Begin(Packet.Octets, _header, type);
        _at = MobilityOption.Align(Packet.Octets, _header, _at, 8, 0);
        End();
    }

    /// <summary>
    /// Writes one of the four ICMPv6 messages of RFC 6275, with a Home Address option where there is a home address.
    /// </summary>
    public void Icmp(byte[] source, byte[] destination, byte[] homeAddress, int type, int identifier, int flags)
    {
        Start(source, destination, homeAddress == null ? ProtocolNumbers.Icmpv6 : ProtocolNumbers.DestinationOptions);
        int at = Packet.Start + Ipv6Header.Length;
        at = homeAddress == null
            ? at
            : HomeAddressOption.Write(Packet.Octets, at, ProtocolNumbers.Icmpv6, homeAddress, 0);
        int end = Icmpv6.Begin(Packet.Octets, at, type, identifier, flags);
        int length = Icmpv6.Finish(Packet.Octets, at, end, homeAddress ?? source, 0, destination, 0);
        SetLength(at + length - Packet.Start);
    }

    /// <summary>
    /// Makes of the packet that was written last an ICMPv6 error, of somebody on the path, about that packet in a tunnel
    /// to a care-of address.
    /// </summary>
    /// <param name="type">The ICMPv6 type.</param>
    /// <param name="code">The ICMPv6 code.</param>
    /// <param name="mtu">The MTU, or what else stands there.</param>
    /// <param name="careOfAddress">The other end of the tunnel.</param>
    /// <param name="quoted">How many octets of the tunnel packet are quoted at most.</param>
    public void TunnelError(int type, int code, int mtu, byte[] careOfAddress, int quoted)
    {
        McoaRouter.Forwarding.Tunnel.Encapsulate(Packet, Settings.Address, 0, careOfAddress, 0);
        Quote(type, code, mtu, quoted);
    }

    /// <summary>As <see cref="TunnelError"/>, about the packet as it is.</summary>
    public void Quote(int type, int code, int mtu, int quoted)
    {
        _quoted.Load(Packet.Octets, Packet.Start, Packet.Length);
        Start(Correspondent, Settings.Address, ProtocolNumbers.Icmpv6);
        int at = Packet.Start + Ipv6Header.Length;
        int copied = quoted < _quoted.Length ? quoted : _quoted.Length;
        int quote = at + Icmpv6Error.InvokingPacketOffset;
        Packet.Octets[at] = (byte)type;
        Packet.Octets[at + Icmpv6.CodeOffset] = (byte)code;
        BigEndian.WriteUInt32(Packet.Octets, at + 4, mtu);
        System.Array.Copy(_quoted.Octets, _quoted.Start, Packet.Octets, quote, copied);
        int length = Icmpv6.Finish(Packet.Octets, at, quote + copied, Correspondent, 0, Settings.Address, 0);
        SetLength(at + length - Packet.Start);
    }

    /// <summary>Puts a Home Address option before the payload of the packet that was written.</summary>
    public void AddHomeAddress(byte[] careOfAddress)
    {
        McoaRouter.Forwarding.RouteOptimization.AddHomeAddress(Packet, new Ipv6Packet(), careOfAddress, 0);
    }

    /// <summary>The octets of the last packet to the network.</summary>
    public byte[] Sent()
    {
        byte[] octets = new byte[Network.Last.Length];
        System.Array.Copy(Network.Last.Octets, Network.Last.Start, octets, 0, octets.Length);
        return octets;
    }

    /// <summary>Puts the packet into a tunnel to the home agent.</summary>
    public void Wrap(byte[] careOfAddress)
    {
        McoaRouter.Forwarding.Tunnel.Encapsulate(Packet, careOfAddress, 0, Settings.Address, 0);
    }
}
