using McoaRouter.Wire;

namespace McoaRouter.Security;

/// <summary>
/// The Binding Authorization Data between mobile node and correspondent (RFC 6275 §5.2.6, §6.2.7). It covers every
/// option of the message, Binding Identifiers among them (draft §3.1). One object serves all correspondents; it is
/// given the binding management key with each message.
/// </summary>
public sealed class BindingAuthorization
{
    private readonly Authenticator _authenticator = new Authenticator();

    /// <summary>
    /// Ends a message with its Binding Authorization Data, behind the options that were written up to
    /// <paramref name="at"/>. Nothing in the message may change afterwards but the checksum, and
    /// <see cref="MobilityHeader.Finish"/> finds nothing to pad.
    /// </summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="at">Where the last option ended.</param>
    /// <param name="key">The buffer that holds the binding management key (<see cref="BindingManagementKey"/>).</param>
    /// <param name="keyOffset">Where that key starts.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address that is registered, or in a
    /// de-registration the home address.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <param name="correspondent">The buffer that holds the correspondent's address.</param>
    /// <param name="correspondentOffset">Where that address starts.</param>
    /// <returns>Where the message ends.</returns>
    public int Append(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] key,
        int keyOffset,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] correspondent,
        int correspondentOffset)
    {
        _authenticator.SetKey(key, keyOffset, Sha1.DigestLength);
        at = BindingAuthorizationDataOption.Begin(buffer, headerOffset, at);
        return _authenticator.Append(
            buffer, headerOffset, at, careOfAddress, careOfAddressOffset, correspondent, correspondentOffset);
    }

    /// <summary>
    /// Judges a received message whose options were read; the buffer stays as it is. The option must be the last, with
    /// no padding behind it (§6.2.1). The parameters are those of <see cref="Append"/>.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, <see cref="Refusal.AuthenticationMissing"/> or
    /// <see cref="Refusal.AuthenticationFailed"/>.</returns>
    public Refusal Verify(
        byte[] buffer,
        int headerOffset,
        MobilityOptions options,
        byte[] key,
        int keyOffset,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] correspondent,
        int correspondentOffset)
    {
        int option = options.BindingAuthorizationDataAt;
        if (option < 0)
        {
            return Refusal.AuthenticationMissing;
        }

        int at = BindingAuthorizationDataOption.AuthenticatorAt(option);
        if (at + Authenticator.Octets != options.End)
        {
            return Refusal.AuthenticationFailed;
        }

        _authenticator.SetKey(key, keyOffset, Sha1.DigestLength);
        return _authenticator.Matches(
            buffer, headerOffset, at, careOfAddress, careOfAddressOffset, correspondent, correspondentOffset)
            ? Refusal.None
            : Refusal.AuthenticationFailed;
    }
}
