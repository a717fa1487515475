using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Emulated;

/// <summary>A router and its home agent, joined by links that do nothing: what is left is the cost of their own work.</summary>
internal sealed class CostBench : HomeAgentListener
{
    // What the flow rules ask of an update that follows the last registration.
    private const int LastExchanges = 3;

    // Each update has a second of its own, so that MAX_UPDATE_RATE holds none back (RFC 6275 §12).
    private const int StepMs = 1000;

    /// <summary>The router's settings.</summary>
    internal readonly RouterSettings Settings;

    /// <summary>The router.</summary>
    internal readonly MobileRouter Router;

    /// <summary>The uplinks.</summary>
    internal readonly CostLink[] Uplinks;

    /// <summary>The home agent's side of the network.</summary>
    internal readonly CostLink Network = new CostLink();

    /// <summary>The vehicle's network.</summary>
    internal readonly CostLink Port = new CostLink();

    /// <summary>The time, in monotonic ms.</summary>
    internal long Now = StepMs;

    private readonly HomeAgent _homeAgent;
    private readonly byte[] _careOfAddress = new byte[Ipv6Address.Length];

    /// <summary>Makes both, and registers every uplink.</summary>
    internal CostBench(RouterSettings settings)
    {
        Settings = settings;
        Uplinks = new CostLink[settings.Uplinks.Length];
        for (int i = 0; i < Uplinks.Length; i++)
        {
            Uplinks[i] = new CostLink();
        }

        ITrafficSteering steering = settings.AsksForSteering ? new TrafficSteering() : null;
        Router = new MobileRouter(settings, Uplinks, Port, new DriveTotals(), null, steering);
        _homeAgent = new HomeAgent(
            MatchingHomeAgent.SettingsFor(settings), Network, new CostLink(), null, this);
        for (int i = 0; i < Uplinks.Length; i++)
        {
            Up(i);
            Exchange();
        }

        for (int i = 0; i < LastExchanges; i++)
        {
            Now += StepMs;
            Router.Poll(Now);
            Exchange();
        }
    }

    /// <summary>Whether the home agent holds every uplink's binding.</summary>
    internal bool IsRegistered()
    {
        for (int i = 0; i < Uplinks.Length; i++)
        {
            if (Router.Bindings.At(i).State != Bindings.BindingState.Registered)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An uplink comes up; a second passes first.</summary>
    internal void Up(int uplink)
    {
        Now += StepMs;
        Ipv6Address.Copy(Settings.HomePrefix.Octets, 0, _careOfAddress, 0);
        _careOfAddress[4] = 0xCA;
        _careOfAddress[7] = (byte)uplink;
        _careOfAddress[15] = 1;
        Router.LinkUp(uplink, _careOfAddress, 0, Now);
    }

    /// <summary>An uplink is lost; a second passes first.</summary>
    internal void Down(int uplink)
    {
        Now += StepMs;
        Router.LinkDown(uplink, Now);
    }

    /// <summary>Carries every update to the home agent, and its answers back.</summary>
    internal void Exchange()
    {
        for (int i = 0; i < Uplinks.Length; i++)
        {
            if (Uplinks[i].Take())
            {
                _homeAgent.ReceiveFromNetwork(Uplinks[i].Last, Now);
                if (Network.Take())
                {
                    Router.Receive(i, Network.Last, Now);
                }
            }
        }
    }
}
