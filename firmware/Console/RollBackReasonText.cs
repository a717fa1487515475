namespace McoaRouter.Consoles;

/// <summary>The texts of <see cref="RollBackReason"/>.</summary>
public static class RollBackReasonText
{
    private static readonly string[] s_texts =
    {
        "none", "not confirmed in time", "not registered in time", "by the operator", "restarted during its trial",
        "the store can't be written", "faulty for this version", "refused by the board",
    };

    /// <summary>The text of a reason.</summary>
    public static string Of(RollBackReason reason)
    {
        return s_texts[(int)reason];
    }

    /// <summary>Whether a number that was stored is a reason.</summary>
    internal static bool Has(int number)
    {
        return number >= 0 && number < s_texts.Length;
    }
}
