using System;
using System.Collections.Generic;
using McoaRouter.Torture.World;
using McoaRouter.Wire;

namespace McoaRouter.Torture.Faults;

/// <summary>Has the faults happen: opens and closes their windows, and does what they do by a timer.</summary>
internal sealed class FaultDriver
{
    private const int MostTicks = 2_000;
    private const int ReplayMinuteMs = 60_000;

    private readonly TortureWorld _world;
    private readonly List<Fault> _faults;
    private readonly ActiveFault[] _active;
    private readonly int[] _open;
    private readonly long[] _endedAt;

    public FaultDriver(TortureWorld world, List<Fault> faults)
    {
        _world = world;
        _faults = faults;
        _active = new ActiveFault[faults.Count];
        _open = new int[world.Vehicles.Length];
        _endedAt = new long[world.Vehicles.Length];
    }

    /// <summary>When the last fault that touches a vehicle ended, in us of the world; never while one lasts.</summary>
    public long QuietSince(int vehicle)
    {
        return _open[vehicle] > 0 ? long.MaxValue : _endedAt[vehicle];
    }

    /// <summary>Something else disturbed a vehicle.</summary>
    public void Disturb(int vehicle)
    {
        _endedAt[vehicle] = _world.Now;
    }

    /// <summary>A window opens.</summary>
    public void Begin(int index)
    {
        Fault fault = _faults[index];
        ActiveFault active = new(fault);
        _active[index] = active;
        _world.Totals.Began(fault.Kind);
        _world.Tell(fault, true);
        Count(fault, 1);
        Vehicle vehicle = VehicleOf(fault);
        Way way = WayOf(fault);
        switch (fault.Kind)
        {
            case FaultKind.Flapping:
            case FaultKind.Renumbering:
                Tick(index);
                break;
            case FaultKind.Replay:
                way.Faults.Add(active);
                _world.Add(_world.Now + NextReplay(active), WorldEvent.FaultTicks, index, 0);
                break;
            case FaultKind.MappingLoss:
                way.Nat.Forget();
                break;
            case FaultKind.HomeAgentRestart:
                _world.RestartHomeAgent();
                break;
            case FaultKind.HomeAgentPause:
                _world.HomeAgent.Pauses++;
                break;
            case FaultKind.RouterRestart:
                _world.ArmCrash(vehicle, fault);
                break;
            case FaultKind.ClockJump:
                _world.JumpClock(vehicle, fault.Strength);
                break;
            case FaultKind.ClockDrift:
                Drift(fault, true);
                break;
            case FaultKind.GoodCommit:
            case FaultKind.BadCommit:
            case FaultKind.UnconfirmedCommit:
            case FaultKind.PowerCutInWrite:
                _world.Operators[vehicle.Plan.Index].Begin(fault);
                break;
            default:
                way.Faults.Add(active);
                break;
        }
    }

    /// <summary>A window closes.</summary>
    public void End(int index)
    {
        Fault fault = _faults[index];
        ActiveFault active = _active[index];
        active.IsOver = true;
        Way way = WayOf(fault);
        way.Faults.Remove(active);
        switch (fault.Kind)
        {
            case FaultKind.Flapping:
                _world.SetCarrier(way, true);
                break;
            case FaultKind.Renumbering:
                _world.Renumber(way, null);
                break;
            case FaultKind.HomeAgentPause:
                _world.HomeAgent.Pauses--;
                _world.Touch(_world.HomeAgent);
                break;
            case FaultKind.ClockDrift:
                Drift(fault, false);
                break;
            case FaultKind.RouterRestart:
                VehicleOf(fault).CrashOn = CrashTrigger.None;
                break;
            case FaultKind.PowerCutInWrite:
                VehicleOf(fault).Slots.CutNoWrite();
                break;
            default:
                break;
        }

        Count(fault, -1);
        _world.Tell(fault, false);
    }

