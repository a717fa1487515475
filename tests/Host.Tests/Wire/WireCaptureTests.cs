using System;
using McoaRouter.Security;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.WireCapture;

namespace McoaRouter.Host.Tests;

/// <summary>Each message and option that the codec can write, read by tshark, which shares no line with it.</summary>
[TestClass]
public sealed class WireCaptureTests
{
    private const int Mobility = Ipv6Header.Length + HomeAddressOption.HeaderLength;

    private static readonly WireProfile s_draft =
        WireProfile.Draft01(WireProfile.DefaultBindingIdentifierOptionType);

    private static readonly byte[] s_home = Address("2001:db8:1::100");
    private static readonly byte[] s_homeAgent = Address("2001:db8:1::1");
    private static readonly byte[] s_first = Address("2001:db8:a:1::17");
    private static readonly byte[] s_second = Address("2001:db8:b:2::29");

    private readonly byte[] _buffer = new byte[2048];

    [TestMethod]
    public void An_Individual_Update_Is_Read_As_It_Was_Meant()
    {
        int at = BeginUpdate(0x1234, 60);
        at = s_draft.WriteIndividual(_buffer, Mobility, at, 513, 200, s_first, 0);
        at = AlternateCareOfAddressOption.Write(_buffer, Mobility, at, s_second, 0);
        at = MobileNetworkPrefixOption.Write(_buffer, Mobility, at, Ipv6Prefix.TryRead("2001:db8:100::/56", true));
        string[] fields = Read(
            FinishUpdate(at),
            "mip6.mhtype",
            "mip6.bu.seqnr",
            "mip6.bu.lifetime",
            "mip6.bu.a_flag",
            "mip6.bu.h_flag",
            "mip6.nemo.bu.r_flag",
            "mip6.bi.bid",
            "mip6.bi.h_flag",
            "mip6.acoa.acoa",
            "mip6.nemo.mnp.pfl",
            "mip6.nemo.mnp.mnp");
        CollectionAssert.AreEqual(
            new[] { "5", "4660", "60", "1", "1", "1", "513", "0", "2001:db8:b:2::29", "56", "2001:db8:100::" }, fields);
    }

    [TestMethod]
    public void A_Bulk_Update_With_A_Removal_Is_Read_As_It_Was_Meant()
    {
        int at = BeginUpdate(2, 60);
        at = s_draft.WriteMixedRemoval(_buffer, Mobility, at, 1, 200, s_first, 0);
        at = s_draft.WriteBulk(_buffer, Mobility, at, 2, 100, s_second, 0);
        byte[] packet = FinishUpdate(at);
        string[] fields = Read(
            packet, "mip6.bi.bid", "mip6.bi.status", "mip6.bi.h_flag", "mip6.bi.coa_ipv6");
        CollectionAssert.AreEqual(
            new[] { "1,2", "200,100", "1,1", "2001:db8:a:1::17,2001:db8:b:2::29" }, fields);
    }

    [TestMethod]
    public void An_Acknowledgement_Is_Read_As_It_Was_Meant()
    {
        Ipv6Header.Write(_buffer, 0, 0, 0, ProtocolNumbers.Routing, s_homeAgent, 0, s_first, 0);
        RoutingHeaderType2.Write(_buffer, Ipv6Header.Length, ProtocolNumbers.Mobility, s_home, 0);
        int at = BindingAcknowledgement.Begin(
            _buffer, Mobility, BindingStatus.BulkFailed, BindingAcknowledgement.MobileRouterFlag, 77, 30);
        at = s_draft.WriteBulk(_buffer, Mobility, at, 1, 0, s_first, 0);
        at = s_draft.WriteBulk(_buffer, Mobility, at, 2, 128, s_second, 0);
        int length = MobilityHeader.Finish(_buffer, Mobility, at, s_homeAgent, 0, s_home, 0);
        string[] fields = Read(
            Packet(_buffer, Mobility + length),
            "mip6.mhtype",
            "mip6.ba.status",
            "mip6.ba.seqnr",
            "mip6.ba.lifetime",
            "mip6.nemo.ba.r_flag",
            "mip6.bi.bid",
            "mip6.bi.status",
            "ipv6.routing.mipv6.home_address");
        CollectionAssert.AreEqual(
            new[] { "6", "145", "77", "30", "1", "1,2", "0,128", "2001:db8:1::100" }, fields);
    }

