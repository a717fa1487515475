namespace McoaRouter.Settings;

/// <summary>Texts of a configuration as they may stand in a message: short, on one line.</summary>
public static class SettingsText
{
    private const int LongestShown = 48;

    /// <summary>The text without control characters, cut where it is long.</summary>
    public static string Printable(string text)
    {
        int length = text.Length > LongestShown ? LongestShown : text.Length;
        char[] shown = new char[length];
        for (int i = 0; i < length; i++)
        {
            shown[i] = IsPrintable(text[i]) ? text[i] : '?';
        }

        return text.Length > LongestShown ? new string(shown) + "..." : new string(shown);
    }

    /// <summary>A key that may be anything, as it stands in a path.</summary>
    public static string Key(string key)
    {
        return key.Length == 0 ? "\"\"" : Printable(key);
    }

    /// <summary>The printable text in quotation marks.</summary>
    public static string Quote(string text)
    {
        return "\"" + Printable(text) + "\"";
    }

    /// <summary>Whether a text has no control character.</summary>
    internal static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is one or more decimal digits.</summary>
    internal static bool IsDigits(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9')
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>Whether one text sorts before another, character by character.</summary>
    internal static bool IsBefore(string left, string right)
    {
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i] < right[i];
            }
        }

        return left.Length < right.Length;
    }

    private static bool IsPrintable(char character)
    {
        return character >= ' ' && character != (char)0x7F && (character < (char)0xD800 || character > (char)0xDFFF);
    }
}
