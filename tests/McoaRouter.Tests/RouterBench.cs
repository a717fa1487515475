using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>
/// A router on a bench: its links keep what it sends, and answers are laid out by the test.
/// </summary>
internal sealed class RouterBench : IRouterListener
{
    internal const string First = "2001:db8:a:1::17";
    internal const string Second = "2001:db8:b:2::29";
    internal const string HomeAgentAddress = "2001:db8:1::1";
    internal const string HomeAddress = "2001:db8:1::100";
    internal const string Host = "2001:db8:100:1::5";
    internal const string Correspondent = "2001:db8:cc::80";

    private readonly PacketBuffer _received = new PacketBuffer();
    private readonly long[] _lastUpdates = new long[] { -1000, -1000, -1000 };

    internal RouterBench()
        : this(string.Empty)
    {
    }

    /// <summary>A router whose configuration has these members, each with its comma before it, beside the usual.</summary>
    internal RouterBench(string members)
        : this(members, null)
    {
    }

    /// <summary>The same with traffic steering.</summary>
    internal RouterBench(string members, ITrafficSteering steering)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Configuration(members));
        Assert.AreEqual(string.Empty, result.Faults.Length == 0 ? string.Empty : result.Faults[0]);
        Settings = result.Settings;
        Uplinks = new TestLink[Settings.Uplinks.Length];
        for (int i = 0; i < Uplinks.Length; i++)
        {
            Uplinks[i] = new TestLink();
        }

        Port = new TestLink();
        Router = new MobileRouter(Settings, Uplinks, Port, this, Optimizer, steering);
    }

    internal RouterSettings Settings { get; }

    internal MobileRouter Router { get; }

    internal RouteOptimizer Optimizer { get; } = new RouteOptimizer();

    internal int StandingChanges { get; private set; }

    internal int FlowMoves { get; private set; }

    internal int LastFlow { get; private set; } = -1;

    internal int LastFlowUplink { get; private set; } = -1;

    internal TestLink[] Uplinks { get; }

    internal TestLink Port { get; }

    internal long Now { get; set; } = 1000;

    internal int LastStatus { get; private set; } = -1;

    internal int LastPath { get; private set; } = -1;

    internal int LastAttempt { get; private set; }

    /// <summary>How many Binding Updates were a fourth within a second.</summary>
    internal int UpdatesOverRate { get; private set; }

    internal int BindingChanges { get; private set; }

    internal int CorrespondentChanges { get; private set; }

    internal int LastHome { get; private set; } = -1;

    internal byte[] LastHomeAgent { get; } = new byte[Ipv6Address.Length];

    internal RegistrationForm LastForm { get; private set; }

    internal RouterNotice LastNotice { get; private set; } = RouterNotice.Count;

    internal int Notices { get; private set; }

    internal int LastNoticeValue { get; private set; }

    /// <summary>How many notices there were of each kind.</summary>
    internal int[] NoticesOf { get; } = new int[(int)RouterNotice.Count];

    public void UplinkChanged(int uplink, bool up, long now)
    {
    }

    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        LastAttempt = attempt;
        UpdatesOverRate += now - _lastUpdates[0] < 1000 ? 1 : 0;
        _lastUpdates[0] = _lastUpdates[1];
        _lastUpdates[1] = _lastUpdates[2];
        _lastUpdates[2] = now;
    }

    public void BindingAcknowledged(int status, int sequence, long now)
    {
        LastStatus = status;
    }

    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        BindingChanges++;
    }

    public void PathChanged(int uplink, long now)
    {
        LastPath = uplink;
    }

    public void AtHomeChanged(int uplink, long now)
    {
        LastHome = uplink;
    }

    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        Ipv6Address.Copy(homeAgent, offset, LastHomeAgent, 0);
    }

    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        LastForm = form;
    }

    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        CorrespondentChanges++;
    }

    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        StandingChanges++;
    }

    public void FlowMoved(int flow, int uplink, long now)
    {
        FlowMoves++;
        LastFlow = flow;
        LastFlowUplink = uplink;
    }

    public void Noticed(RouterNotice notice, int value, long now)
    {
        LastNotice = notice;
        LastNoticeValue = value;
        Notices++;
        NoticesOf[(int)notice]++;
    }

    /// <summary>A bench whose two uplinks came up together and were acknowledged at once.</summary>
    internal static RouterBench Registered()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(0, bench.Router.Path);
        return bench;
    }

    /// <summary>Brings both uplinks up in a state in which the next update names both.</summary>
    internal void BothUp()
    {
        Up(1, Second);
        Up(0, First);
    }

    internal void Up(int uplink, string careOfAddress)
    {
        Router.LinkUp(uplink, Hex.Address(careOfAddress), 0, Now);
    }

    internal void Down(int uplink)
    {
        Router.LinkDown(uplink, Now);
    }

    /// <summary>Lets time pass to a moment and runs the timers once.</summary>
    internal void PollAt(long now)
    {
        Now = now;
        Router.Poll(now);
    }

    /// <summary>From now on links count packets only, for measurements of what the router allocates.</summary>
    internal void KeepNothing()
    {
        for (int i = 0; i < Uplinks.Length; i++)
        {
            Uplinks[i].KeepsNothing = true;
        }

        Port.KeepsNothing = true;
    }

    /// <summary>How many updates left by all uplinks.</summary>
    internal int SentCount()
    {
        int count = 0;
        for (int i = 0; i < Uplinks.Length; i++)
        {
            count += Uplinks[i].Count;
        }

        return count;
    }

    /// <summary>Forgets what was sent.</summary>
    internal void ClearSent()
    {
        for (int i = 0; i < Uplinks.Length; i++)
        {
            Uplinks[i].Clear();
        }
    }

    /// <summary>What the last update by an uplink says, or an empty text where none left.</summary>
    internal string Sent(int uplink)
    {
        return Uplinks[uplink].Count == 0 ? string.Empty : SentUpdate.Describe(Uplinks[uplink].Last());
    }

    /// <summary>An answer to the last update by an uplink.</summary>
    internal Reply Reply(int uplink, int status)
    {
        return new Reply(this, uplink, status);
    }

    internal string States()
    {
        string text = string.Empty;
        for (int i = 0; i < Uplinks.Length; i++)
        {
            text += StateText(State(i));
        }

        return text;
    }

    internal BindingState State(int uplink)
    {
        return Router.Bindings.At(uplink).State;
    }

    internal long Refused(Refusal reason)
    {
        return Router.Refusals.Of(reason);
    }

    internal void Receive(int link, byte[] packet)
    {
        // An assertion that holds makes its message all the same, on the device: allocation tests come through here.
        bool loaded = _received.Load(packet, 0, packet.Length);
        if (!loaded)
        {
            Assert.IsTrue(loaded);
        }

        Router.Receive(link, _received, Now);
    }

    /// <summary>
    /// The home agent's answer to the update with the present sequence number, to an uplink; a status below 0 leaves
    /// its option out.
    /// </summary>
    internal void Answer(int uplink, int status, int lifetimeUnits, int firstStatus, int secondStatus)
    {
        int sequence = Router.Bindings.Sequence;
        Receive(uplink, Acknowledgement(
            uplink, status, BindingAcknowledgement.MobileRouterFlag, sequence, lifetimeUnits, firstStatus, secondStatus));
    }

    internal byte[] Acknowledgement(
        int uplink, int status, int flags, int sequence, int lifetimeUnits, int firstStatus, int secondStatus)
    {
        byte[] home = Hex.Address(HomeAddress);
        byte[] homeAgent = Hex.Address(HomeAgentAddress);
        byte[] packet = new byte[512];
        Ipv6Header.Write(
            packet, 0, 0, 0, ProtocolNumbers.Routing, homeAgent, 0, Router.Bindings.At(uplink).CareOfAddress, 0);
        int header = RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, home, 0);
        int at = BindingAcknowledgement.Begin(packet, header, status, flags, sequence, lifetimeUnits);
        at = WriteOption(packet, header, at, 1, firstStatus, First);
        at = WriteOption(packet, header, at, 2, secondStatus, Second);
        int length = MobilityHeader.Finish(packet, header, at, homeAgent, 0, home, 0);
        return Cut(packet, header + length);
    }

    /// <summary>
    /// A UDP packet of a whole length between two addresses; its checksum does not matter to a router.
    /// </summary>
    internal static byte[] Datagram(string source, string destination, int length)
    {
        byte[] packet = new byte[length];
        Ipv6Header.Write(
            packet,
            0,
            0x28,
            length - Ipv6Header.Length,
            ProtocolNumbers.Udp,
            Hex.Address(source),
            0,
            Hex.Address(destination),
            0);
        return packet;
    }

    /// <summary>A packet inside a tunnel header.</summary>
    internal static byte[] Tunnelled(string source, string destination, byte[] inner)
    {
        byte[] packet = new byte[Ipv6Header.Length + inner.Length];
        Ipv6Header.Write(
            packet,
            0,
            0,
            inner.Length,
            ProtocolNumbers.Ipv6,
            Hex.Address(source),
            0,
            Hex.Address(destination),
            0);
        System.Array.Copy(inner, 0, packet, Ipv6Header.Length, inner.Length);
        return packet;
    }

    /// <summary>The first octets of a packet, with the payload length that fits.</summary>
    internal static byte[] Cut(byte[] packet, int length)
    {
        byte[] cut = new byte[length];
        System.Array.Copy(packet, 0, cut, 0, length);
        if (length >= Ipv6Header.Length)
        {
            BigEndian.WriteUInt16(cut, Ipv6Header.PayloadLengthOffset, length - Ipv6Header.Length);
        }

        return cut;
    }

    private static int WriteOption(byte[] packet, int header, int at, int bid, int status, string careOfAddress)
    {
        return status < 0
            ? at
            : Vectors.Draft.WriteBulk(packet, header, at, bid, status, Hex.Address(careOfAddress), 0);
    }

    private static string StateText(BindingState state)
    {
        switch (state)
        {
            case BindingState.Registering:
                return "?";
            case BindingState.Registered:
                return "+";
            case BindingState.Removing:
                return "-";
            case BindingState.Refused:
                return "!";
            default:
                return ".";
        }
    }

    private static string Configuration(string members)
    {
        return "{\"version\":1,\"name\":\"bench\",\"homeAddress\":\"2001:db8:1::100/64\""
            + Usual(members, "homeAgents", "[\"2001:db8:1::1\"]")
            + Usual(members, "mobileNetworkPrefixes", "[\"2001:db8:100::/56\"]")
            + Usual(members, "security", "\"none\"")
            + Usual(members, "uplinks", "[" + Configurations.Wifi + "," + Configurations.Lte + "]")
            + Usual(members, "lifetimeSeconds", "240")
            + ",\"firstAcknowledgementTimeoutMs\":1500"
            + ",\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100:1::/64\"}" + members + "}";
    }

    private static string Usual(string members, string key, string value)
    {
        string member = ",\"" + key + "\":";
        return members.IndexOf(member) < 0 ? member + value : string.Empty;
    }
}
