namespace McoaRouter.Wire;

/// <summary>The text of a care-of address of either family.</summary>
public static class AddressText
{
    /// <summary>The form of RFC 5952, or dotted where the 16 octets are an IPv4-mapped address.</summary>
    public static string Of(byte[] buffer, int offset)
    {
        return Ipv4MappedAddress.Is(buffer, offset)
            ? Ipv4AddressText.Write(buffer, offset + Ipv4MappedAddress.Ipv4Offset)
            : Ipv6AddressText.Write(buffer, offset);
    }
}
