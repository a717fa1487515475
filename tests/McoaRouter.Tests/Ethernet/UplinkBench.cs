using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>An uplink over Ethernet on a bench, in virtual time.</summary>
internal sealed class UplinkBench : ILinkListener, ILinkNoticeListener
{
    private const int Number = 1;
    private const int MostTurns = 20_000;

    private readonly PacketBuffer _packet = new PacketBuffer();
    private readonly byte[] _datagram = Frames.PacketOf(Frames.Datagram(Frames.CareOfAddress, Frames.Outside));

    internal UplinkBench()
    {
        byte[] seed = new byte[RandomSource.SeedOctets];
        seed[0] = 23;
        RandomSource random = new RandomSource();
        random.Seed(seed, 0, seed.Length);
        Uplink = new EthernetUplink(Device, random);
    }

    internal TestEthernet Device { get; } = new TestEthernet();

    internal EthernetUplink Uplink { get; }

    internal long Now { get; private set; } = 5000;

    internal int Ups { get; private set; }

    internal int Downs { get; private set; }

    internal int Received { get; private set; }

    internal byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    internal int[] NoticesOf { get; } = new int[(int)LinkNotice.Count];

    /// <summary>An uplink that has its address, its router resolved.</summary>
    internal static UplinkBench Up()
    {
        UplinkBench bench = new UplinkBench();
        bench.Start();
        bench.Run(3000);
        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Run(2500);
        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);
        Assert.IsTrue(bench.Send());
        bench.Give(RouterAnswers());
        bench.Device.Clear();
        return bench;
    }

    /// <summary>The router's answer to a solicitation.</summary>
    internal static byte[] RouterAnswers()
    {
        return Frames.Advertisement(
            Frames.RouterLinkLocal, Frames.LinkLocal, Frames.RouterLinkLocal, "E0", Frames.HostStation);
    }

    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Ups += uplink == Number ? 1 : 0;
        Array.Copy(careOfAddress, offset, CareOfAddress, 0, CareOfAddress.Length);
    }

    public void LinkDown(int uplink, long now)
    {
        Downs += uplink == Number ? 1 : 0;
    }

    public void Receive(int link, PacketBuffer packet, long now)
    {
        Received += link == Number ? 1 : 0;
    }

    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
        NoticesOf[(int)notice]++;
    }

    internal void Start()
    {
        Uplink.Start(Number, this, this, Now);
        Uplink.Poll(Now);
    }

    internal void Run(int milliseconds)
    {
        long end = Now + milliseconds;
        int turns = 0;
        while (Uplink.NextDeadline <= end && ++turns < MostTurns)
        {
            Now = Uplink.NextDeadline > Now ? Uplink.NextDeadline : Now;
            Uplink.Poll(Now);
        }

        Now = end;
        Uplink.Poll(Now);
    }

    internal void Give(byte[] frame)
    {
        Device.Give(frame);
        Uplink.Poll(Now);
    }

    /// <summary>The router sends a datagram from the care-of address.</summary>
    internal bool Send()
    {
        _packet.Load(_datagram, 0, _datagram.Length);
        bool sent = Uplink.Send(_packet);
        Uplink.Poll(Now);
        return sent;
    }

    /// <summary>How many frames of the last sent hold an ICMPv6 message of a type.</summary>
    internal int SentOf(int type)
    {
        int count = 0;
        for (int i = 0; i < Device.Count; i++)
        {
            count += Device.At(i)[Frames.Packet + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
                && Device.At(i)[Frames.Message] == type ? 1 : 0;
        }

        return count;
    }
}
