using System.Diagnostics;

namespace McoaRouter.Settings;

/// <summary>
/// What the readers ask of each key, heard by its .NET twin. The device's build leaves the calls out, arguments and all.
/// </summary>
internal static class SettingsRecorder
{
    internal const string Alternative = "x-alternative";

    private const string Symbol = "SETTINGS_RECORDER";

    [Conditional(Symbol)]
    internal static void Hear(string path)
    {
    }

    [Conditional(Symbol)]
    internal static void Hear(string path, string keyword, string value)
    {
    }

    [Conditional(Symbol)]
    internal static void HearNumber(string path, string keyword, long value)
    {
    }

    [Conditional(Symbol)]
    internal static void HearChoice(string path, string[] choices)
    {
    }

    [Conditional(Symbol)]
    internal static void HearChoice(string path, string keyword, string[] choices)
    {
    }
}
