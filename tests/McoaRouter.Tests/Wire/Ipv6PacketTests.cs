using McoaRouter.Consoles;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class Ipv6PacketTests
{
    [TestMethod]
    public void Rfc6275_6_3_A_Home_Address_Option_Is_Found()
    {
        byte[] update = Vectors.BulkUpdate();
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(update, 0, update.Length));
        Assert.AreEqual(ProtocolNumbers.Mobility, packet.Protocol);
        Assert.AreEqual(48, packet.HomeAddressOffset);
        Assert.AreEqual(-1, packet.RoutingAddressOffset);
        Assert.AreEqual(88, packet.PayloadLength);
        Assert.AreEqual(48, packet.UpperLayerSourceOffset);
    }

    [TestMethod]
    public void Rfc6275_6_4_A_Type_2_Routing_Header_Is_Found()
    {
        byte[] answer = Vectors.BulkAcknowledgement();
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(answer, 0, answer.Length));
        Assert.AreEqual(48, packet.RoutingAddressOffset);
        Assert.AreEqual(48, packet.UpperLayerDestinationOffset);
        Assert.AreEqual(Ipv6Header.SourceOffset, packet.UpperLayerSourceOffset);
    }

    [TestMethod]
    public void Rfc6275_6_4_Other_Routing_Headers_Are_Refused()
    {
        AssertRefused(Refusal.RoutingHeader, Changed(Vectors.BulkAcknowledgement(), 42, 0));
        AssertRefused(Refusal.RoutingHeader, Changed(Vectors.BulkAcknowledgement(), 43, 2));
        AssertRefused(Refusal.RoutingHeader, Changed(Vectors.BulkAcknowledgement(), 41, 4));
    }

    [TestMethod]
    public void Rfc8200_4_4_A_Routing_Header_With_No_Segments_Left_Is_Passed()
    {
        byte[] answer = Changed(Vectors.BulkAcknowledgement(), 43, 0);
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(answer, 0, answer.Length));
        Assert.AreEqual(-1, packet.RoutingAddressOffset);
    }

    [TestMethod]
    public void Rfc8200_4_2_Unknown_Options_Are_Skipped_Or_Refused_By_Their_Bits()
    {
        byte[] update = Vectors.BulkUpdate();
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(Changed(update, 42, 0x1E), 0, update.Length));
        AssertRefused(Refusal.DestinationOption, Changed(update, 42, 0x5E));
        AssertRefused(Refusal.DestinationOption, Changed(update, 42, 0x9E));
    }

    [TestMethod]
    public void Rfc6275_6_3_A_Malformed_Home_Address_Option_Is_Refused()
    {
        AssertRefused(Refusal.DestinationOption, Changed(Vectors.BulkUpdate(), 47, 15));
        AssertRefused(Refusal.Truncated, Changed(Vectors.BulkUpdate(), 47, 17));
        byte[] misaligned = Vectors.BulkUpdate();
        misaligned[42] = 0xC9;
        misaligned[43] = 16;
        AssertRefused(Refusal.DestinationOption, misaligned);
        AssertRefused(
            Refusal.DestinationOption,
            Changed(Vectors.BulkUpdate(), Ipv6Header.NextHeaderOffset, ProtocolNumbers.HopByHopOptions));
    }

    [TestMethod]
    public void A_Packet_May_Start_Anywhere_In_Its_Buffer()
    {
        byte[] update = Vectors.BulkUpdate();
        byte[] buffer = new byte[update.Length + 7];
        System.Array.Copy(update, 0, buffer, 3, update.Length);
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(buffer, 3, update.Length));
        Assert.AreEqual(51, packet.HomeAddressOffset);
        Assert.AreEqual((int)Refusal.None, (int)MobilityHeader.Check(packet));
    }

    [TestMethod]
    public void Rfc8200_3_Lengths_And_Version_Must_Be_True()
    {
        byte[] update = Vectors.BulkUpdate();
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsFalse(packet.TryRead(update, 0, update.Length - 1));
        Assert.IsTrue(packet.Refusal == Refusal.Truncated);
        byte[] longer = new byte[update.Length + 1];
        System.Array.Copy(update, 0, longer, 0, update.Length);
        AssertRefused(Refusal.OverLong, longer);
        AssertRefused(Refusal.NotIpv6, Changed(Vectors.BulkUpdate(), 0, 0x45));
    }

    [TestMethod]
    public void Fragments_And_Chains_Without_End_Are_Refused()
    {
        byte[] chain = Headers(9);
        AssertRefused(Refusal.TooManyHeaders, chain);
        chain[Ipv6Header.Length] = ProtocolNumbers.Fragment;
        AssertRefused(Refusal.Fragment, chain);
    }

    [TestMethod]
    public void As_Many_Extension_Headers_As_The_Limit_Are_Walked()
    {
        byte[] packet = Headers(Limits.ExtensionHeaders);
        Assert.IsTrue(new Ipv6Packet().TryRead(packet, 0, packet.Length));
        AssertRefused(Refusal.TooManyHeaders, Headers(Limits.ExtensionHeaders + 1));
    }

    [TestMethod]
    public void An_Extension_Header_Longer_Than_The_Packet_Is_Refused()
    {
        AssertRefused(Refusal.Truncated, Changed(Headers(1), Ipv6Header.Length + 1, 1));
        AssertRefused(Refusal.Truncated, RouterBench.Cut(Headers(1), Ipv6Header.Length + 7));
    }

    [TestMethod]
    public void An_Option_Without_Its_Length_Is_Refused()
    {
        byte[] packet = Headers(1);
        packet[Ipv6Header.Length + 3] = 3;
        packet[Ipv6Header.Length + 7] = 0x1E;
        AssertRefused(Refusal.Truncated, packet);
    }

    [TestMethod]
    public void Of_A_Quote_The_Ipv6_Header_Must_Be_Whole()
    {
        byte[] update = Vectors.BulkUpdate();
        Ipv6Packet packet = new Ipv6Packet();
        for (int length = 0; length <= Ipv6Header.Length; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(update, 0, cut, 0, length);
            Assert.AreEqual(length == Ipv6Header.Length, packet.TryReadQuote(cut, 0, length));
            Assert.IsTrue(packet.Refusal == (length == Ipv6Header.Length ? Refusal.None : Refusal.Truncated));
        }

        Assert.IsFalse(packet.TryReadQuote(Changed(Vectors.BulkUpdate(), 0, 0x45), 0, update.Length));
        Assert.IsTrue(packet.Refusal == Refusal.NotIpv6);
    }

    [TestMethod]
    public void A_Packet_Cut_At_Any_Length_Is_Read_Or_Refused()
    {
        byte[] update = Vectors.BulkUpdate();
        Ipv6Packet packet = new Ipv6Packet();
        for (int length = 0; length < update.Length; length++)
        {
            byte[] cut = RouterBench.Cut(update, length);
            bool whole = packet.TryRead(cut, 0, length) && MobilityHeader.Check(packet) == Refusal.None;
            Assert.IsFalse(whole);
        }
    }

    // Destination Options headers that hold nothing but padding, and nothing behind them.
    private static byte[] Headers(int count)
    {
        byte[] packet = new byte[Ipv6Header.Length + (8 * count)];
        byte[] address = Hex.Address("2001:db8::1");
        Ipv6Header.Write(packet, 0, 0, 8 * count, ProtocolNumbers.DestinationOptions, address, 0, address, 0);
        for (int at = Ipv6Header.Length; at < packet.Length; at += 8)
        {
            packet[at] = ProtocolNumbers.DestinationOptions;
            packet[at + 2] = 1;
            packet[at + 3] = 4;
        }

        packet[packet.Length - 8] = ProtocolNumbers.NoNextHeader;
        return packet;
    }

    private static byte[] Changed(byte[] packet, int at, int value)
    {
        packet[at] = (byte)value;
        return packet;
    }

    private static void AssertRefused(Refusal reason, byte[] octets)
    {
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsFalse(packet.TryRead(octets, 0, octets.Length));
        Assert.AreEqual(RefusalNames.Of(reason), RefusalNames.Of(packet.Refusal));
    }
}
