using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// A home agent between two recording links, and a pen for the packets that it is given. Two routers: 0 with two
/// prefixes, 1 with one.
/// </summary>
public sealed partial class HomeAgentBench
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
