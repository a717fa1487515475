namespace McoaRouter.Boards.Frame;

/// <summary>The texts of <see cref="BootReason"/>, as the crash file and the log show them.</summary>
public static class BootReasonText
{
    private static readonly string[] s_names = { "powerOrReset", "exception", "watchdog" };

    /// <summary>The name of a reason.</summary>
    public static string Of(BootReason reason)
    {
        return s_names[(int)reason];
    }

    /// <summary>The reason of a name; <see cref="BootReason.PowerOrReset"/> where there is none of that name.</summary>
    public static BootReason Named(string name)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            if (s_names[i] == name)
            {
                return (BootReason)i;
            }
        }

        return BootReason.PowerOrReset;
    }
}
