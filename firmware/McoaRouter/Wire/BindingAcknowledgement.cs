namespace McoaRouter.Wire;

/// <summary>
/// The Binding Acknowledgement (RFC 6275 §6.1.8, R flag: RFC 3963 §4.2). The object is one received message and is
/// reused.
/// <code>
///                                 +---------------+-+-+-----------+
///                                 |    status     |K|R| reserved  |
/// +-------------------------------+---------------+-+-+-----------+
/// |        sequence number        |    lifetime, units of 4 s     |
/// +-------------------------------+-------------------------------+
/// |                        mobility options                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class BindingAcknowledgement
{
    /// <summary>R: the home agent processed the update as one from a mobile router (RFC 3963 §4.2).</summary>
    public const int MobileRouterFlag = 0x40;

    /// <summary>Octets before the options.</summary>
    public const int FixedLength = 12;

    private const int StatusOffset = 6;
    private const int FlagsOffset = 7;
    private const int SequenceOffset = 8;
    private const int LifetimeOffset = 10;

    /// <summary>The status: see <see cref="BindingStatus"/>.</summary>
    public int Status;

    /// <summary>The flags, 8 bits.</summary>
    public int Flags;

    /// <summary>The sequence number of the update it answers; with status 135, the last one accepted.</summary>
    public int Sequence;

    /// <summary>The lifetime granted, in units of 4 s.</summary>
    public int LifetimeUnits;

    /// <summary>The mobility options.</summary>
    public readonly MobilityOptions Options;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>Makes a reader for messages in a profile.</summary>
    public BindingAcknowledgement(WireProfile profile)
    {
        Options = new MobilityOptions(profile);
    }

    /// <summary>Reads a message whose Mobility Header was checked (<see cref="MobilityHeader.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        if (length < FixedLength)
        {
            Refusal = Refusal.Truncated;
            return false;
        }

        Status = buffer[offset + StatusOffset];
        Flags = buffer[offset + FlagsOffset];
        Sequence = BigEndian.ReadUInt16(buffer, offset + SequenceOffset);
        LifetimeUnits = BigEndian.ReadUInt16(buffer, offset + LifetimeOffset);
        bool read = Options.TryRead(buffer, offset, offset + FixedLength, offset + length);
        Refusal = Options.Refusal;
        return read;
    }

    /// <summary>Writes header and fixed part; options follow, then <see cref="MobilityHeader.Finish"/>.</summary>
    /// <returns>Where the first option starts.</returns>
    public static int Begin(byte[] buffer, int offset, int status, int flags, int sequence, int lifetimeUnits)
    {
        MobilityHeader.Begin(buffer, offset, MobilityHeader.BindingAcknowledgement);
        buffer[offset + StatusOffset] = (byte)status;
        buffer[offset + FlagsOffset] = (byte)flags;
        BigEndian.WriteUInt16(buffer, offset + SequenceOffset, sequence);
        BigEndian.WriteUInt16(buffer, offset + LifetimeOffset, lifetimeUnits);
        return offset + FixedLength;
    }
}
