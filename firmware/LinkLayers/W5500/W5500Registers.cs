namespace McoaRouter.LinkLayers.W5500;

/// <summary>
/// The registers of the W5500 that its MACRAW mode needs, and how they are reached over SPI (datasheet §2.2, §3, §4).
/// Each transfer begins with an address of 16 bits and a control octet; data of any length follows, at rising addresses,
/// which within a buffer go round at its end.
/// <code>
/// +-------------------------------+-------------------+---+-------+- - -
/// |            address            |   block, 5 bits   | W | mode  |  data
/// +-------------------------------+-------------------+---+-------+- - -
/// </code>
/// W is set to write; mode 0 is data of variable length. Blocks: 0 the common registers, 1 the registers of socket 0, 2
/// its transmit and 3 its receive buffer; those of socket n are 4 n further.
/// </summary>
internal static class W5500Registers
{
    /// <summary>Octets before the data.</summary>
    internal const int HeaderLength = 3;

    internal const int CommonBlock = 0;
    internal const int SocketBlock = 1;
    internal const int TransmitBlock = 2;
    internal const int ReceiveBlock = 3;
    internal const int BlocksPerSocket = 4;
    internal const int Sockets = 8;

    /// <summary>Where the block stands in the control octet.</summary>
    internal const int BlockShift = 3;

    /// <summary>W in the control octet.</summary>
    internal const int WriteBit = 0x04;

    /// <summary>MR: the whole chip; RST is clear again when the reset is over.</summary>
    internal const int Mode = 0x0000;
    internal const int ModeReset = 0x80;

    /// <summary>SHAR: the station's address, 6 octets.</summary>
    internal const int SourceHardwareAddress = 0x0009;

    /// <summary>PHYCFGR: the transceiver; LNK is set while there is a carrier.</summary>
    internal const int PhyConfiguration = 0x002E;
    internal const int PhyLink = 0x01;

    /// <summary>VERSIONR: always 4.</summary>
    internal const int Version = 0x0039;
    internal const int VersionValue = 0x04;

    /// <summary>Sn_MR: MACRAW, which socket 0 alone has, with its filters.</summary>
    internal const int SocketMode = 0x0000;
    internal const int SocketModeMacRaw = 0x04;

    /// <summary>MFEN: of unicast frames only those for the station's address are taken.</summary>
    internal const int SocketModeFilter = 0x80;

    /// <summary>BCASTB: no broadcasts, which IPv6 has none of.</summary>
    internal const int SocketModeNoBroadcast = 0x40;

    /// <summary>MMB: no multicasts.</summary>
    internal const int SocketModeNoMulticast = 0x20;

    /// <summary>MIP6B: no IPv6.</summary>
    internal const int SocketModeNoIpv6 = 0x10;

    /// <summary>Sn_CR: a command; 0 again when the chip has taken it.</summary>
    internal const int SocketCommand = 0x0001;
    internal const int CommandOpen = 0x01;
    internal const int CommandClose = 0x10;
    internal const int CommandSend = 0x20;
    internal const int CommandReceive = 0x40;

    /// <summary>Sn_IR: what happened; writing a bit clears it.</summary>
    internal const int SocketInterrupt = 0x0002;
    internal const int InterruptSent = 0x10;
    internal const int InterruptReceived = 0x04;

    /// <summary>Sn_SR: the socket's state.</summary>
    internal const int SocketStatus = 0x0003;
    internal const int StatusClosed = 0x00;
    internal const int StatusMacRaw = 0x42;

    /// <summary>Sn_RXBUF_SIZE and Sn_TXBUF_SIZE: KB of the buffers, 16 for all sockets together in each direction.</summary>
    internal const int SocketReceiveBufferSize = 0x001E;
    internal const int SocketTransmitBufferSize = 0x001F;
    internal const int BufferKilobytes = 16;

    /// <summary>Sn_TX_FSR: octets free in the transmit buffer.</summary>
    internal const int SocketTransmitFree = 0x0020;

    /// <summary>Sn_TX_RD: what the chip sends next.</summary>
    internal const int SocketTransmitRead = 0x0022;

    /// <summary>Sn_TX_WR: where the host writes next.</summary>
    internal const int SocketTransmitWrite = 0x0024;

    /// <summary>Sn_RX_RSR: octets in the receive buffer.</summary>
    internal const int SocketReceivedSize = 0x0026;

    /// <summary>Sn_RX_RD: where the host reads next.</summary>
    internal const int SocketReceiveRead = 0x0028;

    /// <summary>Sn_RX_WR: where the chip writes next.</summary>
    internal const int SocketReceiveWrite = 0x002A;
}
