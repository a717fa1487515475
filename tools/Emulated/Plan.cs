namespace McoaRouter.Emulated;

/// <summary>
/// What this program is to do. A device has no command line: <c>mcoa emulator</c> writes another file of this name in
/// place of this one when it builds the program.
/// </summary>
internal static class Plan
{
    /// <summary>The scenario to drive, or null for a random journey.</summary>
    internal static string Scenario
    {
        get { return "figure-3"; }
    }

    /// <summary>The wire profile of the scenario.</summary>
    internal static string Profile
    {
        get { return "draft-01"; }
    }

    /// <summary>The router's configuration, where there is no scenario.</summary>
    internal static string Configuration
    {
        get { return null; }
    }

    /// <summary>Where everything random comes from, 32 bits.</summary>
    internal static long Seed
    {
        get { return 1; }
    }

    /// <summary>How often each step of the router's work is timed on the configuration; 0: it is not.</summary>
    internal static int Rounds
    {
        get { return 0; }
    }

    /// <summary>How long a random journey lasts, in s; 0: the configuration's memory is measured instead.</summary>
    internal static int Seconds
    {
        get { return 0; }
    }
}
