using System;
using McoaRouter.Wire;

namespace McoaRouter.Consoles;

/// <summary>
/// What a slot of the store holds. All numbers are big-endian; the check covers everything but itself.
/// <code>
/// 0                   1                   2                   3
/// +---------------+---------------+---------------+---------------+
/// |      'M'      |      'C'      |      'O'      |      'A'      |
/// +---------------+---------------+---------------+---------------+
/// |    format 1   |     state     |    reason     |       0       |
/// +---------------+---------------+---------------+---------------+
/// |                           revision                            |
/// +-------------------------------+-------------------------------+
/// |  seconds to confirm it within |      octets of the text       |
/// +-------------------------------+-------------------------------+
/// |                            CRC-32                             |
/// +---------------------------------------------------------------+
/// |  the text, UTF-8 ...
/// </code>
/// </summary>
internal sealed class StoredConfiguration
{
    /// <summary>Octets before the text.</summary>
    internal const int HeaderOctets = 20;

    /// <summary>
    /// The greatest revision that is believed: no store is written so often, and the next ones must not overflow.
    /// </summary>
    internal const int GreatestRevision = 0x3FFFFFFF;

    private const int MagicOffset = 0;
    private const int FormatOffset = 4;
    private const int StateOffset = 5;
    private const int ReasonOffset = 6;
    private const int RevisionOffset = 8;
    private const int SecondsOffset = 12;
    private const int TextLengthOffset = 14;
    private const int CheckOffset = 16;
    private const int Magic = 0x4D434F41;
    private const int Format = 1;

    internal StoredConfiguration(byte[] text, int revision, int confirmSeconds)
    {
        Text = text;
        Revision = revision;
        ConfirmSeconds = confirmSeconds;
        State = SlotState.Trial;
    }

    /// <summary>The text, UTF-8.</summary>
    internal readonly byte[] Text;

    /// <summary>The revision, 1 to <see cref="GreatestRevision"/>.</summary>
    internal readonly int Revision;

    /// <summary>Within how many seconds its trial must be confirmed.</summary>
    internal readonly int ConfirmSeconds;

    /// <summary>What became of it.</summary>
    internal SlotState State;

    /// <summary>Why it was rolled back.</summary>
    internal RollBackReason Reason;

    /// <summary>Reads a slot; null where it is empty, cut, or damaged.</summary>
    internal static StoredConfiguration TryRead(byte[] octets)
    {
        if (octets == null
            || octets.Length < HeaderOctets
            || BigEndian.ReadUInt32(octets, MagicOffset) != Magic
            || octets[FormatOffset] != Format
            || octets[FormatOffset + 3] != 0
            || BigEndian.ReadUInt16(octets, TextLengthOffset) != octets.Length - HeaderOctets
            || BigEndian.ReadUInt32(octets, CheckOffset) != CheckOf(octets))
        {
            return null;
        }

        int state = octets[StateOffset];
        int revision = (int)BigEndian.ReadUInt32(octets, RevisionOffset);
        if (state < (int)SlotState.Confirmed
            || state > (int)SlotState.RolledBack
            || revision <= 0
            || revision > GreatestRevision
            || !RollBackReasonText.Has(octets[ReasonOffset]))
        {
            return null;
        }

        byte[] text = new byte[octets.Length - HeaderOctets];
        Array.Copy(octets, HeaderOctets, text, 0, text.Length);
        StoredConfiguration stored =
            new StoredConfiguration(text, revision, BigEndian.ReadUInt16(octets, SecondsOffset));
        stored.State = (SlotState)state;
        stored.Reason = (RollBackReason)octets[ReasonOffset];
        return stored;
    }

    /// <summary>The octets of the slot.</summary>
    internal byte[] ToOctets()
    {
        byte[] octets = new byte[HeaderOctets + Text.Length];
        BigEndian.WriteUInt32(octets, MagicOffset, Magic);
        octets[FormatOffset] = Format;
        octets[StateOffset] = (byte)State;
        octets[ReasonOffset] = (byte)Reason;
        BigEndian.WriteUInt32(octets, RevisionOffset, Revision);
        BigEndian.WriteUInt16(octets, SecondsOffset, ConfirmSeconds);
        BigEndian.WriteUInt16(octets, TextLengthOffset, Text.Length);
        Array.Copy(Text, 0, octets, HeaderOctets, Text.Length);
        BigEndian.WriteUInt32(octets, CheckOffset, (int)CheckOf(octets));
        return octets;
    }

    private static uint CheckOf(byte[] octets)
    {
        uint check = Crc32.Add(Crc32.Start, octets, 0, CheckOffset);
        return Crc32.Finish(Crc32.Add(check, octets, HeaderOctets, octets.Length - HeaderOctets));
    }
}
