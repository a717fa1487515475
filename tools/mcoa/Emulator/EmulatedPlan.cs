using System.Globalization;
using System.IO;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// What the program of the emulated world is to do: drive, or measure memory or time. The device has no command line, so the
/// plan is a source file of the program.
/// </summary>
/// <param name="Name">What to call it; a directory is named after it.</param>
/// <param name="Configuration">The router's configuration, or null where there is a scenario.</param>
/// <param name="Seed">Where everything random comes from.</param>
/// <param name="Seconds">How long to drive, in the world's time; 0 to measure memory.</param>
/// <param name="Scenario">The scenario to drive, or null.</param>
/// <param name="Profile">The wire profile of the scenario, or null.</param>
/// <param name="Rounds">How often to time the router's work, or 0.</param>
public sealed record EmulatedPlan(
    string Name, string? Configuration, uint Seed, int Seconds, string? Scenario, string? Profile, int Rounds = 0)
{
    private const string File = "Plan.cs";

    /// <summary>The program's project in a repository.</summary>
    internal static string ProjectIn(string repository)
    {
        return Path.Combine(repository, "tools", "Emulated", "Emulated.nfproj");
    }

    /// <summary>Writes the source file.</summary>
    /// <returns>Its path.</returns>
    internal string WriteInto(string directory)
    {
        string path = Path.Combine(directory, File);
        System.IO.File.WriteAllText(
            path,
            $$"""
            namespace McoaRouter.Emulated;

            internal static class Plan
            {
                internal static string Scenario => {{Literal(Scenario)}};
                internal static string Profile => {{Literal(Profile)}};
                internal static string Configuration => {{Literal(Configuration)}};
                internal static int Rounds => {{Rounds.ToString(CultureInfo.InvariantCulture)}};
                internal static long Seed => {{Seed.ToString(CultureInfo.InvariantCulture)}};
                internal static int Seconds => {{Seconds.ToString(CultureInfo.InvariantCulture)}};
            }
            """);
        return path;
    }

    private static string Literal(string? text)
    {
        return text is null ? "null" : "@\"" + text.Replace("\"", "\"\"", System.StringComparison.Ordinal) + "\"";
    }
}
