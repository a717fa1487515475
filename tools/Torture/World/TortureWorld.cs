using System;
using System.Collections.Generic;
using McoaRouter.Boards.Simulated;
using McoaRouter.HomeAgents;
using McoaRouter.Simulation;
using McoaRouter.Torture.Faults;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>
/// The vehicles, their home agent, what is between, and what goes wrong: one queue of events, and after each of them the
/// invariants. Here is the turn; the calls into the machines stand in the other part.
/// </summary>
internal sealed partial class TortureWorld
{
    private const long DrainMs = 10_000;
    private const long DeadFrom = 120_000_000;
    private const int TooFast = 20_000;

    private readonly EventQueue _queue;
    private readonly TorturePlan _plan;
    private readonly ITortureListener? _listener;
    private readonly FaultDriver _driver;
    private readonly RouterEars[] _ears;
    private readonly bool[] _changed;
    private readonly bool[] _agrees;
    private readonly bool[] _marked;
    private readonly long[] _markedAt;
    private readonly long[] _markedUpdates;
    private readonly long[] _bounds;
    private readonly long[] _convergedAt;

    internal TortureWorld(TortureCase @case, TorturePlan plan, List<Fault> faults, ITortureListener? listener, Sabotage sabotage)
    {
        Sabotage = sabotage;
        _plan = plan;
        _listener = listener;
        SplitMix64 seeds = new(@case.Seed);
        int count = seeds.Between(2, 3);
        _queue = new EventQueue(FlightPool.Capacity + (4 * faults.Count) + 256);
        Vehicles = new Vehicle[count];
        Operators = new Operator[count];
        _ears = new RouterEars[count];
        _changed = new bool[count];
        _agrees = new bool[count];
        _marked = new bool[count];
        _markedAt = new long[count];
        _markedUpdates = new long[count];
        _bounds = new long[count];
        _convergedAt = new long[count];
        Network = new PacketNetwork(this);
        List<Way> ways = [];
        VehiclePlan[] plans = new VehiclePlan[count];
        for (int i = 0; i < count; i++)
        {
            plans[i] = new VehiclePlan(i, @case.Seed);
            Vehicles[i] = NewVehicle(plans[i], seeds);
            Operators[i] = new Operator(this, Vehicles[i]);
            _ears[i] = new RouterEars(this, i);
            ways.AddRange(Vehicles[i].Ways);
        }

        Ways = [.. ways];
        HomeAgent = new HomeAgentNode(
            plans, seeds.Next(), Wire(PacketNetwork.HomeAgentNetwork), Wire(PacketNetwork.HomeAgentInside), new HomeAgentEars(this));
        if (sabotage == Sabotage.FastClock)
        {
            HomeAgent.Clock.SetRate(TooFast, 0);
        }

        Traffic = new StreamTraffic(this, count, seeds.Next());
        Watch = new Watch(this, count);
        _driver = new FaultDriver(this, faults);
        for (int i = 0; i < faults.Count; i++)
        {
            Add(faults[i].StartMs * 1000, WorldEvent.FaultBegins, i, 0);
            Add(faults[i].EndMs * 1000, WorldEvent.FaultEnds, i, 0);
        }

        for (int i = 0; i < count; i++)
        {
            Add(1000 * seeds.Between(0, 3000), WorldEvent.PowerUp, i, 0);
            Add(4_000_000 + (1000 * seeds.Between(0, 3000)), WorldEvent.Burst, i, 0);
        }

        Totals.Runs = 1;
        Totals.Vehicles = count;
        Totals.Uplinks = Ways.Length;
    }

    /// <summary>The time, in us.</summary>
    public long Now { get; private set; }

    /// <summary>What happened, counted.</summary>
    public TortureTotals Totals { get; } = new();

    /// <summary>The vehicles.</summary>
    public Vehicle[] Vehicles { get; }

    /// <summary>Who operates each of them.</summary>
    public Operator[] Operators { get; }

    /// <summary>All ways of all vehicles.</summary>
    public Way[] Ways { get; }

    /// <summary>The home agent.</summary>
    public HomeAgentNode HomeAgent { get; }

    /// <summary>What carries packets.</summary>
    public PacketNetwork Network { get; }

    /// <summary>The streams.</summary>
    public StreamTraffic Traffic { get; }

    /// <summary>The invariants.</summary>
    public Watch Watch { get; }

