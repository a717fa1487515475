using System;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.WireCapture;

namespace McoaRouter.Host.Tests;

/// <summary>
/// The mobility messages beside Binding Update and Acknowledgement, and options that these have beside Binding
/// Identifiers, read by tshark.
/// </summary>
[TestClass]
public sealed class MobilityMessageCaptureTests
{
    private const int Mobility = Ipv6Header.Length;

    private static readonly WireProfile s_rfc5648 = WireProfile.Rfc5648();
    private static readonly byte[] s_home = Address("2001:db8:1::100");
    private static readonly byte[] s_homeAgent = Address("2001:db8:1::1");
    private static readonly byte[] s_careOf = Address("2001:db8:a:1::17");
    private static readonly byte[] s_correspondent = Address("2001:db8:9::9");
    private static readonly byte[] s_cookie = Convert.FromHexString("0123456789abcdef");
    private static readonly byte[] s_token = Convert.FromHexString("1122334455667788");

    private readonly byte[] _buffer = new byte[2048];

    [TestMethod]
    public void Rfc6275_6_1_2_A_Refresh_Request_Is_Read_As_It_Was_Meant()
    {
        int at = BindingRefreshRequest.Begin(_buffer, Mobility);
        at = s_rfc5648.WriteReference(_buffer, Mobility, at, 513);
        byte[] packet = Finish(at, s_homeAgent, s_home);
        CollectionAssert.AreEqual(
            new[] { "0", "1", "513", "0" }, Read(packet, "mip6.mhtype", "mip6.hlen", "mip6.bi.bid", "mip6.bi.status"));
    }

    [TestMethod]
    public void Rfc6275_6_1_3_A_Home_Test_Init_Is_Read_As_It_Was_Meant()
    {
        int at = TestInit.Begin(_buffer, Mobility, MobilityHeader.HomeTestInit, s_cookie, 0);
        byte[] packet = Finish(at, s_home, s_correspondent);
        CollectionAssert.AreEqual(
            new[] { "1", "1", "0x0123456789abcdef" }, Read(packet, "mip6.mhtype", "mip6.hlen", "mip6.hoti.cookie"));
    }

    [TestMethod]
    public void Rfc6275_6_1_4_A_Care_Of_Test_Init_Is_Read_As_It_Was_Meant()
    {
        int at = TestInit.Begin(_buffer, Mobility, MobilityHeader.CareOfTestInit, s_cookie, 0);
        at = s_rfc5648.WriteReference(_buffer, Mobility, at, 7);
        byte[] packet = Finish(at, s_careOf, s_correspondent);
        CollectionAssert.AreEqual(
            new[] { "2", "2", "0x0123456789abcdef", "7" },
            Read(packet, "mip6.mhtype", "mip6.hlen", "mip6.coti.cookie", "mip6.bi.bid"));
    }

    [TestMethod]
    public void Rfc6275_6_1_5_A_Home_Test_Is_Read_As_It_Was_Meant()
    {
        int at = TestReply.Begin(_buffer, Mobility, MobilityHeader.HomeTest, 0x0102, s_cookie, 0, s_token, 0);
        byte[] packet = Finish(at, s_correspondent, s_home);
        CollectionAssert.AreEqual(
            new[] { "3", "2", "258", "0x0123456789abcdef", "0x1122334455667788" },
            Read(packet, "mip6.mhtype", "mip6.hlen", "mip6.hot.nindex", "mip6.hot.cookie", "mip6.hot.token"));
    }

    [TestMethod]
    public void Rfc6275_6_1_6_A_Care_Of_Test_Is_Read_As_It_Was_Meant()
    {
        int at = TestReply.Begin(_buffer, Mobility, MobilityHeader.CareOfTest, 65535, s_cookie, 0, s_token, 0);
        at = s_rfc5648.WriteAnswer(_buffer, Mobility, at, Convert.FromHexString("230400070000"), 0, 136);
        byte[] packet = Finish(at, s_correspondent, s_careOf);
        string[] fields = Read(
            packet,
            "mip6.mhtype",
            "mip6.hlen",
            "mip6.cot.nindex",
            "mip6.cot.cookie",
            "mip6.hot.token",
            "mip6.bi.bid",
            "mip6.bi.status");
        CollectionAssert.AreEqual(
            new[] { "4", "3", "65535", "0x0123456789abcdef", "0x1122334455667788", "7", "136" }, fields);
    }

