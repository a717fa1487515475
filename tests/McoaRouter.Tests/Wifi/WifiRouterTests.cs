using McoaRouter.Boards.Frame;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wifi;

/// <summary>The uplink under a router and a main loop, as a board joins them.</summary>
[TestClass]
public sealed class WifiRouterTests
{
    [TestMethod]
    public void Over_Udp_A_Binding_Update_Leaves_For_The_Home_Agents_Ipv4_Address()
    {
        Joined joined = new Joined();
        joined.Station.GiveAddress(17);
        joined.Sockets.HasIpv6 = false;
        joined.Run(2000);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)joined.Uplink.State);
        Assert.IsTrue(joined.Datagrams.Sent > 0);
        CollectionAssert.AreEqual(Hex.Read("C6336401"), joined.Datagrams.Peer);
        Assert.AreEqual(UdpEncapsulation.Port, joined.Datagrams.PeerPort);
        Assert.IsTrue(Ipv6Header.IsIpv6(joined.Datagrams.Last, 0));
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)joined.Datagrams.Last[Ipv6Header.NextHeaderOffset]);
    }

    [TestMethod]
    public void A_Datagram_Of_Any_Length_That_Means_Nothing_Is_Refused_And_Counted()
    {
        Joined joined = new Joined();
        joined.Station.GiveAddress(17);
        joined.Sockets.HasIpv6 = false;
        joined.Run(2000);
        for (int length = 1; length < 200; length++)
        {
            joined.Datagrams.Leave(length);
            joined.Run(1);
        }

        Assert.AreEqual((int)WifiUplinkState.Udp, (int)joined.Uplink.State);
        Assert.AreEqual(199L, joined.RouterRefusals());
    }

    [TestMethod]
    public void Over_Ipv6_A_Binding_Update_Leaves_By_The_Socket_For_Destination_Options()
    {
        Joined joined = new Joined();
        joined.Sockets.Address = Hex.Address(WifiBench.Own);
        joined.Run(100);
        Assert.AreEqual((int)WifiUplinkState.Native, (int)joined.Uplink.State);
        Assert.AreEqual(ProtocolNumbers.DestinationOptions, joined.Sockets.Protocol);
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)joined.Sockets.Last[0]);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.Home), joined.Sockets.Destination);
    }

    private sealed class Joined
    {
        private readonly BoardBench _board = new BoardBench();
        private readonly MobileRouter _router;
        private readonly MainLoop _loop;

        internal Joined()
        {
            RouterSettings settings = Configurations.Accepts(Configurations.WithAddresses(
                null, "\"homeAgents\":[\"2001:db8:1::1\"],\"homeAgentIpv4Addresses\":[\"198.51.100.1\"]", null));
            RandomSource random = new RandomSource();
            Uplink = new WifiUplink(Station, Datagrams, Sockets, Transport.Auto, settings.HomeAgents, random);
            ScriptedLayer other = new ScriptedLayer("2001:db8:b:2::29");
            ScriptedLayer port = new ScriptedLayer("2001:db8:100:1::1");
            RouterLog listener = new RouterLog(settings, _board.Log);
            _router = new MobileRouter(settings, new ILink[] { Uplink, other }, port, listener);
            Station.Outcome = WifiStationState.Connected;
            _loop = new MainLoop(
                _router,
                new ILinkLayer[] { Uplink, other },
                port,
                listener,
                _board,
                _board,
                new Heartbeat(),
                MainLoop.LongestWaitMs);
            _loop.Start(_router);
        }

        internal ScriptedStation Station { get; } = new ScriptedStation();

        internal ScriptedDatagrams Datagrams { get; } = new ScriptedDatagrams();

        internal ScriptedSockets Sockets { get; } = new ScriptedSockets();

        internal WifiUplink Uplink { get; }

        internal void Run(int milliseconds)
        {
            long end = _board.Milliseconds + milliseconds;
            while (_board.Milliseconds < end)
            {
                _loop.Turn();
            }
        }

        internal long RouterRefusals()
        {
            long sum = 0;
            for (int i = 0; i < (int)Refusal.Count; i++)
            {
                sum += _router.Refusals.Of((Refusal)i);
            }

            return sum;
        }
    }
}
