using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Home Test (RFC 6275 §6.1.5) and the Care-of Test (§6.1.6), which bring a keygen token and differ in their MH
/// type alone. A Care-of Test may carry a Binding Identifier option (RFC 5648 §4.3). The object is one received message
/// and is reused.
/// <code>
///                                 +-------------------------------+
///                                 |  home or care-of nonce index  |
/// +-------------------------------+-------------------------------+
/// |               home or care-of init cookie, 8 octets           |
/// +---------------------------------------------------------------+
/// |               home or care-of keygen token, 8 octets          |
/// +---------------------------------------------------------------+
/// |                        mobility options                       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public sealed class TestReply
{
    /// <summary>Octets of a keygen token.</summary>
    public const int TokenLength = 8;

    /// <summary>Octets before the options.</summary>
    public const int FixedLength = MobilityHeader.TestReplyLength;

    private const int NonceIndexOffset = 6;
    private const int InitCookieOffset = 8;
    private const int KeygenTokenOffset = 16;

    /// <summary>Makes a reader for messages in a profile.</summary>
    public TestReply(WireProfile profile)
    {
        Options = new MobilityOptions(profile);
    }

    /// <summary>The nonce index, 16 bits, to be echoed in the Nonce Indices option of a Binding Update.</summary>
    public int NonceIndex { get; private set; }

    /// <summary>Where the init cookie starts in the caller's buffer.</summary>
    public int CookieOffset { get; private set; }

    /// <summary>Where the keygen token starts in the caller's buffer.</summary>
    public int TokenOffset { get; private set; }

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

        NonceIndex = BigEndian.ReadUInt16(buffer, offset + NonceIndexOffset);
        CookieOffset = offset + InitCookieOffset;
        TokenOffset = offset + KeygenTokenOffset;
        bool read = Options.TryRead(buffer, offset, offset + FixedLength, offset + length);
        Refusal = Options.Refusal;
        return read;
    }

    /// <summary>Writes header and fixed part; options follow, then <see cref="MobilityHeader.Finish"/>.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="offset">Where the Mobility Header starts.</param>
    /// <param name="type"><see cref="MobilityHeader.HomeTest"/> or <see cref="MobilityHeader.CareOfTest"/>.</param>
    /// <param name="nonceIndex">Which nonce the token was made from, 16 bits.</param>
    /// <param name="cookie">The buffer that holds the init cookie.</param>
    /// <param name="cookieOffset">Where the cookie starts.</param>
    /// <param name="token">The buffer that holds the keygen token.</param>
    /// <param name="tokenOffset">Where the token starts.</param>
    /// <returns>Where the first option starts.</returns>
    public static int Begin(
        byte[] buffer,
        int offset,
        int type,
        int nonceIndex,
        byte[] cookie,
        int cookieOffset,
        byte[] token,
        int tokenOffset)
    {
        MobilityHeader.Begin(buffer, offset, type);
        BigEndian.WriteUInt16(buffer, offset + NonceIndexOffset, nonceIndex);
        Array.Copy(cookie, cookieOffset, buffer, offset + InitCookieOffset, TestInit.CookieLength);
        Array.Copy(token, tokenOffset, buffer, offset + KeygenTokenOffset, TokenLength);
        return offset + FixedLength;
    }
}
