using System;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.W5500;

/// <summary>
/// A W5500 on SPI as a plain Ethernet: socket 0 in MACRAW mode with all 16 KB of the chip in each direction. In the
/// receive buffer each frame stands behind a length of two octets, which counts itself. What makes no sense there, or a
/// frame that is never sent, has the socket closed and opened anew; a chip that lost its power is opened anew from the
/// start. Every wait is a bounded number of transfers.
/// </summary>
public sealed class W5500Device : IEthernetDevice
{
    /// <summary>Transfers for which a command, or a reset, is waited for.</summary>
    private const int CommandTries = 16;

    /// <summary>Transfers for which the frame before is waited for: it takes 1.2 ms at 10 Mbit/s.</summary>
    private const int SentTries = 64;

    /// <summary>Frames refused for an earlier one that is not sent, before the socket is opened anew.</summary>
    private const int RefusedAtMost = 8;

    private const int LengthOctets = 2;

    /// <summary>The largest frame that the chip can have received, with a tag (IEEE 802.1Q).</summary>
    private const int LargestLength = EthernetFrame.LargestLength + 4;

    private readonly ISpiBus _bus;
    private readonly byte[] _header = new byte[W5500Registers.HeaderLength];
    private readonly byte[] _value = new byte[EthernetAddress.Length];
    private readonly byte[] _status = new byte[W5500Registers.Version - W5500Registers.PhyConfiguration + 1];
    private readonly byte[] _padding = new byte[EthernetFrame.SmallestLength];
    private readonly byte[] _address = new byte[EthernetAddress.Length];
    private int _readAt;
    private int _writeAt;
    private int _refused;
    private bool _sending;
    private bool _lost;

    /// <summary>How often the socket was opened anew because of what the chip held.</summary>
    internal int Recoveries;

    /// <summary>A chip on a bus.</summary>
    /// <param name="bus">The bus, with the chip's select.</param>
    /// <param name="address">The station's address, 6 octets; copied. The chip has none of its own.</param>
    public W5500Device(ISpiBus bus, byte[] address)
    {
        _bus = bus;
        Array.Copy(address, 0, _address, 0, EthernetAddress.Length);
    }

    /// <inheritdoc/>
    public byte[] Address
    {
        get { return _address; }
    }

    /// <summary>
    /// Whether the transceiver has a carrier. Asked in turns, it also finds a chip that was reset or does not answer.
    /// </summary>
    public bool HasCarrier
    {
        get
        {
            // PHYCFGR to VERSIONR in one transfer.
            Read(W5500Registers.CommonBlock, W5500Registers.PhyConfiguration, _status, 0, _status.Length);
            bool answers = _status[_status.Length - 1] == W5500Registers.VersionValue;
            _lost |= !answers || ReadOctet(W5500Registers.SocketStatus) != W5500Registers.StatusMacRaw;
            return !_lost && (_status[0] & W5500Registers.PhyLink) != 0;
        }
    }

    /// <inheritdoc/>
    public bool Open(long now)
    {
        _lost = false;
        if (!IsThere())
        {
            return false;
        }

        WriteOctet(W5500Registers.CommonBlock, W5500Registers.Mode, W5500Registers.ModeReset);
        int tries = 0;
        do
        {
            Read(W5500Registers.CommonBlock, W5500Registers.Mode, _value, 0, 1);
        }
        while ((_value[0] & W5500Registers.ModeReset) != 0 && ++tries < CommandTries);

        if (tries == CommandTries || !IsThere())
        {
            return false;
        }

        Write(
            W5500Registers.CommonBlock, W5500Registers.SourceHardwareAddress, _address, 0, EthernetAddress.Length);
        ShareBuffers();
        return OpenSocket();
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int length)
    {
        if (_lost || length > EthernetFrame.LargestLength)
        {
            return false;
        }

        // The frame goes into the buffer while the one before may still be on its way.
        int padded = length < EthernetFrame.SmallestLength ? EthernetFrame.SmallestLength : length;
        Write(W5500Registers.TransmitBlock, _writeAt, buffer, offset, length);
        if (padded > length)
        {
            // The datasheet does not say that the chip pads, and what stood there before must not leave.
            Write(W5500Registers.TransmitBlock, _writeAt + length, _padding, 0, padded - length);
        }

        if (_sending && !WaitUntilSent())
        {
            if (++_refused == RefusedAtMost)
            {
                Recover();
            }

            return false;
        }

        _refused = 0;
        _writeAt = (_writeAt + padded) & 0xFFFF;
        WriteUInt16(W5500Registers.SocketTransmitWrite, _writeAt);
        _sending = Command(W5500Registers.CommandSend);
        return _sending;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity)
    {
        if (_lost)
        {
            return -2;
        }

        int held = ReadHeld();
        if (held == 0)
        {
            return 0;
        }

        Read(W5500Registers.ReceiveBlock, _readAt, _value, 0, LengthOctets);
        int stated = BigEndian.ReadUInt16(_value, 0);
        int length = stated - LengthOctets;
        if (length < EthernetFrame.HeaderLength || length > LargestLength || stated > held)
        {
            Recover();
            return -1;
        }

        bool fits = length <= capacity;
        if (fits)
        {
            Read(W5500Registers.ReceiveBlock, _readAt + LengthOctets, buffer, offset, length);
        }

        _readAt = (_readAt + stated) & 0xFFFF;
        WriteUInt16(W5500Registers.SocketReceiveRead, _readAt);
        if (!Command(W5500Registers.CommandReceive))
        {
            Recover();
        }

        return fits ? length : -1;
    }