    /// <summary>What a test breaks on purpose.</summary>
    public Sabotage Sabotage { get; }

    /// <summary>Whether the home agent is not reached, though no fault says so.</summary>
    public bool IsHomeAgentDead => Sabotage == Sabotage.SilentHomeAgent && Now > DeadFrom;

    /// <summary>Whether anybody is told what happens.</summary>
    public bool IsHeard => _listener is not null;

    /// <summary>Runs it to its end, or to the first invariant that does not hold.</summary>
    internal Broken? Run()
    {
        long end = _plan.EndMs * 1000;
        while (WarmUp.IsDone && Watch.Judge.Broken is null)
        {
            long next = NextTime();
            if (next > end)
            {
                Finish();
                break;
            }

            Now = next > Now ? next : Now;
            Watch.Judge.Now = Now / 1000;
            Watch.Progress.Event(Now);
            Step();
            Check();
            Totals.Events++;
        }

        Totals.Milliseconds = Now / 1000;
        Totals.LongestDisagreement = Watch.Agreement.Longest;
        for (int i = 0; i < Vehicles.Length; i++)
        {
            Totals.Refused += Vehicles[i].Router?.Refusals.Total() ?? 0;
        }

        Totals.Refused += HomeAgent.HomeAgent.Refusals.Total();
        return Watch.Judge.Broken;
    }

    /// <summary>Adds an event.</summary>
    public void Add(long time, WorldEvent kind, int subject, int epoch)
    {
        if (!_queue.Add(time, (int)kind, subject, epoch))
        {
            throw new InvalidOperationException("The event queue is full.");
        }
    }

    /// <summary>What router and home agent hold of a vehicle may have changed.</summary>
    public void Changed(int vehicle)
    {
        _changed[vehicle] = true;
    }

    /// <summary>Tells the listener of a fault.</summary>
    public void Tell(Fault fault, bool begins)
    {
        _listener?.FaultChanged(fault, begins, Now / 1000);
    }

    /// <summary>Tells the listener what happened; within the calls of machines this is nobody's allocation.</summary>
    public void Said(Vehicle? vehicle, string sentence)
    {
        _listener?.Happened(vehicle?.Plan.Index ?? -1, sentence, Now / 1000);
    }

    /// <summary>The way with a number.</summary>
    public Way WayAt(int number)
    {
        return Vehicles[number / Limits.Uplinks].Ways[number % Limits.Uplinks];
    }

