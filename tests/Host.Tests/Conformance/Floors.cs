using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// The floors of the firmware: which folder may know which. A floor is a namespace below <c>McoaRouter</c>; the roof is
/// that namespace itself. Route optimisation and traffic steering, assemblies of their own, stand on the same floors.
/// </summary>
internal static partial class Floors
{
    /// <summary>Which floors a floor may use, beside itself. A floor that is not here may use nothing.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Table = new Dictionary<string, string[]>
    {
        ["Wire"] = [],
        ["Links"] = ["Wire"],
        ["Security"] = ["Wire"],
        ["Settings"] = ["Wire"],
        ["Bindings"] = ["Settings", "Wire"],
        ["Mobility"] = ["Bindings", "Links", "Security", "Settings", "Wire"],
        ["Forwarding"] = ["Bindings", "Links", "Settings", "Wire"],
        ["Flows"] = ["Bindings", "Links", "Mobility", "Settings", "Wire"],
        ["Health"] = ["Bindings", "Forwarding", "Links", "Mobility", "Security", "Settings", "Wire"],
        [Roof] = ["Bindings", "Flows", "Forwarding", "Health", "Links", "Mobility", "Security", "Settings", "Wire"],
        ["Console"] = ["Bindings", "Forwarding", "Links", "Mobility", "Security", "Settings", "Wire", Roof],
    };

    /// <summary>
    /// What floors may use of the roof all the same: the capacities, the listener that the protocol tells of its
    /// events, and the constant for no deadline.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> UsedFromBelow = new Dictionary<string, string[]>
    {
        ["Limits"] = ["Wire", "Links", "Security", "Settings", "Bindings", "Mobility", "Forwarding", "Flows", "Health"],
        ["IRouterListener"] = ["Mobility", "Flows", "Health"],
        ["RouterNotice"] = ["Mobility", "Flows", "Health"],
        ["MobileRouter"] = ["Mobility", "Flows", "Health"],
    };

    private const string Roof = "";

    // It names an assembly, which is not known by that.
    private const string Friend = "[assembly: InternalsVisibleTo(";

    /// <summary>Every use of a type on a floor that the table does not allow.</summary>
    public static IEnumerable<Violation> Check(TypeDefinition type, IReadOnlyDictionary<string, string[]> table)
    {
        string floor = FloorOf(type);
        return TypeUse.In(type)
            .Where(use => use.Type is not (TypeSpecification or GenericParameter) && !DeviceCode.IsLibrary(use.Type))
            .Where(use => !MayUse(table, floor, FloorOf(use.Type), use.Type.Name))
            .Select(use => use.Violates($"{Shown(floor)} must not know {use.Type.FullName}"));
    }

    /// <summary>
    /// Every <c>using</c> and every name of the roof in a source file that the table does not allow. Constants leave no
    /// trace in compiled code, so the source is read for them.
    /// </summary>
    /// <param name="floor">The file's floor.</param>
    /// <param name="path">What to call the file.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="roofTypes">The names of the types on the roof.</param>
    public static IEnumerable<Violation> CheckSource(
        string floor,
        string path,
        IEnumerable<string> lines,
        IReadOnlyCollection<string> roofTypes)
    {
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                || line.StartsWith(Friend, StringComparison.Ordinal))
            {
                continue;
            }

            IEnumerable<string> uses = UsedFloor().Matches(line).Select(match => match.Groups["floor"].Value)
                .Where(used => !MayUse(Table, floor, used, string.Empty));
            IEnumerable<string> names = Identifier().Matches(line).Select(match => match.Value)
                .Where(name => roofTypes.Contains(name) && !MayUse(Table, floor, Roof, name));
            foreach (string used in uses.Concat(names).Distinct())
            {
                string what = $"{Shown(floor)} must not know {used}";
                yield return new Violation(DeviceCode.Firmware, path, $":{number}", what);
            }
        }
    }

    /// <summary>The floor of a source file of the firmware.</summary>
    public static string FloorOf(string firmware, string path)
    {
        string[] parts = Path.GetRelativePath(firmware, path).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? Roof : parts[0];
    }

    /// <summary>The floor of a type; those that the compiler made for the whole assembly are on the roof.</summary>
    public static string FloorOf(TypeReference type)
    {
        TypeReference outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        return outer.Namespace.StartsWith(DeviceCode.Firmware + ".", StringComparison.Ordinal)
            ? outer.Namespace[(DeviceCode.Firmware.Length + 1)..].Split('.')[0]
            : Roof;
    }

    private static bool MayUse(IReadOnlyDictionary<string, string[]> table, string floor, string used, string name)
    {
        return used == floor
            || (table.TryGetValue(floor, out string[]? allowed) && allowed.Contains(used))
            || (used == Roof && (name.StartsWith('<') || IsUsedFromBelow(name, floor)));
    }

    private static bool IsUsedFromBelow(string name, string floor)
    {
        return UsedFromBelow.TryGetValue(name, out string[]? floors) && floors.Contains(floor);
    }

    private static string Shown(string floor)
    {
        return floor == Roof ? "the roof" : floor;
    }

    [GeneratedRegex(@"\bMcoaRouter\.(?<floor>[A-Z]\w*)")]
    private static partial Regex UsedFloor();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*")]
    private static partial Regex Identifier();
}
