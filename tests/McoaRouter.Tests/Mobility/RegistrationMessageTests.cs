using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>What every Binding Update of the home registration has, and what in its answer means nothing.</summary>
[TestClass]
public sealed class RegistrationMessageTests
{
    private const int AcknowledgeHomeAndRouter = 0xC400;

    [TestMethod]
    [DataRow("bulk")]
    [DataRow("individual")]
    [DataRow("single")]
    public void Rfc3963_5_2_R_Goes_With_H_And_A_In_Every_Form(string form)
    {
        RouterBench bench = new RouterBench(",\"registration\":\"" + form + "\"");
        bench.Up(0, RouterBench.First);
        AssertFlags(bench);
        bench.Router.Stop(bench.Now);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        AssertFlags(bench);
    }

    [TestMethod]
    public void The_Largest_Binding_Update_Fits_Its_Buffer()
    {
        RouterBench bench = new RouterBench(
            ",\"uplinks\":[" + Many(Limits.Uplinks, "{\"name\":\"u#\",\"bid\":#,\"priority\":9,\"link\":\"simulated\"}")
            + "],\"mobileNetworkPrefixes\":[" + Many(Limits.Prefixes, "\"2001:db8:100:#::/64\"")
            + "],\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key + "\",\"identifier\":\"" + new string('x', 241) + "@example.net\"}");
        for (int i = 0; i < Limits.Uplinks; i++)
        {
            bench.Up(i, "2001:db8:a:" + (i + 1).ToString() + "::17");
        }

        bench.Now += 10000;
        bench.PollAt(bench.Now);
        int largest = 0;
        for (int i = 0; i < Limits.Uplinks; i++)
        {
            byte[] packet = bench.Uplinks[i].Count == 0 ? new byte[0] : bench.Uplinks[i].Last();
            largest = packet.Length > largest ? packet.Length : largest;
        }

        Assert.AreEqual(944, largest);
    }

