using System.Globalization;
using System.Text;
using System.Text.Json;
using McoaRouter.Consoles;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>The counters of refusals in the last event of a program.</summary>
public static class EventCounters
{
    /// <summary>All reasons that were counted, as text.</summary>
    /// <param name="refusals">The counters.</param>
    /// <param name="oversized">Packets that were larger than any buffer.</param>
    /// <param name="dropped">Packets that the kernel did not take in the end.</param>
    public static string Text(RefusalCounters refusals, long oversized, long dropped)
    {
        StringBuilder text = new();
        for (int reason = 1; reason < (int)Refusal.Count; reason++)
        {
            Append(text, RefusalNames.Of((Refusal)reason), refusals.Of((Refusal)reason));
        }

        Append(text, "oversized", oversized);
        Append(text, "dropped", dropped);
        return text.Length == 0 ? "nothing refused" : "refused: " + text;
    }

    /// <summary>All reasons that were counted, as the member <c>refused</c>.</summary>
    public static void Write(Utf8JsonWriter json, RefusalCounters refusals, long oversized, long dropped)
    {
        json.WriteStartObject("refused");
        for (int reason = 1; reason < (int)Refusal.Count; reason++)
        {
            Write(json, RefusalNames.Of((Refusal)reason), refusals.Of((Refusal)reason));
        }

        Write(json, "oversized", oversized);
        Write(json, "dropped", dropped);

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long count)
    {
        if (count != 0)
        {
            json.WriteNumber(name, count);
        }
    }

    private static void Append(StringBuilder text, string name, long count)
    {
        if (count != 0)
        {
            text.Append(text.Length == 0 ? "" : ", ")
                .Append(name).Append(' ').Append(count.ToString(CultureInfo.InvariantCulture));
        }
    }
}
