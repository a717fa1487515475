using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter;

/// <summary>
/// What the router tells whoever shows or logs it. Calls come from inside the router's own calls, carry numbers only
/// and must not call back into the router. Uplinks are named by their index in the settings.
/// </summary>
public interface IRouterListener
{
    /// <summary>An uplink got its care-of address (or another one), or lost it.</summary>
    void UplinkChanged(int uplink, bool up, long now);

    /// <summary>A Binding Update left.</summary>
    /// <param name="uplink">The uplink that carries it.</param>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="attempt">1 for the first, more for retransmissions.</param>
    /// <param name="deregistration">Whether its lifetime is 0.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now);

    /// <summary>A Binding Acknowledgement was accepted as the answer to the outstanding Binding Update.</summary>
    /// <param name="status">Its status (<see cref="Wire.BindingStatus"/>).</param>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingAcknowledged(int status, int sequence, long now);

    /// <summary>A binding changed its state.</summary>
    /// <param name="uplink">The uplink it belongs to.</param>
    /// <param name="state">The new state.</param>
    /// <param name="status">The last status that the home agent gave for it.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingChanged(int uplink, BindingState state, int status, long now);

    /// <summary>The vehicle's traffic takes another uplink from now on, or none (-1).</summary>
    void PathChanged(int uplink, long now);

    /// <summary>The router has come home by this uplink (draft §3.3), or has left home (-1).</summary>
    void AtHomeChanged(int uplink, long now);

    /// <summary>Another home agent is used from now on.</summary>
    /// <param name="homeAgent">The buffer that holds its address.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">Monotonic ms.</param>
    void HomeAgentChanged(byte[] homeAgent, int offset, long now);

    /// <summary>Care-of addresses are registered in another form from now on.</summary>
    void RegistrationFormChanged(RegistrationForm form, long now);

    /// <summary>A binding with a correspondent changed.</summary>
    /// <param name="correspondent">The correspondent's index in the settings.</param>
    /// <param name="uplink">The uplink it belongs to.</param>
    /// <param name="registered">Whether the correspondent holds it.</param>
    /// <param name="status">The last status that the correspondent gave for it.</param>
    /// <param name="now">Monotonic ms.</param>
    void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now);

    /// <summary>The path over an uplink serves better or worse from now on.</summary>
    void PathStandingChanged(int uplink, PathStanding standing, long now);

    /// <summary>The traffic that a flow rule is about takes another uplink from now on.</summary>
    /// <param name="flow">The rule's index in the settings.</param>
    /// <param name="uplink">The uplink, or -1 where none that is registered may carry it.</param>
    /// <param name="now">Monotonic ms.</param>
    void FlowMoved(int flow, int uplink, long now);

    /// <summary>Something that an operator must know.</summary>
    /// <param name="notice">What.</param>
    /// <param name="value">A number that goes with it, or 0.</param>
    /// <param name="now">Monotonic ms.</param>
    void Noticed(RouterNotice notice, int value, long now);
}
