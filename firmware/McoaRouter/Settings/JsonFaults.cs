namespace McoaRouter.Settings;

/// <summary>What both readers of JSON text refuse, in the same words, and the bounds that they share.</summary>
internal static class JsonFaults
{
    /// <summary>Characters of a configuration; a longer one is refused unread.</summary>
    internal const int MaximumCharacters = 65536;

    /// <summary>Objects and lists inside each other; a deeper nesting is refused.</summary>
    internal const int MaximumDepth = 16;

    /// <summary>The path of the whole text.</summary>
    internal const string Root = "configuration";

    internal static string Missing()
    {
        return Root + ": is empty; write a JSON object";
    }

    internal static string TooLong(int characters, int maximum)
    {
        return Root + ": has " + characters.ToString() + " characters; keep it within " + maximum.ToString();
    }

    internal static string TooDeep(int line, int column)
    {
        return Root + ": is nested deeper than " + MaximumDepth.ToString() + At(line, column)
            + "; no setting needs that, close the brackets before";
    }

    internal static string NotJson(int line, int column)
    {
        return Root + ": is not JSON" + At(line, column) + "; correct the text there or just before";
    }

    private static string At(int line, int column)
    {
        return " at line " + line.ToString() + ", column " + column.ToString();
    }
}
