namespace McoaRouter.Wire;

/// <summary>
/// The Nonce Indices option (RFC 6275 §6.2.6); alignment 2n. Valid in a Binding Update to a correspondent alone,
/// together with a Binding Authorization Data option.
/// <code>
///                                 +---------------+---------------+
///                                 |   type = 4    |  length = 4   |
/// +-------------------------------+---------------+---------------+
/// |       home nonce index        |      care-of nonce index      |
/// +-------------------------------+-------------------------------+
/// </code>
/// </summary>
public static class NonceIndicesOption
{
    /// <summary>Option type.</summary>
    public const int Type = MobilityOption.NonceIndices;

    /// <summary>Octets of data.</summary>
    public const int DataLength = MobilityOption.NonceIndicesLength;

    private const int HomeOffset = 2;
    private const int CareOfOffset = 4;

    /// <summary>The home nonce index, 16 bits.</summary>
    public static int HomeNonceIndex(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + HomeOffset);
    }

    /// <summary>The care-of nonce index, 16 bits; it means nothing in a request to delete a binding.</summary>
    public static int CareOfNonceIndex(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + CareOfOffset);
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int headerOffset, int at, int homeNonceIndex, int careOfNonceIndex)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        BigEndian.WriteUInt16(buffer, start + HomeOffset, homeNonceIndex);
        BigEndian.WriteUInt16(buffer, start + CareOfOffset, careOfNonceIndex);
        return start + MobilityOption.DataOffset + DataLength;
    }
}
