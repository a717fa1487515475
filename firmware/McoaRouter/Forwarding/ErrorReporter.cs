using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Forwarding;

/// <summary>
/// Prepares ICMPv6 errors in one buffer of its own, at a bounded rate (<see cref="ErrorRateLimit"/>). An error walks
/// the octets of what it quotes, which is why its rate must be bounded on a slow processor.
/// </summary>
public sealed class ErrorReporter
{
    /// <summary>The error that was prepared last.</summary>
    public readonly PacketBuffer Packet = new PacketBuffer();

    private readonly byte[] _source;
    private readonly Ipv6Packet _offending = new Ipv6Packet();
    private readonly ErrorRateLimit _rate = new ErrorRateLimit();

    /// <summary>Makes a reporter.</summary>
    /// <param name="source">The 16 octets of the address that errors come from; kept, not copied.</param>
    public ErrorReporter(byte[] source)
    {
        _source = source;
    }

    /// <summary>Prepares an error about a packet.</summary>
    /// <param name="type">The ICMPv6 type.</param>
    /// <param name="code">The ICMPv6 code.</param>
    /// <param name="mtu">The MTU in octets for <see cref="Icmpv6Error.PacketTooBig"/>, where the erroneous field stands
    /// in the packet for <see cref="Icmpv6Error.ParameterProblem"/>, otherwise 0.</param>
    /// <param name="offending">The packet that it answers.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Whether <see cref="Packet"/> is to be sent: not about an error, a broken packet, or over the
    /// rate.</returns>
    public bool Prepare(int type, int code, int mtu, PacketBuffer offending, long now)
    {
        return _offending.TryRead(offending.Octets, offending.Start, offending.Length)
            && Prepare(type, code, mtu, now);
    }

    /// <summary>Prepares an error about a packet that another error quotes, perhaps cut.</summary>
    /// <param name="type">The ICMPv6 type.</param>
    /// <param name="code">The ICMPv6 code.</param>
    /// <param name="mtu">The MTU in octets for <see cref="Icmpv6Error.PacketTooBig"/>, otherwise 0.</param>
    /// <param name="buffer">The buffer that holds the quoted packet.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="length">How many octets of it there are.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Whether <see cref="Packet"/> is to be sent.</returns>
    public bool PrepareAboutQuote(int type, int code, int mtu, byte[] buffer, int offset, int length, long now)
    {
        return _offending.TryReadQuote(buffer, offset, length) && Prepare(type, code, mtu, now);
    }

    private bool Prepare(int type, int code, int mtu, long now)
    {
        if (!Icmpv6Error.MayAnswer(_offending) || !_rate.Take(now))
        {
            return false;
        }

        Packet.Reset();
        int length = Icmpv6Error.Write(Packet.Octets, Packet.Start, type, code, mtu, _source, _offending);
        return Packet.SetLength(length);
    }
}
