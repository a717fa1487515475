using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>
/// A correspondent on a bench, and a pen for mobile nodes: it gets tokens from the correspondent's own test messages
/// and authorises Binding Updates by them.
/// </summary>
internal sealed class CorrespondentBench : ICorrespondentListener
{
    internal const int Flags = BindingUpdate.AcknowledgeFlag;
    internal const string Satellite = "2001:db8:c:3::30";

    private readonly PacketBuffer _received = new PacketBuffer();
    private readonly byte[] _buffer = new byte[512];
    private readonly byte[] _test = new byte[64];
    private readonly byte[] _homeToken = new byte[KeygenToken.Octets];
    private readonly byte[] _careOfToken = new byte[KeygenToken.Octets];
    private readonly byte[] _key = new byte[Sha1.DigestLength];
    private readonly BindingAuthorization _authorization = new BindingAuthorization();
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private byte[] _home;
    private byte[] _source;
    private byte[] _careOf;
    private int _header;
    private int _at;

    internal CorrespondentBench(string profile)
        : this(profile, string.Empty)
    {
    }

    internal CorrespondentBench(string profile, string rest)
    {
        CorrespondentSettingsResult result = CorrespondentSettingsReader.Read(
            "{\"address\":\"2001:db8:cc::80\",\"wireProfile\":\"" + profile + "\"" + rest + "}");
        Assert.AreEqual(0, result.Faults.Length);
        Settings = result.Settings;
        Node = new CorrespondentNode(Settings, Network, this);
        Answer = new BindingAcknowledgement(Settings.Profile);
        byte[] seed = new byte[24];
        for (int i = 0; i < seed.Length; i++)
        {
            seed[i] = (byte)(i + 65);
        }

        Node.Seed(seed, 0, seed.Length);
    }

    internal CorrespondentSettings Settings { get; }

    internal CorrespondentNode Node { get; }

    internal TestLink Network { get; } = new TestLink();

    internal BindingAcknowledgement Answer { get; }

    internal long Now { get; set; } = 1000;

    internal int Changes { get; private set; }

    internal int Received { get; private set; }

    internal byte[] LastReceived { get; private set; }

    internal int LastStatus { get; private set; } = -1;

    internal int HomeIndex { get; set; }

    internal int CareOfIndex { get; set; }

    private WireProfile Profile
    {
        get { return Settings.Profile; }
    }

