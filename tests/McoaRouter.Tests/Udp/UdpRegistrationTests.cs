using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>The router and the home agent with each other over IPv4 and through NATs: registration and removal.</summary>
[TestClass]
public sealed class UdpRegistrationTests
{
    private const string Rfc5648 = UdpBench.Address + ",\"wireProfile\":\"rfc5648\"";
    private const string FirstOut = "10.0.0.2:4191>192.0.2.1:4191 2001:db8:1::100 home ";
    private const string Prefix = " mnp 2001:db8:100::";
    private const string Both = "1@198.51.100.7:40000n;2@203.0.113.9:50000n;";
    private const string Mixed = "1@198.51.100.7:40000n;2@2001:db8:b:2::29;";
    private const string Key = ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key + "\",\"identifier\":\"bus\"}";

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    [DataRow(",\"registration\":\"individual\"")]
    [DataRow(",\"wireProfile\":\"rfc5648\",\"registration\":\"individual\"")]
    [DataRow(Key)]
    [DataRow(Key + ",\"wireProfile\":\"rfc5648\"")]
    [DataRow(Key + ",\"wireProfile\":\"rfc5648\",\"registration\":\"individual\"")]
    public void Rfc5555_4_2_Two_Uplinks_Behind_Nats_Are_Registered_Carry_Traffic_And_Are_Removed(string members)
    {
        UdpBench bench = new UdpBench(UdpBench.Address + members);
        bench.Up(1, UdpBench.Inside);
        bench.Up(0, UdpBench.Inside);
        bench.Wait(2000);
        Assert.AreEqual(Both, bench.Show());
        Assert.AreEqual("++", bench.Router.States());
        Assert.IsTrue(bench.Router.Router.Bindings.At(0).Nat.IsDetected);
        Assert.IsTrue(bench.GoesUp());
        Assert.IsTrue(bench.GoesDown());
        Assert.AreEqual(0L, bench.Router.Router.Refusals.Total());

        bench.Router.Down(0);
        bench.Run();
        Assert.AreEqual("2@203.0.113.9:50000n;", bench.Show());
        bench.Wait(1000);
        bench.Router.Router.Stop(bench.Router.Now);
        bench.Run();
        Assert.AreEqual(string.Empty, bench.Show());
        Assert.IsTrue(bench.Router.Router.Stopped);
        Assert.AreEqual(bench.Refusals(), bench.Agent.Refusals.Total());
    }

    [TestMethod]
    public void Rfc5555_4_4_2_The_Draft_Registers_In_Udp_Without_C_Beside_The_Ipv4_CareOf_Address()
    {
        UdpBench bench = new UdpBench();
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        Assert.AreEqual(FirstOut + "c500 240 1:c800 v4 10.0.0.2" + Prefix, bench.Router.Sent(0));
        byte[] packet = bench.Router.Uplinks[0].Last();
        Assert.AreEqual(Refusal.None, UdpEncapsulation.Check(packet, 0, packet.Length));
        Assert.AreEqual(RouterBench.HomeAgentAddress, Ipv6AddressText.Write(packet, 28 + Ipv6Header.DestinationOffset));
    }

    [TestMethod]
    public void Rfc5648_8_1_The_Option_Names_The_Ipv4_CareOf_Address_And_No_Other_Does()
    {
        UdpBench bench = new UdpBench(Rfc5648);
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        Assert.AreEqual(FirstOut + "c540 240 1:001d@10.0.0.2" + Prefix, bench.Router.Sent(0));
    }

