using McoaRouter.Bindings;

namespace McoaRouter.Simulation;

/// <summary>Counts what happens on a drive.</summary>
public sealed class DriveTotals : WorldListener
{
    /// <summary>Bindings that the home agent acknowledged anew; refreshes are not among them.</summary>
    public int Registrations { get; private set; }

    /// <summary>Binding Updates sent, retransmissions among them.</summary>
    public int BindingUpdates { get; private set; }

    /// <summary>Binding Updates sent again.</summary>
    public int Retransmissions { get; private set; }

    /// <summary>Binding Acknowledgements accepted.</summary>
    public int BindingAcknowledgements { get; private set; }

    /// <summary>Hand-overs.</summary>
    public int Handovers { get; private set; }

    /// <inheritdoc/>
    public override void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        BindingUpdates++;
        Retransmissions += attempt > 1 ? 1 : 0;
    }

    /// <inheritdoc/>
    public override void BindingAcknowledged(int status, int sequence, long now)
    {
        BindingAcknowledgements++;
    }

    /// <inheritdoc/>
    public override void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        Registrations += state == BindingState.Registered ? 1 : 0;
    }

    /// <inheritdoc/>
    public override void HandoverFinished(Handover handover, long now)
    {
        Handovers++;
    }
}
