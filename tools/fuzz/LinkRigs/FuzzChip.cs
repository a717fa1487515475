using System;
using McoaRouter.LinkLayers;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>
/// A W5500 as far as its driver looks at it: registers that can be made to say anything, and a receive buffer with whatever
/// the input puts there. It is no model of the chip's timing.
/// </summary>
internal sealed class FuzzChip : ISpiBus
{
    private const int BufferOctets = 1 << 16;
    private const int SocketBlock = 1;
    private const int ReceiveBlock = 3;
    private const int Command = 0x01;
    private const int Interrupt = 0x02;
    private const int Status = 0x03;
    private const int ReceivedSize = 0x26;
    private const int ReceiveRead = 0x28;
    private const int MacRaw = 0x42;
    private const int Version = 0x39;
    private const int PhyConfiguration = 0x2E;
    private const int MostGlitches = 64;

    private readonly byte[] _common = new byte[256];
    private readonly byte[] _socket = new byte[256];
    private readonly byte[] _buffer = new byte[BufferOctets];
    private readonly byte[] _glitches = new byte[MostGlitches];
    private int _glitchesLeft;
    private int _writeAt;

    /// <summary>A chip that is well.</summary>
    public FuzzChip()
    {
        Heal();
    }

    /// <summary>Transfers so far.</summary>
    public long Transfers { get; private set; }

    /// <inheritdoc/>
    public void Write(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
        Transfers++;
        int address = (header[0] << 8) | header[1];
        int block = header[2] >> 3;
        for (int i = 0; block == SocketBlock && i < length; i++)
        {
            WriteSocket((address + i) & 0xFF, data[offset + i]);
        }
    }

    /// <inheritdoc/>
    public void Read(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
        Transfers++;
        int address = (header[0] << 8) | header[1];
        int block = header[2] >> 3;
        for (int i = 0; i < length; i++)
        {
            data[offset + i] = block switch
            {
                0 => _common[(address + i) & 0xFF],
                SocketBlock => _socket[(address + i) & 0xFF],
                ReceiveBlock => _buffer[(address + i) & (BufferOctets - 1)],
                _ => 0,
            };
            if (_glitchesLeft > 0)
            {
                data[offset + i] = _glitches[--_glitchesLeft];
            }
        }
    }

    /// <summary>Lets a frame come: its length, and the frame, behind what is there.</summary>
    public void Give(byte[] frame)
    {
        int stated = frame.Length + 2;
        Put([(byte)(stated >> 8), (byte)stated, .. frame]);
    }

    /// <summary>Lets octets stand in the receive buffer, behind what is there.</summary>
    public void Put(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            _buffer[_writeAt] = octet;
            _writeAt = (_writeAt + 1) & (BufferOctets - 1);
        }

        SetSize();
    }

    /// <summary>A register says something else.</summary>
    public void Set(int register, byte value)
    {
        (register >= 0x100 ? _socket : _common)[register & 0xFF] = value;
    }

    /// <summary>The next octets that are read are these, the last first, whatever is asked.</summary>
    public void Glitch(byte[] octets)
    {
        _glitchesLeft = Math.Min(octets.Length, MostGlitches);
        Array.Copy(octets, _glitches, _glitchesLeft);
    }

    /// <summary>The chip is well again, and as after a reset.</summary>
    public void Heal()
    {
        Array.Clear(_socket);
        Array.Clear(_common);
        _common[Version] = 4;
        _common[PhyConfiguration] = 1;
        _glitchesLeft = 0;
        _writeAt = 0;
    }

    private void WriteSocket(int register, byte value)
    {
        switch (register)
        {
            case Command:
                Take(value);
                break;
            case Interrupt:
                _socket[Interrupt] &= (byte)~value;
                break;
            default:
                _socket[register] = value;
                break;
        }
    }

    private void Take(byte command)
    {
        switch (command)
        {
            case 0x01:
                _socket[Status] = MacRaw;
                _writeAt = (_socket[ReceiveRead] << 8) | _socket[ReceiveRead + 1];
                SetSize();
                break;
            case 0x10:
                _socket[Status] = 0;
                break;
            case 0x20:
                _socket[Interrupt] |= 0x10;
                break;
            case 0x40:
                SetSize();
                break;
            default:
                break;
        }
    }

    private void SetSize()
    {
        int size = (_writeAt - ((_socket[ReceiveRead] << 8) | _socket[ReceiveRead + 1])) & (BufferOctets - 1);
        _socket[ReceivedSize] = (byte)(size >> 8);
        _socket[ReceivedSize + 1] = (byte)size;
    }
}
