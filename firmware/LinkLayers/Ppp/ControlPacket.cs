using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// What every packet of LCP, the network control protocols, PAP and CHAP begins with (RFC 1661 §5, RFC 1334 §2.2, RFC
/// 1994 §4). Octets behind the length are padding.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |     code      |  identifier   |            length             |
/// +---------------+---------------+-------------------------------+
/// |                             data                              |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
internal static class ControlPacket
{
    /// <summary>Code: options that the sender wants (RFC 1661 §5.1).</summary>
    internal const int ConfigureRequest = 1;

    /// <summary>Code: all of them are accepted (RFC 1661 §5.2).</summary>
    internal const int ConfigureAck = 2;

    /// <summary>Code: these with other values (RFC 1661 §5.3).</summary>
    internal const int ConfigureNak = 3;

    /// <summary>Code: these not at all (RFC 1661 §5.4).</summary>
    internal const int ConfigureReject = 4;

    /// <summary>Code: the sender wants to end (RFC 1661 §5.5).</summary>
    internal const int TerminateRequest = 5;

    /// <summary>Code: the end is agreed to (RFC 1661 §5.5).</summary>
    internal const int TerminateAck = 6;

    /// <summary>Code: a code is unknown (RFC 1661 §5.6).</summary>
    internal const int CodeReject = 7;

    /// <summary>Code of LCP: a protocol is unknown (RFC 1661 §5.7).</summary>
    internal const int ProtocolReject = 8;

    /// <summary>Code of LCP: is the peer there (RFC 1661 §5.8)?</summary>
    internal const int EchoRequest = 9;

    /// <summary>Code of LCP: it is (RFC 1661 §5.8).</summary>
    internal const int EchoReply = 10;

    /// <summary>Code of LCP: to be dropped (RFC 1661 §5.9).</summary>
    internal const int DiscardRequest = 11;

    /// <summary>Where the identifier stands.</summary>
    internal const int IdentifierOffset = 1;

    /// <summary>Octets of the header.</summary>
    internal const int HeaderLength = 4;

    private const int LengthOffset = 2;

    /// <summary>The octets that the packet says it has, header included.</summary>
    internal static int Length(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + LengthOffset);
    }

    /// <summary>
    /// Checks that a whole packet starts at <paramref name="at"/>, with <paramref name="length"/> octets left.
    /// </summary>
    internal static bool IsWhole(byte[] buffer, int at, int length)
    {
        return length >= HeaderLength && Length(buffer, at) >= HeaderLength && Length(buffer, at) <= length;
    }

    /// <summary>Writes the header of a packet that ends at <paramref name="end"/> and returns its length.</summary>
    internal static int Finish(byte[] buffer, int at, int code, int identifier, int end)
    {
        buffer[at] = (byte)code;
        buffer[at + IdentifierOffset] = (byte)identifier;
        BigEndian.WriteUInt16(buffer, at + LengthOffset, end - at);
        return end - at;
    }
}
