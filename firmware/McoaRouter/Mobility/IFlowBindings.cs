namespace McoaRouter.Mobility;

/// <summary>
/// The seam of the registration to flow bindings (RFC 6089), which travel in the Binding Updates that register care-of
/// addresses. Nothing behind it allocates.
/// </summary>
public interface IFlowBindings
{
    /// <summary>
    /// Writes the Flow Identification and Flow Summary options of an update that registers or removes some bindings, behind
    /// its other options: all flow bindings that are to stand, for those that an update does not name are deleted (RFC 6089
    /// §5.2, §5.3.3).
    /// </summary>
    /// <param name="buffer">The buffer of the update.</param>
    /// <param name="headerOffset">Where its Mobility Header starts.</param>
    /// <param name="at">Where the next option starts.</param>
    /// <param name="sequence">The sequence number of the update.</param>
    /// <returns>Where the option behind them starts.</returns>
    int Write(byte[] buffer, int headerOffset, int at, int sequence);

    /// <summary>The home agent acknowledged an update with flow bindings, in an answer that is authentic.</summary>
    /// <param name="sequence">The sequence number of the update.</param>
    /// <param name="buffer">The buffer that holds the answer.</param>
    /// <param name="headerOffset">Where its Mobility Header starts.</param>
    /// <param name="length">Octets of that header with its options.</param>
    /// <param name="now">Monotonic ms.</param>
    void Acknowledged(int sequence, byte[] buffer, int headerOffset, int length, long now);
}
