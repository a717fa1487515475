using System;
using McoaRouter.Torture.Faults;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>What the boards do around their routers: links, power, restarts, configurations.</summary>
internal sealed partial class TortureWorld
{
    private const int LongestTellMs = 500;
    private const int LongestAttachMs = 2000;

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
            index, runs ? vehicle.Settings.Name : null, ConfirmedName(vehicle), allowed ? pending!.Name : null);
        if (!runs)
        {
            return;
        }

        Said(vehicle, "runs " + vehicle.Settings.Name + (vehicle.Plan.IsSecure ? string.Empty : ", security none"));
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

    private string ConfirmedName(Vehicle vehicle)
    {
        return Sabotage == Sabotage.ForgottenConfirmation ? "another" : vehicle.Confirmed.Name;
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
