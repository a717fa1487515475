using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>ICMPv6 that comes to uplinks and is not discovery.</summary>
[TestClass]
public sealed class Icmpv6ReceiverTests
{
    [TestMethod]
    public void Rfc6275_11_3_5_A_Home_Agent_Without_The_Mobility_Header_Is_Counted_And_Is_No_Answer()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        byte[] update = bench.Uplinks[0].Last();
        bench.ClearSent();
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 1, 40, update, update.Length));
        Assert.AreEqual(1L, bench.Refused(Refusal.ParameterProblem));
        Assert.AreEqual("?.", bench.States());
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual(2500L, bench.Router.NextDeadline);
        bench.Answer(0, BindingStatus.Accepted, 60, 0, -1);
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_3_5_Code_2_About_A_Home_Address_Option_Is_Counted()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        byte[] update = bench.Uplinks[0].Last();
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 2, 46, update, update.Length));
        Assert.AreEqual(1L, bench.Refused(Refusal.ParameterProblem));
        Assert.AreEqual("?.", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_3_5_An_Error_That_Quotes_Nothing_Of_Ours_Makes_No_Entry_And_Changes_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        byte[] other = RouterBench.Datagram(RouterBench.First, RouterBench.Correspondent, 100);
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 1, 40, other, other.Length));
        other = RouterBench.Datagram(RouterBench.Second, RouterBench.HomeAgentAddress, 100);
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 1, 40, other, other.Length));
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 1, 40, other, 39));
        Assert.AreEqual(3L, bench.Refused(Refusal.WrongPeer));
        other = RouterBench.Datagram(RouterBench.First, RouterBench.HomeAgentAddress, 100);
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 0, 40, other, other.Length));
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 4, 1, 2000, other, other.Length));
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 1, 0, 0, other, other.Length));
        Assert.AreEqual(3L, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual(2, bench.Router.Bindings.Count);
    }

    [TestMethod]
    [DataRow("fe80::2", "ff02::2")]
    [DataRow("fe80::2", RouterBench.First)]
    [DataRow("2001:db8:a:1::5", RouterBench.First)]
    public void Rfc3963_5_6_A_Router_Solicitation_On_An_Uplink_Is_Not_Answered(string from, string to)
    {
        RouterBench bench = RouterBench.Registered();
        Icmpv6Messages.Seed(bench);
        bench.ClearSent();
        byte[] solicitation = Icmpv6Messages.Reply(to, 0, 0, string.Empty, string.Empty);
        System.Array.Copy(Hex.Address(from), 0, solicitation, Ipv6Header.SourceOffset, 16);
        solicitation[Ipv6Header.HopLimitOffset] = 255;
        solicitation[Ipv6Header.Length] = 133;
        Icmpv6Messages.Seal(solicitation);
        bench.Receive(0, solicitation);
        bench.PollAt(bench.Now + 20000);
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownMessage) + bench.Refused(Refusal.WrongPeer));
    }

    [TestMethod]
    public void Rfc3963_5_6_No_Router_Advertisement_Leaves_An_Uplink()
    {
        RouterBench bench = new RouterBench();
        Icmpv6Messages.Seed(bench);
        bench.BothUp();
        for (int i = 0; i < 40; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
            AssertIsOfAMobileNode(bench.Uplinks[0].Last());
            AssertIsOfAMobileNode(bench.Uplinks[1].Last());
        }
    }

    /// <summary>A Binding Update, or a Home Agent Address Discovery Request.</summary>
    private static void AssertIsOfAMobileNode(byte[] packet)
    {
        int protocol = packet[Ipv6Header.NextHeaderOffset];
        Assert.IsTrue(protocol == ProtocolNumbers.DestinationOptions
            || (protocol == ProtocolNumbers.Icmpv6 && packet[Ipv6Header.Length] == 144));
    }
}
