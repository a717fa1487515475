using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>The binary traffic selector for IPv6 (RFC 6088 §3.2), laid out by hand.</summary>
[TestClass]
public sealed class TrafficSelectorTests
{
    private const string Full =
        "0362 0200 ffff0000"
        + "20010db8000000000000000000000001 20010db8000000000000000000000009"
        + "20010db8010000000000000000000000 20010db80100ffffffffffffffffffff"
        + "00000100 00000200 00012345 00012346 1388 1390 0050 0051 b8bc 0611";

    [TestMethod]
    public void Rfc6088_3_2_All_Fields_Are_Read_And_Written()
    {
        TrafficSelector selector = new TrafficSelector();
        byte[] octets = Hex.Read(Full);
        Assert.AreEqual(FlowStatus.Accepted, TrafficSelectorFormat.Read(octets, 0, selector));
        Assert.AreEqual(0x1388, selector.FirstSourcePort);
        Assert.AreEqual(0x1390, selector.LastSourcePort);
        Assert.AreEqual(0x50, selector.FirstDestinationPort);
        Assert.AreEqual(0x51, selector.LastDestinationPort);
        Assert.AreEqual(0x12345, selector.FirstFlowLabel);
        Assert.AreEqual(0x12346, selector.LastFlowLabel);
        Assert.IsTrue(selector.FirstSpi == 0x100 && selector.LastSpi == 0x200);
        Assert.AreEqual(0xB8, selector.FirstTrafficClass);
        Assert.AreEqual(0xBC, selector.LastTrafficClass);
        Assert.AreEqual(6, selector.FirstProtocol);
        Assert.AreEqual(17, selector.LastProtocol);
        byte[] written = new byte[octets.Length];
        Assert.AreEqual(octets.Length, TrafficSelectorFormat.Write(written, 0, selector));
        Same(octets, written);
    }

    [TestMethod]
    public void Rfc6088_3_2_One_Value_Needs_No_End()
    {
        TrafficSelector selector = new TrafficSelector();
        byte[] octets = Hex.Read("030a 0200 008a0000 1388 2e11 ");
        Assert.AreEqual(FlowStatus.Accepted, TrafficSelectorFormat.Read(octets, 0, selector));
        Assert.AreEqual(5000, selector.LastSourcePort);
        Assert.AreEqual(17, selector.LastProtocol);
        Assert.AreEqual(TrafficSelector.Anything, selector.FirstDestinationPort);
        byte[] written = new byte[octets.Length];
        TrafficSelectorFormat.Write(written, 0, selector);
        Same(octets, written);
    }

    [TestMethod]
    public void Rfc6088_3_2_An_End_Without_A_Start_Or_Before_It_Is_Malformed()
    {
        TrafficSelector selector = new TrafficSelector();
        Assert.AreEqual(FlowStatus.Malformed, Read("0308 0200 00400000 1388", selector));
        Assert.AreEqual(FlowStatus.Malformed, Read("030a 0200 00c00000 1388 1387", selector));
        Assert.AreEqual(FlowStatus.Malformed, Read("0307 0200 00010000 11", selector));
        Assert.AreEqual(FlowStatus.FormatNotSupported, Read("0308 0100 00800000 1388", selector));
    }

    [TestMethod]
    public void A_Selector_Of_Any_Other_Length_Is_Malformed()
    {
        TrafficSelector selector = new TrafficSelector();
        byte[] octets = new byte[300];
        byte[] full = Hex.Read(Full);
        System.Array.Copy(full, 0, octets, 0, full.Length);
        for (int length = 1; length < 256; length++)
        {
            octets[1] = (byte)length;
            int status = TrafficSelectorFormat.Read(octets, 0, selector);
            Assert.AreEqual(length == full.Length - 2 ? FlowStatus.Accepted : FlowStatus.Malformed, status);
        }
    }

    [TestMethod]
    public void Rfc6088_3_2_Ecn_Bits_Are_Not_Compared()
    {
        TrafficSelector selector = new TrafficSelector();
        selector.FirstTrafficClass = 0x2B;
        selector.LastTrafficClass = 0x2B;
        byte[] packet = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60);
        Assert.IsTrue(Matches(selector, packet));
        selector.FirstTrafficClass = 0x2C;
        selector.LastTrafficClass = 0x30;
        Assert.IsTrue(!Matches(selector, packet));
    }

    [TestMethod]
    public void Rfc6088_3_2_Ranges_Have_Both_Ends()
    {
        TrafficSelector selector = new TrafficSelector();
        selector.HasSource = true;
        selector.HasDestination = true;
        Ipv6Address.Copy(Hex.Address(RouterBench.Correspondent), 0, selector.FirstSource, 0);
        Ipv6Address.Copy(Hex.Address(RouterBench.Correspondent), 0, selector.LastSource, 0);
        Ipv6Address.Copy(Hex.Address("2001:db8:100::"), 0, selector.FirstDestination, 0);
        Ipv6Address.Copy(Hex.Address("2001:db8:1ff:ffff:ffff:ffff:ffff:ffff"), 0, selector.LastDestination, 0);
        byte[] packet = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60);
        Assert.IsTrue(Matches(selector, packet));
        selector.LastSource[15]--;
        selector.FirstSource[15]--;
        Assert.IsTrue(!Matches(selector, packet));
        selector.LastSource[15]++;
        Assert.IsTrue(Matches(selector, packet));
        packet[24] = 0xFE;
        Assert.IsTrue(!Matches(selector, packet));
    }

    [TestMethod]
    public void A_Port_Is_Found_Behind_Extension_Headers_And_Never_Beyond_The_Packet()
    {
        TrafficSelector selector = FlowBench.FromPort(0x1234);
        byte[] packet = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60);
        packet[6] = 60;
        packet[40] = 17;
        BigEndian.WriteUInt16(packet, 48, 0x1234);
        Assert.IsTrue(Matches(selector, packet));
        for (int length = Ipv6Header.Length; length < 52; length++)
        {
            Assert.IsTrue(!Matches(selector, RouterBench.Cut(packet, length)));
        }

        packet[41] = 255;
        Assert.IsTrue(!Matches(selector, packet));
    }

    private static int Read(string octets, TrafficSelector selector)
    {
        return TrafficSelectorFormat.Read(Hex.Read(octets), 0, selector);
    }

    private static bool Matches(TrafficSelector selector, byte[] packet)
    {
        SelectedPacket selected = new SelectedPacket();
        selected.Read(packet, 0, packet.Length);
        return selector.Matches(selected);
    }

    private static void Same(byte[] expected, byte[] written)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual((int)expected[i], (int)written[i]);
        }
    }
}
