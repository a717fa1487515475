using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Autoconfiguration;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ppp;

/// <summary>
/// A host's autoconfiguration by itself; it keeps what the host sends and how often it tells of a change.
/// </summary>
internal sealed class HostBench : IAutoconfiguredLink
{
    internal const string Identifier = "02112233 44556677";
    internal const string Prefix = "2001:db8:7::";

    private readonly byte[] _identifier = Hex.Read(Identifier);

    internal HostBench()
    {
        RandomSource random = new RandomSource();
        random.Seed(Hex.Read("000102030405060708090a0b0c0d0e0f1011121314151617"), 0, RandomSource.SeedOctets);
        Host = new HostAutoconfiguration(random, Refusals);
    }

    internal HostAutoconfiguration Host { get; }

    internal LinkRefusalCounters Refusals { get; } = new LinkRefusalCounters();

    internal AdvertisementPen Pen { get; } = new AdvertisementPen();

    internal long Now { get; private set; } = 1000;

    internal int Changes { get; private set; }

    internal int Sent { get; private set; }

    /// <summary>The last packet that was sent.</summary>
    internal byte[] Packet { get; private set; }

    /// <summary>When it was sent.</summary>
    internal long SentAt { get; private set; }

    /// <summary>Whether packets are only counted.</summary>
    internal bool OnlyCounts { get; set; }

    bool IAutoconfiguredLink.SendDiscovery(PacketBuffer packet)
    {
        Sent++;
        SentAt = Now;
        if (OnlyCounts)
        {
            return true;
        }

        Packet = new byte[packet.Length];
        Array.Copy(packet.Octets, packet.Start, Packet, 0, packet.Length);
        Ipv6Packet read = new Ipv6Packet();
        Assert.IsTrue(read.TryRead(Packet, 0, Packet.Length));
        Assert.AreEqual(Refusal.None, Icmpv6.Check(read));
        Assert.AreEqual(255, (int)Packet[Ipv6Header.HopLimitOffset]);
        return true;
    }

    void IAutoconfiguredLink.Reconfigured(long now)
    {
        Changes++;
    }

    internal void Start(int probes)
    {
        Host.Start(this, _identifier, 0, probes, 1500, Now);
    }

    /// <summary>Lets time pass, the host being polled at its deadlines.</summary>
    internal void Wait(long ms)
    {
        long until = Now + ms;
        int polls = 0;
        while (Host.NextDeadline <= until)
        {
            Now = Host.NextDeadline > Now ? Host.NextDeadline : Now;
            Host.Poll(Now);
            Assert.IsTrue(++polls < 1000, "deadlines that don't move");
        }

        Now = until;
        Host.Poll(Now);
    }

    /// <summary>Ends the packet of <see cref="Pen"/> and gives it to the host.</summary>
    internal bool Give()
    {
        int length = Pen.Finish();
        return Host.Receive(Pen.Octets, 0, length, Now);
    }

    /// <summary>Gives the host an advertisement with one prefix; a second passes first, for the rate.</summary>
    internal void Advertise(string prefix, int routerLifetime, long valid, long preferred)
    {
        Wait(1000);
        Pen.Begin(routerLifetime);
        Pen.AddPrefix(prefix, 64, PrefixInformationOption.AutonomousFlag, valid, preferred);
        Assert.IsTrue(Give());
    }

    /// <summary>Another node tries the address.</summary>
    internal bool Probe(string address)
    {
        byte[] packet = new byte[64];
        byte[] target = Hex.Address(address);
        byte[] group = new byte[16];
        NeighborDiscovery.WriteSolicitedNode(group, 0, target, 0);
        int end = NeighborSolicitation.Write(packet, Ipv6Header.Length, target, 0);
        return Give(packet, end, new byte[16], group);
    }

    /// <summary>Another node says that it has the address.</summary>
    internal bool Claim(string address)
    {
        byte[] packet = new byte[72];
        int end = NeighborAdvertisement.Write(
            packet, Ipv6Header.Length, NeighborAdvertisement.OverrideFlag, Hex.Address(address), new byte[6]);
        return Give(packet, end, Hex.Address("fe80::9"), Hex.Address("ff02::1"));
    }

    private bool Give(byte[] packet, int end, byte[] source, byte[] destination)
    {
        int length = Icmpv6.Finish(packet, Ipv6Header.Length, end, source, 0, destination, 0);
        Ipv6Header.Write(packet, 0, 0, length, ProtocolNumbers.Icmpv6, source, 0, destination, 0);
        packet[Ipv6Header.HopLimitOffset] = 255;
        return Host.Receive(packet, 0, end, Now);
    }
}
