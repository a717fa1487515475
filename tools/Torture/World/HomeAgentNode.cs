using System.Text;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Simulation;

namespace McoaRouter.Torture.World;

/// <summary>The home agent with its clock, which goes on when the home agent restarts.</summary>
internal sealed class HomeAgentNode
{
    private readonly HomeAgentSettings _settings;
    private readonly ILink _network;
    private readonly ILink _inside;
    private readonly IHomeAgentListener _ears;
    private readonly SplitMix64 _random;

    public HomeAgentNode(
        VehiclePlan[] plans, ulong seed, ILink network, ILink inside, IHomeAgentListener ears)
    {
        _random = new SplitMix64(seed);
        _network = network;
        _inside = inside;
        _ears = ears;
        UsualRate = _random.Between(-60, 60);
        Clock = new MachineClock(0, 0, UsualRate);
        StringBuilder routers = new();
        for (int i = 0; i < plans.Length; i++)
        {
            routers.Append(i == 0 ? string.Empty : ",").Append(plans[i].Account());
        }

        bool bulk = !_random.Chance(100_000);
        bool asks = !_random.Chance(200_000);
        string text = "{\"address\":\"2001:db8:1::1\",\"ipv4Address\":\"192.0.2.1\",\"homePrefix\":\"2001:db8:1::/64\","
            + "\"wireProfiles\":[\"draft-01\",\"rfc5648\"],\"routers\":[" + routers + "],\"bulk\":" + (bulk ? "true" : "false")
            + ",\"refreshRequests\":" + (asks ? "true" : "false") + ",\"lifetimeLimitSeconds\":3600}";
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(text);
        _settings = result.Settings
            ?? throw new System.InvalidOperationException(string.Join('\n', result.Faults));
        HomeAgent = Make(0);
    }

    /// <summary>The home agent.</summary>
    public HomeAgent HomeAgent { get; private set; }

    /// <summary>Its clock.</summary>
    public MachineClock Clock { get; }

    /// <summary>The rate of its clock where nothing is wrong.</summary>
    public int UsualRate { get; }

    /// <summary>How many faults hold it still.</summary>
    public int Pauses { get; set; }

    /// <summary>When it is next to be called, in world us.</summary>
    public long NextTime { get; set; } = long.MaxValue;

    /// <summary>When it was last called by its timer, on its clock.</summary>
    public long PolledAt { get; set; } = -1;

    /// <summary>Starts it anew: nothing is left of its cache.</summary>
    public void Restart(long microseconds)
    {
        HomeAgent = Make(microseconds);
    }

    private HomeAgent Make(long microseconds)
    {
        HomeAgent homeAgent = new(_settings, _network, _inside, null, _ears);
        byte[] seed = new byte[RandomSource.SeedOctets];
        _random.Fill(seed);
        homeAgent.Seed(seed, 0, seed.Length);
        homeAgent.SetClock(Vehicle.UnixAt(microseconds), Clock.Now(microseconds));
        return homeAgent;
    }
}
