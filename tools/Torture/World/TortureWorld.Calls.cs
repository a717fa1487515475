using System;
using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>The calls into the machines.</summary>
internal sealed partial class TortureWorld
{
    private const long StoppedMs = 10_000;

    private readonly PacketView _arrival = new();
    private long _octets;

    /// <summary>A packet comes to the home agent from its network.</summary>
    public void ToHomeAgent(PacketBuffer packet)
    {
        long asked = _arrival.TryRead(packet) && _arrival.IsUpdate ? _arrival.LifetimeMs : 0;
        long now = HomeAgent.Clock.Now(Now);
        BeginCall();
        try
        {
            HomeAgent.HomeAgent.ReceiveFromNetwork(packet, HomeAgentTime(now));
        }
        catch (Exception exception)
        {
            Watch.Progress.Thrown(-1, exception);
        }

        EndCall(-1, "HomeAgent.ReceiveFromNetwork", 1);
        AfterHomeAgent(asked, now);
    }

    /// <summary>A packet for a vehicle comes to the network inside the home agent.</summary>
    public void ToInside(PacketBuffer packet)
    {
        if (HomeAgent.Pauses > 0 || IsHomeAgentDead)
        {
            return;
        }

        long now = HomeAgent.Clock.Now(Now);
        BeginCall();
        try
        {
            HomeAgent.HomeAgent.ReceiveFromInside(packet, HomeAgentTime(now));
        }
        catch (Exception exception)
        {
            Watch.Progress.Thrown(-1, exception);
        }

        EndCall(-1, "HomeAgent.ReceiveFromInside", 1);
        AfterHomeAgent(0, now);
    }

    /// <summary>A packet comes to a router by a way.</summary>
    public void ToRouter(Way way, PacketBuffer packet)
    {
        Vehicle vehicle = Vehicles[way.Vehicle];
        if (vehicle.Router is not null && way.Link.Up && vehicle.IndexOfWay[way.Index] >= 0)
        {
            Receive(vehicle, vehicle.IndexOfWay[way.Index], packet);
        }
    }

    /// <summary>A passenger sends a packet.</summary>
    public void ToPort(Vehicle vehicle, PacketBuffer packet)
    {
        if (vehicle.Router is not null)
        {
            Receive(vehicle, MobileRouter.Port, packet);
        }
    }

    /// <summary>A Binding Update left a router's uplink.</summary>
    public void UpdateLeft(Vehicle vehicle)
    {
        Totals.BindingUpdates++;
        _markedUpdates[vehicle.Plan.Index]++;
        for (int i = 0; Sabotage == Sabotage.TooManyUpdates && i < 3; i++)
        {
            Watch.Rate.Sent(vehicle.Plan.Index, vehicle.Clock.Now(Now));
        }

        Watch.Rate.Sent(vehicle.Plan.Index, vehicle.Clock.Now(Now));
    }

    /// <summary>A router says that it sent a Binding Update.</summary>
    public void UpdateSent(Vehicle vehicle, int attempt, long now)
    {
        attempt = Sabotage == Sabotage.NoBackOff ? attempt + 2 : attempt;
        Watch.BackOff.Sent(vehicle.Plan.Index, attempt, vehicle.Settings.FirstAcknowledgementTimeoutMs, now);
        Trip(vehicle, CrashTrigger.Update);
    }

    /// <summary>A router took an acknowledgement.</summary>
    public void Acknowledged(Vehicle vehicle, int status)
    {
        Totals.Acknowledgements++;
        if (status is BindingStatus.SequenceOutOfWindow or BindingStatus.TimestampMismatch)
        {
            Watch.BackOff.Corrected(vehicle.Plan.Index);
        }

        Changed(vehicle.Plan.Index);
        Trip(vehicle, CrashTrigger.Acknowledgement);
    }

    /// <summary>A router sent a packet of its vehicle through a tunnel.</summary>
    public void Tunnelled(Vehicle vehicle, Way way, int port)
    {
        int uplink = vehicle.IndexOfWay[way.Index];
        bool registered = vehicle.Router!.Bindings.At(uplink).State == BindingState.Registered;
        Watch.Tunnels.RouterTunnelled(vehicle.Plan.Index, uplink, registered, IsAllowed(vehicle.Settings, uplink, port));
    }

    /// <summary>The home agent restarts.</summary>
    public void RestartHomeAgent()
    {
        Totals.HomeAgentRestarts++;
        Totals.Refused += HomeAgent.HomeAgent.Refusals.Total();
        HomeAgent.Restart(Now);
        Watch.HomeAgentRestarted();
        for (int i = 0; i < Vehicles.Length; i++)
        {
            Changed(i);
        }

        Touch(HomeAgent);
    }

