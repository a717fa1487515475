using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>
/// A correspondent's part in return routability, and its checks of Mobility Headers (RFC 6275 §9.2, §9.4).
/// </summary>
[TestClass]
public sealed class CorrespondentTestMessageTests
{
    [TestMethod]
    public void Rfc6275_9_4_Tests_Are_Answered_To_Their_Source_Without_Keeping_State()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] init = bench.Init(MobilityHeader.HomeTestInit, RouteBench.Home);
        bench.Deliver(init);
        byte[] test = bench.Network.Last();
        Assert.IsTrue(Ipv6Address.Equal(test, 24, init, 8));
        Assert.AreEqual(3, (int)test[42]);
        bench.Deliver(init);
        CollectionAssert.AreEqual(test, bench.Network.Last());
        Assert.AreEqual(0, bench.Changes);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Node.NextDeadline);
    }

    [TestMethod]
    [DataRow(MobilityHeader.HomeTestInit)]
    [DataRow(MobilityHeader.CareOfTestInit)]
    public void Rfc6275_9_4_1_A_Test_Init_With_A_Home_Address_Option_Is_Ignored(int type)
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] init = bench.Init(type, RouteBench.First);
        byte[] packet = new byte[80];
        System.Array.Copy(init, 0, packet, 0, 40);
        packet[5] = 40;
        packet[6] = 60;
        HomeAddressOption.Write(packet, 40, ProtocolNumbers.Mobility, Hex.Address(RouteBench.Home), 0);
        System.Array.Copy(init, 40, packet, 64, 16);
        BigEndian.WriteUInt16(packet, 68, 0);
        MobilityHeader.Finish(packet, 64, 80, packet, 48, packet, 24);
        bench.Deliver(packet);
        Assert.AreEqual(0, bench.Network.Count);
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationOption));
    }

    [TestMethod]
    public void Rfc6275_9_4_1_Without_Secrets_There_Are_No_Tests()
    {
        CorrespondentBench seeded = new CorrespondentBench("draft-01");
        CorrespondentNode node = new CorrespondentNode(seeded.Settings, seeded.Network, seeded);
        McoaRouter.Links.PacketBuffer packet = new McoaRouter.Links.PacketBuffer();
        byte[] init = seeded.Init(MobilityHeader.HomeTestInit, RouteBench.Home);
        packet.Load(init, 0, init.Length);
        node.Receive(packet, 0);
        Assert.AreEqual(0, seeded.Network.Count);
    }

    [TestMethod]
    public void Rfc5648_4_3_A_Care_Of_Test_Names_The_Binding_Identifier_Of_Its_Init()
    {
        CorrespondentBench bench = new CorrespondentBench("rfc5648");
        byte[] init = RouteBench.Registered("rfc5648").LastSent(1, MobilityHeader.CareOfTestInit);
        bench.Deliver(init);
        Assert.AreEqual(72, bench.Network.Last().Length);
        Assert.AreEqual(0x23040002L, (long)BigEndian.ReadUInt32(bench.Network.Last(), 64));
    }

    [TestMethod]
    public void Rfc6275_9_2_An_Unknown_Type_Is_Answered_By_A_Binding_Error()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] packet = bench.Init(0x55, RouteBench.First);
        bench.Deliver(packet);
        byte[] error = bench.Network.Last();
        Assert.AreEqual(64, error.Length);
        Assert.IsTrue(Ipv6Address.Equal(error, 24, packet, 8));
        Assert.AreEqual(7, (int)error[42]);
        Assert.AreEqual(BindingError.UnrecognizedMessage, (int)error[46]);
        Assert.IsTrue(Ipv6Address.IsUnspecified(error, 48));
    }

    [TestMethod]
    public void Rfc6275_9_2_A_Wrong_Payload_Protocol_Is_Answered_By_A_Parameter_Problem()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] packet = bench.Init(MobilityHeader.HomeTestInit, RouteBench.Home);
        packet[40] = 17;
        bench.Deliver(packet);
        Expect(bench, 40);
    }

    [TestMethod]
    public void Rfc6275_9_2_A_Message_Too_Short_For_Its_Type_Is_Answered_By_A_Parameter_Problem()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] packet = RouterBench.Cut(bench.Init(MobilityHeader.HomeTestInit, RouteBench.Home), 48);
        packet[41] = 0;
        BigEndian.WriteUInt16(packet, 44, 0);
        MobilityHeader.Finish(packet, 40, 48, packet, 8, packet, 24);
        bench.Deliver(packet);
        Expect(bench, 41);
    }

    [TestMethod]
    public void Rfc6275_9_2_A_Wrong_Checksum_Is_Discarded_Silently()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] packet = bench.Init(MobilityHeader.HomeTestInit, RouteBench.Home);
        packet[44] ^= 1;
        bench.Deliver(packet);
        Assert.AreEqual(0, bench.Network.Count);
        Assert.AreEqual(1L, bench.Refused(Refusal.Checksum));
    }

    [TestMethod]
    public void Rfc6275_9_3_3_Binding_Errors_Are_Bounded_In_Their_Rate()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        for (int i = 0; i < 30; i++)
        {
            bench.Deliver(bench.Init(0x55, RouteBench.First));
        }

        Assert.AreEqual(10, bench.Network.Count);
    }

    [TestMethod]
    public void Rfc6275_8_2_A_Type_2_Routing_Header_Is_Discarded()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] packet = new byte[72];
        Ipv6Header.Write(
            packet, 0, 0, 32, ProtocolNumbers.Routing, Hex.Address(RouteBench.First), 0, bench.Settings.Address, 0);
        RoutingHeaderType2.Write(packet, 40, ProtocolNumbers.Udp, Hex.Address(RouteBench.Home), 0);
        bench.Deliver(packet);
        Assert.AreEqual(0, bench.Received);
        Assert.AreEqual(1L, bench.Refused(Refusal.RoutingHeader));
    }

    [TestMethod]
    public void Settings_Are_Read_With_All_Faults_At_Once()
    {
        CorrespondentSettings settings = new CorrespondentBench("draft-01").Settings;
        Assert.AreEqual(420, settings.LifetimeLimitSeconds);
        Assert.IsTrue(settings.Mcoa);
        Assert.IsTrue(settings.RefreshRequests);
        CorrespondentSettingsResult result = CorrespondentSettingsReader.Read(
            "{\"address\":\"ff02::1\",\"lifetimeLimitSeconds\":421,\"capacity\":0,\"x\":1}");
        Assert.IsNull(result.Settings);
        Assert.AreEqual(4, result.Faults.Length);
        Assert.AreEqual(1, CorrespondentSettingsReader.Read(
            "{\"address\":\"2001:db8::1\",\"lifetimeLimitSeconds\":42}").Faults.Length);
    }

    private static void Expect(CorrespondentBench bench, int pointer)
    {
        byte[] problem = bench.Network.Last();
        Assert.AreEqual(58, (int)problem[6]);
        Assert.AreEqual(4, (int)problem[40]);
        Assert.AreEqual(0, (int)problem[41]);
        Assert.AreEqual((long)pointer, (long)BigEndian.ReadUInt32(problem, 44));
    }
}
