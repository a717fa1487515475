using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Home Test Init (RFC 6275 §6.1.3) and the Care-of Test Init (§6.1.4), which ask a correspondent for a keygen
/// token and differ in their MH type alone. A Care-of Test Init may carry a Binding Identifier option (RFC 5648 §4.3).
/// The object is one received message and is reused.
/// <code>
///                                 +-------------------------------+
///                                 |           reserved            |
/// +-------------------------------+-------------------------------+
/// |               home or care-of init cookie, 8 octets           |
/// +---------------------------------------------------------------+
/// |                        mobility options                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class TestInit
{
    /// <summary>Octets of an init cookie.</summary>
    public const int CookieLength = 8;

    /// <summary>Octets before the options.</summary>
    public const int FixedLength = MobilityHeader.TestInitLength;

    private const int InitCookieOffset = 8;

    /// <summary>Makes a reader for messages in a profile.</summary>
    public TestInit(WireProfile profile)
    {
        Options = new MobilityOptions(profile);
    }

    /// <summary>Where the init cookie starts in the caller's buffer.</summary>
    public int CookieOffset { get; private set; }

    /// <summary>The mobility options.</summary>
    public MobilityOptions Options { get; }

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal { get; private set; }

    /// <summary>Reads a message whose Mobility Header was checked (<see cref="MobilityHeader.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        if (length < FixedLength)
        {
            Refusal = Refusal.Truncated;
            return false;
        }

        CookieOffset = offset + InitCookieOffset;
        bool read = Options.TryRead(buffer, offset, offset + FixedLength, offset + length);
        Refusal = Options.Refusal;
        return read;
    }

    /// <summary>Writes header and fixed part; options follow, then <see cref="MobilityHeader.Finish"/>.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the Mobility Header starts.</param>
    /// <param name="type"><see cref="MobilityHeader.HomeTestInit"/> or
    /// <see cref="MobilityHeader.CareOfTestInit"/>.</param>
    /// <param name="cookie">The buffer that holds the init cookie.</param>
    /// <param name="cookieOffset">Where the cookie starts.</param>
    /// <returns>Where the first option starts.</returns>
    public static int Begin(byte[] buffer, int offset, int type, byte[] cookie, int cookieOffset)
    {
        int at = MobilityHeader.Begin(buffer, offset, type);
        BigEndian.WriteUInt16(buffer, at, 0);
        Array.Copy(cookie, cookieOffset, buffer, offset + InitCookieOffset, CookieLength);
        return offset + FixedLength;
    }
}
