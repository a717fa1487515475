using System;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// Takes frames out of a stream of octets (RFC 1662 §4). It must look at every octet, on any link whose framing managed
/// code does: runs without flag and escape are checked by table and copied as a whole. What is no frame is counted and
/// forgotten up to the next flag.
/// </summary>
internal sealed class HdlcReader
{
    private const int SmallestFrame = 4;

    private readonly bool[] _marks = new bool[256];
    private readonly LinkRefusalCounters _refusals;
    private int _received;
    private int _fcs;
    private bool _escaped;
    private bool _oversized;

    /// <summary>The frame without flags and escapes; its check sequence is behind it.</summary>
    internal readonly byte[] Frame = new byte[Hdlc.HeaderOctets + Limits.PacketOctets + Hdlc.FcsOctets];

    /// <summary>
    /// Octets of the frame that <see cref="Take"/> completed, without check sequence; 0 where it did not.
    /// </summary>
    internal int Length;

    /// <summary>Makes a reader whose control map is the default.</summary>
    internal HdlcReader(LinkRefusalCounters refusals)
    {
        _refusals = refusals;
        Reset();
    }

    /// <summary>Forgets a frame that has begun, and takes the default control map.</summary>
    internal void Reset()
    {
        SetControlMap(Hdlc.DefaultControlMap);
        Begin();
    }

    /// <summary>
    /// States which control characters the line may insert, so that they are dropped (RFC 1662 §7.1).
    /// </summary>
    internal void SetControlMap(uint controlMap)
    {
        Hdlc.Mark(_marks, controlMap);
    }

    /// <summary>Takes octets up to the end of a frame, or all of them. Bounded by their number.</summary>
    /// <returns>Octets taken. <see cref="Length"/> says whether a frame is complete.</returns>
    internal int Take(byte[] buffer, int offset, int length)
    {
        bool[] marks = _marks;
        ushort[] table = Hdlc.FcsTable;
        int at = offset;
        int end = offset + length;
        Length = 0;
        while (at < end && Length == 0)
        {
            int fcs = _fcs;
            int run = at;
            int octet = buffer[at];
            if (_escaped && !marks[octet])
            {
                octet ^= Hdlc.EscapeBit;
                _fcs = (fcs >> 8) ^ table[(fcs ^ octet) & 0xFF];
                TakeEscaped(octet);
                at++;
                continue;
            }

            while (!marks[octet])
            {
                fcs = (fcs >> 8) ^ table[(fcs ^ octet) & 0xFF];
                if (++at == end)
                {
                    break;
                }

                octet = buffer[at];
            }

            _fcs = fcs;
            Append(buffer, run, at - run);
            if (at < end)
            {
                TakeMark(octet);
                at++;
            }
        }

        return at - offset;
    }

    /// <summary>
    /// Whether the frame that has begun ends with a text, or with that and at most <paramref name="slack"/> more
    /// octets.
    /// </summary>
    internal bool EndsWith(byte[] text, int slack)
    {
        for (int at = _received - text.Length; slack >= 0 && at >= 0; slack--, at--)
        {
            if (ConfigurationOption.Same(Frame, at, text, 0, text.Length))
            {
                return true;
            }
        }

        return false;
    }

    private void Begin()
    {
        _received = 0;
        _fcs = Hdlc.InitialFcs;
        _escaped = false;
        _oversized = false;
    }

    private void TakeEscaped(int octet)
    {
        _escaped = false;
        if (_received < Frame.Length)
        {
            Frame[_received++] = (byte)octet;
        }
        else
        {
            _oversized = true;
        }
    }

    private void Append(byte[] buffer, int run, int length)
    {
        if (length > Frame.Length - _received)
        {
            _oversized = true;
            length = Frame.Length - _received;
        }

        if (length > 0)
        {
            Array.Copy(buffer, run, Frame, _received, length);
            _received += length;
        }
    }

    /// <summary>Takes a flag or an escape; a control character of the map is dropped.</summary>
    private void TakeMark(int octet)
    {
        if (octet == Hdlc.Flag)
        {
            EndFrame();
        }
        else if (octet == Hdlc.Escape)
        {
            _escaped = true;
        }
    }

    private void EndFrame()
    {
        LinkRefusal refusal = Judge();
        if (refusal != LinkRefusal.None)
        {
            _refusals.Add(refusal);
        }
        else if (_received > 0)
        {
            Length = _received - Hdlc.FcsOctets;
        }

        Begin();
    }

    private LinkRefusal Judge()
    {
        if (_escaped)
        {
            return LinkRefusal.Aborted;
        }

        if (_oversized)
        {
            return LinkRefusal.Oversized;
        }

        if (_received < SmallestFrame)
        {
            return _received == 0 ? LinkRefusal.None : LinkRefusal.Truncated;
        }

        return _fcs == Hdlc.GoodFcs ? LinkRefusal.None : LinkRefusal.Checksum;
    }
}
