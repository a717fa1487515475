using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// A home agent between two recording links, and a pen for the packets that it is given. Two routers: 0 with two
/// prefixes, 1 with one.
/// </summary>
public sealed class HomeAgentBench
{
    public const int Router = BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag;
    public const int Host = BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag;
    /// <summary>What <see cref="Deliver"/> returns where nothing was sent.</summary>
    public const int NoAnswer = -1;

    /// <summary>What <see cref="Deliver"/> returns where something else than an acknowledgement was sent.</summary>
    public const int OtherAnswer = -2;

    /// <summary>The time of day at monotonic 0: 1 January 2026.</summary>
    public const long UnixMilliseconds = 1767225600000;

    public const int OptionType = WireProfile.DefaultBindingIdentifierOptionType;

    private const string Association =
        "{ \"spi\": 256, \"key\": \"00112233445566778899aabbccddeeff\", \"identifier\": \"bus-17@example.net\" }";

    private int _header;
    private int _at;

    public HomeAgentBench()
        : this(true, 600)
    {
    }

    public HomeAgentBench(bool bulk, int lifetimeLimitSeconds)
    {
        Settings = new HomeAgentSettings();
        Settings.Address = Address("2001:db8:1::1");
        Settings.HomePrefix = Ipv6Prefix.TryRead("2001:db8:1::/64", true);
        Settings.Routers = new RouterAccount[] { new RouterAccount(), new RouterAccount() };
        Settings.Routers[0].HomeAddress = Address("2001:db8:1::100");
        Settings.Routers[0].Prefixes = new Ipv6Prefix[]
        {
            Ipv6Prefix.TryRead("2001:db8:100::/56", true), Ipv6Prefix.TryRead("2001:db8:200::/56", true),
        };
        Settings.Routers[1].HomeAddress = Address("2001:db8:1::200");
        Settings.Routers[1].Prefixes = new Ipv6Prefix[] { Ipv6Prefix.TryRead("2001:db8:300::/56", true) };
        Settings.Bulk = bulk;
        Settings.RefreshRequests = false;
        Settings.Profiles = new WireProfile[] { WireProfile.Draft01(OptionType) };
        Settings.Routers[0].Profile = Settings.Profiles[0];
        Settings.Routers[1].Profile = Settings.Profiles[0];
        Settings.LifetimeLimitSeconds = lifetimeLimitSeconds;
        Restart();
    }

    public HomeAgentSettings Settings { get; }

    public HomeAgent Agent { get; private set; }

    public RecordingLink Network { get; } = new RecordingLink();

    public RecordingLink Inside { get; } = new RecordingLink();

    public RecordingLink HomeLink { get; } = new RecordingLink();

    /// <summary>Whether <see cref="Restart"/> gives the home agent its home link.</summary>
    public bool HasHomeLink { get; set; }

    /// <summary>Router 0's end of its security association, after <see cref="Secure"/>.</summary>
    public MessageAuthenticator Security { get; private set; }

    public RecordingListener Listener { get; } = new RecordingListener();

    public BindingAcknowledgement Answer { get; private set; }

    /// <summary>The packet that was written last, and that the next delivery hands in.</summary>
    public PacketBuffer Packet { get; } = new PacketBuffer();

    public byte[] HomeAddress { get; } = Address("2001:db8:1::100");

    public byte[] OtherHomeAddress { get; } = Address("2001:db8:1::200");

    public byte[] Wifi { get; } = Address("2001:db8:a::10");

    public byte[] Cellular { get; } = Address("2001:db8:b::20");

    public byte[] Satellite { get; } = Address("2001:db8:c::30");

    public byte[] Correspondent { get; } = Address("2001:db8:99::1");

    public byte[] Passenger { get; } = Address("2001:db8:100:1::7");

    public byte[] OtherPassenger { get; } = Address("2001:db8:300:1::7");

    /// <summary>The bindings of router 0.</summary>
    public RouterBindings Bindings
    {
        get { return Agent.Bindings.Router(0); }
    }

    public static byte[] Address(string text)
    {
        byte[] address = new byte[Ipv6Address.Length];
        Ipv6AddressText.TryRead(text, address, 0);
        return address;
    }

    /// <summary>The profile of router 0.</summary>
    public WireProfile Profile
    {
        get { return Settings.Routers[0].Profile; }
    }

