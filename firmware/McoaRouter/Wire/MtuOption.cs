namespace McoaRouter.Wire;

/// <summary>
/// The MTU option of Neighbor Discovery (RFC 4861 §4.6.4).
/// <code>
/// +---------------+---------------+-------------------------------+
/// |   type = 5    |  length = 1   |           reserved            |
/// +---------------+---------------+-------------------------------+
/// |                              MTU                              |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class MtuOption
{
    /// <summary>Option type.</summary>
    public const int Type = 5;

    /// <summary>Octets of the whole option.</summary>
    public const int Length = 8;

    private const int ReservedOffset = 2;
    private const int MtuOffset = 4;

    /// <summary>The MTU in octets, 32 bits as received.</summary>
    public static long Mtu(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt32(buffer, at + MtuOffset);
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int at, int mtu)
    {
        NeighborDiscoveryOption.Begin(buffer, at, Type, Length);
        BigEndian.WriteUInt16(buffer, at + ReservedOffset, 0);
        BigEndian.WriteUInt32(buffer, at + MtuOffset, mtu);
        return at + Length;
    }
}
