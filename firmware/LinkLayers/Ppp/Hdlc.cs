namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// HDLC-like framing (RFC 1662 §3, §4, appendix C): what stands between flags, and the frame check sequence over it.
/// <code>
/// +------+---------+---------+----------+-------------+-----------+------+
/// | flag | address | control | protocol | information |    FCS    | flag |
/// | 0x7E |  0xFF   |  0x03   | 1-2 oct. |             | 2, low 1st| 0x7E |
/// +------+---------+---------+----------+-------------+-----------+------+
/// </code>
/// </summary>
internal static class Hdlc
{
    /// <summary>Begins and ends each frame.</summary>
    internal const int Flag = 0x7E;

    /// <summary>Says that the next octet was changed by <see cref="EscapeBit"/>.</summary>
    internal const int Escape = 0x7D;

    /// <summary>What an escaped octet is xored with.</summary>
    internal const int EscapeBit = 0x20;

    /// <summary>Octets below this one are control characters, each with a bit in the control character map.</summary>
    internal const int ControlCharacters = 0x20;

    /// <summary>The address field: all stations.</summary>
    internal const int Address = 0xFF;

    /// <summary>The control field: unnumbered information.</summary>
    internal const int Control = 0x03;

    /// <summary>Octets of the frame check sequence.</summary>
    internal const int FcsOctets = 2;

    /// <summary>Octets before the information where nothing is compressed.</summary>
    internal const int HeaderOctets = 4;

    /// <summary>The sequence's first value.</summary>
    internal const int InitialFcs = 0xFFFF;

    /// <summary>The sequence over a whole frame with its own check sequence, where that is right.</summary>
    internal const int GoodFcs = 0xF0B8;

    /// <summary>The control character map that holds until LCP has agreed on another: all are escaped (§7.1).</summary>
    internal const uint DefaultControlMap = 0xFFFFFFFF;

    /// <summary>One step of the sequence for each value of an octet.</summary>
    internal static readonly ushort[] FcsTable = MakeFcsTable();

    /// <summary>Marks the octets that are not plain: flag, escape, and the control characters of a map.</summary>
    internal static void Mark(bool[] marks, uint controlMap)
    {
        for (int i = 0; i < ControlCharacters; i++)
        {
            marks[i] = ((controlMap >> i) & 1) != 0;
        }

        marks[Flag] = true;
        marks[Escape] = true;
    }

    private static ushort[] MakeFcsTable()
    {
        ushort[] table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0x8408 : value >> 1;
            }

            table[i] = (ushort)value;
        }

        return table;
    }
}
