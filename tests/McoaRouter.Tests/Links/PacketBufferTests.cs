using McoaRouter.Links;

namespace McoaRouter.Tests.Links;

[TestClass]
public sealed class PacketBufferTests
{
    [TestMethod]
    public void Headroom_Is_Used_Up_And_Given_Back()
    {
        PacketBuffer packet = new PacketBuffer();
        Assert.IsTrue(packet.Load(new byte[100], 0, 100));
        Assert.IsTrue(packet.Prepend(Limits.HeadroomOctets));
        Assert.AreEqual(0, packet.Start);
        Assert.AreEqual(100 + Limits.HeadroomOctets, packet.Length);
        Assert.IsFalse(packet.Prepend(1));
        Assert.IsTrue(packet.Strip(Limits.HeadroomOctets));
        Assert.AreEqual(100, packet.Length);
        Assert.IsFalse(packet.Strip(101));
        Assert.AreEqual(100, packet.Length);
    }

    [TestMethod]
    public void What_Does_Not_Fit_Is_Refused()
    {
        PacketBuffer packet = new PacketBuffer();
        Assert.IsFalse(packet.Load(new byte[Limits.PacketOctets + 1], 0, Limits.PacketOctets + 1));
        Assert.AreEqual(0, packet.Length);
        Assert.IsFalse(packet.SetLength(Limits.PacketOctets + 1));
        Assert.IsTrue(packet.SetLength(Limits.PacketOctets));
    }
}
