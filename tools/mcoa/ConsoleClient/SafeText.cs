using System.Linq;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>Text that came from elsewhere, for a terminal: without what a terminal would obey.</summary>
internal static class SafeText
{
    private const char Stand = '\uFFFD';

    /// <summary>The text with control characters replaced.</summary>
    public static string Of(string text)
    {
        return text.Any(char.IsControl) ? string.Concat(text.Select(each => char.IsControl(each) ? Stand : each)) : text;
    }
}
