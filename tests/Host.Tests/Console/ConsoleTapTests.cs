using System;
using McoaRouter.Boards.Linux.Consoles;
using McoaRouter.Consoles;
using McoaRouter.Links;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class ConsoleTapTests
{
    [TestMethod]
    public void ATappedPacket_GoesOnAsItIs_AndAllocatesNothing_WhileNobodyCaptures()
    {
        RouterConsole console = new(new LinuxConsoleBoard("powerOrReset"), new ConfigurationStore(null!, null!));
        CountingLink wire = new();
        ILink link = TappedLink.Each([wire], console)[0];
        PacketTap port = new(wire, console);
        PacketBuffer packet = new();
        packet.Load(new byte[100], 0, 100);
        link.Send(packet);
        port.Receive(MobileRouter.Port, packet, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            link.Send(packet);
            port.Receive(MobileRouter.Port, packet, i);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(2 * 1_001, wire.Packets);
        Assert.AreEqual(wire.MaximumTransmissionUnit, link.MaximumTransmissionUnit);
    }

    private sealed class CountingLink : ILink, ILinkListener
    {
        public int Packets { get; private set; }

        public int MaximumTransmissionUnit { get; } = 1_400;

        public bool Send(PacketBuffer packet)
        {
            Packets++;
            return true;
        }

        public void Receive(int link, PacketBuffer packet, long now)
        {
            Packets++;
        }

        public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
        {
        }

        public void LinkDown(int uplink, long now)
        {
        }
    }
}
