using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Home agent address discovery and mobile prefixes (RFC 6275 §10.5, §10.6, RFC 3963 §7).</summary>
[TestClass]
public sealed class HomeAgentDiscoveryTests
{
    private const string Anycast = "2001:db8:1:0:fdff:ffff:ffff:fffe";

    [TestMethod]
    public void Rfc6275_10_5_1_A_Request_To_The_Anycast_Address_Is_Answered_In_Order_Of_Preference()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Preference = 5;
        bench.Settings.PeerHomeAgents = new PeerHomeAgent[] { Peer("2001:db8:1::2", 9, true) };
        bench.Restart();
        bench.Icmp(
            bench.Wifi,
            HomeAgentBench.Address(Anycast),
            null,
            Icmpv6.HomeAgentDiscoveryRequest,
            0x1234,
            HomeAgentDiscovery.MobileRouterFlag);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00283a40 20010db8000100000000000000000001 20010db8000a00000000000000000010"
                    + "91002563 12348000 20010db8000100000000000000000002 20010db8000100000000000000000001"),
            bench.Sent());
        Assert.AreEqual(0, (int)bench.Agent.Refusals.Total());
    }

    [TestMethod]
    public void Rfc3963_7_2_With_R_Only_Those_That_Serve_Mobile_Routers_Are_Listed()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.PeerHomeAgents = new PeerHomeAgent[]
        {
            Peer("2001:db8:1::2", 9, false), Peer("2001:db8:1::3", 7, true), Peer("2001:db8:1::4", 0, true),
        };
        bench.Settings.Preference = 8;
        bench.Restart();
        Assert.AreEqual("2001:db8:1::1 2001:db8:1::3 2001:db8:1::4 ", Ask(bench, HomeAgentDiscovery.MobileRouterFlag));
        Assert.AreEqual("2001:db8:1::2 2001:db8:1::1 2001:db8:1::3 2001:db8:1::4 ", Ask(bench, 0));
    }

    [TestMethod]
    public void Rfc3963_7_2_R_Is_Set_In_The_Answer_To_R_Alone()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Ask(bench, HomeAgentDiscovery.MobileRouterFlag);
        Assert.AreEqual(0x80, (int)bench.Sent()[Ipv6Header.Length + 6]);
        Ask(bench, 0);
        Assert.AreEqual(0, (int)bench.Sent()[Ipv6Header.Length + 6]);
    }

    [TestMethod]
    public void Rfc6275_10_5_1_Among_Equals_The_Order_Changes_From_Answer_To_Answer()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.PeerHomeAgents = new PeerHomeAgent[]
        {
            Peer("2001:db8:1::2", 1, true), Peer("2001:db8:1::3", 0, true), Peer("2001:db8:1::4", 0, true),
        };
        bench.Restart();
        bench.Agent.Seed(Hex.Read("000102030405060708090a0b0c0d0e0f1011121314151617"), 0, 24);
        bool[] seen = new bool[6];
        for (int i = 0; i < 100; i++)
        {
            string order = Ask(bench, 0);
            Assert.StartsWith("2001:db8:1::2 ", order);
            seen[Order(order)] = true;
        }

        for (int i = 0; i < seen.Length; i++)
        {
            Assert.IsTrue(seen[i]);
        }
    }

    [TestMethod]
    public void Rfc6275_10_5_1_An_Answer_Fits_Into_The_Smallest_Mtu_And_Keeps_The_Most_Preferred()
    {
        HomeAgentBench bench = new HomeAgentBench();
        PeerHomeAgent[] peers = new PeerHomeAgent[100];
        for (int i = 0; i < peers.Length; i++)
        {
            peers[i] = Peer("2001:db8:1::2", i, true);
            peers[i].Address[14] = (byte)(i + 1);
        }

        bench.Settings.PeerHomeAgents = peers;
        bench.Settings.Preference = 99;
        bench.Restart();
        Ask(bench, 0);
        byte[] sent = bench.Sent();
        Assert.AreEqual(40 + 8 + (77 * 16), sent.Length);
        Assert.IsTrue(sent.Length <= Limits.MinimumMtu);
        Assert.AreEqual(25, (int)sent[sent.Length - 2]);
    }

    [TestMethod]
    public void Rfc6275_10_5_1_A_Request_To_One_Home_Agent_Or_With_A_Wrong_Checksum_Is_Silence()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Icmp(bench.Wifi, bench.Settings.Address, null, Icmpv6.HomeAgentDiscoveryRequest, 1, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownMessage));
        bench.Icmp(bench.Wifi, HomeAgentBench.Address(Anycast), null, Icmpv6.HomeAgentDiscoveryRequest, 1, 0);
        bench.Packet.Octets[bench.Packet.Start + Ipv6Header.Length + 5] ^= 1;
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.Checksum));
        bench.Icmp(
            HomeAgentBench.Address("ff02::1"),
            HomeAgentBench.Address(Anycast),
            null,
            Icmpv6.HomeAgentDiscoveryRequest,
            1,
            0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.CareOfAddress));
        Assert.AreEqual(0, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc6275_10_5_The_Anycast_Address_Takes_Nothing_Else()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        bench.Icmp(
            bench.Wifi,
            HomeAgentBench.Address(Anycast),
            bench.HomeAddress,
            Icmpv6.MobilePrefixSolicitation,
            1,
            0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownMessage));
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.End();
        Ipv6Address.Copy(
            HomeAgentBench.Address(Anycast),
            0,
            bench.Packet.Octets,
            bench.Packet.Start + Ipv6Header.DestinationOffset);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(before, bench.Network.Sent);
        Assert.AreEqual(2, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc6275_10_6_3_A_Solicitation_Is_Answered_To_The_Care_Of_Address_With_A_Routing_Header()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Icmp(
            bench.Cellular, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 0x4321, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);

        // One prefix: L, A and R with the home agent's address; valid 30 days, preferred 7 days.
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00402b40 20010db8000100000000000000000001 20010db8000b00000000000000000020"
                    + "3a020201 00000000 20010db8000100000000000000000100"
                    + "930093b6 43210000 0304 40e0 00278d00 00093a80 00000000 20010db8000100000000000000000001"),
            bench.Sent());
    }

    [TestMethod]
    public void Rfc6275_6_8_At_Most_One_Advertisement_A_Second_Goes_To_A_Router()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        for (int now = 1000; now < 4000; now += 100)
        {
            bench.Icmp(bench.Wifi, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 1, 0);
            bench.Agent.ReceiveFromNetwork(bench.Packet, now);
        }

        Assert.AreEqual(before + 3, bench.Network.Sent);
        Assert.AreEqual(27, bench.Refused(Refusal.AskedTooOften));

        // Another router is not held back by this one.
        bench.RegisterOther(1, 4000);
        bench.Icmp(
            bench.Satellite, bench.Settings.Address, bench.OtherHomeAddress, Icmpv6.MobilePrefixSolicitation, 1, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 3900);
        Assert.AreEqual(before + 5, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc3963_7_2_A_Home_Agent_Without_Mobile_Routers_Answers_Without_R()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Routers[0].MobileRouter = false;
        bench.Settings.Routers[1].MobileRouter = false;
        bench.Restart();
        Assert.AreEqual("2001:db8:1::1 ", Ask(bench, HomeAgentDiscovery.MobileRouterFlag));
        Assert.AreEqual(0, Icmpv6.Flags(bench.Sent(), Ipv6Header.Length));
        bench.Settings.Routers[1].MobileRouter = true;
        bench.Restart();
        Assert.AreEqual("2001:db8:1::1 ", Ask(bench, HomeAgentDiscovery.MobileRouterFlag));
        Assert.AreEqual(HomeAgentDiscovery.MobileRouterFlag, Icmpv6.Flags(bench.Sent(), Ipv6Header.Length));
    }

    [TestMethod]
    public void Rfc6275_10_6_Whom_We_Do_Not_Serve_Is_Told_No_Prefix()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        bench.Icmp(bench.Wifi, bench.Settings.Address, null, Icmpv6.MobilePrefixSolicitation, 1, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoHomeAddress));
        Assert.AreEqual(before, bench.Network.Sent);
        bench.Icmp(
            bench.Satellite, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 1, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(before + 1, bench.Network.Sent);
        Assert.AreEqual(
            MobilityHeader.BindingError, (int)bench.Sent()[Ipv6Header.Length + MobilityHeader.TypeOffset]);
        bench.Settings.PrefixAdvertisements = false;
        bench.Icmp(bench.Wifi, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 1, 0);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual(before + 1, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Prefix_That_Is_Deprecated_Within_The_Lifetime_Is_Answered_1()
    {
        Assert.AreEqual(BindingStatus.Accepted, Lifetime(600, 243, 60, 60));
        Assert.AreEqual(BindingStatus.PrefixDiscoveryNeeded, Lifetime(600, 239, 60, 60));
        Assert.AreEqual(BindingStatus.PrefixDiscoveryNeeded, Lifetime(600, 0, 60, 60));
    }

    [TestMethod]
    public void Rfc6275_10_3_1_A_Binding_Does_Not_Outlive_Its_Prefix_And_That_Is_Answered_1()
    {
        Assert.AreEqual(BindingStatus.Accepted, Lifetime(244, 244, 60, 60));
        Assert.AreEqual(BindingStatus.PrefixDiscoveryNeeded, Lifetime(243, 243, 60, 60));
        Assert.AreEqual(BindingStatus.PrefixDiscoveryNeeded, Lifetime(103, 103, 60, 25));
        Assert.AreEqual(BindingStatus.Accepted, Lifetime(0xFFFFFFFF, 0xFFFFFFFF, 65535, 150));
    }

    [TestMethod]
    public void Discovery_Messages_Cut_At_Every_Length_Are_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        bench.Icmp(bench.Wifi, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 1, 0);
        byte[] whole = new byte[bench.Packet.Length];
        System.Array.Copy(bench.Packet.Octets, bench.Packet.Start, whole, 0, whole.Length);
        for (int length = 0; length < whole.Length; length++)
        {
            bench.Packet.Load(whole, 0, length);
            bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
            if (length >= Ipv6Header.Length + HomeAddressOption.HeaderLength)
            {
                BigEndian.WriteUInt16(
                    bench.Packet.Octets,
                    bench.Packet.Start + Ipv6Header.PayloadLengthOffset,
                    length - Ipv6Header.Length);
                bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
            }
        }

        Assert.AreEqual(before, bench.Network.Sent);
    }

    /// <summary>The status of a registration under these lifetimes of the home prefix, in seconds.</summary>
    private static int Lifetime(uint valid, uint preferred, int askedUnits, int grantedUnits)
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.PrefixValidSeconds = valid;
        bench.Settings.PrefixPreferredSeconds = preferred;
        int status = bench.RegisterTwo(1, askedUnits, 0);
        Assert.AreEqual(grantedUnits, bench.Answer.LifetimeUnits);
        Assert.AreEqual(2, bench.Bindings.Count);
        Assert.IsTrue(bench.Bindings.At(0).ExpiresAt == 4000L * grantedUnits);
        return status;
    }

    private static PeerHomeAgent Peer(string address, int preference, bool mobileRouters)
    {
        return new PeerHomeAgent
        {
            Address = HomeAgentBench.Address(address),
            Preference = preference,
            MobileRouters = mobileRouters,
        };
    }

    /// <summary>The addresses of the answer to a request, each with a space behind it.</summary>
    private static string Ask(HomeAgentBench bench, int flags)
    {
        bench.Icmp(bench.Wifi, HomeAgentBench.Address(Anycast), null, Icmpv6.HomeAgentDiscoveryRequest, 7, flags);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        byte[] sent = bench.Sent();
        HomeAgentDiscovery reply = new HomeAgentDiscovery();
        Assert.IsTrue(reply.TryRead(sent, Ipv6Header.Length, sent.Length - Ipv6Header.Length));
        Assert.AreEqual(7, reply.Identifier);
        string text = string.Empty;
        for (int i = 0; i < reply.AddressCount; i++)
        {
            text += Ipv6AddressText.Write(sent, reply.AddressOffset(i)) + " ";
        }

        return text;
    }

    /// <summary>Which of the six orders of 1, 3 and 4 stands behind the first address.</summary>
    private static int Order(string order)
    {
        int first = order["2001:db8:1::2 2001:db8:1::".Length] - '0';
        int second = order["2001:db8:1::2 2001:db8:1::1 2001:db8:1::".Length] - '0';
        int rank = first == 1 ? 0 : first == 3 ? 2 : 4;
        int lower = first == 1 ? 3 : 1;
        return second == lower ? rank : rank + 1;
    }
}
