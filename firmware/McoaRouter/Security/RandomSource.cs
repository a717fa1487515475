using System;
using McoaRouter.Wire;

namespace McoaRouter.Security;

/// <summary>
/// Octets that nobody can tell in advance who does not know the seed: the generator HMAC_DRBG with SHA-1 (NIST SP
/// 800-90A §10.1.2). The router has no random source of its own, the board gives it a seed; the same seed gives the
/// same octets on every runtime. What was given out cannot be found from the state that is left.
/// </summary>
public sealed class RandomSource
{
    /// <summary>Octets of seed for the generator's full strength of 128 bits (SP 800-90A §8.6.7, §10.1).</summary>
    public const int SeedOctets = 24;

    private readonly HmacSha1 _hmac = new HmacSha1();
    private readonly byte[] _key = new byte[HmacSha1.Length];
    private readonly byte[] _value = new byte[HmacSha1.Length];
    private readonly byte[] _separator = new byte[1];
    private readonly byte[] _word = new byte[2];
    private int _seeded;

    /// <summary>Makes a source that is to be seeded.</summary>
    public RandomSource()
    {
        for (int i = 0; i < HmacSha1.Length; i++)
        {
            _value[i] = 1;
        }

        _hmac.SetKey(_key, 0, HmacSha1.Length);
    }

    /// <summary>
    /// Whether <see cref="SeedOctets"/> came in. Before that it gives octets all the same, but they can be guessed.
    /// </summary>
    public bool IsSeeded
    {
        get { return _seeded >= SeedOctets; }
    }

    /// <summary>
    /// Mixes octets from a true random source into the state; what came in before is not lost. Once is enough, more
    /// often is better.
    /// </summary>
    public void Seed(byte[] octets, int offset, int length)
    {
        Mix(0, octets, offset, length);
        Mix(1, octets, offset, length);
        if (!IsSeeded)
        {
            _seeded += length;
        }
    }

    /// <summary>Gives the next octets.</summary>
    public void Fill(byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        while (offset < end)
        {
            NextValue();
            int taken = end - offset < HmacSha1.Length ? end - offset : HmacSha1.Length;
            Array.Copy(_value, 0, buffer, offset, taken);
            offset += taken;
        }

        Mix(0, buffer, offset, 0);
    }

    /// <summary>Gives the next 16 bits.</summary>
    public int NextUInt16()
    {
        Fill(_word, 0, _word.Length);
        return BigEndian.ReadUInt16(_word, 0);
    }

    /// <summary>Half of the generator's update: a new key of the value and what is provided, then a new value.</summary>
    private void Mix(int separator, byte[] provided, int offset, int length)
    {
        _separator[0] = (byte)separator;
        _hmac.Begin();
        _hmac.Add(_value, 0, HmacSha1.Length);
        _hmac.Add(_separator, 0, 1);
        _hmac.Add(provided, offset, length);
        _hmac.Finish(_key, 0);
        _hmac.SetKey(_key, 0, HmacSha1.Length);
        NextValue();
    }

    private void NextValue()
    {
        _hmac.Begin();
        _hmac.Add(_value, 0, HmacSha1.Length);
        _hmac.Finish(_value, 0);
    }
}
