using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>The headers of UDP over IPv4 and the options of RFC 5555, by hand.</summary>
[TestClass]
public sealed class UdpEncapsulationTests
{
    // The checksum's sum: 4528+0064+1234+0000+4011+0a00+0002+c000+0201 = 163d4, folded 63d5, its complement 9c2a.
    private const string Headers = "4528 0064 1234 0000 4011 9c2a 0a000002 c0000201 9c40 105f 0050 0000";

    [TestMethod]
    public void Rfc5555_4_1_Headers_Are_Written_As_They_Are_Laid_Out_By_Hand()
    {
        byte[] buffer = WireBench.Dirty();
        UdpEncapsulation.Write(
            buffer, 7, 72, 0x28, 0x1234, Hex.Read("0a000002"), 0, 40000, Hex.Read("ff c0000201"), 1, 4191);
        CollectionAssert.AreEqual(Hex.Read("ee" + Headers + "ee"), WireBench.Slice(buffer, 6, 30));
        Assert.AreEqual(40000, UdpEncapsulation.SourcePort(buffer, 7));
        Assert.AreEqual(0x28, Ipv4Header.TrafficClass(buffer, 7));
        Assert.AreEqual(Refusal.None, UdpEncapsulation.Check(buffer, 7, 100));
    }

    [TestMethod]
    public void Rfc5555_4_1_Headers_Cut_At_Every_Length_Are_Refused()
    {
        byte[] buffer = new byte[100];
        System.Array.Copy(Hex.Read(Headers), 0, buffer, 0, 28);
        for (int length = 0; length < 100; length++)
        {
            WireBench.AssertRefusal(Refusal.Truncated, UdpEncapsulation.Check(buffer, 0, length));
        }

        byte[] longer = new byte[101];
        System.Array.Copy(buffer, 0, longer, 0, 100);
        WireBench.AssertRefusal(Refusal.OverLong, UdpEncapsulation.Check(longer, 0, 101));
    }

    [TestMethod]
    [DataRow(24, 0, 0x51, (int)Refusal.Truncated)]
    [DataRow(24, 0, 0x4F, (int)Refusal.OverLong)]
    [DataRow(22, 0x10, 0x60, (int)Refusal.WrongPort)]
    [DataRow(6, 0x40, 0x00, (int)Refusal.None)]
    [DataRow(6, 0x20, 0x00, (int)Refusal.Fragment)]
    [DataRow(6, 0x00, 0x01, (int)Refusal.Fragment)]
    [DataRow(8, 0x40, 0x06, (int)Refusal.UnknownProtocol)]
    [DataRow(0, 0x46, 0x00, (int)Refusal.Ipv4Options)]
    [DataRow(0, 0x44, 0x00, (int)Refusal.Ipv4Options)]
    [DataRow(0, 0x65, 0x00, (int)Refusal.NotIpv4)]
    public void Rfc5555_4_1_A_Field_That_Is_Wrong_Is_Refused_By_Its_Name(int at, int first, int second, int refusal)
    {
        byte[] buffer = new byte[100];
        System.Array.Copy(Hex.Read(Headers), 0, buffer, 0, 28);
        buffer[at] = (byte)first;
        buffer[at + 1] = (byte)second;
        Ipv4Header.Seal(buffer, 0);
        WireBench.AssertRefusal((Refusal)refusal, UdpEncapsulation.Check(buffer, 0, 100));
    }