    /// <summary>A router is told a wrong time of day.</summary>
    public void JumpClock(Vehicle vehicle, int seconds)
    {
        if (vehicle.Router is not null)
        {
            vehicle.Router.SetClock(Vehicle.UnixAt(Now) + (1000L * seconds), vehicle.Clock.Now(Now));
        }
    }

    /// <summary>Finds anew when a vehicle is to be called.</summary>
    public void Touch(Vehicle vehicle)
    {
        if (vehicle.Console is null)
        {
            vehicle.NextTime = long.MaxValue;
            return;
        }

        long deadline = vehicle.Deadline;
        vehicle.NextTime = vehicle.Clock.WorldOf(deadline > vehicle.PolledAt ? deadline : vehicle.PolledAt + 1);
    }

    /// <summary>Finds anew when the home agent is to be called.</summary>
    public void Touch(HomeAgentNode node)
    {
        long deadline = node.HomeAgent.NextDeadline;
        node.NextTime = node.Pauses > 0
            ? long.MaxValue
            : node.Clock.WorldOf(deadline > node.PolledAt ? deadline : node.PolledAt + 1);
    }

    internal static bool IsAllowed(RouterSettings settings, int uplink, int port)
    {
        for (int i = 0; i < settings.Flows.Length; i++)
        {
            FlowSettings rule = settings.Flows[i];
            if (port >= rule.FirstDestinationPort && port <= rule.LastDestinationPort)
            {
                return Array.IndexOf(rule.Uplinks, uplink) >= 0;
            }
        }

        return true;
    }

    private void Receive(Vehicle vehicle, int link, PacketBuffer packet)
    {
        long now = vehicle.Clock.Now(Now);
        BeginCall();
        try
        {
            vehicle.Console!.Packet(link, false, packet.Octets, packet.Start, packet.Length, now);
            vehicle.Router!.Receive(link, packet, now);
        }
        catch (Exception exception)
        {
            Watch.Progress.Thrown(vehicle.Plan.Index, exception);
        }

        EndCall(vehicle.Plan.Index, "MobileRouter.Receive", 1);
        AfterRouter(vehicle);
    }

    private void PollVehicle(Vehicle vehicle)
    {
        int index = vehicle.Plan.Index;
        long now = vehicle.Clock.Now(Now);
        vehicle.PolledAt = now;
        if (vehicle.Router is not null && vehicle.Router.NextDeadline <= now)
        {
            BeginCall();
            try
            {
                vehicle.Router.Poll(now);
            }
            catch (Exception exception)
            {
                Watch.Progress.Thrown(index, exception);
            }

            EndCall(index, "MobileRouter.Poll", 0);
            Watch.Progress.Polled(index, vehicle.Router.NextDeadline, now);
        }

        if (vehicle.Console!.NextDeadline <= now)
        {
            vehicle.Console.Poll(now);
        }

        AfterRouter(vehicle);
    }

    private void PollHomeAgent()
    {
        long now = HomeAgent.Clock.Now(Now);
        HomeAgent.PolledAt = now;
        BeginCall();
        try
        {
            HomeAgent.HomeAgent.Poll(HomeAgentTime(now));
        }
        catch (Exception exception)
        {
            Watch.Progress.Thrown(-1, exception);
        }

        EndCall(-1, "HomeAgent.Poll", 0);
        Watch.Progress.Polled(Vehicles.Length, HomeAgent.HomeAgent.NextDeadline, now);
        AfterHomeAgent(0, now);
    }

    private void AfterHomeAgent(long asked, long now)
    {
        Watch.AfterHomeAgent(asked, now);
        Touch(HomeAgent);
    }

    private void AfterRouter(Vehicle vehicle)
    {
        Watch.AfterRouter(vehicle, Now);
        AfterConsole(vehicle);
    }

    private void BeginCall()
    {
        Watch.Once.Begin();
        _octets = GC.GetAllocatedBytesForCurrentThread();
    }

    private void EndCall(int vehicle, string call, int arrivals)
    {
        long octets = GC.GetAllocatedBytesForCurrentThread() - _octets;
        if (!IsHeard)
        {
            Watch.Allocation.Called(vehicle, call, octets);
        }

        Watch.Once.End(vehicle, arrivals);
    }

    private long HomeAgentTime(long now)
    {
        return Sabotage == Sabotage.StoppedClock && now > StoppedMs ? StoppedMs : now;
    }
}
