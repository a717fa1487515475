using System;
using System.Globalization;
using System.IO;
using System.Linq;
using McoaRouter.Mutation;

if (args is ["worker", var folder, var id])
{
    Worker.Run(folder, int.Parse(id, CultureInfo.InvariantCulture));
    return 0;
}

string project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
string kept = Path.Combine(project, "obj", "mutants");
if (!args.Contains("--again"))
{
    Mutator.Run(project, kept);
}

Mutant[] mutants = Mutant.Read(Mutator.Report(kept), args.LastOrDefault(a => a != "--again") ?? "");
using Campaign campaign = new(Mutator.Assemblies(kept));
campaign.Run(mutants);
foreach (IGrouping<string, Mutant> place in mutants.GroupBy(m => m.Folder))
{
    int found = Count(Fate.Killed) + Count(Fate.Timeout);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{place.Key}: {place.Count()} mutants, {Count(Fate.Killed)} killed, {Count(Fate.Timeout)} timeouts, {Count(Fate.Survived)} survived, {Count(Fate.NoCoverage)} without coverage: {100.0 * found / place.Count():0.0} %"));

    int Count(Fate fate)
    {
        return place.Count(m => m.Fate == fate);
    }
}

return 0;
