using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Authenticates Binding Updates and their answers by RFC 4285: one security association, and one window of timestamps,
/// for each account that has <see cref="RouterAccount.Security"/>. An update of such a router must carry its
/// identifier, a fresh timestamp and an authenticator; one of any other router must carry no authenticator, as nobody
/// could judge it (§5.1.1).
/// </summary>
internal sealed class UpdateAuthentication
{
    // What the longest identifier and both options add to an answer, with padding.
    private const int LargestOctets = 320;

    private readonly MessageAuthenticator[] _authenticators;
    private readonly ReplayWindow[] _windows;
    private readonly RefusalCounters _refusals;
    private long _unixOffset;
    private long _answerTimestamp;

    public UpdateAuthentication(RouterAccount[] accounts, RefusalCounters refusals)
    {
        _refusals = refusals;
        _authenticators = new MessageAuthenticator[accounts.Length];
        _windows = new ReplayWindow[accounts.Length];
        MessageAuthenticator other = null;
        for (int i = 0; i < accounts.Length; i++)
        {
            SecuritySettings security = accounts[i].Security;
            if (security != null)
            {
                other = new MessageAuthenticator(security.Spi, security.Key, security.Identifier, other);
                _authenticators[i] = other;
                _windows[i] = new ReplayWindow(ReplayWindow.DefaultMs);
            }
        }
    }

    /// <summary>
    /// What the last update is to be answered with before anybody looks at what it asks for: 144, 145 or 146 of RFC
    /// 4285; <see cref="BindingStatus.Accepted"/> where it may be looked at.
    /// </summary>
    public int Status { get; private set; }

    /// <summary>Sets the time of day.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970.</param>
    /// <param name="now">The monotonic time at that moment, ms.</param>
    public void SetClock(long unixMilliseconds, long now)
    {
        _unixOffset = unixMilliseconds - now;
    }

    /// <summary>The octets that <see cref="Append"/> adds to an answer to a router, at most.</summary>
    public int OctetsFor(RouterBindings router)
    {
        return router == null || _authenticators[router.Index] == null ? 0 : LargestOctets;
    }

    /// <summary>Judges an update that was read.</summary>
    /// <param name="router">The router whose home address it names, or null.</param>
    /// <param name="buffer">The buffer that holds the update.</param>
    /// <param name="headerOffset">Where its Mobility Header starts.</param>
    /// <param name="options">Its options.</param>
    /// <param name="careOfAddress">The buffer that holds its care-of address.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <param name="homeAddressOffset">Where the home address starts.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Why the update is discarded without an answer.</returns>
    public Refusal Judge(
        RouterBindings router,
        byte[] buffer,
        int headerOffset,
        MobilityOptions options,
        byte[] careOfAddress,
        int careOfAddressOffset,
        int homeAddressOffset,
        long now)
    {
        Status = BindingStatus.Accepted;
        MessageAuthenticator authenticator = router == null ? null : _authenticators[router.Index];
        if (authenticator == null)
        {
            return options.AuthenticationAt >= 0 || options.HasOtherAuthentication
                ? Refusal.AuthenticationFailed
                : Refusal.None;
        }

        long nowTimestamp = ReplayTimestamp.FromUnixMilliseconds(_unixOffset + now);
        bool stamped = options.ReplayProtectionAt >= 0;
        long timestamp = stamped
            ? ReplayProtectionOption.Timestamp(buffer, options.ReplayProtectionAt)
            : nowTimestamp;
        _answerTimestamp = timestamp;
        Refusal refusal = authenticator.Verify(
            buffer, headerOffset, options, careOfAddress, careOfAddressOffset, buffer, homeAddressOffset);
        if (refusal == Refusal.AuthenticationFailed)
        {
            return AnswerWith(BindingStatus.AuthenticationFailed, refusal);
        }

        if (refusal != Refusal.None)
        {
            return refusal;
        }

        return stamped
            ? JudgeTimestamp(_windows[router.Index], timestamp, nowTimestamp)
            : AnswerWith(BindingStatus.TimestampRequired, Refusal.ReplayedTimestamp);
    }

    /// <summary>
    /// Ends the answer to the last update of a router as its security association asks; where it has none, nothing is
    /// added.
    /// </summary>
    /// <param name="router">The router, or null.</param>
    /// <param name="octets">The buffer that holds the answer.</param>
    /// <param name="headerOffset">Where its Mobility Header starts.</param>
    /// <param name="at">Where its last option ended.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <param name="homeAddress">The buffer that holds the home address.</param>
    /// <param name="homeAddressOffset">Where that address starts.</param>
    /// <returns>Where the answer ends.</returns>
    public int Append(
        RouterBindings router,
        byte[] octets,
        int headerOffset,
        int at,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        MessageAuthenticator authenticator = router == null ? null : _authenticators[router.Index];
        return authenticator == null
            ? at
            : authenticator.Append(
                octets,
                headerOffset,
                at,
                _answerTimestamp,
                careOfAddress,
                careOfAddressOffset,
                homeAddress,
                homeAddressOffset);
    }

    /// <summary>
    /// §6: a timestamp counts after its update was authenticated; what is not fresh is answered with our time.
    /// </summary>
    private Refusal JudgeTimestamp(ReplayWindow window, long timestamp, long nowTimestamp)
    {
        bool fresh = window.IsFresh(timestamp, nowTimestamp);
        _answerTimestamp = ReplayWindow.Answer(timestamp, nowTimestamp, fresh);
        if (!fresh)
        {
            return AnswerWith(BindingStatus.TimestampMismatch, Refusal.ReplayedTimestamp);
        }

        window.Accept(timestamp);
        return Refusal.None;
    }

    private Refusal AnswerWith(int status, Refusal reason)
    {
        _refusals.Add(reason);
        Status = status;
        return Refusal.None;
    }
}
