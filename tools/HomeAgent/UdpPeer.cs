using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Where the last packet in UDP came from (RFC 5555 §4.2): address and port of its headers, which a NAT may have put
/// there. The object is reused.
/// </summary>
internal sealed class UdpPeer
{
    /// <summary>The 16 octets of its IPv4-mapped address.</summary>
    public byte[] Address { get; } = new byte[Ipv6Address.Length];

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>Takes the sender of a packet whose headers were checked.</summary>
    /// <returns>False where nothing could be sent back to it.</returns>
    public bool TryTake(byte[] buffer, int offset)
    {
        Ipv4MappedAddress.Write(Address, 0, buffer, offset + Ipv4Header.SourceOffset);
        Port = UdpEncapsulation.SourcePort(buffer, offset);
        return Port != 0 && Ipv4Address.IsRoutable(buffer, offset + Ipv4Header.SourceOffset);
    }
}
