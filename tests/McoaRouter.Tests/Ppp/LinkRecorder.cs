using System;
using McoaRouter.Links;

namespace McoaRouter.Tests.Ppp;

/// <summary>The router's place: keeps what a link tells it.</summary>
internal sealed class LinkRecorder : ILinkListener
{
    internal byte[] CareOfAddress { get; } = new byte[16];

    internal bool IsUp { get; private set; }

    internal int Ups { get; private set; }

    internal int Downs { get; private set; }

    internal int Packets { get; private set; }

    internal byte[] Packet { get; private set; } = new byte[0];

    /// <summary>Whether packets are only counted.</summary>
    internal bool OnlyCounts { get; set; }

    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Array.Copy(careOfAddress, offset, CareOfAddress, 0, 16);
        IsUp = true;
        Ups++;
    }

    public void LinkDown(int uplink, long now)
    {
        IsUp = false;
        Downs++;
    }

    public void Receive(int link, PacketBuffer packet, long now)
    {
        Packets++;
        if (OnlyCounts)
        {
            return;
        }

        Assert.IsTrue(packet.Start >= Limits.HeadroomOctets);
        Packet = new byte[packet.Length];
        Array.Copy(packet.Octets, packet.Start, Packet, 0, packet.Length);
    }
}
