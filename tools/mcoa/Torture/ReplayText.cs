using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>A case as what is typed to run it, and back.</summary>
internal static class ReplayText
{
    /// <summary>What stands for no fault at all.</summary>
    public const string NoFaults = "none";

    /// <summary>How the program is called from the repository.</summary>
    public const string Program = "dotnet run -c Release --project tools/mcoa -- ";

    /// <summary>The one command that runs a case.</summary>
    public static string Of(TortureCase @case)
    {
        return Program + string.Join(' ', Words(@case));
    }

    /// <summary>What is typed behind the program's name to run a case.</summary>
    public static string[] Words(TortureCase @case)
    {
        string[] words = ["torture", "--seed", Text(@case.Seed), "--minutes", Text(@case.Minutes)];
        return @case.Faults is null ? words : [.. words, "--faults", Faults(@case.Faults)];
    }

    /// <summary>Indexes of faults as they are typed.</summary>
    public static string Faults(IReadOnlyList<int> indexes)
    {
        return indexes.Count == 0 ? NoFaults : string.Join(',', indexes.Select(index => Text(index)));
    }

    /// <summary>Reads indexes of faults; null where the text is none.</summary>
    public static int[]? ReadFaults(string text)
    {
        if (text == NoFaults)
        {
            return [];
        }

        List<int> indexes = [];
        foreach (string word in text.Split(','))
        {
            if (!int.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            {
                return null;
            }

            indexes.Add(index);
        }

        return [.. indexes.Distinct().Order()];
    }

    private static string Text(IFormattable number)
    {
        return number.ToString(null, CultureInfo.InvariantCulture);
    }
}
