using System;

namespace McoaRouter.Wire;

/// <summary>
/// What options of Neighbor Discovery have in common (RFC 4861 §4.6), which Mobile Prefix Solicitations and
/// Advertisements carry: type, length in units of 8 octets with both included, and the rest. Of the options themselves
/// it knows the link-layer addresses of an Ethernet (RFC 2464 §6).
/// <code>
/// +---------------+---------------+-------------------------------+
/// | type = 1 or 2 |  length = 1   |                               |
/// +---------------+---------------+                               +
/// |                  link-layer address, 6 octets                 |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class NeighborDiscoveryOption
{
    /// <summary>Option type: Source Link-Layer Address (RFC 4861 §4.6.1).</summary>
    public const int SourceLinkLayerAddress = 1;

    /// <summary>Option type: Target Link-Layer Address (RFC 4861 §4.6.1).</summary>
    public const int TargetLinkLayerAddress = 2;

    /// <summary>Octets of a link-layer address.</summary>
    public const int LinkLayerAddressLength = 6;

    /// <summary>Octets of the whole option with a link-layer address.</summary>
    public const int LinkLayerAddressOptionLength = 8;

    private const int LengthOffset = 1;
    private const int AddressOffset = 2;
    private const int Unit = 8;

    /// <summary>Checks that a whole option starts at <paramref name="at"/>; a length of 0 is none.</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    public static Refusal Check(byte[] buffer, int at, int end)
    {
        if (at + Unit > end)
        {
            return Refusal.OptionTruncated;
        }

        int length = Length(buffer, at);
        return length == 0 ? Refusal.OptionLength : at + length > end ? Refusal.OptionTruncated : Refusal.None;
    }

    /// <summary>Checks every option up to <paramref name="end"/>.</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with the first that is wrong.</returns>
    public static Refusal CheckAll(byte[] buffer, int at, int end)
    {
        Refusal refusal = Refusal.None;
        while (refusal == Refusal.None && at < end)
        {
            refusal = Check(buffer, at, end);
            at += refusal == Refusal.None ? Length(buffer, at) : 0;
        }

        return refusal;
    }

    /// <summary>
    /// Finds the first option of a type up to <paramref name="end"/>, among options that were checked
    /// (<see cref="CheckAll"/>).
    /// </summary>
    /// <returns>Where it starts, or -1 where there is none.</returns>
    public static int Find(byte[] buffer, int at, int end, int type)
    {
        while (at < end && buffer[at] != type)
        {
            at += Length(buffer, at);
        }

        return at < end ? at : -1;
    }

    /// <summary>Where the address of the Source or Target Link-Layer Address option at <paramref name="at"/> starts.</summary>
    public static int LinkLayerAddressOffset(int at)
    {
        return at + AddressOffset;
    }

    /// <summary>Writes a Source or Target Link-Layer Address option and returns where the next one starts.</summary>
    public static int WriteLinkLayerAddress(byte[] buffer, int at, int type, byte[] linkLayerAddress)
    {
        Begin(buffer, at, type, LinkLayerAddressOptionLength);
        Array.Copy(linkLayerAddress, 0, buffer, at + AddressOffset, LinkLayerAddressLength);
        return at + LinkLayerAddressOptionLength;
    }

    /// <summary>Octets of the whole option at <paramref name="at"/>.</summary>
    public static int Length(byte[] buffer, int at)
    {
        return Unit * buffer[at + LengthOffset];
    }

    /// <summary>Writes type and length.</summary>
    internal static void Begin(byte[] buffer, int at, int type, int length)
    {
        buffer[at] = (byte)type;
        buffer[at + LengthOffset] = (byte)(length / Unit);
    }
}