    [TestMethod]
    public void Rfc1122_3_2_1_2_Any_Bit_Changed_In_An_Ipv4_Header_Is_Noticed()
    {
        byte[] buffer = new byte[100];
        System.Array.Copy(Hex.Read(Headers), 0, buffer, 0, 28);
        for (int bit = 8; bit < 160; bit++)
        {
            buffer[bit / 8] ^= (byte)(1 << (bit % 8));
            WireBench.AssertRefusal(Refusal.Checksum, UdpEncapsulation.Check(buffer, 0, 100));
            buffer[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestMethod]
    public void Rfc5555_4_1_1_Both_Ends_Copy_The_Traffic_Class()
    {
        PacketBuffer packet = new PacketBuffer();
        byte[] inner = new byte[48];
        Ipv6Header.Write(inner, 0, 0xB9, 8, 59, new byte[16], 0, new byte[16], 0);
        packet.Load(inner, 0, inner.Length);
        byte[] mapped = new byte[16];
        Assert.IsTrue(UdpTunnel.ToHomeAgent(packet, 1, mapped, Hex.Read("c0000201")));
        Assert.AreEqual(76, packet.Length);
        Assert.AreEqual(0xB9, Ipv4Header.TrafficClass(packet.Octets, packet.Start));
        Assert.IsTrue(UdpTunnel.ToCareOfAddress(packet, 1, Hex.Read("c0000201"), mapped, 7));
        packet.Reset();
        packet.Prepend(80);
        Assert.IsFalse(UdpTunnel.ToCareOfAddress(packet, 1, Hex.Read("c0000201"), mapped, 7));
    }

    [TestMethod]
    public void Rfc5555_3_2_2_The_Nat_Detection_Option_Is_Written_And_Read()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(12, NatDetectionOption.Write(buffer, 0, 3, true, 110));
        CollectionAssert.AreEqual(Hex.Read("00 1f06 8000 0000006e ee"), WireBench.Slice(buffer, 3, 10));
        Assert.IsTrue(NatDetectionOption.Forces(buffer, 4));
        Assert.AreEqual(110, (int)NatDetectionOption.RefreshSeconds(buffer, 4));
        Assert.AreEqual(12, NatDetectionOption.Write(buffer, 0, 4, false, NatDetectionOption.NoRefresh));
        CollectionAssert.AreEqual(Hex.Read("1f06 0000 ffffffff"), WireBench.Slice(buffer, 4, 8));
        Assert.IsFalse(NatDetectionOption.Forces(buffer, 4));
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        Assert.IsTrue(options.TryRead(buffer, 4, 4, 12));
        Assert.AreEqual(4, options.NatDetectionAt);
        Assert.IsTrue(options.TryRead(buffer, 4, 4, 4));
        Assert.AreEqual(-1, options.NatDetectionAt);
    }

    [TestMethod]
    [DataRow("1f05 0000 000000", (int)Refusal.OptionLength)]
    [DataRow("1f07 0000 00000000 00", (int)Refusal.OptionLength)]
    [DataRow("1f06 0000 00000000 1f06 0000 00000000", (int)Refusal.OptionDuplicate)]
    [DataRow("0100 1f06 0000 00000000", (int)Refusal.OptionMisaligned)]
    [DataRow("1f06 0000 000000", (int)Refusal.OptionTruncated)]
    public void Rfc5555_3_2_2_A_Nat_Detection_Option_Out_Of_Form_Is_Refused(string octets, int refusal)
    {
        byte[] message = Hex.Read(octets);
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        Assert.IsFalse(options.TryRead(message, 0, 0, message.Length));
        WireBench.AssertRefusal((Refusal)refusal, options.Refusal);
    }

    [TestMethod]
    public void Rfc5555_3_1_2_The_Ipv4_CareOf_Address_Option_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(12, Ipv4CareOfAddressOption.Write(buffer, 0, 2, Hex.Read("ff 0a000002"), 1));
        CollectionAssert.AreEqual(Hex.Read("0100 2006 0000 0a000002 ee"), WireBench.Slice(buffer, 2, 11));
    }

    [TestMethod]
    public void Rfc5648_4_3_A_Binding_Identifier_Option_With_An_Ipv4_Address_Has_Length_8()
    {
        byte[] buffer = WireBench.Dirty();
        int end = WireProfile.Rfc5648().WriteIpv4(buffer, 0, 3, 7, 255, Hex.Read("0a000002"), 0);
        CollectionAssert.AreEqual(Hex.Read("2308 0007 0001 0a000002 ee"), WireBench.Slice(buffer, end - 10, 11));
    }

    [TestMethod]
    [DataRow("0.0.0.0", "00000000")]
    [DataRow("192.0.2.1", "c0000201")]
    [DataRow("255.255.255.255", "ffffffff")]
    public void Ipv4_Addresses_Are_Read_And_Written(string text, string octets)
    {
        byte[] address = new byte[5];
        Assert.IsTrue(Ipv4AddressText.TryRead(text, address, 1));
        CollectionAssert.AreEqual(Hex.Read("00" + octets), address);
        Assert.AreEqual(text, Ipv4AddressText.Write(address, 1));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("192.0.2")]
    [DataRow("192.0.2.")]
    [DataRow("192.0.2.1.")]
    [DataRow("192.0.2.1.1")]
    [DataRow("192.0.2.256")]
    [DataRow("192.0.2.01")]
    [DataRow("192.0.2.1000")]
    [DataRow("192..2.1")]
    [DataRow(" 192.0.2.1")]
    [DataRow("192.0.2.1 ")]
    [DataRow("192.0.2.x")]
    [DataRow("-1.0.2.1")]
    [DataRow("::1")]
    public void What_Is_No_Ipv4_Address_Is_Refused(string text)
    {
        Assert.IsFalse(Ipv4AddressText.TryRead(text, new byte[4], 0));
        Assert.IsFalse(Ipv4AddressText.TryRead(null, new byte[4], 0));
    }

    [TestMethod]
    public void Rfc5952_5_An_Ipv4_Mapped_Address_Is_Written_With_Its_Ipv4_Address()
    {
        byte[] mapped = new byte[16];
        Ipv4MappedAddress.Write(mapped, 0, Hex.Read("0a000002"), 0);
        Assert.AreEqual("::ffff:10.0.0.2", Ipv6AddressText.Write(mapped, 0));
        Assert.IsFalse(Ipv6Address.IsRoutable(mapped, 0));
    }
}
