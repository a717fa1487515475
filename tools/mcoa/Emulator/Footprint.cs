using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>What the router takes of a board: octets of flash, and of the heap from its start on.</summary>
/// <param name="Assemblies">What is deployed: ours, and what they use of the framework.</param>
/// <param name="Heaps">What is on the heap after start, for several numbers of uplinks.</param>
/// <param name="Problems">What went wrong.</param>
/// <param name="Missing">The parts of the emulator that were not found; nothing was measured where there are any.</param>
public sealed record Footprint(
    IReadOnlyList<AssemblyFootprint> Assemblies,
    IReadOnlyList<HeapFootprint> Heaps,
    IReadOnlyList<string> Problems,
    IReadOnlyList<MissingPart> Missing)
{
    /// <summary>The budget for the router's assemblies, in octets: ours without the console's and steering's.</summary>
    public const int RouterBudget = 168 * 1024;

    /// <summary>The budget for the console's assemblies, in octets.</summary>
    public const int ConsoleBudget = 44 * 1024;

    /// <summary>The budget for the assembly of traffic steering, in octets.</summary>
    public const int SteeringBudget = 24 * 1024;

    /// <summary>The budget for the heap after start with two uplinks, in octets, without the console.</summary>
    public const int HeapBudget = 96 * 1024;

    /// <summary>
    /// The budget for what traffic steering adds to the heap with two uplinks, as many flow rules as there can be, and
    /// watched paths, in octets.
    /// </summary>
    public const int SteeringHeapBudget = 72 * 1024;

    /// <summary>The budget for what the console keeps of the heap with two uplinks, in octets.</summary>
    public const int ConsoleHeapBudget = 40 * 1024;

    /// <summary>Octets of the router's assemblies.</summary>
    public int RouterOctets => Assemblies
        .Where(assembly => assembly.IsOurs && !assembly.IsConsole && !assembly.IsSteering)
        .Sum(assembly => assembly.Octets);

    /// <summary>Octets of the console's assemblies.</summary>
    public int ConsoleOctets => Assemblies.Where(assembly => assembly.IsConsole).Sum(assembly => assembly.Octets);

    /// <summary>Octets of the assembly of traffic steering.</summary>
    public int SteeringOctets => Assemblies.Where(assembly => assembly.IsSteering).Sum(assembly => assembly.Octets);

    /// <summary>Octets of the heap that traffic steering adds with two uplinks, all rules and watched paths.</summary>
    public int SteeringHeapOctets => Heaps.Where(heap => heap.Uplinks == Heaps[0].Uplinks).Max(heap => heap.Octets)
        - Heaps[0].Octets;

    /// <summary>Writes it as two tables of Markdown.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine("| assembly | octets | of them code | strings |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (AssemblyFootprint assembly in Assemblies)
        {
            output.WriteLine($"| {assembly.Name} | {assembly.Octets} | {assembly.Code} | {assembly.Strings} |");
        }

        WriteSum(output, "the router", RouterOctets, RouterBudget);
        WriteSum(output, "the console", ConsoleOctets, ConsoleBudget);
        WriteSum(output, "traffic steering", SteeringOctets, SteeringBudget);
        output.WriteLine();
        output.WriteLine(
            "| uplinks | steering | settings | router | link layers | heap after start | console | with console |");
        output.WriteLine("|---:|---|---:|---:|---:|---:|---:|---:|");
        foreach (HeapFootprint heap in Heaps)
        {
            string console = heap.Console == 0 ? "| " : $"{heap.Console} | {heap.Octets + heap.Console}";
            output.WriteLine($"| {heap.Uplinks} | {heap.Steering} | {heap.Settings} | {heap.Router} | {heap.LinkLayers} "
                + $"| **{heap.Octets}** | {console} |");
        }

        output.WriteLine($"| budget for 2 | | | | | {HeapBudget} | {ConsoleHeapBudget} | |");
        output.WriteLine($"| and for steering | | | | | {SteeringHeapBudget} | | |");
    }

    private static void WriteSum(TextWriter output, string what, int octets, int budget)
    {
        int over = octets - budget;
        output.WriteLine($"| **{what} together** | **{octets}** | | |");
        output.WriteLine($"| budget{(over > 0 ? $", over by {over}" : string.Empty)} | {budget} | | |");
    }
}
