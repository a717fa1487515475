using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>An in-vehicle port on a bench, in virtual time; the router above it keeps what it is given.</summary>
internal sealed class PortBench : ILinkListener, ILinkNoticeListener
{
    private const int Kept = 64;
    private const int MostTurns = 20_000;

    private readonly byte[][] _received = new byte[Kept][];
    private readonly PacketBuffer _packet = new PacketBuffer();

    internal PortBench()
        : this(null)
    {
    }

    /// <summary>A port on a device, or with null on an Ethernet of the bench.</summary>
    internal PortBench(IEthernetDevice device)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(Configurations.With(string.Empty));
        Assert.AreEqual(0, result.Faults.Length);
        byte[] seed = new byte[RandomSource.SeedOctets];
        seed[0] = 17;
        Random.Seed(seed, 0, seed.Length);
        Device = new TestEthernet();
        Port = new VehiclePort(device == null ? Device : device, result.Settings, Random);
    }

    internal TestEthernet Device { get; }

    internal VehiclePort Port { get; }

    internal RandomSource Random { get; } = new RandomSource();

    internal long Now { get; set; } = 5000;

    /// <summary>How often the router was told of a care-of address, which a port has not.</summary>
    internal int LinkChanges { get; private set; }

    /// <summary>Packets that the router was given.</summary>
    internal int Received { get; private set; }

    /// <summary>Whether the router keeps packets; otherwise it counts them only, so that nothing is allocated.</summary>
    internal bool Keeps { get; set; } = true;

    /// <summary>A packet that the router answers each packet with, or null.</summary>
    internal PacketBuffer Answer { get; set; }

    /// <summary>How many neighbours are known or asked for.</summary>
    internal int NeighborCount
    {
        get { return Port.Neighbors.Table.Count; }
    }

    internal int[] NoticesOf { get; } = new int[(int)LinkNotice.Count];

    internal int LastNoticeValue { get; private set; }

    /// <summary>A port that is up, whose first advertisement was sent.</summary>
    internal static PortBench Up()
    {
        PortBench bench = new PortBench();
        bench.Start();
        bench.Run(4000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        bench.Device.Clear();
        return bench;
    }

    /// <summary>A port that is up, with the host resolved and answering.</summary>
    internal static PortBench WithHost()
    {
        PortBench bench = Up();
        bench.Send(Frames.Outside, Frames.Host);
        bench.Give(Frames.Advertisement(Frames.Host, Frames.LinkLocal, Frames.Host, "60", Frames.HostStation));
        Assert.AreEqual((int)NeighborState.Reachable, (int)bench.StateOf(Frames.Host));
        bench.Device.Clear();
        return bench;
    }

    /// <summary>The state of a neighbour.</summary>
    internal NeighborState StateOf(string address)
    {
        NeighborTable table = Port.Neighbors.Table;
        int entry = table.Find(Hex.Address(address), 0);
        return entry == NeighborTable.None ? NeighborState.Free : table.States[entry];
    }

    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        LinkChanges++;
    }

    public void LinkDown(int uplink, long now)
    {
        LinkChanges++;
    }

    public void Receive(int link, PacketBuffer packet, long now)
    {
        if (Keeps)
        {
            Assert.AreEqual(MobileRouter.Port, link);
            Assert.AreEqual(Limits.HeadroomOctets, packet.Start);
            byte[] copy = new byte[packet.Length];
            Array.Copy(packet.Octets, packet.Start, copy, 0, copy.Length);
            _received[Received % Kept] = copy;
        }

        Received++;
        if (Answer != null)
        {
            Port.Send(Answer);
        }
    }

    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
        NoticesOf[(int)notice]++;
        LastNoticeValue = value;
    }

    internal void Start()
    {
        Port.Start(MobileRouter.Port, this, this, Now);
        Port.Poll(Now);
    }

    /// <summary>Lets time pass, with a turn at each deadline.</summary>
    internal void Run(int milliseconds)
    {
        long end = Now + milliseconds;
        int turns = 0;
        while (Port.NextDeadline <= end)
        {
            Assert.IsTrue(++turns < MostTurns, "the port does not come to rest");
            Now = Port.NextDeadline > Now ? Port.NextDeadline : Now;
            Port.Poll(Now);
        }

        Now = end;
        Port.Poll(Now);
    }

    /// <summary>A frame comes in, and the port has its turn.</summary>
    internal void Give(byte[] frame)
    {
        Device.Give(frame);
        Port.Poll(Now);
    }

    /// <summary>The router sends a datagram to the in-vehicle network; then the port has its turn.</summary>
    internal bool Send(string from, string to)
    {
        return SendPacket(Frames.PacketOf(Frames.Datagram(from, to)));
    }

    internal bool SendPacket(byte[] packet)
    {
        _packet.Load(packet, 0, packet.Length);
        bool sent = Port.Send(_packet);
        Port.Poll(Now);
        return sent;
    }

    internal byte[] LastReceived()
    {
        return _received[(Received - 1) % Kept];
    }

    internal long Refused(LinkRefusal reason)
    {
        return Port.Refusals.Of(reason);
    }

    /// <summary>All refusals together.</summary>
    internal long AllRefused()
    {
        long sum = 0;
        for (int i = 0; i < (int)LinkRefusal.Count; i++)
        {
            sum += Refused((LinkRefusal)i);
        }

        return sum;
    }

    /// <summary>How many frames of the last sent hold an ICMPv6 message of a type.</summary>
    internal int SentOf(int type)
    {
        int count = 0;
        for (int i = 0; i < Device.Count; i++)
        {
            byte[] frame = Device.At(i);
            count += frame[Frames.Packet + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
                && frame[Frames.Message] == type ? 1 : 0;
        }

        return count;
    }
}
