using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>The router and the correspondent node with each other, over links that lose, repeat and re-order.</summary>
[TestClass]
public sealed class RouterWithCorrespondentTests
{
    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_3_1_Both_Ends_Agree_On_Registration_Traffic_Movement_And_Removal(string profile)
    {
        RouteBench router = RouteBench.Registered(profile);
        CorrespondentBench peer = new CorrespondentBench(profile);
        Exchange(router, peer);
        string preferred = profile == "draft-01" ? "1:200" : "1:199";
        Assert.AreEqual(preferred + "@2001:db8:a:1::17;2:100@2001:db8:b:2::29;", peer.Show());

        byte[] packet = RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 200);
        router.Receive(MobileRouter.Port, packet);
        Exchange(router, peer);
        CollectionAssert.AreEqual(packet, peer.LastReceived);
        Assert.IsTrue(peer.Send(RouteBench.Home, 200));
        Exchange(router, peer);
        CollectionAssert.AreEqual(
            RouterBench.Datagram(RouteBench.Peer, RouteBench.Home, 200), router.Port.Last());

        Wait(router, peer, 2000);
        router.Up(0, RouteBench.Moved);
        router.AcknowledgeHome();
        Exchange(router, peer);
        Assert.AreEqual(preferred + "@2001:db8:a:9::17;2:100@2001:db8:b:2::29;", peer.Show());
        Wait(router, peer, 2000);
        router.Down(1);
        router.AcknowledgeHome();
        Exchange(router, peer);
        Assert.AreEqual(preferred + "@2001:db8:a:9::17;", peer.Show());
        Wait(router, peer, 2000);
        router.Up(0, RouteBench.AtHome);
        router.AcknowledgeHome();
        Exchange(router, peer);
        Assert.AreEqual(string.Empty, peer.Show());
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_6_1_A_Correspondent_That_Ignores_Binding_Identifiers_Holds_The_Preferred_One(string profile)
    {
        RouteBench router = RouteBench.Registered(profile);
        CorrespondentBench peer = new CorrespondentBench(profile, ",\"mcoa\":false");
        for (int i = 0; i < 4; i++)
        {
            Exchange(router, peer);
            Wait(router, peer, 1000);
        }

        Assert.AreEqual("0:0@2001:db8:a:1::17;", peer.Show());
        Assert.IsTrue(router.Bindings.At(0).Registered);
        Assert.IsFalse(router.Bindings.At(1).Registered);
    }

    [TestMethod]
    [DataRow("draft-01", 11)]
    [DataRow("rfc5648", 12)]
    [DataRow("draft-01", 13)]
    [DataRow("rfc5648", 14)]
    public void Lost_Repeated_And_Reordered_Messages_Do_Not_Keep_Them_Apart(string profile, int seed)
    {
        RouteBench router = RouteBench.Registered(profile);
        CorrespondentBench peer = new CorrespondentBench(profile);
        byte[][] kept = new byte[8][];
        int state = seed;
        for (int round = 0; round < 200; round++)
        {
            for (int uplink = 0; uplink < 2; uplink++)
            {
                for (int i = router.Uplinks[uplink].Count - 1; i >= 0; i--)
                {
                    state = (state * 1103515245) + 12345;
                    int dice = (state >> 16) & 7;
                    byte[] sent = router.Uplinks[uplink].At(i);
                    kept[dice] = dice < 4 ? sent : kept[dice];
                    byte[] delivered = dice < 4 ? sent : kept[dice & 3];
                    if (dice != 7 && delivered != null && router.TypeOf(delivered) >= 0)
                    {
                        ToPeer(router, peer, uplink, delivered);
                    }
                }
            }

            router.Forget();
            router.RunTo(router.Now + 500);
            peer.Now = router.Now;
        }

        Exchange(router, peer);
        Assert.IsTrue(router.Bindings.At(0).Registered, profile);
        Assert.IsTrue(router.Bindings.At(1).Registered, profile);
        Assert.IsTrue(peer.Show().Length > 40);
    }

    [TestMethod]
    public void Rfc6275_5_2_9_After_The_Correspondent_Restarts_The_Registration_Starts_Over()
    {
        RouteBench router = RouteBench.Registered("draft-01");
        Exchange(router, new CorrespondentBench("draft-01"));
        CorrespondentBench peer = new CorrespondentBench("draft-01");
        Wait(router, peer, 2000);
        router.Receive(MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 200));
        Exchange(router, peer);
        Wait(router, peer, 2000);
        Exchange(router, peer);
        Assert.AreEqual("1:200@2001:db8:a:1::17;", peer.Show());
        Assert.AreEqual(0, peer.Received);
    }

    /// <summary>Carries everything between both until nothing is on its way.</summary>
    private static void Exchange(RouteBench router, CorrespondentBench peer)
    {
        peer.Now = router.Now;
        for (int hops = 0; hops < 8; hops++)
        {
            Return(router, peer);
            for (int uplink = 0; uplink < 2; uplink++)
            {
                byte[][] sent = new byte[router.Uplinks[uplink].Count][];
                for (int i = 0; i < sent.Length; i++)
                {
                    sent[i] = router.Uplinks[uplink].At(i);
                }

                router.Uplinks[uplink].Clear();
                for (int i = 0; i < sent.Length; i++)
                {
                    ToPeer(router, peer, uplink, sent[i]);
                }
            }
        }

    }

    private static void Wait(RouteBench router, CorrespondentBench peer, long time)
    {
        router.RunTo(router.Now + time);
        peer.Now = router.Now;
    }

    private static void ToPeer(RouteBench router, CorrespondentBench peer, int uplink, byte[] sent)
    {
        bool tunnelled = sent[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6;
        byte[] inner = new byte[tunnelled ? sent.Length - Ipv6Header.Length : sent.Length];
        System.Array.Copy(sent, sent.Length - inner.Length, inner, 0, inner.Length);
        if (!Ipv6Address.Equal(inner, Ipv6Header.DestinationOffset, peer.Settings.Address, 0))
        {
            return;
        }

        peer.Deliver(inner);
        Return(router, peer);
    }

    private static void Return(RouteBench router, CorrespondentBench peer)
    {
        for (int i = 0; i < peer.Network.Count; i++)
        {
            byte[] answer = peer.Network.At(i);
            for (int uplink = 0; uplink < 2; uplink++)
            {
                if (Ipv6Address.Equal(answer, 24, router.Router.Bindings.At(uplink).CareOfAddress, 0))
                {
                    router.Receive(uplink, answer);
                }
            }

            if (Ipv6Address.Equal(answer, 24, router.Settings.HomeAddress, 0))
            {
                int path = router.Router.Path;
                bool home = router.Router.HomeUplink >= 0;
                byte[] careOf = router.Router.Bindings.At(path).CareOfAddress;
                router.Receive(path, home
                    ? answer
                    : RouterBench.Tunnelled(RouteBench.HomeAgent, Ipv6AddressText.Write(careOf, 0), answer));
            }
        }

        peer.Network.Clear();
    }
}
