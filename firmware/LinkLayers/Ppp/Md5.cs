using System;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The message digest MD5 (RFC 1321 §3), which CHAP needs and nothing else should. The object is reused and allocates
/// nothing after its construction.
/// </summary>
internal sealed class Md5
{
    /// <summary>Octets of a digest.</summary>
    internal const int DigestLength = 16;

    private const int BlockLength = 64;
    private const int LengthOffset = 56;
    private const int Steps = 64;

    // The table of §3.4: 4294967296 times the sine of each step's number, without its sign.
    private static readonly uint[] s_sines =
    {
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A,
        0xA8304613, 0xFD469501, 0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE,
        0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821, 0xF61E2562, 0xC040B340,
        0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8,
        0x676F02D9, 0x8D2A4C8A, 0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C,
        0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70, 0x289B7EC6, 0xEAA127FA,
        0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92,
        0xFFEFF47D, 0x85845DD1, 0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1,
        0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    };

    private readonly uint[] _state = new uint[4];
    private readonly uint[] _words = new uint[BlockLength / 4];
    private readonly byte[] _block = new byte[BlockLength];
    private int _length;

    /// <summary>Starts a message; one that was not finished is forgotten.</summary>
    internal void Begin()
    {
        _state[0] = 0x67452301;
        _state[1] = 0xEFCDAB89;
        _state[2] = 0x98BADCFE;
        _state[3] = 0x10325476;
        _length = 0;
    }

    /// <summary>Adds the next octets of the message, any number of them.</summary>
    internal void Add(byte[] buffer, int offset, int length)
    {
        for (int end = offset + length; offset < end; offset++)
        {
            _block[_length++ % BlockLength] = buffer[offset];
            if (_length % BlockLength == 0)
            {
                Hash();
            }
        }
    }

    /// <summary>Ends the message and writes its digest, 16 octets.</summary>
    internal void Finish(byte[] digest, int offset)
    {
        int bits = 8 * _length;
        int waiting = _length % BlockLength;
        _block[waiting++] = 0x80;
        if (waiting > LengthOffset)
        {
            Array.Clear(_block, waiting, BlockLength - waiting);
            Hash();
            waiting = 0;
        }

        Array.Clear(_block, waiting, BlockLength - waiting);
        WriteLittleEndian(_block, LengthOffset, (uint)bits);
        Hash();
        for (int i = 0; i < _state.Length; i++)
        {
            WriteLittleEndian(digest, offset + (4 * i), _state[i]);
        }
    }

    private static void WriteLittleEndian(byte[] buffer, int at, uint value)
    {
        for (int i = 0; i < 4; i++)
        {
            buffer[at + i] = (byte)(value >> (8 * i));
        }
    }

    private void Hash()
    {
        for (int i = 0; i < _words.Length; i++)
        {
            int at = 4 * i;
            _words[i] = _block[at]
                | ((uint)_block[at + 1] << 8)
                | ((uint)_block[at + 2] << 16)
                | ((uint)_block[at + 3] << 24);
        }

        uint a = _state[0];
        uint b = _state[1];
        uint c = _state[2];
        uint d = _state[3];
        for (int step = 0; step < Steps; step++)
        {
            uint mixed;
            int word;

            // How far the steps of the round rotate, in turn from the lowest octet.
            uint shifts;
            switch (step >> 4)
            {
                case 0:
                    mixed = (b & c) | (~b & d);
                    word = step;
                    shifts = 0x16110C07;
                    break;
                case 1:
                    mixed = (d & b) | (~d & c);
                    word = (5 * step) + 1;
                    shifts = 0x140E0905;
                    break;
                case 2:
                    mixed = b ^ c ^ d;
                    word = (3 * step) + 5;
                    shifts = 0x17100B04;
                    break;
                default:
                    mixed = c ^ (b | ~d);
                    word = 7 * step;
                    shifts = 0x150F0A06;
                    break;
            }

            uint sum = a + mixed + s_sines[step] + _words[word & 15];
            int shift = (int)(shifts >> (8 * (step & 3))) & 31;
            a = d;
            d = c;
            c = b;
            b += (sum << shift) | (sum >> (32 - shift));
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
    }
}
