using McoaRouter.Links;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.WireCapture;

namespace McoaRouter.Host.Tests;

/// <summary>Mobility messages in UDP over IPv4 (RFC 5555), with its options, read by tshark.</summary>
[TestClass]
public sealed class UdpCaptureTests
{
    private const int Mobility = Ipv6Header.Length;
    private const int ManyOctets = 1400;

    private static readonly WireProfile s_draft =
        WireProfile.Draft01(WireProfile.DefaultBindingIdentifierOptionType);

    private static readonly WireProfile s_final = WireProfile.Rfc5648();
    private static readonly byte[] s_home = Address("2001:db8:1::100");
    private static readonly byte[] s_homeAgent = Address("2001:db8:1::1");
    private static readonly byte[] s_ipv4HomeAgent = Address("192.0.2.1");
    private static readonly byte[] s_careOf = Address("::ffff:198.51.100.2");
    private static readonly byte[] s_nat = Address("::ffff:203.0.113.2");

    private readonly byte[] _buffer = new byte[2048];

    [TestMethod]
    [DataRow(false, "4,0,6", "", "198.51.100.2")]
    [DataRow(true, "8", "198.51.100.2", "")]
    public void Rfc5555_3_1_2_An_Update_That_Names_An_Ipv4_Address_Is_Read_As_It_Was_Meant(
        bool final, string lengths, string inIdentifier, string inOption)
    {
        WireProfile profile = final ? s_final : s_draft;
        int at = BindingUpdate.Begin(
            _buffer, Mobility, 7, BindingUpdate.HomeFlag | BindingUpdate.ForceUdpFlag, 60);
        at = profile.WriteIpv4(_buffer, Mobility, at, 513, 200, s_careOf, Ipv4MappedAddress.Ipv4Offset);
        PacketBuffer packet = Finish(at, s_home, s_homeAgent);
        Assert.IsTrue(UdpTunnel.ToHomeAgent(packet, 0x1234, s_careOf, s_ipv4HomeAgent));
        string[] fields = Read(
            Octets(packet),
            "ip.src",
            "ip.dst",
            "ip.id",
            "ip.checksum.status",
            "udp.srcport",
            "udp.dstport",
            "udp.checksum",
            "ipv6.src",
            "mip6.bu.seqnr",
            "mip6.bu.f_flag",
            "mip6.bi.bid",
            "mip6.bi.coa_ipv4",
            "mip6.ipv4coa.addr");
        CollectionAssert.AreEqual(
            new[]
            {
                "198.51.100.2", "192.0.2.1", "0x1234", "1", "4191", "4191", "0x0000", "2001:db8:1::100", "7", "1", "513",
                inIdentifier, inOption,
            },
            fields);
        StringAssert.StartsWith(Read(Octets(packet), "mip6.mobility_opt.len")[0], lengths);
    }

    [TestMethod]
    [DataRow(110U, "110")]
    [DataRow(0U, "0")]
    [DataRow(NatDetectionOption.NoRefresh, "4294967295")]
    public void Rfc5555_3_2_2_A_Nat_Detection_Option_Is_Read_As_It_Was_Meant(uint seconds, string shown)
    {
        int at = BindingAcknowledgement.Begin(
            _buffer, Mobility, BindingStatus.Accepted, BindingAcknowledgement.MobileRouterFlag, 7, 60);
        at = NatDetectionOption.Write(_buffer, Mobility, at, forces: true, seconds);
        PacketBuffer packet = Finish(at, s_homeAgent, s_home);
        Assert.IsTrue(UdpTunnel.ToCareOfAddress(packet, 1, s_ipv4HomeAgent, s_nat, 20333));
        string[] fields = Read(
            Octets(packet),
            "ip.src",
            "ip.dst",
            "ip.checksum.status",
            "udp.srcport",
            "udp.dstport",
            "ipv6.dst",
            "mip6.ba.seqnr",
            "mip6.natd.f_flag",
            "mip6.natd.refresh_t");
        CollectionAssert.AreEqual(
            new[] { "192.0.2.1", "203.0.113.2", "1", "4191", "20333", "2001:db8:1::100", "7", "1", shown }, fields);
    }

    [TestMethod]
    public void Rfc5555_4_1_A_Tunnelled_Packet_Keeps_Its_Class_And_Its_Length()
    {
        const int ExpeditedForwarding = 0xB8;
        Ipv6Header.Write(
            _buffer,
            0,
            ExpeditedForwarding,
            ManyOctets,
            ProtocolNumbers.NoNextHeader,
            s_home,
            0,
            s_homeAgent,
            0);
        PacketBuffer packet = new();
        Assert.IsTrue(packet.Load(_buffer, 0, Ipv6Header.Length + ManyOctets));
        Assert.IsTrue(UdpTunnel.ToHomeAgent(packet, 0xFFFF, s_careOf, s_ipv4HomeAgent));
        string[] fields = Read(
            Octets(packet), "ip.dsfield", "ip.len", "ip.flags.df", "ip.checksum.status", "udp.length", "ipv6.plen");
        CollectionAssert.AreEqual(new[] { "0xb8", "1468", "0", "1", "1448", "1400" }, fields);
    }

    /// <summary>The IPv6 packet with the message that was written up to an offset.</summary>
    private PacketBuffer Finish(int at, byte[] source, byte[] destination)
    {
        int length = MobilityHeader.Finish(_buffer, Mobility, at, source, 0, destination, 0);
        Ipv6Header.Write(_buffer, 0, 0, length, ProtocolNumbers.Mobility, source, 0, destination, 0);
        PacketBuffer packet = new();
        Assert.IsTrue(packet.Load(_buffer, 0, Mobility + length));
        return packet;
    }

    private static byte[] Octets(PacketBuffer packet)
    {
        return packet.Octets[packet.Start..(packet.Start + packet.Length)];
    }
}
