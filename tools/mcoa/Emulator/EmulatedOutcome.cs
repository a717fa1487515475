namespace McoaRouter.Tools.Emulator;

/// <summary>How a test ended in the emulator.</summary>
public enum EmulatedOutcome
{
    /// <summary>It returned.</summary>
    Passed,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It asked to be skipped.</summary>
    Skipped,
}
