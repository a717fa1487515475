using System;
using McoaRouter.Wire;

namespace McoaRouter.Security;

/// <summary>
/// One mobility security association between mobile node and home agent (RFC 4285 §5.1): how either end authenticates
/// what it sends and judges what it received. Its algorithm is HMAC_SHA1, its replay protection the timestamp of §6.
/// </summary>
public sealed class MessageAuthenticator
{
    private readonly Authenticator _authenticator;
    private readonly uint _spi;
    private readonly byte[] _identifier;

    /// <summary>Makes the association of two peers; it keeps copies of what it is given.</summary>
    /// <param name="spi">The mobility SPI; 0..255 are reserved.</param>
    /// <param name="key">The shared key, of any length; §5.1 asks for 16 octets.</param>
    /// <param name="identifier">The mobile node's Network Access Identifier, at most 254 octets.</param>
    public MessageAuthenticator(uint spi, byte[] key, byte[] identifier)
        : this(spi, key, identifier, null)
    {
    }

    /// <summary>
    /// Makes one of many associations, which work in the same memory, one call at a time: each keeps little more than what
    /// its key leaves.
    /// </summary>
    /// <param name="spi">The mobility SPI; 0..255 are reserved.</param>
    /// <param name="key">The shared key, of any length; §5.1 asks for 16 octets.</param>
    /// <param name="identifier">The mobile node's Network Access Identifier, at most 254 octets.</param>
    /// <param name="other">Another of them, or null for the first.</param>
    public MessageAuthenticator(uint spi, byte[] key, byte[] identifier, MessageAuthenticator other)
    {
        _authenticator = other == null ? new Authenticator() : new Authenticator(other._authenticator);
        _spi = spi;
        _identifier = new byte[identifier.Length];
        Array.Copy(identifier, 0, _identifier, 0, identifier.Length);
        _authenticator.SetKey(key, 0, key.Length);
    }

    /// <summary>
    /// Ends a message: Mobile Node Identifier, timestamp and authentication, the last of them, behind the options that
    /// were written up to <paramref name="at"/>. Nothing in the message may change afterwards but the checksum, and
    /// <see cref="MobilityHeader.Finish"/> finds nothing to pad.
    /// </summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="at">Where the last option ended.</param>
    /// <param name="timestamp">The timestamp (RFC 4285 §6), from <see cref="TimestampSource"/>; in an
    /// answer, the update's.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <param name="homeAddress">The buffer that holds the home address.</param>
    /// <param name="homeAddressOffset">Where that address starts.</param>
    /// <returns>Where the message ends.</returns>
    public int Append(
        byte[] buffer,
        int headerOffset,
        int at,
        long timestamp,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        at = MobileNodeIdentifierOption.Write(buffer, at, _identifier);
        at = ReplayProtectionOption.Write(buffer, headerOffset, at, timestamp);
        at = AuthenticationOption.Begin(buffer, headerOffset, at, _spi);
        return _authenticator.Append(
            buffer, headerOffset, at, careOfAddress, careOfAddressOffset, homeAddress, homeAddressOffset);
    }

    /// <summary>
    /// Judges a received message whose options were read; the buffer stays as it is. The authentication option must be
    /// the last, with no padding behind it. Beside one of another subtype it is refused: behind that it must not stand
    /// (§5), before it, it is not the last.
    /// </summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="options">The message's options.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <param name="homeAddress">The buffer that holds the home address.</param>
    /// <param name="homeAddressOffset">Where that address starts.</param>
    /// <returns><see cref="Refusal.None"/>, <see cref="Refusal.AuthenticationMissing"/>,
    /// <see cref="Refusal.IdentifierMismatch"/> or <see cref="Refusal.AuthenticationFailed"/>.</returns>
    public Refusal Verify(
        byte[] buffer,
        int headerOffset,
        MobilityOptions options,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        int option = options.AuthenticationAt;
        if (option < 0)
        {
            return Refusal.AuthenticationMissing;
        }

        int identifier = options.MobileNodeIdentifierAt;
        if (identifier < 0 || !MobileNodeIdentifierOption.Names(buffer, identifier, _identifier))
        {
            return Refusal.IdentifierMismatch;
        }

        int at = AuthenticationOption.AuthenticationDataAt(option);
        bool authentic = !options.HasOtherAuthentication
            && at + Authenticator.Octets == options.End
            && AuthenticationOption.Spi(buffer, option) == _spi
            && _authenticator.Matches(
                buffer, headerOffset, at, careOfAddress, careOfAddressOffset, homeAddress, homeAddressOffset);
        return authentic ? Refusal.None : Refusal.AuthenticationFailed;
    }
}