    /// <summary>A fault does its next thing.</summary>
    public void Tick(int index)
    {
        ActiveFault active = _active[index];
        if (active.IsOver || active.Ticks == MostTicks)
        {
            return;
        }

        active.Ticks++;
        Way way = WayOf(active.Fault);
        long next = 1000L * active.Random.Between(1, Math.Max(active.Fault.Strength, 1));
        switch (active.Fault.Kind)
        {
            case FaultKind.Flapping:
                _world.SetCarrier(way, !way.Carrier);
                break;
            case FaultKind.Renumbering:
                Renumber(way, active);
                break;
            default:
                next = NextReplay(active);
                if (active.Recall(out bool isUp) is { } packet)
                {
                    _world.Network.Replay(way, packet, isUp);
                }

                break;
        }

        _world.Add(_world.Now + next, WorldEvent.FaultTicks, index, 0);
    }

    private static long NextReplay(ActiveFault active)
    {
        int usual = ReplayMinuteMs / active.Fault.Strength;
        return 1000L * active.Random.Between(1, 2 * usual);
    }

    private void Renumber(Way way, ActiveFault active)
    {
        switch (active.Random.Between(0, 5))
        {
            case 0:
                _world.Renumber(way, null);
                break;
            case 1:
                _world.SetCarrier(way, false);
                _world.Renumber(way, null);
                _world.SetCarrier(way, true);
                break;
            case 2:
                Swap(way, active, way.Vehicle);
                break;
            case 3:
                Swap(way, active, active.Random.Between(0, _world.Vehicles.Length - 1));
                break;
            case 4:
                _world.Renumber(way, UselessAddress(way));
                break;
            default:
                _world.Renumber(way, way.CareOfAddress);
                break;
        }
    }

    // One that the router must refuse: in its own prefix, or loopback.
    private byte[] UselessAddress(Way way)
    {
        byte[] address = new byte[Ipv6Address.Length];
        if (way.IsIpv4)
        {
            byte[] loopback = [127, 0, 0, 1];
            Ipv4MappedAddress.Write(address, 0, loopback, 0);
            return address;
        }

        Ipv6Address.Copy(_world.Vehicles[way.Vehicle].Passenger, 0, address, 0);
        address[Ipv6Address.Length - 1] ^= 0xFF;
        return address;
    }

    // The way gets an address that another one has until then, which gets a fresh one.
    private void Swap(Way way, ActiveFault active, int vehicle)
    {
        Way[] ways = _world.Vehicles[vehicle].Ways;
        Way other = ways[active.Random.Between(0, ways.Length - 1)];
        if (other == way || other.IsIpv4 || way.IsIpv4)
        {
            _world.Renumber(way, null);
            return;
        }

        byte[] address = new byte[Ipv6Address.Length];
        Ipv6Address.Copy(other.CareOfAddress, 0, address, 0);
        _world.Renumber(other, null);
        _world.Renumber(way, address);
        Disturb(other.Vehicle);
    }

    private void Drift(Fault fault, bool begins)
    {
        int count = _world.Vehicles.Length;
        int machine = fault.Vehicle % (count + 1);
        if (machine == count)
        {
            HomeAgentNode node = _world.HomeAgent;
            node.Clock.SetRate(begins ? fault.Strength : node.UsualRate, _world.Now);
            _world.Touch(node);
            return;
        }

        Vehicle vehicle = _world.Vehicles[machine];
        vehicle.Clock.SetRate(begins ? fault.Strength : vehicle.UsualRate, _world.Now);
        _world.Touch(vehicle);
    }

    private void Count(Fault fault, int by)
    {
        bool all = fault.Kind is FaultKind.HomeAgentRestart or FaultKind.HomeAgentPause or FaultKind.ClockDrift;
        for (int i = 0; i < _open.Length; i++)
        {
            if (all || i == VehicleOf(fault).Plan.Index)
            {
                _open[i] += by;
                _endedAt[i] = _world.Now;
            }
        }
    }

    private Vehicle VehicleOf(Fault fault)
    {
        return _world.Vehicles[fault.Vehicle % _world.Vehicles.Length];
    }

    private Way WayOf(Fault fault)
    {
        Way[] ways = VehicleOf(fault).Ways;
        return ways[fault.Uplink % ways.Length];
    }
}
