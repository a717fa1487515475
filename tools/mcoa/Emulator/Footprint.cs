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
    /// <summary>The budget for our assemblies, in octets.</summary>
    public const int AssembliesBudget = 160 * 1024;

    /// <summary>The budget for the heap after start with two uplinks, in octets.</summary>
    public const int HeapBudget = 96 * 1024;

    /// <summary>Octets of our assemblies.</summary>
    public int OurOctets => Assemblies.Where(assembly => assembly.IsOurs).Sum(assembly => assembly.Octets);

    /// <summary>Writes it as two tables of Markdown.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine("| assembly | octets | of them code | strings |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (AssemblyFootprint assembly in Assemblies)
        {
            output.WriteLine($"| {assembly.Name} | {assembly.Octets} | {assembly.Code} | {assembly.Strings} |");
        }

        output.WriteLine($"| **ours together** | **{OurOctets}** | | |");
        int over = OurOctets - AssembliesBudget;
        output.WriteLine($"| budget{(over > 0 ? $", over by {over}" : string.Empty)} | {AssembliesBudget} | | |");
        output.WriteLine();
        output.WriteLine("| uplinks | settings | router | link layers | heap after start |");
        output.WriteLine("|---:|---:|---:|---:|---:|");
        foreach (HeapFootprint heap in Heaps)
        {
            output.WriteLine(
                $"| {heap.Uplinks} | {heap.Settings} | {heap.Router} | {heap.LinkLayers} | **{heap.Octets}** |");
        }

        output.WriteLine($"| budget for 2 | | | | {HeapBudget} |");
    }
}
