using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace McoaRouter.Mutation;

/// <summary>
/// Has Stryker.NET make the mutants and keeps what it made: its report, and the tests' folder with the one assembly that
/// holds all mutants. Stryker puts the real assembly back when it ends, so that one is copied while it runs a single test.
/// </summary>
internal static class Mutator
{
    private const string SingleTest = "FullyQualifiedName~BigEndianTests";

    internal static string Report(string kept)
    {
        return Path.Combine(kept, "stryker", "reports", "mutation-report.json");
    }

    internal static string Assemblies(string kept)
    {
        return Path.Combine(kept, "assemblies");
    }

    internal static void Run(string project, string kept)
    {
        string built = Path.Combine(project, "..", "McoaRouter.Tests", "bin", "Debug", "net10.0");
        if (Directory.Exists(kept))
        {
            Directory.Delete(kept, recursive: true);
        }

        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = project,
            ArgumentList = { "stryker", "--output", Path.Combine(kept, "stryker"), "--test-case-filter", SingleTest },
        };
        using Process stryker = Process.Start(start)!;
        while (!stryker.WaitForExit(200))
        {
            if (!Directory.Exists(Assemblies(kept)) && IsMutated(Path.Combine(built, "McoaRouter.dll")))
            {
                Copy(built, Assemblies(kept));
            }
        }

        if (!Directory.Exists(Assemblies(kept)) || !File.Exists(Report(kept)))
        {
            throw new InvalidOperationException("Stryker made no mutants; see above.");
        }

        CoverageBoard.Put(Path.Combine(Assemblies(kept), "McoaRouter.dll"));
    }

    private static bool IsMutated(string assembly)
    {
        try
        {
            bool mutated = File.ReadAllBytes(assembly).AsSpan().IndexOf(Encoding.UTF8.GetBytes(CoverageBoard.ControlType)) >= 0;

            // It may still be being written.
            Thread.Sleep(mutated ? 1000 : 0);
            return mutated;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
