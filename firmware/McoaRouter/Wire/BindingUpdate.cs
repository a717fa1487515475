namespace McoaRouter.Wire;

/// <summary>
/// The Binding Update (RFC 6275 §6.1.7, R flag: RFC 3963 §4.1, O flag: RFC 5648 §4.2). Those who receive it read it:
/// home agents and correspondents.
/// <code>
///                                 +-------------------------------+
///                                 |          sequence number      |
/// +-+-+-+-+-+-+-+-+-+-+-----------+-------------------------------+
/// |A|H|L|K|M|R|P|F|T|O| reserved  |   lifetime, units of 4 s      |
/// +-+-+-+-+-+-+-+-+-+-+-----------+-------------------------------+
/// |                        mobility options                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class BindingUpdate
{
    /// <summary>A: an acknowledgement is asked for.</summary>
    public const int AcknowledgeFlag = 0x8000;

    /// <summary>H: home registration.</summary>
    public const int HomeFlag = 0x4000;

    /// <summary>R: the sender is a mobile router (RFC 3963 §4.1).</summary>
    public const int MobileRouterFlag = 0x0400;

    /// <summary>F: UDP is to be used whether or not there is a NAT (RFC 5555 §3.1.3).</summary>
    public const int ForceUdpFlag = 0x0100;

    /// <summary>O: the update replaces all bindings of the home address (RFC 5648 §4.2).</summary>
    public const int OverwriteFlag = 0x0040;

    /// <summary>Seconds of one unit of lifetime.</summary>
    public const int LifetimeUnitSeconds = 4;

    /// <summary>Octets before the options.</summary>
    public const int FixedLength = 12;

    /// <summary>Where the sequence number stands, 16 bits.</summary>
    public const int SequenceOffset = 6;

    /// <summary>Where the flags stand, 16 bits.</summary>
    public const int FlagsOffset = 8;

    /// <summary>Where the lifetime stands, 16 bits; 0 de-registers.</summary>
    public const int LifetimeOffset = 10;

    /// <summary>Writes header and fixed part; options follow, then <see cref="MobilityHeader.Finish"/>.</summary>
    /// <returns>Where the first option starts.</returns>
    public static int Begin(byte[] buffer, int offset, int sequence, int flags, int lifetimeUnits)
    {
        MobilityHeader.Begin(buffer, offset, MobilityHeader.BindingUpdate);
        BigEndian.WriteUInt16(buffer, offset + SequenceOffset, sequence);
        BigEndian.WriteUInt16(buffer, offset + FlagsOffset, flags);
        BigEndian.WriteUInt16(buffer, offset + LifetimeOffset, lifetimeUnits);
        return offset + FixedLength;
    }
}
