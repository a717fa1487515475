namespace McoaRouter.Wire;

/// <summary>
/// The Binding Error (RFC 6275 §6.1.9). With <see cref="UnrecognizedMessage"/> it may carry a Binding Identifier option
/// (draft §6.5). The object is one received message and is reused.
/// <code>
///                                 +---------------+---------------+
///                                 |    status     |   reserved    |
/// +-------------------------------+---------------+---------------+
/// |                     home address, 16 octets                   |
/// +---------------------------------------------------------------+
/// |                        mobility options                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class BindingError
{
    /// <summary>Status: no binding for the address in a Home Address option.</summary>
    public const int UnknownBinding = 1;

    /// <summary>Status: the MH type of a message is not known.</summary>
    public const int UnrecognizedMessage = 2;

    /// <summary>Octets before the options.</summary>
    public const int FixedLength = 24;

    private const int StatusOffset = 6;
    private const int AddressOffset = 8;

    /// <summary>The status, 8 bits.</summary>
    public int Status;

    /// <summary>
    /// Where the home address starts in the caller's buffer: the one of the offending packet's Home Address option, or
    /// the unspecified address where it had none (§9.3.3).
    /// </summary>
    public int HomeAddressOffset;

    /// <summary>The mobility options.</summary>
    public readonly MobilityOptions Options;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>Makes a reader for messages in a profile.</summary>
    public BindingError(WireProfile profile)
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
        HomeAddressOffset = offset + AddressOffset;
        bool read = Options.TryRead(buffer, offset, offset + FixedLength, offset + length);
        Refusal = Options.Refusal;
        return read;
    }

    /// <summary>Writes header and fixed part; options follow, then <see cref="MobilityHeader.Finish"/>.</summary>
    /// <returns>Where the first option starts.</returns>
    public static int Begin(byte[] buffer, int offset, int status, byte[] homeAddress, int homeAddressOffset)
    {
        MobilityHeader.Begin(buffer, offset, MobilityHeader.BindingError);
        buffer[offset + StatusOffset] = (byte)status;
        buffer[offset + StatusOffset + 1] = 0;
        Ipv6Address.Copy(homeAddress, homeAddressOffset, buffer, offset + AddressOffset);
        return offset + FixedLength;
    }
}
