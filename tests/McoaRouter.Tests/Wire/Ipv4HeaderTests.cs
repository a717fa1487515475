using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>The IPv4 header by itself.</summary>
[TestClass]
public sealed class Ipv4HeaderTests
{
    private static readonly byte[] s_source = new byte[] { 192, 0, 2, 1 };
    private static readonly byte[] s_destination = new byte[] { 198, 51, 100, 7 };

    [TestMethod]
    public void The_Checksum_Takes_The_Carry_Of_The_Carry()
    {
        byte[] packet = Packet(0x8E96, 8);
        Assert.AreEqual(0xFFFE, BigEndian.ReadUInt16(packet, Ipv4Header.ChecksumOffset));
        Assert.AreEqual((int)Refusal.None, (int)Ipv4Header.Check(packet, 0, packet.Length));
    }

    [TestMethod]
    public void A_Header_Alone_Is_Whole_And_Cut_Anywhere_It_Is_Not()
    {
        byte[] packet = Packet(1, 0);
        Assert.AreEqual((int)Refusal.None, (int)Ipv4Header.Check(packet, 0, 20));
        for (int length = 0; length < 20; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(packet, 0, cut, 0, length);
            Assert.AreEqual((int)Refusal.Truncated, (int)Ipv4Header.Check(cut, 0, length));
        }
    }

    [TestMethod]
    [DataRow(27, (int)Refusal.OverLong)]
    [DataRow(28, (int)Refusal.None)]
    [DataRow(29, (int)Refusal.Truncated)]
    public void The_Total_Length_Is_That_Of_The_Packet(int stated, int refusal)
    {
        byte[] packet = Packet(1, 8);
        BigEndian.WriteUInt16(packet, Ipv4Header.TotalLengthOffset, stated);
        Ipv4Header.Seal(packet, 0);
        Assert.AreEqual(refusal, (int)Ipv4Header.Check(packet, 0, 28));
    }

    private static byte[] Packet(int identification, int payloadLength)
    {
        byte[] packet = new byte[Ipv4Header.Length + payloadLength];
        Ipv4Header.Write(
            packet, 0, 0, identification, payloadLength, ProtocolNumbers.Udp, s_source, 0, s_destination, 0);
        return packet;
    }
}
