using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Mobility Header Link-Layer Address option (RFC 5568 §6.4.4), by which a router that is at home tells its home
/// agent where to send on the home link (RFC 5648 §5.6.3). It has no alignment; the address is as long as the length
/// says.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// |   type = 7    |    length     |  option code  |  address ...  |
/// +---------------+---------------+---------------+---------------+
/// </code>
/// </summary>
public static class LinkLayerAddressOption
{
    /// <summary>Option type.</summary>
    public const int Type = 7;

    /// <summary>Octets of data of the shortest address: the option code, and one octet.</summary>
    public const int MinimumDataLength = 2;

    /// <summary>Option code: the address of the mobile node.</summary>
    public const int MobileNode = 2;

    private const int CodeOffset = 2;
    private const int LinkAddressOffset = 3;

    /// <summary>Whose address it is: see <see cref="MobileNode"/>.</summary>
    public static int OptionCode(byte[] buffer, int at)
    {
        return buffer[at + CodeOffset];
    }

    /// <summary>Where the address starts.</summary>
    public static int AddressOffset(int at)
    {
        return at + LinkAddressOffset;
    }

    /// <summary>Octets of the address.</summary>
    public static int AddressLength(byte[] buffer, int at)
    {
        return MobilityOption.DataLength(buffer, at) - 1;
    }

    /// <summary>Writes the option with the mobile node's address and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int at, byte[] address, int addressOffset, int addressLength)
    {
        buffer[at] = Type;
        buffer[at + 1] = (byte)(addressLength + 1);
        buffer[at + CodeOffset] = MobileNode;
        Array.Copy(address, addressOffset, buffer, at + LinkAddressOffset, addressLength);
        return at + LinkAddressOffset + addressLength;
    }
}
