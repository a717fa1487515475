using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>The uplinks of a flow rule in words.</summary>
/// <param name="MayTake">Those that the rule names.</param>
/// <param name="Takes">Those that its flows take now, with their part of them where there are several; may be empty.</param>
internal sealed record FlowPath(string MayTake, string Takes)
{
    private const int Percent = 100;

    /// <summary>Reads it from a rule of a status.</summary>
    /// <param name="flow">The rule.</param>
    /// <param name="names">The uplinks of the status.</param>
    public static FlowPath Read(JsonElement flow, string[] names)
    {
        string[] uplinks =
        [
            .. flow.ItemsOf("uplinks").Select(each => NumberIn(each, -1))
                .Select(index => index >= 0 && index < names.Length ? names[index] : "?"),
        ];
        int[] shares = [.. flow.ItemsOf("shares").Select(each => NumberIn(each, 0))];
        int all = Math.Max(1, shares.Sum());
        string[] taken =
        [
            .. uplinks.Zip(shares).Where(each => each.Second > 0).Select(each => each.Second == all
                ? each.First
                : string.Create(CultureInfo.InvariantCulture, $"{each.First} {each.Second * Percent / all} %")),
        ];
        return new FlowPath(string.Join(flow.IsTrue("balanced") ? " + " : ", ", uplinks), string.Join(", ", taken));
    }

    private static int NumberIn(JsonElement element, int otherwise)
    {
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) ? number : otherwise;
    }
}
