using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>
/// A router with two uplinks and two correspondents, registered at home, and a pen for what correspondents send.
/// </summary>
internal sealed class RouteBench : IRouterListener
{
    internal const string First = "2001:db8:a:1::17";
    internal const string Second = "2001:db8:b:2::29";
    internal const string Moved = "2001:db8:a:9::17";
    internal const string AtHome = "2001:db8:1::55";
    internal const string HomeAgent = "2001:db8:1::1";
    internal const string Home = "2001:db8:1::100";
    internal const string Peer = "2001:db8:cc::80";
    internal const string OtherPeer = "2001:db8:dd::80";
    internal const string Stranger = "2001:db8:ee::80";

    internal const int PeerIndex = 0;

    private readonly PacketBuffer _received = new PacketBuffer();
    private readonly Ipv6Packet _packet = new Ipv6Packet();
    private readonly int[] _scanned = new int[2];

    internal RouteBench(string profile, string registration, int lifetimeSeconds, string rest)
        : this(profile, registration, lifetimeSeconds, rest, new RouteOptimizer())
    {
    }

    private RouteBench(
        string profile, string registration, int lifetimeSeconds, string rest, RouteOptimizer optimizer)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            "{\"version\":1,\"name\":\"bench\",\"homeAddress\":\"2001:db8:1::100/64\","
            + "\"homeAgents\":[\"2001:db8:1::1\"],\"mobileNetworkPrefixes\":[\"2001:db8:100::/56\"],"
            + "\"security\":\"none\",\"correspondents\":[\"2001:db8:cc::80\"" + rest + ","
            + "\"wireProfile\":\"" + profile + "\",\"registration\":\"" + registration + "\","
            + "\"lifetimeSeconds\":" + lifetimeSeconds.ToString() + ","
            + "\"uplinks\":[{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"simulated\"},"
            + "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"simulated\"}],"
            + "\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100:1::/64\"}}");
        Assert.AreEqual(0, result.Faults.Length);
        Settings = result.Settings;
        Uplinks = new TestLink[] { new TestLink(), new TestLink() };
        Port = new TestLink();
        Optimizer = optimizer;
        Router = new MobileRouter(Settings, Uplinks, Port, this, optimizer);
        Pen = new CorrespondentPen(Settings.Profile);
    }

    internal RouterSettings Settings { get; }

    internal WireProfile Profile
    {
        get { return Settings.Profile; }
    }

    internal MobileRouter Router { get; }

    internal RouteOptimizer Optimizer { get; }

    /// <summary>What the first correspondent writes.</summary>
    internal CorrespondentPen Pen { get; }

    internal TestLink[] Uplinks { get; }

    internal TestLink Port { get; }

    internal long Now { get; set; } = 1000;

    internal int Changes { get; private set; }

    internal int LastStatus { get; private set; } = -1;

    /// <summary>The bindings with the first correspondent.</summary>
    internal CorrespondentBindings Bindings
    {
        get { return Optimizer.Correspondents.At(PeerIndex); }
    }

    /// <summary>A seeded router in bulk form, home-registered with both uplinks for 600 s.</summary>
    internal static RouteBench Registered(string profile)
    {
        return RegisteredWith(profile, new RouteOptimizer());
    }

    /// <summary>The same without route optimisation.</summary>
    internal static RouteBench Unoptimized(string profile)
    {
        return RegisteredWith(profile, null);
    }

    /// <summary>A router whose first correspondent holds bindings with both uplinks.</summary>
    internal static RouteBench Optimized(string profile)
    {
        RouteBench bench = Registered(profile);
        bench.AnswerAll();
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
        bench.Forget();
        return bench;
    }

    /// <summary>A router with one uplink whose update waits for its answer.</summary>
    internal static RouteBench Awaiting(string profile)
    {
        RouteBench bench = new RouteBench(profile, "bulk", 600, "]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        bench.Receive(0, bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit)));
        bench.Receive(0, bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit)));
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.BindingUpdate));
        return bench;
    }

    /// <summary>A router with one uplink, registered with the correspondent.</summary>
    internal static RouteBench OptimizedAlone(string profile)
    {
        RouteBench bench = Awaiting(profile);
        bench.Receive(0, bench.Pen.Acknowledge(bench.LastSent(0, MobilityHeader.BindingUpdate), 0));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        bench.Forget();
        return bench;
    }

    public void UplinkChanged(int uplink, bool up, long now)
    {
    }

    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
    }

    public void BindingAcknowledged(int status, int sequence, long now)
    {
    }

    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
    }

    public void PathChanged(int uplink, long now)
    {
    }

    public void AtHomeChanged(int uplink, long now)
    {
    }

    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
    }

    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
    }

    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        Changes++;
        LastStatus = status;
    }

    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        Changes++;
    }

    public void FlowMoved(int flow, int uplink, long now)
    {
        Changes++;
    }

    public void Noticed(RouterNotice notice, int value, long now)
    {
    }

    internal void Seed()
    {
        byte[] seed = new byte[24];
        for (int i = 0; i < seed.Length; i++)
        {
            seed[i] = (byte)(i + 1);
        }

        Router.Seed(seed, 0, seed.Length);
    }

    internal void Up(int uplink, string careOfAddress)
    {
        Router.LinkUp(uplink, Hex.Address(careOfAddress), 0, Now);
    }

    internal void Down(int uplink)
    {
        Router.LinkDown(uplink, Now);
    }

    internal void PollAt(long now)
    {
        Now = now;
        Router.Poll(now);
    }

    /// <summary>Polls at every deadline up to a moment.</summary>
    internal void RunTo(long end)
    {
        while (Router.NextDeadline <= end)
        {
            PollAt(Router.NextDeadline < Now ? Now : Router.NextDeadline);
        }

        Now = end;
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

    internal long Refused(Refusal reason)
    {
        return Router.Refusals.Of(reason);
    }

    /// <summary>From now on links count packets only, for measurements of what the router allocates.</summary>
    internal void KeepNothing()
    {
        Uplinks[0].KeepsNothing = true;
        Uplinks[1].KeepsNothing = true;
        Port.KeepsNothing = true;
    }

    /// <summary>Forgets what was sent.</summary>
    internal void Forget()
    {
        Uplinks[0].Clear();
        Uplinks[1].Clear();
        Port.Clear();
        _scanned[0] = 0;
        _scanned[1] = 0;
    }

    /// <summary>The home agent accepts everything that is up, in one acknowledgement to an uplink that is up.</summary>
    internal void AcknowledgeHome()
    {
        int uplink = Router.Bindings.At(0).Up ? 0 : 1;
        byte[] home = Hex.Address(Home);
        byte[] homeAgent = Hex.Address(HomeAgent);
        byte[] packet = new byte[512];
        bool native = Router.Bindings.At(uplink).OnHomeLink;
        byte[] destination = native ? home : Router.Bindings.At(uplink).CareOfAddress;
        int next = native ? ProtocolNumbers.Mobility : ProtocolNumbers.Routing;
        Ipv6Header.Write(packet, 0, 0, 0, next, homeAgent, 0, destination, 0);
        int header = native
            ? Ipv6Header.Length
            : RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, home, 0);
        int at = BindingAcknowledgement.Begin(
            packet,
            header,
            0,
            BindingAcknowledgement.MobileRouterFlag,
            Router.Bindings.Sequence,
            Settings.LifetimeSeconds / 4);
        for (int i = 0; i < 2 && Settings.Registration != RegistrationForm.Single && !native; i++)
        {
            at = Profile.WriteReference(packet, header, at, Router.Bindings.At(i).Bid);
        }

        int length = MobilityHeader.Finish(packet, header, at, homeAgent, 0, home, 0);
        Receive(uplink, RouterBench.Cut(packet, header + length));
    }

    /// <summary>
    /// The first correspondent answers all that was sent to it, and what that leads to; it accepts everything.
    /// </summary>
    internal void AnswerAll()
    {
        for (int i = 0; i < 2; i++)
        {
            bool more = true;
            while (more)
            {
                more = AnswerNext(0);
                more = AnswerNext(1) || more;
            }
        }
    }

    /// <summary>How many messages of an MH type were sent to the first correspondent since the last look.</summary>
    internal int CountSent(int type)
    {
        int count = 0;
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < Uplinks[i].Count; j++)
            {
                count += TypeOf(Uplinks[i].At(j)) == type ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The last message of an MH type to the first correspondent on an uplink, or null.</summary>
    internal byte[] LastSent(int uplink, int type)
    {
        for (int j = Uplinks[uplink].Count - 1; j >= 0; j--)
        {
            if (TypeOf(Uplinks[uplink].At(j)) == type)
            {
                return Uplinks[uplink].At(j);
            }
        }

        return null;
    }

    /// <summary>
    /// The MH type of a packet to the first correspondent, a Home Test Init being looked for in its tunnel; -1 for any
    /// other packet.
    /// </summary>
    internal int TypeOf(byte[] packet)
    {
        int at = packet[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6 ? Ipv6Header.Length : 0;
        return _packet.TryRead(packet, at, packet.Length - at)
            && _packet.Protocol == ProtocolNumbers.Mobility
            && Ipv6Address.Equal(packet, _packet.DestinationOffset, Hex.Address(Peer), 0)
                ? MobilityHeader.Type(packet, _packet.PayloadOffset)
                : -1;
    }

    private static RouteBench RegisteredWith(string profile, RouteOptimizer optimizer)
    {
        RouteBench bench = new RouteBench(profile, "bulk", 600, "]", optimizer);
        bench.Seed();
        bench.Up(1, Second);
        bench.Up(0, First);
        bench.AcknowledgeHome();
        return bench;
    }

    private bool AnswerNext(int uplink)
    {
        if (_scanned[uplink] >= Uplinks[uplink].Count)
        {
            return false;
        }

        byte[] packet = Uplinks[uplink].At(_scanned[uplink]++);
        switch (TypeOf(packet))
        {
            case MobilityHeader.HomeTestInit:
                Receive(uplink, Pen.HomeTest(packet));
                break;
            case MobilityHeader.CareOfTestInit:
                Receive(uplink, Pen.CareOfTest(packet));
                break;
            case MobilityHeader.BindingUpdate:
                Receive(uplink, Pen.Acknowledge(packet, BindingStatus.Accepted));
                break;
        }

        return true;
    }
}
