using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The authentication of binding messages between router and home agents (RFC 4285 §5.1, §6): every update is ended with
/// it, and every acknowledgement must have it. Without a security association, nothing is added and all is believed.
/// </summary>
internal sealed class HomeSecurity
{
    private readonly byte[] _homeAddress;
    private readonly MessageAuthenticator _authenticator;
    private readonly TimestampSource _timestamps;

    internal HomeSecurity(RouterSettings settings, RandomSource random)
    {
        _homeAddress = settings.HomeAddress;
        _timestamps = new TimestampSource(random);
        SecuritySettings security = settings.Security;
        _authenticator = security == null
            ? null
            : new MessageAuthenticator(security.Spi, security.Key, security.Identifier);
    }

    /// <summary>Whether there is a security association.</summary>
    internal bool IsOn
    {
        get { return _authenticator != null; }
    }

    /// <summary>Sets the time of day (RFC 4285 §6).</summary>
    internal void SetClock(long unixMilliseconds, long now)
    {
        _timestamps.SetClock(unixMilliseconds, now);
    }

    /// <summary>Ends the Binding Update of an exchange.</summary>
    /// <param name="exchange">The exchange; it is told the timestamp.</param>
    /// <param name="buffer">The buffer that holds the update.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="at">Where the last option ended.</param>
    /// <param name="careOfAddress">The Alternate Care-of Address where there is one, or the IPv4-mapped one that is named
    /// in UDP, otherwise the packet's source.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Where the update ends.</returns>
    internal int Append(
        UpdateExchange exchange,
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] careOfAddress,
        long now)
    {
        if (_authenticator == null)
        {
            return at;
        }

        exchange.Timestamp = _timestamps.Next(now);
        return _authenticator.Append(
            buffer, headerOffset, at, exchange.Timestamp, careOfAddress, 0, _homeAddress, 0);
    }

    /// <summary>
    /// Whether a Binding Acknowledgement may be believed; its care-of address is where it was sent to. In UDP it is that
    /// of the update: the IPv4 one that it named, otherwise the home address, to which it was sent.
    /// </summary>
    /// <param name="answer">The message.</param>
    /// <param name="packet">The packet that it came in.</param>
    /// <param name="ipv4CareOfAddress">The care-of address that it came to in UDP, or null.</param>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    internal Refusal Verify(BindingAcknowledgement answer, Ipv6Packet packet, byte[] ipv4CareOfAddress)
    {
        if (_authenticator == null)
        {
            return Refusal.None;
        }

        Refusal refusal = Refusal.AuthenticationFailed;
        if (ipv4CareOfAddress != null)
        {
            refusal = Verify(answer, packet, ipv4CareOfAddress, 0);
        }

        return refusal == Refusal.AuthenticationFailed
            ? Verify(answer, packet, packet.Buffer, packet.DestinationOffset)
            : refusal;
    }

    /// <summary>
    /// Whether an answer returns the low half of the timestamp of an exchange's update, which home agents leave alone,
    /// whatever else they say (§6).
    /// </summary>
    internal static bool Resembles(UpdateExchange exchange, BindingAcknowledgement answer, byte[] buffer)
    {
        int at = answer.Options.ReplayProtectionAt;
        return at >= 0
            && ((ReplayProtectionOption.Timestamp(buffer, at) ^ exchange.Timestamp) & ReplayTimestamp.FractionMask) == 0;
    }

    /// <summary>Whether an answer returns the timestamp of an exchange's update (§6).</summary>
    internal bool Matches(UpdateExchange exchange, BindingAcknowledgement answer, byte[] buffer)
    {
        int at = answer.Options.ReplayProtectionAt;
        return _authenticator == null
            || (at >= 0 && ReplayProtectionOption.Timestamp(buffer, at) == exchange.Timestamp);
    }

    /// <summary>The home agent took an update with the timestamp of an exchange.</summary>
    internal void Accept(UpdateExchange exchange)
    {
        _timestamps.Accept(exchange.Timestamp);
    }

    /// <summary>Takes the home agent's time over (MIPV6-ID-MISMATCH, §6).</summary>
    /// <returns>False, and nothing changed, where the answer does not belong to the exchange.</returns>
    internal bool CorrectClock(UpdateExchange exchange, BindingAcknowledgement answer, byte[] buffer, long now)
    {
        int at = answer.Options.ReplayProtectionAt;
        return _authenticator != null
            && at >= 0
            && _timestamps.Correct(exchange.Timestamp, ReplayProtectionOption.Timestamp(buffer, at), now);
    }

    private Refusal Verify(BindingAcknowledgement answer, Ipv6Packet packet, byte[] careOfAddress, int offset)
    {
        return _authenticator.Verify(
            packet.Buffer, packet.PayloadOffset, answer.Options, careOfAddress, offset, _homeAddress, 0);
    }
}