    /// <summary>Makes a home agent with an empty cache whose routers all speak one profile.</summary>
    public void Speak(WireProfile profile)
    {
        Settings.Profiles = new WireProfile[] { profile };
        Settings.Routers[0].Profile = profile;
        Settings.Routers[1].Profile = profile;
        Restart();
    }

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
        _at = association.Append(Packet.Octets, _header, _at, timestamp, careOfAddress, 0, HomeAddress, 0);
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

    /// <summary>Makes a home agent with an empty cache.</summary>
    public void Restart()
    {
        Agent = new HomeAgent(Settings, Network, Inside, HasHomeLink ? HomeLink : null, Listener);
        Agent.SetClock(UnixMilliseconds, 0);
        Answer = new BindingAcknowledgement(Profile);
        Listener.Clear();
    }

    /// <summary>Starts a Binding Update with a Home Address option.</summary>
    public void Begin(byte[] source, byte[] homeAddress, int sequence, int flags, int lifetimeUnits)
    {
        Start(source, Settings.Address, ProtocolNumbers.DestinationOptions);
        _header = HomeAddressOption.Write(
            Packet.Octets, Packet.Start + Ipv6Header.Length, ProtocolNumbers.Mobility, homeAddress, 0);
        _at = BindingUpdate.Begin(Packet.Octets, _header, sequence, flags, lifetimeUnits);
    }

    /// <summary>Starts a Binding Update whose source is the home address, without a Home Address option.</summary>
    public void BeginAtHome(byte[] homeAddress, int sequence, int flags, int lifetimeUnits)
    {
        Start(homeAddress, Settings.Address, ProtocolNumbers.Mobility);
        _header = Packet.Start + Ipv6Header.Length;
        _at = BindingUpdate.Begin(Packet.Octets, _header, sequence, flags, lifetimeUnits);
    }

    /// <summary>Adds a Binding Identifier option without a care-of address.</summary>
    public void Identifier(int bid, int priority)
    {
        _at = Vectors.Draft.WriteIndividual(Packet.Octets, _header, _at, bid, priority, null, 0);
    }

    /// <summary>Adds a Binding Identifier option that only names its binding.</summary>
    public void Reference(int bid)
    {
        _at = Profile.WriteReference(Packet.Octets, _header, _at, bid);
    }

    /// <summary>Adds the Binding Identifier option of the home link (RFC 5648 §5.6.3).</summary>
    public void HomeBinding(int bid, int priority, byte[] homeAddress)
    {
        _at = Profile.WriteHomeBinding(Packet.Octets, _header, _at, bid, priority, homeAddress, 0);
    }

    /// <summary>Adds a Binding Identifier option with a care-of address.</summary>
    public void Identifier(int bid, int priority, bool remove, byte[] careOfAddress)
    {
        _at = remove
            ? Profile.WriteMixedRemoval(Packet.Octets, _header, _at, bid, priority, careOfAddress, 0)
            : Profile.WriteBulk(Packet.Octets, _header, _at, bid, priority, careOfAddress, 0);
    }

    /// <summary>Adds a prefix of one of the accounts.</summary>
    public void Prefix(int router, int prefix)
    {
        Prefix(Settings.Routers[router].Prefixes[prefix]);
    }

    public void Prefix(Ipv6Prefix prefix)
    {
        _at = MobileNetworkPrefixOption.Write(Packet.Octets, _header, _at, prefix);
    }

    public void AlternateCareOfAddress(byte[] address)
    {
        _at = AlternateCareOfAddressOption.Write(Packet.Octets, _header, _at, address, 0);
    }

    /// <summary>Adds octets as they are, at an even offset.</summary>
    public void Raw(byte[] option)
    {
        _at = MobilityOption.Align(Packet.Octets, _header, _at, 2, 0);
        System.Array.Copy(option, 0, Packet.Octets, _at, option.Length);
        _at += option.Length;
    }

    /// <summary>Changes one octet of what was added last, counted back from its end.</summary>
    public void Patch(int back, int value)
    {
        Packet.Octets[_at - back] = (byte)value;
    }

