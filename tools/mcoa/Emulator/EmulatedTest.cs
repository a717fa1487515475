namespace McoaRouter.Tools.Emulator;

/// <summary>One result line of the test launcher.</summary>
/// <param name="Name">The method's full name and the number of its data row: <c>Namespace.Class.Method.0</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">Why it failed or was skipped, the first line only; empty where it passed.</param>
/// <param name="Ticks">How long a passed test took, in units of 100 ns; 0 otherwise.</param>
public sealed record EmulatedTest(string Name, EmulatedOutcome Outcome, string Message, long Ticks)
{
    /// <summary>The method's full name without the number of its data row.</summary>
    public string Method
    {
        get
        {
            int dot = Name.LastIndexOf('.');
            return dot < 0 ? Name : Name[..dot];
        }
    }
}