    [TestMethod]
    public void Rfc5555_4_4_2_Without_Binding_Identifiers_The_Ipv4_CareOf_Address_Is_Named()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + ",\"registration\":\"single\"");
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        Assert.AreEqual(FirstOut + "c500 240 v4 10.0.0.2" + Prefix, bench.Router.Sent(0));
        bench.Run();
        Assert.AreEqual("0@198.51.100.7:40000n;", bench.Show());
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
    }

    [TestMethod]
    public void Rfc5648_8_1_A_Home_Agent_That_Ignores_Binding_Identifiers_Holds_The_Preferred_One()
    {
        UdpBench bench = new UdpBench();
        bench.Settings.Mcoa = false;
        bench.Restart();
        bench.Up(1, UdpBench.Inside);
        bench.Up(0, UdpBench.Inside);
        bench.Wait(3000);
        Assert.AreEqual("0@198.51.100.7:40000n;", bench.Show());
        Assert.AreEqual(RegistrationForm.Single, bench.Router.Router.Form);
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    public void Rfc5648_8_1_Ipv4_Stays_Apart_From_The_Bulk_Registration_Of_Others(string profile)
    {
        UdpBench bench = new UdpBench(UdpBench.Address + profile + UdpBench.ThreeUplinks);
        bench.Router.Up(1, RouterBench.First);
        bench.Router.Up(2, RouterBench.Second);
        bench.Up(0, UdpBench.Inside);
        bench.Wait(3000);
        Assert.AreEqual("1@198.51.100.7:40000n;2@2001:db8:a:1::17;3@2001:db8:b:2::29;", bench.Show());
        bench.Router.ClearSent();
        bench.Router.Up(1, "2001:db8:a:7::17");
        Assert.AreEqual(0, bench.Router.Uplinks[0].Count);
        Assert.AreEqual(1, bench.Router.SentCount());
        bench.Run();
        bench.Wait(1000);
        bench.Router.ClearSent();
        bench.Router.Router.LinkUp(0, UdpBench.Mapped("10.0.0.9"), 0, bench.Router.Now);
        Assert.AreEqual(1, bench.Router.Uplinks[0].Count);
        Assert.AreEqual(1, bench.Router.SentCount());
        bench.Run();
        Assert.AreEqual("1@198.51.100.7:40000n;2@2001:db8:a:7::17;3@2001:db8:b:2::29;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_5_9_Only_The_First_Of_Bulk_And_Ipv4_Updates_Overwrites()
    {
        UdpBench bench = new UdpBench(Rfc5648 + UdpBench.ThreeUplinks);
        bench.Router.Up(1, RouterBench.First);
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        bench.Router.Up(2, RouterBench.Second);
        Assert.AreEqual(1, bench.Router.SentCount());
        Assert.AreEqual("c4", bench.Router.Sent(1).Substring(17, 2));
        bench.Wait(1500);
        Assert.AreEqual("1@198.51.100.7:40000n;2@2001:db8:a:1::17;3@2001:db8:b:2::29;", bench.Show());
        Assert.AreEqual("+++", bench.Router.States());
    }

    [TestMethod]
    public void Rfc5648_5_9_An_Overwriting_Update_That_Is_Lost_Lets_The_Other_Family_Try()
    {
        UdpBench bench = new UdpBench(Rfc5648);
        bench.Nats[0].IsCut = true;
        bench.Up(0, UdpBench.Inside);
        bench.Router.Up(1, RouterBench.Second);
        bench.Wait(6000);
        Assert.AreEqual("2@2001:db8:b:2::29;", bench.Show());
        bench.Nats[0].IsCut = false;
        bench.Wait(40000);
        Assert.AreEqual(Mixed, bench.Show());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    [DataRow(Key)]
    [DataRow(Key + ",\"registration\":\"individual\"")]
    public void Rfc5555_4_4_2_1_A_Lost_Binding_Is_Removed_Through_The_Other_Family(string members)
    {
        UdpBench bench = new UdpBench(UdpBench.Address + members);
        bench.Up(0, UdpBench.Inside);
        bench.Router.Up(1, RouterBench.Second);
        bench.Wait(3000);
        Assert.AreEqual(Mixed, bench.Show());

        bench.Router.Down(1);
        bench.Run();
        Assert.AreEqual("1@198.51.100.7:40000n;", bench.Show());
        bench.Router.Up(1, RouterBench.Second);
        bench.Run();
        bench.Wait(1000);
        Assert.AreEqual(Mixed, bench.Show());
        bench.Router.Down(0);
        bench.Run();
        Assert.AreEqual("2@2001:db8:b:2::29;", bench.Show());
    }

    [TestMethod]
    public void Rfc5555_4_4_1_An_Uplink_Moves_From_One_Family_To_The_Other_And_Back()
    {
        UdpBench bench = new UdpBench();
        bench.Router.Up(0, RouterBench.First);
        bench.Run();
        Assert.AreEqual("1@2001:db8:a:1::17;", bench.Show());
        bench.Up(0, UdpBench.Inside);
        Assert.AreEqual("1@198.51.100.7:40000n;", bench.Show());
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
        bench.Wait(1000);
        bench.Router.Up(0, RouterBench.First);
        bench.Run();
        Assert.AreEqual("1@2001:db8:a:1::17;", bench.Show());
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
    }

    [TestMethod]
    public void Rfc5555_4_2_Without_A_Nat_The_CareOf_Address_Is_The_Uplinks_Own()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + UdpBench.ThreeUplinks);
        bench.Up(2, "192.0.2.77");
        Assert.AreEqual("3@192.0.2.77:4191;", bench.Show());
        Assert.IsFalse(bench.Router.Router.Bindings.At(2).Nat.IsDetected);
        Assert.AreEqual("3:4191;", bench.Tunnels);
    }

    [TestMethod]
    public void Rfc5555_4_5_A_Changed_Identifier_Moves_Its_Binding_In_Udp()
    {
        UdpBench bench = new UdpBench();
        bench.Up(0, UdpBench.Inside);
        Assert.IsTrue(bench.Router.Router.ChangeBindingIdentifier(0, 9, bench.Router.Now));
        bench.Run();
        bench.Wait(2000);
        Assert.AreEqual("9@198.51.100.7:40000n;", bench.Show());
    }

    [TestMethod]
    public void Rfc5555_4_2_What_Registers_An_Ipv4_Address_Takes_Its_Own_Uplink_Whoever_Signals()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + ",\"signallingUplink\":\"lte\"");
        bench.Router.Up(1, RouterBench.Second);
        bench.Run();
        bench.Nats[0].IsCut = true;
        bench.Up(0, UdpBench.Inside);
        bench.Router.ClearSent();
        bench.Router.PollAt(bench.Router.Now + 1500);
        Assert.AreEqual(1, bench.Router.Uplinks[0].Count);
        Assert.AreEqual(0, bench.Router.Uplinks[1].Count);
    }

    [TestMethod]
    public void Rfc5648_8_1_What_Registers_Ipv6_Addresses_Never_Leaves_In_Udp()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + ",\"signallingUplink\":\"wifi\"");
        bench.Up(0, UdpBench.Inside);
        bench.Router.Up(1, RouterBench.Second);
        for (int i = 0; i < 3; i++)
        {
            bench.Router.ClearSent();
            bench.Router.PollAt(bench.Router.Router.NextDeadline);
            Assert.AreEqual(0, bench.Router.Uplinks[0].Count);
        }
    }
}
