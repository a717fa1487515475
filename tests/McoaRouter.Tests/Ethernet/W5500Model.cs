using System;
using McoaRouter.LinkLayers;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>
/// A W5500 as its datasheet describes it, as far as MACRAW on socket 0 goes: SPI frames, registers with what they do when
/// they are read and written, both buffers with their pointers going round, commands that take a while, over-run, the
/// transceiver. Every number stands here anew, so that one that is wrong in the driver shows.
/// </summary>
internal sealed class W5500Model : ISpiBus
{
    private const int Kept = 64;
    private const int SocketMode = 0x00;
    private const int SocketCommand = 0x01;
    private const int SocketInterrupt = 0x02;
    private const int SocketStatus = 0x03;
    private const int ReceiveSize = 0x1E;
    private const int TransmitSize = 0x1F;
    private const int TransmitFree = 0x20;
    private const int TransmitRead = 0x22;
    private const int TransmitWrite = 0x24;
    private const int Received = 0x26;
    private const int ReceiveRead = 0x28;
    private const int ReceiveWrite = 0x2A;

    private readonly byte[] _common = new byte[0x40];
    private readonly byte[][] _sockets = new byte[8][];
    private readonly byte[] _transmit = new byte[16 * 1024];
    private readonly byte[] _receive = new byte[16 * 1024];
    private readonly byte[][] _sent = new byte[Kept][];
    private int _freed;
    private int _commandReads;
    private int _interruptReads;
    private bool _leaving;
    private byte[] _arriving;

    internal W5500Model()
    {
        for (int i = 0; i < _sockets.Length; i++)
        {
            _sockets[i] = new byte[0x30];
        }

        PowerUp();
    }

    /// <summary>Whether there is a carrier.</summary>
    internal bool Link { get; set; } = true;

    /// <summary>Whether the chip is there; without it the line reads all ones.</summary>
    internal bool Present { get; set; } = true;

    /// <summary>How often a command's register is read before the command is taken.</summary>
    internal int CommandDelay { get; set; }

    /// <summary>How often the interrupt register is read before it says that a frame has left.</summary>
    internal int SendDelay { get; set; }

    /// <summary>Whether no frame ever leaves.</summary>
    internal bool Stuck { get; set; }

    /// <summary>What stands in VERSIONR.</summary>
    internal int Version { get; set; } = 4;

    /// <summary>Whether a reset never ends.</summary>
    internal bool ResetHangs { get; set; }

    /// <summary>Whether sent frames are counted only, so that nothing is allocated.</summary>
    internal bool KeepsNothing { get; set; }

    /// <summary>Frames that left.</summary>
    internal int Count { get; private set; }

    /// <summary>
    /// What no driver may do: transfers without a whole header or of another kind than their control octet says, writing
    /// where nothing is to be written, sending a frame while another is on its way.
    /// </summary>
    internal int Violations { get; private set; }

    /// <summary>Frames that found no room.</summary>
    internal int Overruns { get; private set; }

    /// <summary>Frames that the filters of socket 0 kept out.</summary>
    internal int Filtered { get; private set; }

    /// <summary>Transfers on the bus.</summary>
    internal int Transfers { get; private set; }

    private byte[] Socket
    {
        get { return _sockets[0]; }
    }

    private int ReceiveMask
    {
        get { return (Socket[ReceiveSize] << 10) - 1; }
    }

    private int TransmitMask
    {
        get { return (Socket[TransmitSize] << 10) - 1; }
    }

    private int Held
    {
        get { return (BigEndian.ReadUInt16(Socket, ReceiveWrite) - _freed) & 0xFFFF; }
    }

    public void Write(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
        Transfers++;
        Violations += headerLength == 3 && (header[2] & 0x07) == 0x04 ? 0 : 1;
        for (int i = 0; Present && i < length; i++)
        {
            WriteOctet(header[2] >> 3, (BigEndian.ReadUInt16(header, 0) + i) & 0xFFFF, data[offset + i]);
        }
    }

