using System;

namespace McoaRouter.Security;

/// <summary>
/// The message authentication code HMAC (RFC 2104) over SHA-1, fed piece by piece. A key is hashed once, when it is
/// set; what that leaves is kept, so that a code costs the message's blocks and two more.
/// </summary>
public sealed class HmacSha1
{
    /// <summary>Octets of a code.</summary>
    public const int Length = Sha1.DigestLength;

    private const int InnerPad = 0x36;
    private const int OuterPad = 0x5C;

    private readonly Sha1 _sha1;
    private readonly uint[] _inner = new uint[Sha1.StateWords];
    private readonly uint[] _outer = new uint[Sha1.StateWords];
    private readonly byte[] _pad;
    private readonly byte[] _digest;

    /// <summary>Makes an object with an empty key, on which <see cref="Begin"/> was called.</summary>
    public HmacSha1()
    {
        _sha1 = new Sha1();
        _pad = new byte[Sha1.BlockLength];
        _digest = new byte[Sha1.DigestLength];
        SetKey(_digest, 0, 0);
    }

    /// <summary>
    /// Makes an object with an empty key that works in another's memory: a message of the one, from its
    /// <see cref="Begin"/> to its <see cref="Finish"/>, ends before one of the other begins.
    /// </summary>
    internal HmacSha1(HmacSha1 other)
    {
        _sha1 = other._sha1;
        _pad = other._pad;
        _digest = other._digest;
        SetKey(_digest, 0, 0);
    }

    /// <summary>
    /// Sets the key, of any length, for the messages from here on, and starts one. A key of more than 64 octets counts
    /// as its digest (RFC 2104 §2).
    /// </summary>
    public void SetKey(byte[] key, int offset, int length)
    {
        Array.Clear(_pad, 0, Sha1.BlockLength);
        if (length > Sha1.BlockLength)
        {
            _sha1.Begin();
            _sha1.Add(key, offset, length);
            _sha1.Finish(_pad, 0);
        }
        else
        {
            Array.Copy(key, offset, _pad, 0, length);
        }

        HashPad(InnerPad, _inner);
        HashPad(InnerPad ^ OuterPad, _outer);
        Array.Clear(_pad, 0, Sha1.BlockLength);
        Begin();
    }

    /// <summary>Starts a message; one that was not finished is forgotten.</summary>
    public void Begin()
    {
        _sha1.Resume(_inner, Sha1.BlockLength);
    }

    /// <summary>Adds the next octets of the message, any number of them.</summary>
    public void Add(byte[] buffer, int offset, int length)
    {
        _sha1.Add(buffer, offset, length);
    }

    /// <summary>
    /// Ends the message and writes its code, 20 octets; <see cref="Begin"/> starts the next message.
    /// </summary>
    public void Finish(byte[] mac, int offset)
    {
        _sha1.Finish(_digest, 0);
        _sha1.Resume(_outer, Sha1.BlockLength);
        _sha1.Add(_digest, 0, Sha1.DigestLength);
        _sha1.Finish(mac, offset);
    }

    private void HashPad(int change, uint[] state)
    {
        for (int i = 0; i < Sha1.BlockLength; i++)
        {
            _pad[i] = (byte)(_pad[i] ^ change);
        }

        _sha1.Begin();
        _sha1.Add(_pad, 0, Sha1.BlockLength);
        _sha1.Save(state);
    }
}
