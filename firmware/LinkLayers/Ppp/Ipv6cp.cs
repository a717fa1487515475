using System;
using McoaRouter.Security;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The IPv6 Control Protocol (RFC 5072 §3, §4): both sides agree on different interface identifiers. A network that
/// wants to name ours does so by a Configure-Nak.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |   type = 1    |  length = 10  |  interface identifier, 8 oct. |
/// +---------------+---------------+-------------------------------+
/// </code>
/// </summary>
internal sealed class Ipv6cp : ControlProtocol
{
    /// <summary>Octets of an interface identifier.</summary>
    internal const int IdentifierLength = 8;

    private const int InterfaceIdentifier = 1;
    private const int OptionLength = 10;

    // The "u" bit: unset, as the identifier is not unique worldwide (RFC 4291 appendix A).
    private const int UniversalBit = 0x02;

    private readonly RandomSource _random;
    private readonly byte[] _zero = new byte[IdentifierLength];
    private bool _wantsIdentifier;

    /// <summary>Our interface identifier, 8 octets.</summary>
    internal readonly byte[] Identifier = new byte[IdentifierLength];

    internal Ipv6cp(
        RandomSource random,
        ILayerListener listener,
        HdlcWriter writer,
        byte[] reply,
        LinkRefusalCounters refusals)
        : base(PppProtocol.Ipv6cp, listener, writer, reply, refusals)
    {
        _random = random;
    }

    internal override void Reset()
    {
        base.Reset();
        _wantsIdentifier = true;
        NewIdentifier(Identifier, 0);
    }

    protected override int WriteOptions(byte[] buffer, int at)
    {
        if (!_wantsIdentifier)
        {
            return at;
        }

        Array.Copy(
            Identifier,
            0,
            buffer,
            ConfigurationOption.Begin(buffer, at, InterfaceIdentifier, OptionLength),
            IdentifierLength);
        return at + OptionLength;
    }

    protected override void ForgetPeer()
    {
    }

    protected override OptionVerdict Judge(byte[] buffer, int at, byte[] counter, int counterAt)
    {
        if (!IsIdentifier(buffer, at))
        {
            return OptionVerdict.Reject;
        }

        if (IsFree(buffer, at + ConfigurationOption.HeaderLength))
        {
            return OptionVerdict.Ack;
        }

        NewIdentifier(counter, ConfigurationOption.Begin(counter, counterAt, InterfaceIdentifier, OptionLength));
        return OptionVerdict.Nak;
    }

    protected override void TakeNak(byte[] buffer, int at)
    {
        if (!IsIdentifier(buffer, at))
        {
            return;
        }

        int data = at + ConfigurationOption.HeaderLength;
        if (IsFree(buffer, data))
        {
            Array.Copy(buffer, data, Identifier, 0, IdentifierLength);
        }
        else
        {
            NewIdentifier(Identifier, 0);
        }
    }

    protected override void TakeReject(int type)
    {
        _wantsIdentifier = false;
    }

    private static bool IsIdentifier(byte[] buffer, int at)
    {
        return buffer[at] == InterfaceIdentifier && ConfigurationOption.Length(buffer, at) == OptionLength;
    }

    /// <summary>Whether an identifier is neither 0 nor the one that we have now.</summary>
    private bool IsFree(byte[] buffer, int at)
    {
        return !ConfigurationOption.Same(buffer, at, _zero, 0, IdentifierLength)
            && !ConfigurationOption.Same(buffer, at, Identifier, 0, IdentifierLength);
    }

    private void NewIdentifier(byte[] buffer, int at)
    {
        _random.Fill(buffer, at, IdentifierLength);
        buffer[at] = (byte)(buffer[at] & ~UniversalBit);
        buffer[at + IdentifierLength - 1] |= 1;
    }
}