    public void Read(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
        Transfers++;
        Violations += headerLength == 3 && (header[2] & 0x07) == 0x00 ? 0 : 1;
        for (int i = 0; i < length; i++)
        {
            data[offset + i] = (byte)(Present
                ? ReadOctet(header[2] >> 3, (BigEndian.ReadUInt16(header, 0) + i) & 0xFFFF)
                : 0xFF);
        }
    }

    /// <summary>The chip loses its power for a moment.</summary>
    internal void PowerUp()
    {
        Array.Clear(_common, 0, _common.Length);
        for (int i = 0; i < _sockets.Length; i++)
        {
            Array.Clear(_sockets[i], 0, _sockets[i].Length);
            _sockets[i][ReceiveSize] = 2;
            _sockets[i][TransmitSize] = 2;
        }

        _freed = 0;
        _commandReads = 0;
        _leaving = false;
    }

    /// <summary>A frame comes over the wire.</summary>
    internal void Receive(byte[] frame)
    {
        if (!Link || Socket[SocketStatus] != 0x42)
        {
            return;
        }

        if (!Passes(frame))
        {
            Filtered++;
            return;
        }

        if (Held + 2 + frame.Length > ReceiveMask + 1)
        {
            Overruns++;
            return;
        }

        int at = BigEndian.ReadUInt16(Socket, ReceiveWrite);
        _receive[at & ReceiveMask] = (byte)((frame.Length + 2) >> 8);
        _receive[(at + 1) & ReceiveMask] = (byte)(frame.Length + 2);
        for (int i = 0; i < frame.Length; i++)
        {
            _receive[(at + 2 + i) & ReceiveMask] = frame[i];
        }

        BigEndian.WriteUInt16(Socket, ReceiveWrite, (at + 2 + frame.Length) & 0xFFFF);
        Socket[SocketInterrupt] |= 0x04;
    }

    /// <summary>A frame comes in between the two octets of the size of what was received, when that is read next.</summary>
    internal void ReceiveWithinReading(byte[] frame)
    {
        _arriving = frame;
    }

    /// <summary>The length before the next frame is destroyed.</summary>
    internal void DestroyLength(int value)
    {
        _receive[_freed & ReceiveMask] = (byte)(value >> 8);
        _receive[(_freed + 1) & ReceiveMask] = (byte)value;
    }

    /// <summary>The frame with this index that left, of the last 64.</summary>
    internal byte[] At(int index)
    {
        return _sent[index % Kept];
    }

    internal byte[] Last()
    {
        return At(Count - 1);
    }

    /// <summary>A register of socket 0, or of another, as it stands.</summary>
    internal int Register(int socket, int address)
    {
        return _sockets[socket][address];
    }

    /// <summary>A common register as it stands.</summary>
    internal int Common(int address)
    {
        return _common[address];
    }

    private bool Passes(byte[] frame)
    {
        int mode = Socket[SocketMode];
        bool all = true;
        bool own = true;
        for (int i = 0; i < 6; i++)
        {
            all &= frame[i] == 0xFF;
            own &= frame[i] == _common[0x09 + i];
        }

        bool ipv6 = frame[12] == 0x86 && frame[13] == 0xDD;
        return !(all && (mode & 0x40) != 0)
            && !(!all && (frame[0] & 1) != 0 && (mode & 0x20) != 0)
            && !(ipv6 && (mode & 0x10) != 0)
            && ((frame[0] & 1) != 0 || own || (mode & 0x80) == 0);
    }

    private int ReadOctet(int block, int address)
    {
        if (block == 0)
        {
            return ReadCommon(address);
        }

        int socket = block >> 2;
        switch (block & 3)
        {
            case 1:
                return socket == 0 ? ReadSocket(address) : _sockets[socket][address];
            case 2:
                return socket == 0 ? _transmit[address & TransmitMask] : 0;
            default:
                return socket == 0 ? _receive[address & ReceiveMask] : 0;
        }
    }

