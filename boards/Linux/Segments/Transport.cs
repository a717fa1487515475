using System;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Segments;

/// <summary>The fields of TCP (RFC 9293 §3.1) and UDP (RFC 768) that splitting and joining look at.</summary>
internal static class Transport
{
    /// <summary>Octets of the smallest TCP header.</summary>
    public const int TcpLength = 20;

    /// <summary>Octets of the UDP header.</summary>
    public const int UdpLength = 8;

    /// <summary>Octets of both ports, with which either header begins.</summary>
    public const int PortsLength = 4;

    /// <summary>Offset of the sequence number.</summary>
    public const int SequenceOffset = 4;

    /// <summary>Offset of the acknowledgement number, which header length, flags and window follow.</summary>
    public const int AcknowledgementOffset = 8;

    /// <summary>Offset of the octet whose upper half is the header's length in words.</summary>
    public const int HeaderLengthOffset = 12;

    /// <summary>Offset of the flags.</summary>
    public const int FlagsOffset = 13;

    /// <summary>Offset of the window.</summary>
    public const int WindowOffset = 14;

    /// <summary>Offset of the checksum in the TCP header.</summary>
    public const int TcpChecksumOffset = 16;

    /// <summary>Offset of the length in the UDP header.</summary>
    public const int UdpLengthOffset = 4;

    /// <summary>Offset of the checksum in the UDP header.</summary>
    public const int UdpChecksumOffset = 6;

    /// <summary>Flag FIN.</summary>
    public const byte Finish = 0x01;

    /// <summary>Flag PSH.</summary>
    public const byte Push = 0x08;

    /// <summary>Flag ACK.</summary>
    public const byte Acknowledge = 0x10;

    /// <summary>Flag CWR (RFC 3168 §6.1).</summary>
    public const byte WindowReduced = 0x80;

    /// <summary>Octets of the transport header at a place in a packet, 0 where the packet is shorter.</summary>
    public static int HeaderLength(ReadOnlySpan<byte> packet, int at, int protocol)
    {
        if (protocol == ProtocolNumbers.Udp)
        {
            return packet.Length >= at + UdpLength ? UdpLength : 0;
        }

        if (packet.Length < at + TcpLength)
        {
            return 0;
        }

        int length = packet[at + HeaderLengthOffset] >> 4 << 2;
        return length >= TcpLength && packet.Length >= at + length ? length : 0;
    }
}