    public void PacketReceived(PacketBuffer packet, long now)
    {
        Received++;
        LastReceived = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, LastReceived, 0, packet.Length);
    }

    public void BindingChanged(MobileNode mobileNode, CachedBinding binding, bool present, long now)
    {
        Changes++;
    }

    public void BindingUpdateProcessed(int status, int sequence, long now)
    {
        LastStatus = status;
    }

    internal void Deliver(byte[] packet)
    {
        Assert.IsTrue(_received.Load(packet, 0, packet.Length));
        Node.Receive(_received, Now);
    }

    /// <summary>Gets both tokens, as a mobile node with a home address and a care-of address does.</summary>
    internal void Test(string home, string careOf)
    {
        Deliver(Init(MobilityHeader.HomeTestInit, home));
        System.Array.Copy(Network.Last(), 56, _homeToken, 0, 8);
        HomeIndex = BigEndian.ReadUInt16(Network.Last(), 46);
        Deliver(Init(MobilityHeader.CareOfTestInit, careOf));
        System.Array.Copy(Network.Last(), 56, _careOfToken, 0, 8);
        CareOfIndex = BigEndian.ReadUInt16(Network.Last(), 46);
    }

    internal byte[] Init(int type, string source)
    {
        byte[] from = Hex.Address(source);
        Ipv6Header.Write(_test, 0, 0, 16, ProtocolNumbers.Mobility, from, 0, Settings.Address, 0);
        int at = McoaRouter.Wire.TestInit.Begin(_test, 40, type, Hex.Read("0102030405060708"), 0);
        MobilityHeader.Finish(_test, 40, at, from, 0, Settings.Address, 0);
        return RouterBench.Cut(_test, 56);
    }

    /// <summary>Starts a Binding Update from a care-of address that is tested now.</summary>
    internal void Begin(string source, int sequence, int flags, int lifetimeUnits)
    {
        Begin(RouteBench.Home, source, sequence, flags, lifetimeUnits);
    }

    internal void Begin(string home, string source, int sequence, int flags, int lifetimeUnits)
    {
        Test(home, source);
        _home = Hex.Address(home);
        _source = Hex.Address(source);
        _careOf = lifetimeUnits == 0 ? _home : _source;
        bool atHome = home == source;
        int next = atHome ? ProtocolNumbers.Mobility : ProtocolNumbers.DestinationOptions;
        Ipv6Header.Write(_buffer, 0, 0, 0, next, _source, 0, Settings.Address, 0);
        _header = atHome ? 40 : HomeAddressOption.Write(_buffer, 40, ProtocolNumbers.Mobility, _home, 0);
        _at = BindingUpdate.Begin(_buffer, _header, sequence, flags, lifetimeUnits);
    }

    /// <summary>Adds a Binding Identifier option in the form of an individual registration.</summary>
    internal void Identifier(int bid, int priority)
    {
        _at = Profile.WriteIndividual(_buffer, _header, _at, bid, priority, _source, 0);
    }

    /// <summary>Registers another care-of address, which is tested, than the source.</summary>
    internal void IdentifierOf(int bid, string careOf)
    {
        if (!Profile.NamesIndividualCareOfAddress)
        {
            Identifier(bid, 100);
            Alternate(careOf);
            return;
        }

        Deliver(Init(MobilityHeader.CareOfTestInit, careOf));
        System.Array.Copy(Network.Last(), 56, _careOfToken, 0, 8);
        _careOf = Hex.Address(careOf);
        _at = Profile.WriteIndividual(_buffer, _header, _at, bid, 100, _careOf, 0);
    }

    /// <summary>Adds a Binding Identifier option that names nothing but the binding.</summary>
    internal void Reference(int bid)
    {
        _at = Profile.WriteReference(_buffer, _header, _at, bid);
    }

    internal void Raw(string option)
    {
        byte[] octets = Hex.Read(option);
        _at = MobilityOption.Align(_buffer, _header, _at, 2, 0);
        octets.CopyTo(_buffer, _at);
        _at += octets.Length;
    }

    /// <summary>Names another care-of address, which is tested in place of the source.</summary>
    internal void Alternate(string careOf)
    {
        Deliver(Init(MobilityHeader.CareOfTestInit, careOf));
        System.Array.Copy(Network.Last(), 56, _careOfToken, 0, 8);
        _careOf = Hex.Address(careOf);
        _at = AlternateCareOfAddressOption.Write(_buffer, _header, _at, _careOf, 0);
    }

    /// <summary>The authenticator covers this address.</summary>
    internal void Cover(string address)
    {
        _careOf = Hex.Address(address);
    }

    /// <summary>Ends the Binding Update, authorised, and returns the packet.</summary>
    internal byte[] End()
    {
        bool removes = BigEndian.ReadUInt16(_buffer, _header + 10) == 0;
        if (removes)
        {
            BindingManagementKey.Compute(new Sha1(), _homeToken, 0, _key, 0);
        }
        else
        {
            BindingManagementKey.Compute(new Sha1(), _homeToken, 0, _careOfToken, 0, _key, 0);
        }

        _at = NonceIndicesOption.Write(_buffer, _header, _at, HomeIndex, CareOfIndex);
        _at = _authorization.Append(_buffer, _header, _at, _key, 0, _careOf, 0, Settings.Address, 0);
        int length = MobilityHeader.Finish(_buffer, _header, _at, _home, 0, Settings.Address, 0);
        return RouterBench.Cut(_buffer, _header + length);
    }

    /// <summary>Ends the Binding Update and hands it in.</summary>
    /// <returns>The status of the answer, which must be authentic, or -1 where there is none.</returns>
    internal int Exchange()
    {
        byte[] update = End();
        Network.Clear();
        Deliver(update);
        return Network.Count == 0 ? -1 : ReadAnswer();
    }

    /// <summary>Registers a care-of address under a Binding Identifier, 0 for none, for 400 s.</summary>
    internal int Register(string careOf, int bid, int priority, int sequence)
    {
        Begin(careOf, sequence, Flags, 100);
        if (bid != 0)
        {
            Identifier(bid, priority);
        }

        return Exchange();
    }

    /// <summary>The status in the answer's first option, or -1 where it has none.</summary>
    internal int OptionStatus()
    {
        return Answer.Options.BindingIdentifierCount == 0
            ? -1
            : BindingIdentifierOption.Status(Network.Last(), Answer.Options.BindingIdentifierAt(0));
    }

    /// <summary>The bindings of the mobile node: "BID:PRIORITY@care-of address;" in order.</summary>
    internal string Show()
    {
        return Show(RouteBench.Home);
    }

    internal string Show(string home)
    {
        string text = string.Empty;
        MobileNode node = Node.Bindings.Find(Hex.Address(home), 0);
        for (int i = 0; node != null && i < node.Count; i++)
        {
            text += node.At(i).Bid.ToString() + ":" + node.At(i).Priority.ToString() + "@"
                + Ipv6AddressText.Write(node.At(i).CareOfAddress, 0) + ";";
        }

        return text;
    }

    internal long Refused(Refusal reason)
    {
        return Node.Refusals.Of(reason);
    }

    /// <summary>Sends a datagram of an upper layer.</summary>
    internal bool Send(string destination, int length)
    {
        byte[] packet = RouterBench.Datagram(RouteBench.Peer, destination, length);
        Assert.IsTrue(_received.Load(packet, 0, packet.Length));
        return Node.Send(_received, Now);
    }

    /// <summary>A datagram of the mobile node with a Home Address option.</summary>
    internal static byte[] Optimized(string home, string careOf, int length)
    {
        PacketBuffer packet = new PacketBuffer();
        byte[] plain = RouterBench.Datagram(home, RouteBench.Peer, length);
        packet.Load(plain, 0, plain.Length);
        McoaRouter.Forwarding.RouteOptimization.AddHomeAddress(packet, new Ipv6Packet(), Hex.Address(careOf), 0);
        byte[] copy = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, copy, 0, copy.Length);
        return copy;
    }

    private int ReadAnswer()
    {
        byte[] answer = Network.Last();
        Assert.IsTrue(_packet.TryRead(answer, 0, answer.Length));
        Assert.AreEqual((int)Refusal.None, (int)MobilityHeader.Check(_packet));
        Assert.AreEqual(MobilityHeader.BindingAcknowledgement, MobilityHeader.Type(answer, _packet.PayloadOffset));
        Assert.IsTrue(Answer.TryRead(answer, _packet.PayloadOffset, _packet.PayloadLength));
        bool keyless = (Answer.Status >= 136 && Answer.Status <= 138) || Answer.Status == 131;
        Refusal refusal = _authorization.Verify(
            answer, _packet.PayloadOffset, Answer.Options, _key, 0, _careOf, 0, Settings.Address, 0);
        Assert.AreEqual((int)(keyless ? Refusal.AuthenticationMissing : Refusal.None), (int)refusal);
        return Answer.Status;
    }
}