    [TestMethod]
    public void Rfc6275_6_1_9_A_Binding_Error_Is_Read_As_It_Was_Meant()
    {
        int at = BindingError.Begin(_buffer, Mobility, BindingError.UnknownBinding, s_home, 0);
        byte[] packet = Finish(at, s_correspondent, s_careOf);
        CollectionAssert.AreEqual(
            new[] { "7", "2", "1", "2001:db8:1::100" },
            Read(packet, "mip6.mhtype", "mip6.hlen", "mip6.be.status", "mip6.be.haddr"));
    }

    [TestMethod]
    public void Draft_6_5_A_Binding_Error_With_A_Binding_Identifier_Is_Read_As_It_Was_Meant()
    {
        int at = BindingError.Begin(_buffer, Mobility, BindingError.UnrecognizedMessage, new byte[16], 0);
        at = WireProfile.Draft01(WireProfile.DefaultBindingIdentifierOptionType)
            .WriteReference(_buffer, Mobility, at, 2);
        byte[] packet = Finish(at, s_correspondent, s_careOf);
        CollectionAssert.AreEqual(
            new[] { "7", "3", "2", "::", "2" },
            Read(packet, "mip6.mhtype", "mip6.hlen", "mip6.be.status", "mip6.be.haddr", "mip6.bi.bid"));
    }

    [TestMethod]
    public void Rfc6275_6_2_4_Binding_Refresh_Advice_Is_Read_As_It_Was_Meant()
    {
        int at = BindingAcknowledgement.Begin(_buffer, Mobility, 0, 0, 1, 60);
        at = BindingRefreshAdviceOption.Write(_buffer, Mobility, at, 45);
        CollectionAssert.AreEqual(new[] { "45" }, Read(Finish(at, s_homeAgent, s_home), "mip6.bra.interval"));
    }

    [TestMethod]
    public void Rfc6275_6_2_6_Nonce_Indices_Are_Read_As_They_Were_Meant()
    {
        int at = BindingUpdate.Begin(_buffer, Mobility, 1, BindingUpdate.AcknowledgeFlag, 15);
        at = NonceIndicesOption.Write(_buffer, Mobility, at, 258, 65534);
        CollectionAssert.AreEqual(
            new[] { "258", "65534" }, Read(Finish(at, s_home, s_correspondent), "mip6.ni.hni", "mip6.ni.cni"));
    }

    [TestMethod]
    public void Rfc5568_6_4_4_A_Link_Layer_Address_Is_Read_As_It_Was_Meant()
    {
        int at = BindingUpdate.Begin(_buffer, Mobility, 1, BindingUpdate.HomeFlag, 15);
        at = LinkLayerAddressOption.Write(_buffer, at, Convert.FromHexString("02005e102030"), 0, 6);
        CollectionAssert.AreEqual(
            new[] { "2", "02:00:5e:10:20:30" }, Read(Finish(at, s_home, s_homeAgent), "mip6.lla.optcode", "mip6.lla"));
    }

    /// <summary>A packet without other headers, whose checksum a second routine has found right.</summary>
    private byte[] Finish(int at, byte[] source, byte[] destination)
    {
        int length = Mobility + MobilityHeader.Finish(_buffer, Mobility, at, source, 0, destination, 0);
        Ipv6Header.Write(_buffer, 0, 0, 0, ProtocolNumbers.Mobility, source, 0, destination, 0);
        byte[] packet = Packet(_buffer, length);
        AssertChecksum(source, destination, ProtocolNumbers.Mobility, packet[Mobility..]);
        return packet;
    }
}
