using System;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// Writes frames into a queue of octets (RFC 1662 §4), which goes to the serial line as it takes them. It must look at
/// every octet, for the check sequence; runs without octets to escape are copied as a whole.
/// </summary>
internal sealed class HdlcWriter
{
    private readonly byte[] _queue = new byte[LinkLimits.SerialQueueOctets];
    private readonly byte[] _head = new byte[Hdlc.HeaderOctets];
    private readonly byte[] _tail = new byte[Hdlc.FcsOctets];
    private readonly bool[] _marks = new bool[256];
    private readonly bool[] _linkMarks = new bool[256];
    private int _first;
    private int _end;
    private int _fcs;

    /// <summary>Whether the peer takes frames without address and control field (RFC 1661 §6.6).</summary>
    internal bool CompressesAddress;

    /// <summary>Whether the peer takes a protocol field of one octet (RFC 1661 §6.5).</summary>
    internal bool CompressesProtocol;

    /// <summary>Makes a writer with an empty queue and the default control map.</summary>
    internal HdlcWriter()
    {
        Hdlc.Mark(_linkMarks, Hdlc.DefaultControlMap);
        Reset();
    }

    /// <summary>Whether all octets went to the line.</summary>
    internal bool IsEmpty
    {
        get { return _first == _end; }
    }

    /// <summary>Forgets what was agreed on with the peer; what is queued stays.</summary>
    internal void Reset()
    {
        SetControlMap(Hdlc.DefaultControlMap);
        CompressesAddress = false;
        CompressesProtocol = false;
    }

    /// <summary>Empties the queue.</summary>
    internal void Clear()
    {
        _first = 0;
        _end = 0;
    }

    /// <summary>States which control characters are to be escaped (RFC 1662 §7.1).</summary>
    internal void SetControlMap(uint controlMap)
    {
        Hdlc.Mark(_marks, controlMap);
    }

    /// <summary>
    /// Queues one frame. Frames of LCP are written with the default control map and uncompressed, whatever was agreed
    /// on (RFC 1662 §7.1, RFC 1661 §6.5).
    /// </summary>
    /// <returns>False, and nothing queued, where the queue might not hold it.</returns>
    internal bool Write(int protocol, byte[] buffer, int offset, int length)
    {
        if (!MakeRoom((2 * (Hdlc.HeaderOctets + length + Hdlc.FcsOctets)) + 2))
        {
            return false;
        }

        bool isLink = protocol == PppProtocol.Lcp;
        bool[] marks = isLink ? _linkMarks : _marks;
        _queue[_end++] = Hdlc.Flag;
        _fcs = Hdlc.InitialFcs;
        int head = WriteHead(protocol, isLink);
        Stuff(marks, _head, head, Hdlc.HeaderOctets - head);
        Stuff(marks, buffer, offset, length);
        int fcs = _fcs ^ 0xFFFF;
        _tail[0] = (byte)fcs;
        _tail[1] = (byte)(fcs >> 8);
        Stuff(marks, _tail, 0, Hdlc.FcsOctets);
        _queue[_end++] = Hdlc.Flag;
        return true;
    }

    /// <summary>Gives the line as much as it takes.</summary>
    /// <returns>False where the line is lost.</returns>
    internal bool Flush(ISerialLine line)
    {
        while (_first < _end)
        {
            int taken = line.Write(_queue, _first, _end - _first);
            if (taken <= 0)
            {
                return taken == 0;
            }

            _first += taken;
        }

        Clear();
        return true;
    }

    /// <summary>Writes the header to the end of <see cref="_head"/> and returns where it starts.</summary>
    private int WriteHead(int protocol, bool isLink)
    {
        int at = Hdlc.HeaderOctets - 2;
        BigEndian.WriteUInt16(_head, at, protocol);
        if (CompressesProtocol && protocol <= 0xFF && !isLink)
        {
            at++;
        }

        if (!CompressesAddress || isLink)
        {
            _head[--at] = Hdlc.Control;
            _head[--at] = Hdlc.Address;
        }

        return at;
    }

    private bool MakeRoom(int octets)
    {
        if (octets <= _queue.Length - _end)
        {
            return true;
        }

        int queued = _end - _first;
        if (octets > _queue.Length - queued)
        {
            return false;
        }

        Array.Copy(_queue, _first, _queue, 0, queued);
        _first = 0;
        _end = queued;
        return true;
    }

    private void Stuff(bool[] marks, byte[] buffer, int offset, int length)
    {
        ushort[] table = Hdlc.FcsTable;
        int fcs = _fcs;
        int end = offset + length;
        int run = offset;
        for (int at = offset; at < end; at++)
        {
            int octet = buffer[at];
            fcs = (fcs >> 8) ^ table[(fcs ^ octet) & 0xFF];
            if (marks[octet])
            {
                Append(buffer, run, at - run);
                _queue[_end++] = Hdlc.Escape;
                _queue[_end++] = (byte)(octet ^ Hdlc.EscapeBit);
                run = at + 1;
            }
        }

        Append(buffer, run, end - run);
        _fcs = fcs;
    }

    private void Append(byte[] buffer, int run, int length)
    {
        Array.Copy(buffer, run, _queue, _end, length);
        _end += length;
    }
}