    [TestMethod]
    public void Rfc6275_6_1_7_L_K_And_Reserved_Bits_Are_Clear()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        Assert.AreEqual(0, FlagsOf(bench) & 0x3BFF);
    }

    [TestMethod]
    public void Rfc6275_6_1_A_Binding_Update_Has_One_Home_Address_And_No_Routing_Header()
    {
        RouterBench bench = RouterBench.Registered();
        bench.PollAt(bench.Router.NextDeadline);
        byte[] packet = bench.Uplinks[0].Last();
        Assert.AreEqual(ProtocolNumbers.DestinationOptions, (int)packet[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)packet[Ipv6Header.Length]);
        Assert.AreEqual(2, (int)packet[Ipv6Header.Length + 1]);
        Assert.AreEqual(0xC9, (int)packet[Ipv6Header.Length + 6]);
        Assert.AreEqual(RouterBench.HomeAddress, Ipv6AddressText.Write(packet, Ipv6Header.Length + 8));
        Assert.AreEqual(RouterBench.HomeAgentAddress, SentUpdate.Destination(packet));
    }

    [TestMethod]
    public void Rfc6275_6_1_8_Reserved_Bits_And_K_Of_An_Answer_Are_Ignored()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.Accepted).WithFlags(0xFF).Bid(1, 0).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Rfc6275_6_1_8_The_Lifetime_Of_A_Refusal_Means_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        long expiresAt = bench.Router.Bindings.At(0).ExpiresAt;
        bench.PollAt(bench.Router.NextDeadline);
        bench.Answer(0, BindingStatus.InsufficientResources, 0, 0, 0);
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(expiresAt, bench.Router.Bindings.At(0).ExpiresAt);
    }

    [TestMethod]
    public void Rfc3963_4_3_The_Reserved_Octet_Is_Sent_As_0()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        byte[] packet = bench.Uplinks[0].Last();
        ReceivedUpdate update = new ReceivedUpdate(Vectors.Draft);
        int header = SentUpdate.HeaderOf(packet);
        Assert.IsTrue(update.TryRead(packet, header, packet.Length - header));
        int at = update.Options.PrefixAt(0);
        Assert.AreEqual(18, (int)packet[at + 1]);
        Assert.AreEqual(0, (int)packet[at + 2]);
        Assert.AreEqual(56, (int)packet[at + 3]);
    }

    [TestMethod]
    public void Draft_2_A_Binding_Keeps_Its_Bid_Through_Loss_Refusal_And_Another_Address()
    {
        RouterBench bench = new RouterBench(",\"registration\":\"individual\"");
        bench.Up(1, RouterBench.Second);
        bench.Reply(1, BindingStatus.InsufficientResources).Bid(2, BindingStatus.InsufficientResources).Receive();
        bench.Down(1);
        bench.Up(1, "2001:db8:b:3::29");
        Assert.AreEqual("2001:db8:b:3::29 c400 240 2:6400 mnp 2001:db8:100::", bench.Sent(1));
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6400 mnp 2001:db8:100::", bench.Sent(1));
    }

    [TestMethod]
    public void Draft_3_2_A_Changed_Care_Of_Address_Goes_Under_Its_Bid_Beside_The_Others()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Up(1, "2001:db8:b:3::29");
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17 2:6480@2001:db8:b:3::29 mnp 2001:db8:100::",
            bench.Sent(0));
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Registration_Is_Renewed_At_Three_Quarters_Of_Its_Lifetime()
    {
        RouterBench bench = RouterBench.Registered();
        long sentAt = bench.Now;
        bench.ClearSent();
        bench.PollAt(sentAt + 179999);
        Assert.AreEqual(0, bench.SentCount());
        bench.PollAt(sentAt + 180000);
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_11_1_An_Entry_Ends_With_Its_Lifetime()
    {
        RouterBench bench = RouterBench.Registered();
        long expiresAt = bench.Router.Bindings.At(0).ExpiresAt;
        Assert.AreEqual(bench.Now + 240000, expiresAt);
        while (bench.Router.NextDeadline < expiresAt)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual("++", bench.States());
        bench.PollAt(expiresAt);
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(-1, bench.Router.Path);
    }

    [TestMethod]
    public void Rfc6275_11_5_4_Packets_At_Every_Live_Care_Of_Address_Are_Taken_And_At_Lost_Ones_Not()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        bench.Receive(1, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner));
        Assert.AreEqual(1, bench.Port.Count);
        bench.Down(1);
        bench.Receive(1, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner));
        Assert.AreEqual(1, bench.Port.Count);
        Assert.AreEqual(1L, bench.Router.Refusals.Total());
    }

    [TestMethod]
    public void Rfc5648_5_7_Status_164_Is_Asked_Again_After_32_S()
    {
        RouterBench bench = new RouterBench(",\"wireProfile\":\"rfc5648\"");
        bench.Up(0, RouterBench.First);
        bench.Reply(0, BindingStatus.Malformed).Bid(1, 0).Receive();
        Assert.AreEqual("!.", bench.States());
        Assert.AreEqual(BindingStatus.Malformed, bench.LastStatus);
        bench.ClearSent();
        bench.PollAt(bench.Now + 31999);
        Assert.AreEqual(0, bench.SentCount());
        bench.PollAt(bench.Now + 1);
        Assert.AreEqual(1, bench.SentCount());
    }

    private static void AssertFlags(RouterBench bench)
    {
        Assert.AreEqual(AcknowledgeHomeAndRouter, FlagsOf(bench));
    }

    private static int FlagsOf(RouterBench bench)
    {
        byte[] packet = bench.Uplinks[0].Last();
        return BigEndian.ReadUInt16(packet, SentUpdate.HeaderOf(packet) + 8);
    }

    /// <summary>A text so many times with the number of each in place of #, separated by commas.</summary>
    private static string Many(int count, string text)
    {
        string all = string.Empty;
        for (int i = 1; i <= count; i++)
        {
            all += i == 1 ? string.Empty : ",";
            for (int at = 0; at < text.Length; at++)
            {
                all += text[at] == '#' ? i.ToString() : text[at].ToString();
            }
        }

        return all;
    }
}