    private int ReadCommon(int address)
    {
        switch (address)
        {
            case 0x00:
                int mode = _common[0];
                _common[0] = (byte)(ResetHangs ? mode : mode & 0x7F);
                return mode;
            case 0x2E:
                return 0xB8 | (Link ? 0x07 : 0x00);
            case 0x39:
                return Version;
            default:
                return _common[address];
        }
    }

    private int ReadSocket(int address)
    {
        switch (address)
        {
            case SocketCommand:
                if (_commandReads > 0)
                {
                    _commandReads--;
                    return Socket[SocketCommand];
                }

                Socket[SocketCommand] = 0;
                return 0;
            case SocketInterrupt:
                if (_leaving && _interruptReads-- == 0)
                {
                    Leave();
                }

                return Socket[SocketInterrupt];
            case TransmitFree:
                return (TransmitMask + 1 - Unsent()) >> 8;
            case TransmitFree + 1:
                return (TransmitMask + 1 - Unsent()) & 0xFF;
            case Received:
                int high = Held >> 8;
                if (_arriving != null)
                {
                    byte[] frame = _arriving;
                    _arriving = null;
                    Receive(frame);
                }

                return high;
            case Received + 1:
                return Held & 0xFF;
            default:
                return Socket[address];
        }
    }

    private void WriteOctet(int block, int address, byte value)
    {
        if (block == 0)
        {
            if (address == 0 && (value & 0x80) != 0)
            {
                PowerUp();
            }

            _common[address] = value;
            return;
        }

        int socket = block >> 2;
        switch (block & 3)
        {
            case 1:
                WriteSocket(socket, address, value);
                break;
            case 2:
                Violations += socket == 0 ? 0 : 1;
                _transmit[address & TransmitMask] = value;
                break;
            default:
                Violations++;
                break;
        }
    }

    private void WriteSocket(int socket, int address, byte value)
    {
        if (address == SocketInterrupt)
        {
            _sockets[socket][address] &= (byte)~value;
            return;
        }

        bool readOnly = address == SocketStatus
            || (address >= TransmitFree && address < TransmitWrite)
            || (address >= Received && address < ReceiveRead)
            || address >= ReceiveWrite;
        if (readOnly)
        {
            Violations++;
            return;
        }

        _sockets[socket][address] = value;
        if (socket == 0 && address == SocketCommand)
        {
            _commandReads = CommandDelay;
            Execute(value);
        }
    }

    private void Execute(int command)
    {
        switch (command)
        {
            case 0x01:
                Socket[SocketStatus] = (byte)((Socket[SocketMode] & 0x0F) == 4 ? 0x42 : 0x00);
                Array.Clear(Socket, TransmitRead, 4);
                Array.Clear(Socket, ReceiveRead, 4);
                _freed = 0;
                _leaving = false;
                break;
            case 0x10:
                Socket[SocketStatus] = 0;
                break;
            case 0x20:
                Transmit();
                break;
            case 0x40:
                _freed = BigEndian.ReadUInt16(Socket, ReceiveRead);
                break;
            default:
                break;
        }
    }

    private int Unsent()
    {
        return (BigEndian.ReadUInt16(Socket, TransmitWrite) - BigEndian.ReadUInt16(Socket, TransmitRead)) & 0xFFFF;
    }

    private void Transmit()
    {
        Violations += _leaving ? 1 : 0;
        if (!Link || Stuck || Socket[SocketStatus] != 0x42)
        {
            return;
        }

        int at = BigEndian.ReadUInt16(Socket, TransmitRead);
        int length = Unsent();
        if (!KeepsNothing)
        {
            byte[] frame = new byte[length];
            for (int i = 0; i < length; i++)
            {
                frame[i] = _transmit[(at + i) & TransmitMask];
            }

            _sent[Count % Kept] = frame;
        }

        Count++;
        _interruptReads = SendDelay;
        _leaving = true;
    }

    private void Leave()
    {
        _leaving = false;
        Array.Copy(Socket, TransmitWrite, Socket, TransmitRead, 2);
        Socket[SocketInterrupt] |= 0x10;
    }
}
