using System;
using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Torture.Faults;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>The calls into the machines, and what the boards do around them.</summary>
internal sealed partial class TortureWorld
{
    private const int LongestTellMs = 500;
    private const int LongestAttachMs = 2000;

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
            HomeAgent.HomeAgent.ReceiveFromNetwork(packet, now);
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
        if (HomeAgent.Pauses > 0)
        {
            return;
        }

        long now = HomeAgent.Clock.Now(Now);
        BeginCall();
        try
        {
            HomeAgent.HomeAgent.ReceiveFromInside(packet, now);
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
        Watch.Rate.Sent(vehicle.Plan.Index, vehicle.Clock.Now(Now));
    }

    /// <summary>A router says that it sent a Binding Update.</summary>
    public void UpdateSent(Vehicle vehicle, int attempt, long now)
    {
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

    /// <summary>A vehicle is to lose its power, now or at some event.</summary>
    public void ArmCrash(Vehicle vehicle, Fault fault)
    {
        vehicle.CrashForMs = fault.EndMs - fault.StartMs;
        vehicle.CrashOn = (CrashTrigger)fault.Strength;
        if (vehicle.CrashOn == CrashTrigger.Now)
        {
            vehicle.IsCrashDue = true;
            AfterConsole(vehicle);
        }
    }

    /// <summary>A router is told a wrong time of day.</summary>
    public void JumpClock(Vehicle vehicle, int seconds)
    {
        if (vehicle.Router is not null)
        {
            vehicle.Router.SetClock(Vehicle.UnixAt(Now) + (1000L * seconds), vehicle.Clock.Now(Now));
        }
    }

    /// <summary>A way gets or loses its carrier; the board notices at once or a little later.</summary>
    public void SetCarrier(Way way, bool on)
    {
        if (way.Carrier != on)
        {
            way.Carrier = on;
            Moved(way);
        }
    }

    /// <summary>A way gets another address, or a fresh one (null).</summary>
    public void Renumber(Way way, byte[]? address)
    {
        if (address is null)
        {
            way.TakeFreshAddress();
        }
        else if (address != way.CareOfAddress)
        {
            Ipv6Address.Copy(address, 0, way.CareOfAddress, 0);
        }

        Moved(way);
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

    /// <summary>A board goes on after its router or console was called: power, restarts, reconfiguration.</summary>
    public void AfterConsole(Vehicle vehicle)
    {
        if (vehicle.Console is null)
        {
            vehicle.IsCrashDue = false;
            return;
        }

        if (vehicle.IsCrashDue || vehicle.Slots.PowerLost)
        {
            Crash(vehicle);
            return;
        }

        long now = vehicle.Clock.Now(Now);
        if (vehicle.Board.IsReconfigureAsked && !vehicle.IsLeaving)
        {
            vehicle.BeginToLeave(now);
            StopRouter(vehicle, now);
        }

        if (vehicle.HasLeft(now))
        {
            if (vehicle.Plan.RestartsToReconfigure)
            {
                vehicle.Restart(Now);
            }

            StartRouter(vehicle);
        }

        Touch(vehicle);
    }

    private static bool IsAllowed(RouterSettings settings, int uplink, int port)
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

    private void TellRouter(Way way)
    {
        Vehicle vehicle = Vehicles[way.Vehicle];
        int uplink = vehicle.IndexOfWay[way.Index];
        if (vehicle.Router is null || uplink < 0)
        {
            return;
        }

        long now = vehicle.Clock.Now(Now);
        way.Link.Up = way.Carrier;
        Changed(way.Vehicle);
        BeginCall();
        try
        {
            if (way.Carrier)
            {
                Ipv6Address.Copy(way.CareOfAddress, 0, way.ToldAddress, 0);
                vehicle.Router.LinkUp(uplink, way.ToldAddress, 0, now);
            }
            else
            {
                vehicle.Router.LinkDown(uplink, now);
            }
        }
        catch (Exception exception)
        {
            Watch.Progress.Thrown(way.Vehicle, exception);
        }

        EndCall(way.Vehicle, way.Carrier ? "MobileRouter.LinkUp" : "MobileRouter.LinkDown", 0);
        AfterRouter(vehicle);
    }

    private void StopRouter(Vehicle vehicle, long now)
    {
        Changed(vehicle.Plan.Index);
        if (vehicle.Router is null)
        {
            return;
        }

        BeginCall();
        try
        {
            vehicle.Router.Stop(now);
        }
        catch (Exception exception)
        {
            Watch.Progress.Thrown(vehicle.Plan.Index, exception);
        }

        EndCall(vehicle.Plan.Index, "MobileRouter.Stop", 0);
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
            HomeAgent.HomeAgent.Poll(now);
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

    private void Moved(Way way)
    {
        way.Epoch++;
        Changed(way.Vehicle);
        long lag = way.Random.Chance(500_000) ? 0 : way.Random.Between(1, LongestTellMs);
        if (lag == 0)
        {
            TellRouter(way);
        }
        else
        {
            Add(Now + (1000 * lag), WorldEvent.Tell, way.Number, 0);
        }
    }

    private void Trip(Vehicle vehicle, CrashTrigger trigger)
    {
        if (vehicle.CrashOn == trigger)
        {
            vehicle.IsCrashDue = true;
        }
    }

    private void Crash(Vehicle vehicle)
    {
        Totals.RouterRestarts++;
        Totals.Refused += vehicle.Router?.Refusals.Total() ?? 0;
        vehicle.IsCrashDue = false;
        vehicle.CrashOn = CrashTrigger.None;
        vehicle.PowerDown();
        Said(vehicle, "power lost");
        Disturb(vehicle);
        Add(Now + (1000 * Math.Max(vehicle.CrashForMs, 1)), WorldEvent.PowerUp, vehicle.Plan.Index, vehicle.Boots);
    }

    private void PowerUp(Vehicle vehicle, int boots)
    {
        if (vehicle.Boots == boots)
        {
            vehicle.PowerUp(Now);
            StartRouter(vehicle);
            AfterConsole(vehicle);
        }
    }

    private void StartRouter(Vehicle vehicle)
    {
        int index = vehicle.Plan.Index;
        ConfigurationChange? pending = vehicle.Pending;
        bool allowed = pending is not null && (!vehicle.IsPendingTried || vehicle.IsPendingDoubtful);
        bool runs = vehicle.StartRouter(_ears[index], Now);
        Watch.Store.Started(
            index, runs ? vehicle.Settings.Name : null, vehicle.Confirmed.Name, allowed ? pending!.Name : null);
        if (!runs)
        {
            return;
        }

        Said(vehicle, "runs " + vehicle.Settings.Name);
        Trip(vehicle, CrashTrigger.Start);
        Settle(vehicle);
        Watch.Rate.Forget(index);
        Watch.BackOff.Forget(index);
        Disturb(vehicle);
        vehicle.LongestLifetimeSeconds = Math.Max(vehicle.LongestLifetimeSeconds, vehicle.Settings.LifetimeSeconds);
        _bounds[index] = Bounds.AgreementMs(vehicle);
        for (int i = 0; i < vehicle.Ways.Length; i++)
        {
            vehicle.Ways[i].Link.Up = false;
            int attach = vehicle.Ways[i].Random.Between(50, LongestAttachMs);
            Add(Now + (1000 * attach), WorldEvent.Tell, vehicle.Ways[i].Number, 0);
        }
    }

    // What was tried and does not run now was rolled back; what was perhaps confirmed when the power went is, if it runs.
    private void Settle(Vehicle vehicle)
    {
        if (vehicle.Pending is null)
        {
            return;
        }

        if (vehicle.Settings.Name != vehicle.Pending.Name)
        {
            Totals.RollBacks++;
            vehicle.Pending = null;
        }
        else if (vehicle.IsPendingDoubtful)
        {
            vehicle.Confirmed = vehicle.Pending;
            vehicle.Pending = null;
        }
        else
        {
            vehicle.IsPendingTried = true;
        }
    }

    private void Disturb(Vehicle vehicle)
    {
        _driver.Disturb(vehicle.Plan.Index);
        Changed(vehicle.Plan.Index);
    }
}
