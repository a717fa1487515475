using System.Collections.Generic;
using McoaRouter.Simulation;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture.World;

/// <summary>The vehicles, their home agent, and what is between.</summary>
internal sealed class TortureWorld
{
    private readonly EventQueue _queue = new(4096);
    private readonly TorturePlan _plan;
    private readonly List<Fault> _faults;
    private readonly ITortureListener? _listener;

    internal TortureWorld(TortureCase @case, TorturePlan plan, List<Fault> faults, ITortureListener? listener)
    {
        _plan = plan;
        _faults = faults;
        _listener = listener;
        for (int i = 0; i < faults.Count; i++)
        {
            _queue.Add(faults[i].StartMs * 1000, 0, i, 0);
            _queue.Add(faults[i].EndMs * 1000, 1, i, 0);
        }

        Totals.Runs = 1;
    }

    internal TortureTotals Totals { get; } = new();

    internal Broken? Run()
    {
        while (_queue.NextTime <= _plan.EndMs * 1000)
        {
            _queue.TryTake();
            bool begins = _queue.Kind == 0;
            Fault fault = _faults[_queue.Subject];
            Totals.Events++;
            _listener?.FaultChanged(fault, begins, _queue.Time / 1000);
            if (begins)
            {
                Totals.Began(fault.Kind);
            }
        }

        Totals.Milliseconds = _plan.EndMs;
        return null;
    }
}