    [TestMethod]
    public void An_Authenticated_Update_Is_Read_As_It_Was_Meant()
    {
        int at = BeginUpdate(3, 60);
        at = s_draft.WriteBulk(_buffer, Mobility, at, 1, 200, s_first, 0);
        at = s_draft.WriteBulk(_buffer, Mobility, at, 2, 100, s_second, 0);
        MessageAuthenticator association = new(0x80000100, new byte[16], "bus-17@example.net"u8.ToArray());
        at = association.Append(
            _buffer, Mobility, at, ReplayTimestamp.FromUnixMilliseconds(1784808000000), s_first, 0, s_home, 0);

        // tshark shows 10 of the 12 octets of authentication data.
        string data = Convert.ToHexStringLower(_buffer[(at - 12)..(at - 2)]);
        string[] fields = Read(
            FinishUpdate(at),
            "mip6.bi.bid",
            "mip6.mnid.subtype",
            "mip6.mnid.identifier",
            "mip6.mseg_id.timestamp",
            "mip6.auth.subtype",
            "mip6.auth.mobility_spi",
            "mip6.auth.auth_data");

        // Noon of 23 July 2026: tshark counts the seconds from 1970, which RFC 4285 §6 has counted from 1900.
        const string Noon = "Jul 22, 2096 12:00:00.000000000 UTC";
        CollectionAssert.AreEqual(
            new[] { "1,2", "1", "bus-17@example.net", Noon, "1", "2147483904", data }, fields);
    }

    [TestMethod]
    public void An_Authorized_Update_To_A_Correspondent_Is_Read_As_It_Was_Meant()
    {
        int at = BeginUpdate(4, 60);
        at = s_draft.WriteIndividual(_buffer, Mobility, at, 513, 200, s_first, 0);
        at = new BindingAuthorization().Append(
            _buffer, Mobility, at, new byte[20], 0, s_first, 0, s_homeAgent, 0);
        string data = Convert.ToHexStringLower(_buffer[(at - 12)..at]);
        string[] fields = Read(FinishUpdate(at), "mip6.bi.bid", "mip6.bad.auth");
        CollectionAssert.AreEqual(new[] { "513", data }, fields);
    }

    [TestMethod]
    public void A_Packet_Too_Big_Is_Read_With_A_Right_Checksum()
    {
        byte[] offending = new byte[1400];
        Ipv6Header.Write(offending, 0, 0, 1360, ProtocolNumbers.NoNextHeader, s_first, 0, s_second, 0);
        Ipv6Packet packet = new();
        Assert.IsTrue(packet.TryRead(offending, 0, offending.Length));
        int length = Icmpv6Error.Write(_buffer, 0, Icmpv6Error.PacketTooBig, 0, 1360, s_home, packet);
        string[] fields = Read(_buffer[..length], "icmpv6.type", "icmpv6.mtu", "icmpv6.checksum.status");
        CollectionAssert.AreEqual(new[] { "2", "1360", "1" }, fields);
    }

    [TestMethod]
    public void Checksums_Agree_With_A_Second_Routine()
    {
        int at = BeginUpdate(9, 15);
        at = s_draft.WriteBulk(_buffer, Mobility, at, 1, 255, s_first, 0);
        AssertChecksum(s_home, s_homeAgent, ProtocolNumbers.Mobility, FinishUpdate(at)[Mobility..]);
    }

    private int BeginUpdate(int sequence, int lifetimeUnits)
    {
        const int Flags = BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag;
        Array.Clear(_buffer);
        Ipv6Header.Write(_buffer, 0, 0, 0, ProtocolNumbers.DestinationOptions, s_first, 0, s_homeAgent, 0);
        HomeAddressOption.Write(_buffer, Ipv6Header.Length, ProtocolNumbers.Mobility, s_home, 0);
        return BindingUpdate.Begin(_buffer, Mobility, sequence, Flags, lifetimeUnits);
    }

    private byte[] FinishUpdate(int at)
    {
        return Packet(_buffer, Mobility + MobilityHeader.Finish(_buffer, Mobility, at, s_home, 0, s_homeAgent, 0));
    }
}