    /// <summary>Ends the Binding Update: lengths and checksum.</summary>
    public void End()
    {
        int home = Packet.Octets[Packet.Start + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.DestinationOptions
            ? Packet.Start + Ipv6Header.Length + 8
            : Packet.Start + Ipv6Header.SourceOffset;
        int length = MobilityHeader.Finish(
            Packet.Octets, _header, _at, Packet.Octets, home, Settings.Address, 0);
        SetLength(_header + length - Packet.Start);
    }

    /// <summary>Ends the Binding Update, hands it in, and reads the answer.</summary>
    /// <returns>As <see cref="Deliver"/>.</returns>
    public int Exchange(long now)
    {
        End();
        return Deliver(now);
    }

    /// <summary>Hands the packet in from the network, and reads the answer.</summary>
    /// <returns>
    /// The status of the answer, <see cref="NoAnswer"/> where there is none, or <see cref="OtherAnswer"/>.
    /// </returns>
    public int Deliver(long now)
    {
        int before = Network.Sent;
        Agent.ReceiveFromNetwork(Packet, now);
        return Network.Sent == before ? NoAnswer : ReadAnswer();
    }

    /// <summary>Reads the last packet to the network as a Binding Acknowledgement.</summary>
    /// <returns>Its status, or <see cref="OtherAnswer"/> where it is none.</returns>
    public int ReadAnswer()
    {
        Ipv6Packet packet = new Ipv6Packet();
        return packet.TryRead(Network.Last.Octets, Network.Last.Start, Network.Last.Length)
            && packet.Protocol == ProtocolNumbers.Mobility
            && MobilityHeader.Check(packet) == Refusal.None
            && MobilityHeader.Type(packet.Buffer, packet.PayloadOffset) == MobilityHeader.BindingAcknowledgement
            && Answer.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength) ? Answer.Status : OtherAnswer;
    }

    /// <summary>
    /// Octet 2 of a Binding Identifier option of the answer, or -1 where it has none with this index.
    /// </summary>
    public int AnswerStatus(int index)
    {
        return index < Answer.Options.BindingIdentifierCount
            ? BindingIdentifierOption.Status(Network.Last.Octets, Answer.Options.BindingIdentifierAt(index))
            : -1;
    }

    /// <summary>
    /// Registers router 0 with BID 1 over Wi-Fi (200) and BID 2 over the cellular link (100), in implicit mode.
    /// </summary>
    public int RegisterTwo(int sequence, int lifetimeUnits, long now)
    {
        Begin(Wifi, HomeAddress, sequence, Router, lifetimeUnits);
        Identifier(1, 200, false, Wifi);
        Identifier(2, 100, false, Cellular);
        return Exchange(now);
    }

    /// <summary>Registers router 1 with one regular binding over the satellite.</summary>
    public int RegisterOther(int sequence, long now)
    {
        Begin(Satellite, OtherHomeAddress, sequence, Router, 100);
        return Exchange(now);
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

    public int Refused(Refusal reason)
    {
        return (int)Agent.Refusals.Of(reason);
    }

    /// <summary>The bindings of router 0: "BID:PRIORITY@last group of the care-of address;" in order.</summary>
    public string Show()
    {
        string text = string.Empty;
        for (int i = 0; i < Bindings.Count; i++)
        {
            BindingCacheEntry entry = Bindings.At(i);
            text += entry.Bid.ToString() + ":" + entry.Priority.ToString() + "@"
                + Ipv6AddressText.Write(entry.CareOfAddress, 0) + ";";
        }

        return text;
    }

    /// <summary>Everything that an update may change, to compare before and after.</summary>
    public string Snapshot()
    {
        string text = Show();
        for (int i = 0; i < Bindings.Count; i++)
        {
            text += Bindings.At(i).ExpiresAt.ToString() + (Bindings.At(i).IsMobileRouter ? "R;" : ";");
        }

        text += Bindings.IsRegistered(0) ? "p0" : string.Empty;
        text += Bindings.IsRegistered(1) ? "p1" : string.Empty;
        return text + "/" + Agent.Bindings.Router(1).Count.ToString() + "/" + Agent.NextDeadline.ToString();
    }

    private void Start(byte[] source, byte[] destination, int nextHeader)
    {
        Packet.Reset();
        Ipv6Header.Write(Packet.Octets, Packet.Start, 0, 0, nextHeader, source, 0, destination, 0);
    }

    private void SetLength(int length)
    {
        BigEndian.WriteUInt16(Packet.Octets, Packet.Start + Ipv6Header.PayloadLengthOffset, length - Ipv6Header.Length);
        Packet.SetLength(length);
    }
}
