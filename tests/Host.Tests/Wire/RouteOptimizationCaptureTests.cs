using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.WireCapture;

namespace McoaRouter.Host.Tests;

/// <summary>
/// Packets between a router and its correspondent, read by tshark, which takes the home addresses for the checksum of
/// what they carry.
/// </summary>
[TestClass]
public sealed class RouteOptimizationCaptureTests
{
    private static readonly byte[] s_home = Address("2001:db8:1::100");
    private static readonly byte[] s_careOf = Address("2001:db8:a:1::17");
    private static readonly byte[] s_correspondent = Address("2001:db8:9::9");

    private static readonly string[] s_fields =
    [
        "ipv6.src",
        "ipv6.dst",
        "ipv6.plen",
        "ipv6.nxt",
        "ipv6.opt.mipv6.home_address",
        "ipv6.routing.mipv6.home_address",
        "icmpv6.type",
        "icmpv6.checksum.status",
    ];

    [TestMethod]
    public void Rfc6275_6_3_A_Home_Address_Option_Is_Read_As_It_Was_Meant()
    {
        PacketBuffer packet = Echo(s_home, s_correspondent);
        Assert.IsTrue(RouteOptimization.AddHomeAddress(packet, new Ipv6Packet(), s_careOf, 0));
        CollectionAssert.AreEqual(
            new[] { "2001:db8:a:1::17", "2001:db8:9::9", "32", "60", "2001:db8:1::100", string.Empty, "128", "1" },
            Read(Octets(packet), s_fields));
    }

    [TestMethod]
    public void Rfc6275_6_4_A_Routing_Header_Is_Read_As_It_Was_Meant()
    {
        PacketBuffer packet = Echo(s_correspondent, s_home);
        Assert.IsTrue(RouteOptimization.AddRoutingHeader(packet, new Ipv6Packet(), s_careOf, 0));
        CollectionAssert.AreEqual(
            new[] { "2001:db8:9::9", "2001:db8:a:1::17", "32", "43", string.Empty, "2001:db8:1::100", "128", "1" },
            Read(Octets(packet), s_fields));
    }

    private static PacketBuffer Echo(byte[] source, byte[] destination)
    {
        PacketBuffer packet = new();
        Ipv6Header.Write(
            packet.Octets, packet.Start, 0, 8, ProtocolNumbers.Icmpv6, source, 0, destination, 0);
        int at = packet.Start + Ipv6Header.Length;
        int end = Icmpv6.Begin(packet.Octets, at, 128, 1, 1);
        Icmpv6.Finish(packet.Octets, at, end, source, 0, destination, 0);
        Assert.IsTrue(packet.SetLength(end - packet.Start));
        return packet;
    }

    private static byte[] Octets(PacketBuffer packet)
    {
        return packet.Octets[packet.Start..(packet.Start + packet.Length)];
    }
}
