using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>ICMPv6 messages as short as they may be, and errors that speak of what is not there.</summary>
[TestClass]
public sealed class Icmpv6EdgeTests
{
    private const int Message = Ipv6Header.Length;
    private const int Invoking = Message + Icmpv6Error.InvokingPacketOffset;

    [TestMethod]
    public void The_Odd_Octet_At_The_End_Counts_As_The_High_One()
    {
        byte[] zeros = new byte[16];
        byte[] payload = new byte[] { 0x12, 0x34, 0x56, 0xFF };
        Assert.AreEqual(0xEDFE, InternetChecksum.Compute(zeros, 0, zeros, 0, 0, payload, 0, 1));
        Assert.AreEqual(0x97C8, InternetChecksum.Compute(zeros, 0, zeros, 0, 0, payload, 0, 3));
    }

    [TestMethod]
    public void A_Message_Of_Four_Octets_Is_Whole()
    {
        byte[] packet = Packet(4);
        packet[Message] = 200;
        Seal(packet);
        Assert.AreEqual((int)Refusal.None, (int)Icmpv6.Check(Read(packet, 4)));
        Assert.AreEqual((int)Refusal.Truncated, (int)Icmpv6.Check(Read(packet, 3)));
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(4, true)]
    public void Rfc4443_2_4_A_Message_Without_A_Type_Is_Not_Answered(int length, bool answered)
    {
        byte[] packet = Packet(4);
        packet[Message] = 128;
        Assert.AreEqual(answered, Icmpv6Error.MayAnswer(Read(packet, length)));
        packet[Message] = 127;
        Assert.IsFalse(Icmpv6Error.MayAnswer(Read(packet, length)));
    }

    [TestMethod]
    [DataRow(48, 4, 1, 6, true)]
    [DataRow(48, 4, 1, 39, true)]
    [DataRow(47, 4, 1, 6, false)]
    [DataRow(8, 4, 1, 6, false)]
    [DataRow(48, 4, 1, 40, false)]
    [DataRow(48, 4, 1, 41, false)]
    [DataRow(48, 4, 1, 47, false)]
    [DataRow(48, 4, 1, 7, false)]
    [DataRow(48, 4, 1, -1, false)]
    [DataRow(48, 4, 0, 6, false)]
    [DataRow(48, 4, 2, 6, false)]
    [DataRow(48, 3, 1, 6, false)]
    [DataRow(48, 3, 0, 6, false)]
    public void Rfc6275_11_3_5_Only_A_Pointer_At_The_Mobility_Header_Tells_That_It_Is_Not_Known(
        int length, int type, int code, int pointer, bool isIt)
    {
        byte[] packet = Packet(64);
        packet[Message] = (byte)type;
        packet[Message + 1] = (byte)code;
        BigEndian.WriteUInt32(packet, Message + 4, pointer);

        // At 6 in the packet that it is about, in that one's last octet, and behind it.
        packet[Invoking + 6] = ProtocolNumbers.Mobility;
        packet[Invoking + 39] = ProtocolNumbers.Mobility;
        packet[Invoking + 40] = ProtocolNumbers.Mobility;
        packet[Invoking + 41] = ProtocolNumbers.Mobility;
        packet[Invoking + 47] = ProtocolNumbers.Mobility;
        Assert.AreEqual(isIt, Icmpv6Error.IsUnrecognizedMobilityHeader(Read(packet, length)));
    }

    private static byte[] Packet(int length)
    {
        byte[] packet = new byte[Message + length];
        Ipv6Header.Write(
            packet,
            0,
            0,
            length,
            ProtocolNumbers.Icmpv6,
            Hex.Address(RouterBench.Correspondent),
            0,
            Hex.Address(RouterBench.First),
            0);
        return packet;
    }

    private static void Seal(byte[] packet)
    {
        BigEndian.WriteUInt16(packet, Message + 2, InternetChecksum.Compute(
            packet, 8, packet, 24, ProtocolNumbers.Icmpv6, packet, Message, packet.Length - Message));
    }

    // The packet cut to a length, while the buffer goes on behind it.
    private static Ipv6Packet Read(byte[] buffer, int length)
    {
        BigEndian.WriteUInt16(buffer, Ipv6Header.PayloadLengthOffset, length);
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(buffer, 0, Message + length));
        return packet;
    }
}
