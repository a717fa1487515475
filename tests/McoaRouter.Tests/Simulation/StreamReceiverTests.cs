using McoaRouter.Links;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class StreamReceiverTests
{
    [TestMethod]
    public void Gap_And_Delay_Are_Measured_At_Arrival()
    {
        StreamReceiver receiver = new StreamReceiver(TrafficDirection.Up);
        Assert.IsTrue(receiver.Take(Packet(0, 1000), 21000) == 0);
        Assert.IsTrue(receiver.Take(Packet(1, 51000), 91000) == 70000);
        Assert.AreEqual(2, receiver.Received);
        Assert.IsTrue(receiver.LongestGap == 70000);
        Assert.IsTrue(receiver.LongestGapBegan == 21000);
        Assert.IsTrue(receiver.LargestDelay == 40000);
        Assert.IsTrue(receiver.MeanDelay == 30000);
    }

    [TestMethod]
    public void A_Silence_At_The_End_Is_A_Gap()
    {
        StreamReceiver receiver = new StreamReceiver(TrafficDirection.Up);
        receiver.Take(Packet(0, 0), 10000);
        Assert.IsTrue(receiver.End(500000) == 490000);
        Assert.IsTrue(receiver.LongestGap == 490000);
    }

    [TestMethod]
    public void A_Packet_That_Comes_Again_Is_Counted_As_Duplicated()
    {
        StreamReceiver receiver = new StreamReceiver(TrafficDirection.Up);
        receiver.Take(Packet(0, 0), 10000);
        Assert.IsTrue(receiver.Take(Packet(0, 0), 11000) == -1);
        Assert.AreEqual(1, receiver.Received);
        Assert.AreEqual(1, receiver.Duplicated);
    }

    [TestMethod]
    public void A_Packet_Behind_A_Later_One_Is_Counted_As_Reordered()
    {
        StreamReceiver receiver = new StreamReceiver(TrafficDirection.Up);
        receiver.Take(Packet(0, 0), 10000);
        receiver.Take(Packet(2, 0), 11000);
        receiver.Take(Packet(1, 0), 12000);
        receiver.Take(Packet(3, 0), 13000);
        Assert.AreEqual(4, receiver.Received);
        Assert.AreEqual(1, receiver.Reordered);
        Assert.AreEqual(0, receiver.Duplicated);
    }

    [TestMethod]
    public void A_Damaged_Packet_Is_Counted_And_Not_Received()
    {
        StreamReceiver receiver = new StreamReceiver(TrafficDirection.Up);
        PacketBuffer packet = Packet(0, 0);
        packet.Octets[packet.Start + packet.Length - 1] ^= 1;
        Assert.IsTrue(receiver.Take(packet, 10000) == -1);
        Assert.AreEqual(1, receiver.Damaged);
        Assert.AreEqual(0, receiver.Received);
    }

    [TestMethod]
    public void A_Packet_Belongs_To_One_Stream_Only()
    {
        PacketBuffer packet = Packet(77, 0);
        Assert.AreEqual(77, StreamPacket.SequenceOf(packet, TrafficDirection.Up));
        Assert.AreEqual(-1, StreamPacket.SequenceOf(packet, TrafficDirection.Down));
        Assert.IsTrue(StreamPacket.SentAt(Packet(0, 5000000000)) == 5000000000);
    }

    private static PacketBuffer Packet(int sequence, long sentAt)
    {
        PacketBuffer packet = new PacketBuffer();
        StreamPacket.Write(
            packet,
            TrafficDirection.Up,
            sequence,
            Hex.Address("2001:db8:100:1::50"),
            Hex.Address("2001:db8:c::80"),
            sentAt);
        return packet;
    }
}
