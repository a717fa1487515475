using McoaRouter.Bindings;
using McoaRouter.Flows;
using McoaRouter.Health;
using McoaRouter.Wire;

namespace McoaRouter;

/// <content>What the operator is told.</content>
public sealed partial class TrafficSteering
{
    private const int Percent = 100;

    /// <inheritdoc/>
    public bool WatchesPaths
    {
        get { return _health.Count > 0; }
    }

    /// <inheritdoc/>
    public int Shares
    {
        get { return PortBlocks.Count; }
    }

    /// <inheritdoc/>
    public long ProbesSent(int uplink)
    {
        return _health.At(uplink).Sent;
    }

    /// <inheritdoc/>
    public long ProbesAnswered(int uplink)
    {
        return _health.At(uplink).AnsweredCount;
    }

    /// <inheritdoc/>
    public int LossPercent(int uplink)
    {
        return _health.At(uplink).LostOfWindow * Percent / WatchedPath.Window;
    }

    /// <inheritdoc/>
    public int RoundTripMs(int uplink)
    {
        return _health.At(uplink).RoundTripMs;
    }

    /// <inheritdoc/>
    public int ChoiceOf(int rule)
    {
        return _flows.ChoiceOf(rule);
    }

    /// <inheritdoc/>
    public int ShareOf(int rule, int uplink)
    {
        return _flows.ShareOf(rule, uplink);
    }

    /// <inheritdoc/>
    public FlowStanding StandingOf(int rule)
    {
        bool any = false;
        FlowStanding standing = FlowStanding.Acknowledged;
        for (int i = 0; i < _flows.Entries.Length; i++)
        {
            if (!IsAsked(rule, i))
            {
                continue;
            }

            any = true;
            FlowBindingState state = StateOf(i);
            if (state == FlowBindingState.Refused)
            {
                return FlowStanding.Refused;
            }

            standing = state == FlowBindingState.Active ? standing : FlowStanding.Stated;
        }

        return !any ? FlowStanding.Unasked : _flowBindings.AreIgnored ? FlowStanding.Ignored : standing;
    }

    /// <inheritdoc/>
    public int StatusOf(int rule)
    {
        for (int i = 0; i < _flows.Entries.Length; i++)
        {
            if (IsAsked(rule, i) && StateOf(i) == FlowBindingState.Refused)
            {
                return _flowBindings.StatusOf(i);
            }
        }

        return FlowStatus.Accepted;
    }

    private bool IsAsked(int rule, int entry)
    {
        return _flows.Entries[entry].Uplink >= 0 && FlowRule.OfFid(_flows.Entries[entry].Fid) == rule;
    }

    private FlowBindingState StateOf(int entry)
    {
        return entry < FlowBindings.Capacity ? _flowBindings.StateOf(entry) : FlowBindingState.Unknown;
    }
}
