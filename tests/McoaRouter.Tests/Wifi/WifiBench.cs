using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Wifi;

/// <summary>A Wi-Fi uplink between a scripted station and an ear in the router's place.</summary>
internal sealed class WifiBench : ILinkListener, ILinkNoticeListener
{
    internal const string Home = "2001:db8:1::1";
    internal const string OtherHome = "2001:db8:2::1";
    internal const string Own = "2001:db8:a:1::17";
    internal const string OtherOwn = "2001:db8:a:2::17";
    internal const int Link = 3;

    private readonly PacketBuffer _packet = new PacketBuffer();

    internal WifiBench(Transport transport)
    {
        RandomSource random = new RandomSource();
        random.Seed(new byte[RandomSource.SeedOctets], 0, RandomSource.SeedOctets);
        Uplink = new WifiUplink(
            Station,
            Datagrams,
            Sockets,
            transport,
            new byte[][] { Hex.Address(Home), Hex.Address(OtherHome) },
            random);
    }

    internal WifiUplink Uplink { get; }

    internal ScriptedStation Station { get; } = new ScriptedStation();

    internal ScriptedDatagrams Datagrams { get; } = new ScriptedDatagrams();

    internal ScriptedSockets Sockets { get; } = new ScriptedSockets();

    internal long Now { get; private set; } = 5000;

    internal int Ups { get; private set; }

    internal int Downs { get; private set; }

    internal byte[] CareOfAddress { get; } = new byte[16];

    internal int Received { get; private set; }

    internal byte[] Last { get; } = new byte[2000];

    internal int LastLength { get; private set; }

    internal int Notices { get; private set; }

    internal LinkNotice LastNotice { get; private set; }

    /// <summary>A bench whose uplink was started, in a network that lets it in at once.</summary>
    internal static WifiBench Started(Transport transport)
    {
        WifiBench bench = new WifiBench(transport);
        bench.Station.Outcome = WifiStationState.Connected;
        bench.Start();
        return bench;
    }

    /// <summary>A bench that is up over UDP, with 192.0.2.17.</summary>
    internal static WifiBench UpOverUdp()
    {
        WifiBench bench = Started(Transport.Udp);
        bench.Station.GiveAddress(17);
        bench.Run(1);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)bench.Uplink.State);
        return bench;
    }

    /// <summary>A bench that is up over IPv6.</summary>
    internal static WifiBench UpNative(Transport transport)
    {
        WifiBench bench = Started(transport);
        bench.Sockets.Address = Hex.Address(Own);
        bench.Run(1);
        Assert.AreEqual((int)WifiUplinkState.Native, (int)bench.Uplink.State);
        return bench;
    }

    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Assert.AreEqual(Link, uplink);
        Array.Copy(careOfAddress, offset, CareOfAddress, 0, 16);
        Ups++;
    }

    public void LinkDown(int uplink, long now)
    {
        Assert.AreEqual(Link, uplink);
        Downs++;
    }

    public void Receive(int link, PacketBuffer packet, long now)
    {
        Array.Copy(packet.Octets, packet.Start, Last, 0, packet.Length);
        LastLength = packet.Length;
        Received++;
    }

    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
        LastNotice = notice;
        Notices++;
    }

    internal void Start()
    {
        Uplink.Start(Link, this, this, Now);
    }

    /// <summary>Calls the uplink at each of its deadlines until so many ms are over.</summary>
    internal void Run(int milliseconds)
    {
        long end = Now + milliseconds;
        while (Now < end)
        {
            while (Uplink.Poll(Now))
            {
            }

            long next = Uplink.NextDeadline;
            Now = next > Now && next < end ? next : next <= Now ? Now + 1 : end;
        }

        while (Uplink.Poll(Now))
        {
        }
    }

    /// <summary>Sends a packet of which all octets behind the given ones are zero.</summary>
    internal bool Send(string hex, int length)
    {
        byte[] head = Hex.Read(hex);
        byte[] octets = new byte[length];
        Array.Copy(head, 0, octets, 0, head.Length < length ? head.Length : length);
        _packet.Load(octets, 0, length);
        return Uplink.Send(_packet);
    }

    internal long Refused(LinkRefusal reason)
    {
        return Uplink.Refusals.Of(reason);
    }
}
