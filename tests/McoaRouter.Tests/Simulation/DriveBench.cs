using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

/// <summary>A world with a Wi-Fi and a cellular uplink, and what its listener heard.</summary>
internal sealed class DriveBench : WorldListener, ITranscriptSink
{
    internal const int Wifi = 0;
    internal const int Cellular = 1;
    private const long Second = 1000000;
    private const int MostHandovers = 64;

    private readonly Handover[] _handovers = new Handover[MostHandovers];

    internal DriveBench(ulong seed)
        : this(seed, ReadSettings())
    {
    }

    internal DriveBench(ulong seed, RouterSettings settings)
    {
        Transcript transcript = new Transcript(settings, this);
        World = new World(settings, seed, null, new ListenerGroup(new IWorldListener[] { this, transcript }), null);
    }

    internal World World { get; }

    internal int HandoverCount { get; private set; }

    /// <summary>A checksum over the transcript so far.</summary>
    internal uint TranscriptHash { get; private set; } = 2166136261;

    internal int HomeAgentBindings { get; private set; }

    public override void HandoverFinished(Handover handover, long now)
    {
        _handovers[HandoverCount++] = handover;
    }

    public override void HomeAgentBindingChanged(int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        HomeAgentBindings = present ? HomeAgentBindings | (1 << bid) : HomeAgentBindings & ~(1 << bid);
    }

    public void Line(byte[] buffer, int length)
    {
        for (int i = 0; i < length; i++)
        {
            TranscriptHash = (TranscriptHash ^ buffer[i]) * 16777619;
        }
    }

    internal static RouterSettings ReadSettings()
    {
        return ReadSettings("2001:db8:100");
    }

    /// <summary>Settings with a mobile network prefix of 48 bits, given by its first three groups.</summary>
    internal static RouterSettings ReadSettings(string network)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            "{\"version\":1,\"name\":\"bench\",\"homeAddress\":\"2001:db8:1::100/64\","
            + "\"homeAgents\":[\"2001:db8:1::1\"],\"mobileNetworkPrefixes\":[\"" + network + "::/48\"],"
            + "\"lifetimeSeconds\":60,\"security\":\"none\","
            + "\"uplinks\":[{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"simulated\"},"
            + "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"simulated\"}],"
            + "\"port\":{\"link\":\"simulated\",\"prefix\":\"" + network + ":1::/64\"}}");
        Assert.AreEqual(0, result.Faults.Length);
        return result.Settings;
    }

    internal Handover HandoverAt(int index)
    {
        return _handovers[index];
    }

    internal void RunFor(int seconds)
    {
        World.RunUntil(World.Clock.Microseconds + (seconds * Second));
    }

    /// <summary>Goes on until the router's path is the uplink, or -1 for none; fails after five minutes.</summary>
    internal void RunUntilPath(int uplink)
    {
        long limit = World.Clock.Microseconds + (300 * Second);
        while (World.Router.Path != uplink)
        {
            Assert.IsTrue(World.NextTime < limit);
            World.Step();
        }
    }

    internal int LossesBut(TrafficDirection direction, LossCause cause)
    {
        int losses = 0;
        for (LossCause other = LossCause.Air; other <= LossCause.Queue; other++)
        {
            losses += other == cause ? 0 : World.Losses(direction, other);
        }

        return losses;
    }
}
