using System;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The IP Control Protocol (RFC 1332 §3). Our address is the network's to name: 0.0.0.0 is asked for, and a
/// Configure-Nak brings it. Name servers are not asked for, header compression is not spoken.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |   type = 3    |  length = 6   |         IPv4 address          |
/// +---------------+---------------+-------------------------------+
/// </code>
/// </summary>
internal sealed class Ipcp : ControlProtocol
{
    private const int IpAddress = 3;
    private const int OptionLength = 6;
    private const int Loopback = 127;
    private const int FirstMulticast = 224;

    /// <summary>Our IPv4 address, 4 octets.</summary>
    internal readonly byte[] Address = new byte[Ipv4MappedAddress.Ipv4Length];

    internal Ipcp(ILayerListener listener, HdlcWriter writer, byte[] reply, LinkRefusalCounters refusals)
        : base(PppProtocol.Ipcp, listener, writer, reply, refusals)
    {
    }

    /// <summary>Whether a node can have our address: neither none, loopback nor multicast.</summary>
    internal bool HasAddress
    {
        get { return IsUnicast(Address, 0); }
    }

    internal override void Reset()
    {
        base.Reset();
        Array.Clear(Address, 0, Address.Length);
    }

    protected override int WriteOptions(byte[] buffer, int at)
    {
        Array.Copy(Address, 0, buffer, ConfigurationOption.Begin(buffer, at, IpAddress, OptionLength), Address.Length);
        return at + OptionLength;
    }

    protected override void ForgetPeer()
    {
    }

    /// <summary>The peer may have any address of its own, but has none from us.</summary>
    protected override OptionVerdict Judge(byte[] buffer, int at, byte[] counter, int counterAt)
    {
        return IsAddress(buffer, at) && IsUnicast(buffer, at + ConfigurationOption.HeaderLength)
            ? OptionVerdict.Ack
            : OptionVerdict.Reject;
    }

    protected override void TakeNak(byte[] buffer, int at)
    {
        if (IsAddress(buffer, at) && IsUnicast(buffer, at + ConfigurationOption.HeaderLength))
        {
            Array.Copy(buffer, at + ConfigurationOption.HeaderLength, Address, 0, Address.Length);
        }
    }

    /// <summary>Nothing but the address was asked for, and without one there is nothing to agree on.</summary>
    protected override void TakeReject(int type)
    {
        Array.Clear(Address, 0, Address.Length);
    }

    private static bool IsAddress(byte[] buffer, int at)
    {
        return buffer[at] == IpAddress && ConfigurationOption.Length(buffer, at) == OptionLength;
    }

    private static bool IsUnicast(byte[] buffer, int at)
    {
        return buffer[at] != 0 && buffer[at] != Loopback && buffer[at] < FirstMulticast;
    }
}
