using System;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture;

/// <summary>What happened in a run, or in several that were added up.</summary>
public sealed class TortureTotals
{
    private readonly long[] _faults = new long[FaultKinds.Count];

    /// <summary>Runs.</summary>
    public long Runs { get; set; }

    /// <summary>Simulated time, in ms.</summary>
    public long Milliseconds { get; set; }

    /// <summary>Vehicles.</summary>
    public long Vehicles { get; set; }

    /// <summary>Uplinks of all vehicles at the start.</summary>
    public long Uplinks { get; set; }

    /// <summary>Events after which the invariants were checked.</summary>
    public long Events { get; set; }

    /// <summary>Packets that were put on any way.</summary>
    public long Packets { get; set; }

    /// <summary>Packets of the streams that were sent.</summary>
    public long StreamSent { get; set; }

    /// <summary>Packets of the streams that arrived.</summary>
    public long StreamReceived { get; set; }

    /// <summary>Packets that the faults lost.</summary>
    public long Lost { get; set; }

    /// <summary>Packets that the faults changed.</summary>
    public long Corrupted { get; set; }

    /// <summary>Packets that the faults doubled.</summary>
    public long Duplicated { get; set; }

    /// <summary>Packets that an attacker sent again.</summary>
    public long Replayed { get; set; }

    /// <summary>Binding Updates that routers sent.</summary>
    public long BindingUpdates { get; set; }

    /// <summary>Binding Acknowledgements that routers took.</summary>
    public long Acknowledgements { get; set; }

    /// <summary>Packets and messages that a machine refused.</summary>
    public long Refused { get; set; }

    /// <summary>Changes of the uplink that carries a vehicle's traffic.</summary>
    public long Handovers { get; set; }

    /// <summary>Restarts of routers.</summary>
    public long RouterRestarts { get; set; }

    /// <summary>Restarts of the home agent.</summary>
    public long HomeAgentRestarts { get; set; }

    /// <summary>Configurations that were committed.</summary>
    public long Commits { get; set; }

    /// <summary>Configurations that were confirmed.</summary>
    public long Confirmations { get; set; }

    /// <summary>Configurations that were rolled back.</summary>
    public long RollBacks { get; set; }

    /// <summary>Vehicles whose convergence was checked: their bound ended before the run did.</summary>
    public long Converged { get; set; }

    /// <summary>The longest time in which a router and its home agent did not agree, in ms.</summary>
    public long LongestDisagreement { get; set; }

    /// <summary>The longest time from the end of the faults to agreement and traffic both ways, in ms.</summary>
    public long LongestConvergence { get; set; }

    /// <summary>How many faults of a kind began.</summary>
    public long FaultsOf(FaultKind kind)
    {
        return _faults[(int)kind];
    }

    /// <summary>Adds those of another run.</summary>
    public void Add(TortureTotals other)
    {
        Runs += other.Runs;
        Milliseconds += other.Milliseconds;
        Vehicles += other.Vehicles;
        Uplinks += other.Uplinks;
        Events += other.Events;
        Packets += other.Packets;
        StreamSent += other.StreamSent;
        StreamReceived += other.StreamReceived;
        Lost += other.Lost;
        Corrupted += other.Corrupted;
        Duplicated += other.Duplicated;
        Replayed += other.Replayed;
        BindingUpdates += other.BindingUpdates;
        Acknowledgements += other.Acknowledgements;
        Refused += other.Refused;
        Handovers += other.Handovers;
        RouterRestarts += other.RouterRestarts;
        HomeAgentRestarts += other.HomeAgentRestarts;
        Commits += other.Commits;
        Confirmations += other.Confirmations;
        RollBacks += other.RollBacks;
        Converged += other.Converged;
        LongestDisagreement = Math.Max(LongestDisagreement, other.LongestDisagreement);
        LongestConvergence = Math.Max(LongestConvergence, other.LongestConvergence);
        for (int i = 0; i < _faults.Length; i++)
        {
            _faults[i] += other._faults[i];
        }
    }

    internal void Began(FaultKind kind)
    {
        _faults[(int)kind]++;
    }
}
