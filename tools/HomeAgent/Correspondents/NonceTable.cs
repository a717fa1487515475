using System;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// A correspondent's secrets of the return routability procedure: the node key Kcn (RFC 6275 §5.2.1) and the nonces
/// (§5.2.2), from which it makes keygen tokens and, when they come back, makes them again without having kept any
/// (§5.2.5). A nonce serves for new tokens 30 s long and is accepted for 240 s (§5.2.7), both counted from when it was
/// made, which is never later than its first use. There is no timer: <see cref="Advance"/> with each message is enough.
/// </summary>
public sealed class NonceTable
{
    /// <summary>For how long a nonce is accepted, in ms (MAX_NONCE_LIFETIME, RFC 6275 §12).</summary>
    public const int MaxNonceLifetimeMs = 240000;

    // Ends the acceptance of a token between MAX_TOKEN_LIFETIME and MAX_NONCE_LIFETIME after it was sent (§5.2.7).
    private const int CurrentMs = 30000;

    // Nonces that can be accepted at once; a power of 2, so that an index keeps its place when it wraps.
    private const int Nonces = MaxNonceLifetimeMs / CurrentMs;
    private const int NonceOctets = 8;
    private const int LastIndex = 0xFFFF;
    private const long Never = long.MinValue;

    private readonly RandomSource _random;
    private readonly HmacSha1 _hmac = new HmacSha1();
    private readonly byte[] _nonces = new byte[Nonces * NonceOctets];
    private readonly int[] _indices = new int[Nonces];
    private readonly long[] _madeAt = new long[Nonces];
    private readonly byte[] _ending = new byte[1];
    private readonly byte[] _mac = new byte[HmacSha1.Length];
    private bool _keyed;

    /// <summary>Makes a table without nonces.</summary>
    /// <param name="random">Where key and nonces come from; seeded before the first <see cref="Advance"/>.</param>
    public NonceTable(RandomSource random)
    {
        _random = random;
        for (int i = 0; i < Nonces; i++)
        {
            _madeAt[i] = Never;
        }
    }

    /// <summary>The index of the nonce for new tokens, 16 bits, after <see cref="Advance"/>.</summary>
    public int CurrentIndex { get; private set; }

    /// <summary>
    /// Discards the nonces that expired, and makes a new one where the current one has served. Harmless when called
    /// early, late or twice. The first call makes the node key and starts at an index nobody can tell, so that one
    /// given out before a restart is most likely not held.
    /// </summary>
    public void Advance(long now)
    {
        if (!_keyed)
        {
            _random.Fill(_mac, 0, HmacSha1.Length);
            _hmac.SetKey(_mac, 0, HmacSha1.Length);
            CurrentIndex = _random.NextUInt16();
            _keyed = true;
        }

        for (int i = 0; i < Nonces; i++)
        {
            if (_madeAt[i] != Never && now - _madeAt[i] >= MaxNonceLifetimeMs)
            {
                Array.Clear(_nonces, i * NonceOctets, NonceOctets);
                _madeAt[i] = Never;
            }
        }

        long madeAt = _madeAt[CurrentIndex % Nonces];
        if (madeAt == Never || now - madeAt >= CurrentMs)
        {
            CurrentIndex = (CurrentIndex + 1) & LastIndex;
            int slot = CurrentIndex % Nonces;
            _random.Fill(_nonces, slot * NonceOctets, NonceOctets);
            _indices[slot] = CurrentIndex;
            _madeAt[slot] = now;
        }
    }

    /// <summary>Whether tokens made with this nonce index are still accepted.</summary>
    public bool IsAcceptable(int index, long now)
    {
        int slot = index % Nonces;
        return _madeAt[slot] != Never && _indices[slot] == index && now - _madeAt[slot] < MaxNonceLifetimeMs;
    }

    /// <summary>
    /// Makes a keygen token: First (64, HMAC_SHA1 (Kcn, (address | nonce | 0 or 1))) (§5.2.5).
    /// </summary>
    /// <param name="index">The current nonce's index, or one that <see cref="IsAcceptable"/>.</param>
    /// <param name="address">The buffer that holds the home or care-of address.</param>
    /// <param name="addressOffset">Where that address starts.</param>
    /// <param name="careOf">Whether it is the care-of address.</param>
    /// <param name="token">The buffer for the token, 8 octets.</param>
    /// <param name="tokenOffset">Where the token is to start.</param>
    public void Compute(int index, byte[] address, int addressOffset, bool careOf, byte[] token, int tokenOffset)
    {
        _ending[0] = (byte)(careOf ? 1 : 0);
        _hmac.Begin();
        _hmac.Add(address, addressOffset, Ipv6Address.Length);
        _hmac.Add(_nonces, index % Nonces * NonceOctets, NonceOctets);
        _hmac.Add(_ending, 0, 1);
        _hmac.Finish(_mac, 0);
        Array.Copy(_mac, 0, token, tokenOffset, KeygenToken.Octets);
    }
}
