using System;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// One half of the return routability procedure (RFC 6275 §5.2.5, §11.6): the test of the home address or of one
/// care-of address at one correspondent, and the keygen token that it gave. Every attempt has a new cookie (§11.8); a
/// token serves for several Binding Updates until it is too old (§5.2.7, §11.6.1).
/// </summary>
internal sealed class AddressTest
{
    private const int MaximumTokenLifetimeMs = 210000;

    // MAX_RO_FAILURE (§5.2.9, §12).
    private const int MaximumFailures = 3;

    /// <summary>When the test init message is sent.</summary>
    internal readonly RetransmissionTimer Timer = new RetransmissionTimer();

    /// <summary>The cookie of the message that was sent last, 8 octets.</summary>
    internal readonly byte[] Cookie = new byte[TestInit.CookieLength];

    /// <summary>The keygen token, 8 octets; only with <see cref="HasToken"/>.</summary>
    internal readonly byte[] Token = new byte[KeygenToken.Octets];

    private readonly byte[] _address = new byte[Ipv6Address.Length];
    private long _receivedAt;
    private bool _hasToken;

    /// <summary>The index of the nonce that the token was made from, 16 bits.</summary>
    internal int NonceIndex { get; private set; }

    /// <summary>Whether a message is to be sent that was sent in vain as often as is allowed.</summary>
    internal bool HasFailed
    {
        get { return Timer.Attempt == MaximumFailures; }
    }

    /// <summary>Whether there is a token that is recent enough to be used.</summary>
    internal bool HasToken(long now)
    {
        return _hasToken && now - _receivedAt < MaximumTokenLifetimeMs;
    }

    /// <summary>
    /// States which address is tested; another one than before starts from nothing (§11.6.1).
    /// </summary>
    /// <returns>Whether it is another one.</returns>
    internal bool SetAddress(byte[] address, int offset)
    {
        if (Ipv6Address.Equal(_address, 0, address, offset))
        {
            return false;
        }

        Ipv6Address.Copy(address, offset, _address, 0);
        Forget();
        return true;
    }

    /// <summary>A token is wanted: the test starts where there is none and it does not run yet.</summary>
    /// <returns>Whether there is a token.</returns>
    internal bool Want(long now)
    {
        if (HasToken(now))
        {
            return true;
        }

        if (!Timer.IsRunning)
        {
            Timer.Start(now);
        }

        return false;
    }

    /// <summary>Makes the cookie of a message that is sent now.</summary>
    internal void Sending(RandomSource random, long now)
    {
        random.Fill(Cookie, 0, TestInit.CookieLength);
        Timer.Sent(now);
    }

    /// <summary>
    /// A test message came from the correspondent to the tested address (§11.6.2): it counts while one is awaited, and
    /// with the cookie of the last init message.
    /// </summary>
    internal Refusal Take(TestReply reply, byte[] buffer, long now)
    {
        if (!Timer.IsOutstanding)
        {
            return Refusal.NotAwaited;
        }

        for (int i = 0; i < TestInit.CookieLength; i++)
        {
            if (Cookie[i] != buffer[reply.CookieOffset + i])
            {
                return Refusal.CookieMismatch;
            }
        }

        Array.Copy(buffer, reply.TokenOffset, Token, 0, KeygenToken.Octets);
        NonceIndex = reply.NonceIndex;
        _receivedAt = now;
        _hasToken = true;
        Timer.Stop();
        return Refusal.None;
    }

    /// <summary>The token serves no more, and none is awaited.</summary>
    internal void Forget()
    {
        _hasToken = false;
        Timer.Stop();
    }
}
