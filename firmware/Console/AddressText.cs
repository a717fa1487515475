using McoaRouter.Wire;

namespace McoaRouter.Consoles;

/// <summary>The text of a care-of address: an IPv4 one is shown as such.</summary>
internal static class AddressText
{
    internal static string Of(byte[] buffer, int offset)
    {
        return Ipv4MappedAddress.Is(buffer, offset)
            ? Ipv4AddressText.Write(buffer, offset + Ipv4MappedAddress.Ipv4Offset)
            : Ipv6AddressText.Write(buffer, offset);
    }
}