    /// <summary>The vehicle that an address belongs to, or -1.</summary>
    public int OwnerOf(byte[] octets, int at)
    {
        for (int i = 0; i < Vehicles.Length; i++)
        {
            if (Ipv6Prefix.AnyContains(Vehicles[i].Prefixes, octets, at)
                || Ipv6Address.Equal(octets, at, Vehicles[i].HomeAddress, 0))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a binding that the home agent holds of a vehicle leads where a packet goes.</summary>
    public bool LeadsTo(int vehicle, PacketView packet)
    {
        RouterBindings bindings = HomeAgent.HomeAgent.Bindings.Router(vehicle);
        for (int i = 0; i < bindings.Count; i++)
        {
            BindingCacheEntry entry = bindings.At(i);
            bool leads = packet.IsUdp
                ? entry.UdpPort == BigEndian.ReadUInt16(packet.Octets, packet.Start + UdpEncapsulation.DestinationPortOffset)
                    && Ipv4Address.Equal(
                        packet.Octets,
                        packet.Start + Ipv4Header.DestinationOffset,
                        entry.CareOfAddress,
                        Ipv4MappedAddress.Ipv4Offset)
                : !entry.IsInUdp
                    && Ipv6Address.Equal(packet.Octets, packet.Start + Ipv6Header.DestinationOffset, entry.CareOfAddress, 0);
            if (leads)
            {
                return true;
            }
        }

        return false;
    }

    private Vehicle NewVehicle(VehiclePlan plan, SplitMix64 seeds)
    {
        Way[] ways = new Way[plan.Uplinks];
        for (int i = 0; i < ways.Length; i++)
        {
            ways[i] = new Way(plan.Index, i, plan.IsIpv4[i], seeds.Next(), Network);
        }

        return new Vehicle(plan, seeds.Next(), ways, Wire(PacketNetwork.FirstPort + plan.Index));
    }

    private SimulatedLink Wire(int number)
    {
        return new SimulatedLink(number, Way.Mtu, Network) { Up = true };
    }

    private long NextTime()
    {
        long next = _queue.NextTime;
        next = HomeAgent.NextTime < next ? HomeAgent.NextTime : next;
        for (int i = 0; i < Vehicles.Length; i++)
        {
            next = Vehicles[i].NextTime < next ? Vehicles[i].NextTime : next;
        }

        return next;
    }

    private void Step()
    {
        if (_queue.NextTime <= Now)
        {
            _queue.TryTake();
            Handle((WorldEvent)_queue.Kind, _queue.Subject, _queue.Epoch);
            return;
        }

        if (HomeAgent.NextTime <= Now)
        {
            PollHomeAgent();
            return;
        }

        for (int i = 0; i < Vehicles.Length; i++)
        {
            if (Vehicles[i].NextTime <= Now)
            {
                PollVehicle(Vehicles[i]);
                return;
            }
        }
    }

    private void Handle(WorldEvent happens, int subject, int epoch)
    {
        switch (happens)
        {
            case WorldEvent.Arrive:
                Network.Arrive(subject);
                break;
            case WorldEvent.FaultBegins:
                _driver.Begin(subject);
                break;
            case WorldEvent.FaultEnds:
                _driver.End(subject);
                break;
            case WorldEvent.FaultTicks:
                _driver.Tick(subject);
                break;
            case WorldEvent.Burst:
                Burst(Vehicles[subject]);
                break;
            case WorldEvent.Tell:
                TellRouter(WayAt(subject));
                if (Sabotage == Sabotage.StoppedTime)
                {
                    Add(Now, WorldEvent.Tell, subject, epoch);
                }

                break;
            case WorldEvent.PowerUp:
                PowerUp(Vehicles[subject], epoch);
                break;
            case WorldEvent.Operate:
                Operators[subject].Look(epoch);
                break;
            default:
                break;
        }
    }

    private void Burst(Vehicle vehicle)
    {
        int index = vehicle.Plan.Index;
        if (!_marked[index] && Now / 1000 > _plan.FaultsCeaseMs && IsOverBound(index))
        {
            _marked[index] = true;
            _markedAt[index] = Now;
            _markedUpdates[index] = 0;
            Traffic.Mark(index);
        }

        long next = Traffic.Burst(vehicle);
        if (Now + next < (_plan.EndMs - DrainMs) * 1000)
        {
            Add(Now + next, WorldEvent.Burst, index, 0);
        }
    }

    private void Check()
    {
        for (int i = 0; i < Vehicles.Length; i++)
        {
            if (_changed[i])
            {
                _changed[i] = false;
                _agrees[i] = Watch.Agrees(Vehicles[i]);
            }

            long quiet = _driver.QuietSince(i);
            bool runs = Vehicles[i].Router is not null && !Vehicles[i].IsLeaving;
            long disturbed = quiet == long.MaxValue || !runs ? Now : quiet;
            Watch.Agreement.Seen(i, _agrees[i], disturbed / 1000, _bounds[i], Now / 1000);
            if (!_agrees[i])
            {
                _convergedAt[i] = Now;
            }
        }

        Watch.Limits.Pool("packets on their way", Network.Flights.Free, Network.InFlight, FlightPool.Capacity);
    }

    private bool IsOverBound(int vehicle)
    {
        long quiet = _driver.QuietSince(vehicle);
        return quiet != long.MaxValue && _bounds[vehicle] > 0 && (Now - quiet) / 1000 > _bounds[vehicle];
    }

    private void Finish()
    {
        for (int i = 0; i < Vehicles.Length; i++)
        {
            long ceased = Math.Max(_driver.QuietSince(i), _plan.FaultsCeaseMs * 1000);
            Totals.LongestConvergence = Math.Max(Totals.LongestConvergence, (_convergedAt[i] - ceased) / 1000);
            if (_marked[i])
            {
                Totals.Converged++;
                Watch.Convergence.AtEnd(
                    i,
                    Vehicles[i].Router is not null,
                    _agrees[i],
                    Traffic.MarkedUp[i],
                    Traffic.MarkedDown[i],
                    Traffic.MarkedSent[i]);
                Watch.Convergence.Quiet(
                    i, _markedUpdates[i], Bounds.MostUpdates(Vehicles[i], (Now - _markedAt[i]) / 1000));
            }
        }
    }
}
