using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.WireCapture;

namespace McoaRouter.Host.Tests;

/// <summary>
/// Home agent discovery and mobile prefix messages, read by tshark, which recomputes their checksums, over the home
/// address too.
/// </summary>
[TestClass]
public sealed class Icmpv6CaptureTests
{
    private const int Behind = Ipv6Header.Length + HomeAddressOption.HeaderLength;

    private static readonly byte[] s_home = Address("2001:db8:1::100");
    private static readonly byte[] s_homeAgent = Address("2001:db8:1::1");
    private static readonly byte[] s_other = Address("2001:db8:1::2");
    private static readonly byte[] s_careOf = Address("2001:db8:a:1::17");

    private readonly byte[] _buffer = new byte[2048];

    [TestMethod]
    public void Rfc6275_6_5_A_Request_Is_Read_As_It_Was_Meant()
    {
        byte[] anycast = new byte[16];
        Assert.IsTrue(HomeAgentsAnycastAddress.TryWrite(anycast, 0, new Ipv6Prefix(s_home, 0, 64)));
        int end = Icmpv6.Begin(
            _buffer,
            Ipv6Header.Length,
            Icmpv6.HomeAgentDiscoveryRequest,
            0x1234,
            HomeAgentDiscovery.MobileRouterFlag);
        byte[] packet = Finish(end, s_careOf, anycast);
        string[] fields = Read(
            packet,
            "icmpv6.type",
            "icmpv6.code",
            "icmpv6.mip6.identifier",
            "icmpv6.reserved",
            "icmpv6.checksum.status",
            "ipv6.dst");
        CollectionAssert.AreEqual(
            new[] { "144", "0", "4660", "8000", "1", "2001:db8:1:0:fdff:ffff:ffff:fffe" }, fields);
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Is_Read_As_It_Was_Meant()
    {
        int end = Icmpv6.Begin(
            _buffer,
            Ipv6Header.Length,
            Icmpv6.HomeAgentDiscoveryReply,
            0xFEDC,
            HomeAgentDiscovery.MobileRouterFlag);
        end = HomeAgentDiscovery.WriteAddress(_buffer, end, s_homeAgent, 0);
        end = HomeAgentDiscovery.WriteAddress(_buffer, end, s_other, 0);
        byte[] packet = Finish(end, s_homeAgent, s_careOf);
        string[] fields = Read(
            packet,
            "icmpv6.type",
            "icmpv6.mip6.identifier",
            "icmpv6.mip6.home_agent_address",
            "icmpv6.reserved",
            "icmpv6.checksum.status");
        CollectionAssert.AreEqual(new[] { "145", "65244", "2001:db8:1::1,2001:db8:1::2", "8000", "1" }, fields);
    }

    [TestMethod]
    public void Rfc6275_6_7_A_Solicitation_Is_Read_As_It_Was_Meant()
    {
        Ipv6Header.Write(_buffer, 0, 0, 0, ProtocolNumbers.DestinationOptions, s_careOf, 0, s_homeAgent, 0);
        HomeAddressOption.Write(_buffer, Ipv6Header.Length, ProtocolNumbers.Icmpv6, s_home, 0);
        int end = Icmpv6.Begin(_buffer, Behind, Icmpv6.MobilePrefixSolicitation, 0xABCD, 0);
        Icmpv6.Finish(_buffer, Behind, end, s_home, 0, s_homeAgent, 0);
        byte[] packet = Packet(_buffer, end);
        AssertChecksum(s_home, s_homeAgent, ProtocolNumbers.Icmpv6, packet[Behind..]);
        CollectionAssert.AreEqual(
            new[] { "146", "43981", "2001:db8:1::100", "1" },
            Read(
                packet,
                "icmpv6.type",
                "icmpv6.mip6.identifier",
                "ipv6.opt.mipv6.home_address",
                "icmpv6.checksum.status"));
    }

    [TestMethod]
    public void Rfc6275_6_8_An_Advertisement_Is_Read_As_It_Was_Meant()
    {
        const int Flags = PrefixInformationOption.OnLinkFlag | PrefixInformationOption.AutonomousFlag;
        Ipv6Header.Write(_buffer, 0, 0, 0, ProtocolNumbers.Routing, s_homeAgent, 0, s_careOf, 0);
        RoutingHeaderType2.Write(_buffer, Ipv6Header.Length, ProtocolNumbers.Icmpv6, s_home, 0);
        int end = Icmpv6.Begin(
            _buffer, Behind, Icmpv6.MobilePrefixAdvertisement, 0xABCD, MobilePrefixAdvertisement.ManagedFlag);
        end = PrefixInformationOption.Write(
            _buffer, end, s_homeAgent, 0, 64, Flags | PrefixInformationOption.RouterAddressFlag, 3600, 1800);
        end = PrefixInformationOption.Write(
            _buffer,
            end,
            Address("2001:db8:100::"),
            0,
            56,
            Flags,
            PrefixInformationOption.InfiniteLifetime,
            0x80000000L);
        Icmpv6.Finish(_buffer, Behind, end, s_homeAgent, 0, s_home, 0);
        byte[] packet = Packet(_buffer, end);
        AssertChecksum(s_homeAgent, s_home, ProtocolNumbers.Icmpv6, packet[Behind..]);
        string[] fields = Read(
            packet,
            "icmpv6.type",
            "icmpv6.mip6.identifier",
            "icmpv6.mip6.flag.m",
            "icmpv6.mip6.flag.o",
            "icmpv6.opt.prefix.length",
            "icmpv6.opt.prefix.flag.r",
            "icmpv6.opt.prefix.flag.l",
            "icmpv6.opt.prefix.flag.a",
            "icmpv6.opt.prefix.valid_lifetime",
            "icmpv6.opt.prefix.preferred_lifetime",
            "icmpv6.opt.prefix",
            "icmpv6.checksum.status");
        CollectionAssert.AreEqual(
            new[]
            {
                "147", "43981", "1", "0", "64,56", "1,0", "1,1", "1,1", "3600,4294967295", "1800,2147483648",
                "2001:db8:1::1,2001:db8:100::", "1",
            },
            fields);
    }

    private byte[] Finish(int end, byte[] source, byte[] destination)
    {
        Ipv6Header.Write(_buffer, 0, 0, 0, ProtocolNumbers.Icmpv6, source, 0, destination, 0);
        Icmpv6.Finish(_buffer, Ipv6Header.Length, end, source, 0, destination, 0);
        byte[] packet = Packet(_buffer, end);
        AssertChecksum(source, destination, ProtocolNumbers.Icmpv6, packet[Ipv6Header.Length..]);
        return packet;
    }
}
