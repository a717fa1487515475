using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Simulation;

/// <summary>A scenario's world, and what was seen on its links.</summary>
internal sealed class ScenarioBench : WorldListener, IPacketTap
{
    internal const int First = 0;
    internal const int Second = 1;
    internal const int Third = 2;
    internal const string Draft = "draft-01";
    internal const string Rfc5648 = "rfc5648";
    private const long SecondUs = 1000000;

    private readonly int[] _tunnelled = new int[ScenarioSettings.Uplinks];
    private readonly int[] _native = new int[ScenarioSettings.Uplinks];
    private readonly int[] _ofPort = new int[2 * ScenarioSettings.Uplinks];
    private readonly PacketBuffer _packet = new PacketBuffer();
    private int _port;

    internal ScenarioBench(string name, string profile)
        : this(Scenarios.Find(name), profile, 1)
    {
    }

    internal ScenarioBench(Scenario scenario, string profile, ulong seed)
    {
        RouterSettingsResult result = ScenarioSettings.Read(scenario, profile);
        Assert.AreEqual(0, result.Faults.Length);
        Scenario = scenario;
        World = new World(result.Settings, seed, scenario, this, this);
    }

    internal Scenario Scenario { get; }

    internal World World { get; }

    /// <summary>Whether the home agent defends the home address, as it told.</summary>
    internal bool Defended { get; private set; }

    public override void HomeAddressDefended(bool defended, long now)
    {
        Defended = defended;
    }

    public void PacketSent(
        int link, TrafficDirection direction, byte[] buffer, int offset, int length, long microseconds)
    {
        if (link < 0)
        {
            return;
        }

        if (buffer[offset + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6)
        {
            _tunnelled[link]++;
            CountPort(link, direction, buffer, offset + Ipv6Header.Length);
        }
        else if (buffer[offset + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Udp)
        {
            _native[link]++;
        }
    }

    /// <summary>How many tunnelled packets were on an uplink since the last <see cref="Forget"/>.</summary>
    internal int TunnelledOn(int uplink)
    {
        return _tunnelled[uplink];
    }

    /// <summary>How many packets of UDP without a tunnel were on an uplink since the last <see cref="Forget"/>.</summary>
    internal int NativeOn(int uplink)
    {
        return _native[uplink];
    }

    /// <summary>Counts the tunnelled packets of UDP to a port of the correspondent's, and from it, from now on.</summary>
    internal void Watch(int port)
    {
        _port = port;
        Forget();
    }

    /// <summary>The uplinks that such packets took out and back since <see cref="Watch"/>, such as "1 1".</summary>
    internal string Ways()
    {
        string up = string.Empty;
        string down = string.Empty;
        for (int i = 0; i < ScenarioSettings.Uplinks; i++)
        {
            up += _ofPort[2 * i] > 0 ? i.ToString() : string.Empty;
            down += _ofPort[(2 * i) + 1] > 0 ? i.ToString() : string.Empty;
        }

        return up + " " + down;
    }

    /// <summary>A passenger and the correspondent send each other a packet beside their streams.</summary>
    internal void Exchange(int port)
    {
        string passenger = "2001:db8:100:1::5";
        byte[] packet = RouterBench.Datagram(passenger, RouterBench.Correspondent, 100);
        BigEndian.WriteUInt16(packet, Ipv6Header.Length + 2, port);
        _packet.Load(packet, 0, packet.Length);
        World.Router.Receive(MobileRouter.Port, _packet, World.Clock.Milliseconds);
        packet = RouterBench.Datagram(RouterBench.Correspondent, passenger, 100);
        BigEndian.WriteUInt16(packet, Ipv6Header.Length, port);
        _packet.Load(packet, 0, packet.Length);
        World.HomeAgent.ReceiveFromInside(_packet, World.Clock.Milliseconds);
    }

    internal void Forget()
    {
        for (int i = 0; i < ScenarioSettings.Uplinks; i++)
        {
            _tunnelled[i] = 0;
            _native[i] = 0;
            _ofPort[2 * i] = 0;
            _ofPort[(2 * i) + 1] = 0;
        }
    }

    internal void RunUntilMs(int milliseconds)
    {
        World.RunUntil(milliseconds * 1000L);
    }

    private void CountPort(int link, TrafficDirection direction, byte[] buffer, int inner)
    {
        bool up = direction == TrafficDirection.Up;
        int ports = inner + Ipv6Header.Length;
        if (buffer[inner + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Udp
            && BigEndian.ReadUInt16(buffer, up ? ports + 2 : ports) == _port)
        {
            _ofPort[(2 * link) + (up ? 0 : 1)]++;
        }
    }

    internal void RunUntil(int seconds)
    {
        World.RunUntil(seconds * SecondUs);
    }

    /// <summary>Goes on to the scenario's end.</summary>
    /// <returns>What the binding caches hold then.</returns>
    internal BindingFigure Finish()
    {
        RunUntil(Scenario.Seconds);
        return FigureReader.Read(World);
    }
}