    private bool IsThere()
    {
        Read(W5500Registers.CommonBlock, W5500Registers.Version, _value, 0, 1);
        return _value[0] == W5500Registers.VersionValue;
    }

    /// <summary>All memory for socket 0: the other sockets' shares go first, for the sum must not pass 16 KB.</summary>
    private void ShareBuffers()
    {
        for (int socket = W5500Registers.Sockets - 1; socket >= 0; socket--)
        {
            byte share = socket == 0 ? (byte)W5500Registers.BufferKilobytes : (byte)0;
            _value[0] = share;
            _value[1] = share;
            Write(
                W5500Registers.SocketBlock + (socket * W5500Registers.BlocksPerSocket),
                W5500Registers.SocketReceiveBufferSize,
                _value,
                0,
                2);
        }
    }

    private bool OpenSocket()
    {
        WriteOctet(
            W5500Registers.SocketBlock,
            W5500Registers.SocketMode,
            W5500Registers.SocketModeMacRaw
                | W5500Registers.SocketModeFilter
                | W5500Registers.SocketModeNoBroadcast);
        if (!Command(W5500Registers.CommandOpen)
            || ReadOctet(W5500Registers.SocketStatus) != W5500Registers.StatusMacRaw)
        {
            return false;
        }

        WriteOctet(W5500Registers.SocketBlock, W5500Registers.SocketInterrupt, 0xFF);
        _readAt = ReadUInt16(W5500Registers.SocketReceiveRead);
        _writeAt = ReadUInt16(W5500Registers.SocketTransmitWrite);
        _sending = false;
        _refused = 0;
        return true;
    }

    /// <summary>Closes the socket and opens it anew; a chip that does not do that is lost.</summary>
    private void Recover()
    {
        Recoveries++;
        _lost = !Command(W5500Registers.CommandClose) || !OpenSocket();
    }

    /// <summary>Octets in the receive buffer. The chip may change them between two octets: two readings must agree.</summary>
    private int ReadHeld()
    {
        int held = ReadUInt16(W5500Registers.SocketReceivedSize);
        int before = 0;
        for (int i = 0; held != before && i < CommandTries; i++)
        {
            before = held;
            held = ReadUInt16(W5500Registers.SocketReceivedSize);
        }

        return held == before ? held : 0;
    }

    private bool WaitUntilSent()
    {
        for (int i = 0; i < SentTries; i++)
        {
            if ((ReadOctet(W5500Registers.SocketInterrupt) & W5500Registers.InterruptSent) != 0)
            {
                WriteOctet(
                    W5500Registers.SocketBlock, W5500Registers.SocketInterrupt, W5500Registers.InterruptSent);
                _sending = false;
                return true;
            }
        }

        return false;
    }

    private bool Command(int command)
    {
        WriteOctet(W5500Registers.SocketBlock, W5500Registers.SocketCommand, command);
        for (int i = 0; i < CommandTries; i++)
        {
            if (ReadOctet(W5500Registers.SocketCommand) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private int ReadOctet(int register)
    {
        Read(W5500Registers.SocketBlock, register, _value, 0, 1);
        return _value[0];
    }

    private int ReadUInt16(int register)
    {
        Read(W5500Registers.SocketBlock, register, _value, 0, 2);
        return BigEndian.ReadUInt16(_value, 0);
    }

    private void WriteOctet(int block, int register, int value)
    {
        _value[0] = (byte)value;
        Write(block, register, _value, 0, 1);
    }

    private void WriteUInt16(int register, int value)
    {
        BigEndian.WriteUInt16(_value, 0, value);
        Write(W5500Registers.SocketBlock, register, _value, 0, 2);
    }

    private void Read(int block, int address, byte[] data, int offset, int length)
    {
        SetHeader(block, address, 0);
        _bus.Read(_header, _header.Length, data, offset, length);
    }

    private void Write(int block, int address, byte[] data, int offset, int length)
    {
        SetHeader(block, address, W5500Registers.WriteBit);
        _bus.Write(_header, _header.Length, data, offset, length);
    }

    private void SetHeader(int block, int address, int write)
    {
        BigEndian.WriteUInt16(_header, 0, address);
        _header[2] = (byte)((block << W5500Registers.BlockShift) | write);
    }
}
