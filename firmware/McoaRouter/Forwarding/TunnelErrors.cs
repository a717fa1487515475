using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// ICMPv6 errors that come back to a tunnel's entry about its own packets, and what they mean to the source of the
/// packet inside (RFC 2473 §8, RFC 6275 §9.3.4): used by both ends. Nothing proves an error, so the caller first judges
/// whether it could have sent what is quoted. No binding and no path depends on one: that would let anybody who can
/// forge a quote move traffic.
/// </summary>
public sealed class TunnelErrors
{
    /// <summary>The buffer that holds the error.</summary>
    public byte[] Buffer;

    /// <summary>Where the source of the quoted tunnel packet starts: this end's address.</summary>
    public int NearEndOffset;

    /// <summary>Where the destination of the quoted tunnel packet starts: the other end's address.</summary>
    public int FarEndOffset;

    /// <summary>Where the quoted packet inside starts; its IPv6 header is whole.</summary>
    public int InnerOffset;

    /// <summary>How many octets of the packet inside are quoted.</summary>
    public int InnerLength;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    private int _type;
    private int _code;
    private uint _mtu;

    /// <summary>Where the source of the packet inside starts: whom the error is for.</summary>
    public int InnerSourceOffset
    {
        get { return InnerOffset + Ipv6Header.SourceOffset; }
    }

    /// <summary>Whether an ICMPv6 message is an error about a packet in a tunnel, whoever's.</summary>
    public static bool IsAbout(Ipv6Packet packet)
    {
        const int Quoted = Icmpv6Error.InvokingPacketOffset + Ipv6Header.Length;
        int nextHeader = packet.PayloadOffset + Icmpv6Error.InvokingPacketOffset + Ipv6Header.NextHeaderOffset;
        return packet.PayloadLength >= Quoted
            && Icmpv6Error.IsError(packet)
            && packet.Buffer[nextHeader] == ProtocolNumbers.Ipv6;
    }

    /// <summary>Reads an ICMPv6 message as an error about a tunnel packet.</summary>
    /// <param name="error">The walked packet that it came in.</param>
    /// <returns>False where it is none; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(Ipv6Packet error)
    {
        Buffer = error.Buffer;
        Refusal = Icmpv6.Check(error);
        if (Refusal == Refusal.None)
        {
            Refusal = Read(error.PayloadOffset, error.PayloadLength);
        }

        return Refusal == Refusal.None;
    }

    /// <summary>
    /// Prepares what the source of the packet inside is told: how much fits into the tunnel, or that its packet did not
    /// arrive. It is not told of an error that nothing smaller or other could have spared it.
    /// </summary>
    /// <param name="errors">Where to prepare it.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Whether <see cref="ErrorReporter.Packet"/> is to be sent.</returns>
    public bool Prepare(ErrorReporter errors, long now)
    {
        switch (_type)
        {
            case Icmpv6Error.PacketTooBig:
                return PrepareTooBig(errors, now);
            case Icmpv6Error.DestinationUnreachable:
                return PrepareUnreachable(errors, now);
            default:
                return _type == Icmpv6Error.TimeExceeded
                    && _code == Icmpv6Error.HopLimitExceeded
                    && PrepareUnreachable(errors, now);
        }
    }

    private Refusal Read(int at, int length)
    {
        _type = Icmpv6.Type(Buffer, at);
        if (_type < Icmpv6Error.DestinationUnreachable || _type > Icmpv6Error.ParameterProblem)
        {
            return Refusal.UnknownMessage;
        }

        int outer = at + Icmpv6Error.InvokingPacketOffset;
        InnerOffset = outer + Ipv6Header.Length;
        InnerLength = length - Icmpv6Error.InvokingPacketOffset - Ipv6Header.Length;
        if (InnerLength < Ipv6Header.Length)
        {
            return Refusal.Truncated;
        }

        if (!Ipv6Header.IsIpv6(Buffer, outer) || !Ipv6Header.IsIpv6(Buffer, InnerOffset))
        {
            return Refusal.NotIpv6;
        }

        _code = Buffer[at + Icmpv6.CodeOffset];
        _mtu = Icmpv6Error.Mtu(Buffer, at);
        NearEndOffset = outer + Ipv6Header.SourceOffset;
        FarEndOffset = outer + Ipv6Header.DestinationOffset;
        return Buffer[outer + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6
            ? Refusal.None
            : Refusal.UnknownProtocol;
    }

    private bool PrepareTooBig(ErrorReporter errors, long now)
    {
        int length = Ipv6Header.Length + BigEndian.ReadUInt16(Buffer, InnerOffset + Ipv6Header.PayloadLengthOffset);
        if (_mtu >= (uint)(length + Tunnel.Overhead))
        {
            return false;
        }

        int mtu = Tunnel.Mtu((int)_mtu);
        return length > mtu
            && errors.PrepareAboutQuote(Icmpv6Error.PacketTooBig, 0, mtu, Buffer, InnerOffset, InnerLength, now);
    }

    private bool PrepareUnreachable(ErrorReporter errors, long now)
    {
        return errors.PrepareAboutQuote(
            Icmpv6Error.DestinationUnreachable,
            Icmpv6Error.AddressUnreachable,
            0,
            Buffer,
            InnerOffset,
            InnerLength,
            now);
    }
}
