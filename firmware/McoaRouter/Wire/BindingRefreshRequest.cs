namespace McoaRouter.Wire;

/// <summary>
/// The Binding Refresh Request (RFC 6275 §6.1.2), which asks for a binding to be updated: the one that a Binding
/// Identifier option names (draft §6.4), otherwise the node's only one. The object is one received message and is
/// reused.
/// <code>
///                                 +-------------------------------+
///                                 |           reserved            |
/// +-------------------------------+-------------------------------+
/// |                        mobility options                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class BindingRefreshRequest
{
    /// <summary>Octets before the options.</summary>
    public const int FixedLength = 8;

    /// <summary>The mobility options.</summary>
    public readonly MobilityOptions Options;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>Makes a reader for messages in a profile.</summary>
    public BindingRefreshRequest(WireProfile profile)
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

        bool read = Options.TryRead(buffer, offset, offset + FixedLength, offset + length);
        Refusal = Options.Refusal;
        return read;
    }

    /// <summary>Writes header and fixed part; options follow, then <see cref="MobilityHeader.Finish"/>.</summary>
    /// <returns>Where the first option starts.</returns>
    public static int Begin(byte[] buffer, int offset)
    {
        int at = MobilityHeader.Begin(buffer, offset, MobilityHeader.BindingRefreshRequest);
        BigEndian.WriteUInt16(buffer, at, 0);
        return offset + FixedLength;
    }
}
