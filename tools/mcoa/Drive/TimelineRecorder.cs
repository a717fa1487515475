using System.Collections.Generic;
using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Keeps of a drive what its timeline shows.</summary>
internal sealed class TimelineRecorder : WorldListener
{
    private readonly List<Span<BindingState>>[] _bindings;
    private readonly List<Span<int>> _path = [new Span<int>(0, -1)];
    private readonly List<Loss> _losses = [];
    private readonly List<Handover> _handovers = [];

    public TimelineRecorder(RouterSettings settings)
    {
        _bindings = new List<Span<BindingState>>[settings.Uplinks.Length];
        for (int i = 0; i < _bindings.Length; i++)
        {
            _bindings[i] = [new Span<BindingState>(0, BindingState.Absent)];
        }
    }

    /// <summary>The path in use, -1 for none, from each change on.</summary>
    public IReadOnlyList<Span<int>> Path => _path;

    /// <summary>All packets that were lost.</summary>
    public IReadOnlyList<Loss> Losses => _losses;

    /// <summary>All hand-overs.</summary>
    public IReadOnlyList<Handover> Handovers => _handovers;

    /// <summary>An uplink's binding, from each change on.</summary>
    public IReadOnlyList<Span<BindingState>> BindingOf(int uplink)
    {
        return _bindings[uplink];
    }

    /// <inheritdoc/>
    public override void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _bindings[uplink].Add(new Span<BindingState>(now, state));
    }

    /// <inheritdoc/>
    public override void PathChanged(int uplink, long now)
    {
        _path.Add(new Span<int>(now, uplink));
    }

    /// <inheritdoc/>
    public override void PacketLost(TrafficDirection direction, int sequence, LossCause cause, int uplink, long now)
    {
        _losses.Add(new Loss(now, direction, cause));
    }

    /// <inheritdoc/>
    public override void HandoverFinished(Handover handover, long now)
    {
        _handovers.Add(handover);
    }

    /// <summary>Something that holds from a time on.</summary>
    /// <param name="From">ms.</param>
    /// <param name="Value">What holds.</param>
    internal readonly record struct Span<T>(long From, T Value);

    /// <summary>A packet that was lost.</summary>
    /// <param name="At">ms.</param>
    /// <param name="Direction">Its stream.</param>
    /// <param name="Cause">Why.</param>
    internal readonly record struct Loss(long At, TrafficDirection Direction, LossCause Cause);
}
