using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>The return routability procedure of the router (RFC 6275 §5.2, §11.6, draft §3.1).</summary>
[TestClass]
public sealed class ReturnRoutabilityTests
{
    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_3_1_A_Care_Of_Test_Is_Done_For_Each_Care_Of_Address(string profile)
    {
        RouteBench bench = RouteBench.Registered(profile);
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(2, bench.CountSent(MobilityHeader.CareOfTestInit));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.BindingUpdate));
        bench.AnswerAll();
        Assert.AreEqual(2, bench.CountSent(MobilityHeader.BindingUpdate));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }

    [TestMethod]
    public void Rfc6275_11_6_1_Home_And_Care_Of_Test_Init_Leave_Together_With_Cookies_Of_Their_Own()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] home = bench.LastSent(0, MobilityHeader.HomeTestInit);
        byte[] first = bench.LastSent(0, MobilityHeader.CareOfTestInit);
        byte[] second = bench.LastSent(1, MobilityHeader.CareOfTestInit);

        // §6.1.3: care-of address to home agent | home address to correspondent | the message of 16 octets.
        Assert.AreEqual(96, home.Length);
        Expect(home, 8, RouteBench.First);
        Expect(home, 24, RouteBench.HomeAgent);
        Expect(home, 48, RouteBench.Home);
        Expect(home, 64, RouteBench.Peer);
        Assert.AreEqual(1, (int)home[82]);
        Assert.AreEqual(1, (int)home[81]);

        // §6.1.4: straight from each care-of address.
        Assert.AreEqual(56, first.Length);
        Expect(first, 8, RouteBench.First);
        Expect(first, 24, RouteBench.Peer);
        Expect(second, 8, RouteBench.Second);
        Assert.IsFalse(Same(home, 88, first, 48));
        Assert.IsFalse(Same(first, 48, second, 48));
    }

    [TestMethod]
    public void Rfc5648_4_3_Care_Of_Test_Init_Names_The_Binding_Identifier()
    {
        RouteBench bench = RouteBench.Registered("rfc5648");
        byte[] init = bench.LastSent(1, MobilityHeader.CareOfTestInit);
        CollectionAssert.AreEqual(Hex.Read("2304 0002 0000 0100"), Part(init, 56, 8));
    }

    [TestMethod]
    public void Nothing_Is_Sent_To_Correspondents_Before_The_Random_Source_Is_Seeded()
    {
        RouteBench bench = new RouteBench("draft-01", "bulk", 600, "]");
        bench.Up(1, RouteBench.Second);
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.HomeTestInit));
        bench.Seed();
        bench.PollAt(bench.Now);
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.HomeTestInit));
    }

    [TestMethod]
    public void Rfc6275_5_2_5_Nothing_Is_Sent_To_Correspondents_Before_The_Home_Agent_Has_Accepted()
    {
        RouteBench bench = new RouteBench("draft-01", "bulk", 600, "]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.AcknowledgeHome();
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.CareOfTestInit));
    }

    [TestMethod]
    public void Rfc6275_11_8_Test_Inits_Are_Repeated_With_New_Cookies_And_Doubling_Time_Outs()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        long at = 1000;
        byte[] before = bench.LastSent(1, MobilityHeader.CareOfTestInit);
        for (int timeout = 1000; timeout <= 64000; timeout *= 2)
        {
            at += timeout > 32000 ? 32000 : timeout;
            bench.RunTo(at - 1);
            Assert.IsTrue(Same(before, 48, bench.LastSent(1, MobilityHeader.CareOfTestInit), 48));
            bench.RunTo(at);
            byte[] after = bench.LastSent(1, MobilityHeader.CareOfTestInit);
            Assert.IsFalse(Same(before, 48, after, 48));
            before = after;
        }
    }

    [TestMethod]
    public void Rfc6275_11_6_2_A_Test_Counts_Once_With_The_Cookie_Of_The_Last_Init()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] old = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        bench.RunTo(2000);
        bench.Receive(0, old);
        Assert.AreEqual(1L, bench.Refused(Refusal.CookieMismatch));
        byte[] test = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        bench.Receive(0, test);
        bench.Pen.CareOfToken = Hex.Read("C0C1C2C3C4C5C6C7");
        bench.Receive(0, bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit)));
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
    }

    [TestMethod]
    public void Rfc6275_11_6_2_A_Care_Of_Test_Must_Come_From_A_Correspondent_To_The_Care_Of_Address()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] test = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        bench.Receive(1, test);
        bench.Receive(0, From(test, RouteBench.Stranger));
        bench.Receive(0, bench.Pen.Tunnelled(test, bench.LastSent(0, MobilityHeader.HomeTestInit)));
        Assert.AreEqual(2L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationOutsidePrefix));
        bench.Receive(0, bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit)));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.BindingUpdate));
    }

    [TestMethod]
    public void Rfc6275_11_6_2_A_Home_Test_Must_Come_Through_The_Tunnel_From_The_Home_Agent()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] tunnelled = bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit));
        bench.Receive(0, Part(tunnelled, 40, tunnelled.Length - 40));
        byte[] forged = Part(tunnelled, 0, tunnelled.Length);
        Hex.Address(RouteBench.Stranger).CopyTo(forged, 8);
        bench.Receive(0, forged);
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelFromStranger));
        bench.Receive(0, bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit)));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.BindingUpdate));
        bench.Receive(0, tunnelled);
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.BindingUpdate));
    }

    [TestMethod]
    public void Rfc6275_11_6_1_A_New_Care_Of_Address_Is_Tested_Alone_While_The_Home_Token_Is_Recent()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Up(0, RouteBench.Moved);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        bench.AcknowledgeHome();
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.CareOfTestInit));
        Expect(bench.LastSent(0, MobilityHeader.CareOfTestInit), 8, RouteBench.Moved);
        bench.AnswerAll();
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.BindingUpdate));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        CollectionAssert.AreEqual(Hex.Address(RouteBench.Moved), bench.Bindings.At(0).CareOfAddress);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }

    [TestMethod]
    public void Rfc6275_5_2_7_Tokens_Older_Than_210_Seconds_Are_Not_Used()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.RunTo(1000 + 210000 - 1);
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.CareOfTestInit));
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.BindingUpdate));
        bench.AnswerAll();
        bench.Forget();
        bench.PollAt(1000 + 210000);
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.CareOfTestInit));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.BindingUpdate));
    }

    [TestMethod]
    public void Rfc6275_5_2_9_After_Three_Tests_In_Vain_Packets_Go_Through_The_Home_Agent_Again()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.PollAt(1000 + 210000);
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 0));
        bench.RunTo(211000 + 1000 + 2000 + 3999);
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        bench.RunTo(211000 + 1000 + 2000 + 4000);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        Assert.IsFalse(bench.Bindings.At(1).Registered);
        Assert.AreEqual(4, bench.CountSent(MobilityHeader.HomeTestInit));
    }

    [TestMethod]
    public void Rfc6275_11_8_At_Most_Three_Messages_Of_A_Type_A_Second_Go_To_A_Correspondent()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        for (int i = 0; i < 10; i++)
        {
            bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 1));
            bench.AnswerAll();
        }

        // Two of the second's three left when both bindings were registered.
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.BindingUpdate));
        Assert.AreEqual(2000L, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc6275_11_3_5_A_Parameter_Problem_Ends_Route_Optimisation_For_Long()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] init = bench.LastSent(0, MobilityHeader.CareOfTestInit);
        byte[] problem = Problem(init, 6);
        byte[] other = Problem(init, 7);
        bench.Receive(0, other);
        bench.Receive(1, problem);
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        bench.Receive(0, problem);
        bench.Forget();
        bench.RunTo(bench.Now + 300000);
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.IsTrue(bench.Bindings.GivenUpUntil > bench.Now);
        bench.Receive(0, problem);
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
    }

    [TestMethod]
    public void Rfc5648_4_3_A_Care_Of_Test_With_An_Error_Status_Is_No_Token()
    {
        RouteBench bench = RouteBench.Registered("rfc5648");
        byte[] test = new byte[72];
        byte[] init = bench.LastSent(0, MobilityHeader.CareOfTestInit);
        System.Array.Copy(bench.Pen.CareOfTest(init), 0, test, 0, 64);
        test[5] = 32;
        Hex.Read("2304 0001 8200 0100").CopyTo(test, 64);
        BigEndian.WriteUInt16(test, 44, 0);
        byte[] cut = Part(test, 0, 72);
        MobilityHeader.Finish(cut, 40, 72, cut, 8, cut, 24);
        bench.Receive(0, cut);
        Assert.AreEqual(130, bench.LastStatus);
        bench.AnswerAll();
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }

    [TestMethod]
    public void Test_Messages_Cut_At_Every_Length_Change_Nothing()
    {
        RouteBench bench = RouteBench.Registered("rfc5648");
        byte[] home = bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit));
        byte[] careOf = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        for (int i = 0; i < careOf.Length; i++)
        {
            bench.Receive(0, RouterBench.Cut(careOf, i));
        }

        for (int i = 0; i < home.Length; i++)
        {
            byte[] cut = RouterBench.Cut(home, i);
            bench.Receive(0, cut);
            if (i >= 80)
            {
                BigEndian.WriteUInt16(cut, 44, i - 80);
                bench.Receive(0, cut);
            }
        }

        Assert.AreEqual(0, bench.CountSent(MobilityHeader.BindingUpdate));
        Assert.AreEqual(0, bench.Changes);
        bench.Receive(0, home);
        bench.Receive(0, careOf);
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.BindingUpdate));
    }

    private static void Expect(byte[] packet, int at, string address)
    {
        Assert.IsTrue(Ipv6Address.Equal(packet, at, Hex.Address(address), 0), address);
    }

    private static bool Same(byte[] left, int leftAt, byte[] right, int rightAt)
    {
        return BigEndian.ReadUInt32(left, leftAt) == BigEndian.ReadUInt32(right, rightAt)
            && BigEndian.ReadUInt32(left, leftAt + 4) == BigEndian.ReadUInt32(right, rightAt + 4);
    }

    private static byte[] Part(byte[] packet, int at, int length)
    {
        byte[] part = new byte[length];
        System.Array.Copy(packet, at, part, 0, length);
        return part;
    }

    private static byte[] From(byte[] packet, string source)
    {
        byte[] copy = Part(packet, 0, packet.Length);
        Hex.Address(source).CopyTo(copy, 8);
        BigEndian.WriteUInt16(copy, 44, 0);
        MobilityHeader.Finish(copy, 40, copy.Length, copy, 8, copy, 24);
        return copy;
    }

    private static byte[] Problem(byte[] invoking, int pointer)
    {
        byte[] packet = new byte[48 + invoking.Length];
        Ipv6Header.Write(packet, 0, 0, 8 + invoking.Length, ProtocolNumbers.Icmpv6, invoking, 24, invoking, 8);
        packet[40] = 4;
        packet[41] = 1;
        packet[47] = (byte)pointer;
        System.Array.Copy(invoking, 0, packet, 48, invoking.Length);
        Icmpv6.Finish(packet, 40, packet.Length, packet, 8, packet, 24);
        return packet;
    }
}
