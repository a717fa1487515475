using System;
using McoaRouter.Wire;

namespace McoaRouter.Security;

/// <summary>
/// The Secure Hash Algorithm SHA-1 (FIPS 180-4 §6.1), fed piece by piece. The object is reused and allocates nothing
/// after its construction. It walks every octet: for control messages only, never for the vehicle's packets.
/// </summary>
public sealed class Sha1
{
    /// <summary>Octets of a digest.</summary>
    public const int DigestLength = 20;

    /// <summary>Octets that are hashed in one step.</summary>
    internal const int BlockLength = 64;

    /// <summary>Words of 32 bits between two steps.</summary>
    internal const int StateWords = 5;

    private const int Rounds = 80;

    // Where the message's length stands in the last block.
    private const int LengthOffset = 56;

    private readonly uint[] _state = new uint[StateWords];
    private readonly uint[] _schedule = new uint[Rounds];
    private readonly byte[] _block = new byte[BlockLength];
    private long _length;

    /// <summary>Makes an object on which <see cref="Begin"/> was called.</summary>
    public Sha1()
    {
        Begin();
    }

    /// <summary>Starts a message; one that was not finished is forgotten.</summary>
    public void Begin()
    {
        _state[0] = 0x67452301;
        _state[1] = 0xEFCDAB89;
        _state[2] = 0x98BADCFE;
        _state[3] = 0x10325476;
        _state[4] = 0xC3D2E1F0;
        _length = 0;
    }

    /// <summary>Adds the next octets of the message, any number of them.</summary>
    public void Add(byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        int waiting = (int)(_length % BlockLength);
        _length += length;
        if (waiting > 0)
        {
            int taken = length < BlockLength - waiting ? length : BlockLength - waiting;
            Array.Copy(buffer, offset, _block, waiting, taken);
            offset += taken;
            if (waiting + taken < BlockLength)
            {
                return;
            }

            Hash(_block, 0);
        }

        for (; end - offset >= BlockLength; offset += BlockLength)
        {
            Hash(buffer, offset);
        }

        Array.Copy(buffer, offset, _block, 0, end - offset);
    }

    /// <summary>
    /// Ends the message and writes its digest, 20 octets; <see cref="Begin"/> starts the next one.
    /// </summary>
    public void Finish(byte[] digest, int offset)
    {
        int waiting = (int)(_length % BlockLength);
        _block[waiting++] = 0x80;
        if (waiting > LengthOffset)
        {
            Array.Clear(_block, waiting, BlockLength - waiting);
            Hash(_block, 0);
            waiting = 0;
        }

        Array.Clear(_block, waiting, LengthOffset - waiting);
        BigEndian.WriteInt64(_block, LengthOffset, 8 * _length);
        Hash(_block, 0);
        for (int i = 0; i < StateWords; i++)
        {
            BigEndian.WriteUInt32(digest, offset + (4 * i), (int)_state[i]);
        }
    }

    /// <summary>Keeps the state after a whole number of blocks, for <see cref="Resume"/>.</summary>
    internal void Save(uint[] state)
    {
        Array.Copy(_state, 0, state, 0, StateWords);
    }

    /// <summary>
    /// Starts a message whose first blocks were hashed before: <paramref name="length"/> octets of them.
    /// </summary>
    internal void Resume(uint[] state, long length)
    {
        Array.Copy(state, 0, _state, 0, StateWords);
        _length = length;
    }

    private void Hash(byte[] buffer, int offset)
    {
        uint[] schedule = Schedule(buffer, offset);
        uint a = _state[0];
        uint b = _state[1];
        uint c = _state[2];
        uint d = _state[3];
        uint e = _state[4];
        int round = 0;
        for (; round < 20; round++)
        {
            uint next = ((a << 5) | (a >> 27)) + (d ^ (b & (c ^ d))) + e + 0x5A827999 + schedule[round];
            e = d;
            d = c;
            c = (b << 30) | (b >> 2);
            b = a;
            a = next;
        }

        for (; round < 40; round++)
        {
            uint next = ((a << 5) | (a >> 27)) + (b ^ c ^ d) + e + 0x6ED9EBA1 + schedule[round];
            e = d;
            d = c;
            c = (b << 30) | (b >> 2);
            b = a;
            a = next;
        }

        for (; round < 60; round++)
        {
            uint next = ((a << 5) | (a >> 27)) + ((b & c) | (d & (b | c))) + e + 0x8F1BBCDC + schedule[round];
            e = d;
            d = c;
            c = (b << 30) | (b >> 2);
            b = a;
            a = next;
        }

        for (; round < Rounds; round++)
        {
            uint next = ((a << 5) | (a >> 27)) + (b ^ c ^ d) + e + 0xCA62C1D6 + schedule[round];
            e = d;
            d = c;
            c = (b << 30) | (b >> 2);
            b = a;
            a = next;
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
    }

    private uint[] Schedule(byte[] buffer, int offset)
    {
        uint[] schedule = _schedule;
        int round = 0;
        for (; round < BlockLength / 4; round++)
        {
            schedule[round] = BigEndian.ReadUInt32(buffer, offset + (4 * round));
        }

        for (; round < Rounds; round++)
        {
            uint word = schedule[round - 3] ^ schedule[round - 8] ^ schedule[round - 14] ^ schedule[round - 16];
            schedule[round] = (word << 1) | (word >> 31);
        }

        return schedule;
    }
}
