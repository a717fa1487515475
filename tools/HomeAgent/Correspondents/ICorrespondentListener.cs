using McoaRouter.Links;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// What a correspondent tells its upper layers and whoever shows it. Calls come from inside the correspondent's own
/// calls and must not call back into it.
/// </summary>
public interface ICorrespondentListener
{
    /// <summary>A packet came that upper layers are to process; the buffer is the listener's within the call.</summary>
    void PacketReceived(PacketBuffer packet, long now);

    /// <summary>A binding came, changed its care-of address or priority, or went.</summary>
    /// <param name="mobileNode">Whose binding it is, with the home address.</param>
    /// <param name="binding">The binding, as it is or was.</param>
    /// <param name="present">Whether the binding is in the cache now.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingChanged(MobileNode mobileNode, CachedBinding binding, bool present, long now);

    /// <summary>A Binding Update was answered, or accepted without an answer.</summary>
    /// <param name="status">The status.</param>
    /// <param name="sequence">The sequence number of the answer.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingUpdateProcessed(int status, int sequence, long now);
}
