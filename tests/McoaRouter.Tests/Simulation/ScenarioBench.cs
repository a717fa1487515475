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

    internal void Forget()
    {
        for (int i = 0; i < ScenarioSettings.Uplinks; i++)
        {
            _tunnelled[i] = 0;
            _native[i] = 0;
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
