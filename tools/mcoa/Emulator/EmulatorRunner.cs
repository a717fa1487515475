using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>Builds the portable assemblies and their tests for the device and runs the tests in nanoCLR.</summary>
public static class EmulatorRunner
{
    /// <summary>The project that is built and run, relative to the repository.</summary>
    public static readonly string TestProject = Path.Combine("tests", "McoaRouter.Tests", "NFUnitTest.nfproj");

    private const string TestFramework = "nanoFramework.TestFramework";
    private const string CoreLibrary = "mscorlib";

    /// <summary>Builds and runs everything once.</summary>
    /// <param name="repository">The repository's root directory.</param>
    /// <param name="outputDirectory">Where to leave the built assemblies, or null to delete them.</param>
    /// <param name="timeout">How long nanoCLR may run.</param>
    /// <param name="progress">Is told each assembly as it is built.</param>
    /// <returns>The results; what is wrong is in it, nothing is thrown for it.</returns>
    public static EmulatorResult Run(
        string repository,
        string? outputDirectory,
        TimeSpan timeout,
        Action<string> progress)
    {
        string directory = outputDirectory is null
            ? Directory.CreateTempSubdirectory("mcoa-emulator-").FullName
            : Directory.CreateDirectory(outputDirectory).FullName;
        try
        {
            return BuildAndRun(Path.Combine(repository, TestProject), directory, timeout, progress);
        }
        catch (EmulatorException failure)
        {
            return new EmulatorResult([], [failure.Message], []);
        }
        finally
        {
            if (outputDirectory is null)
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private static EmulatorResult BuildAndRun(
        string path,
        string directory,
        TimeSpan timeout,
        Action<string> progress)
    {
        IReadOnlyList<NanoProject> projects = NanoProject.ReadWithDependencies(path);
        NanoFrameworkHome home = new();
        string clr = home.FindClr(out bool isTool);
        string processor = home.FindProcessor();
        Dictionary<string, string> libraries = FindLibraries(home, projects, out string launcher);
        if (home.Missing.Count > 0)
        {
            return new EmulatorResult([], [], home.Missing);
        }

        NanoCompiler compiler = new(processor, directory, libraries);
        List<string> images = OrderLibraries(libraries);
        images.Add(launcher);
        Dictionary<string, string> names = [];
        foreach (NanoProject project in projects)
        {
            string image = compiler.Build(project, project.ProjectReferences.Select(reference => names[reference]));
            names.Add(project.Path, project.AssemblyName);
            images.Add(image);
            progress($"{project.AssemblyName}.pe, {new FileInfo(image).Length} octets");
        }

        AssemblyFacts facts = new(Path.ChangeExtension(images[^1], ".dll"));
        return NanoClr.Run(clr, isTool, images, timeout, facts);
    }

    private static Dictionary<string, string> FindLibraries(
        NanoFrameworkHome home,
        IReadOnlyList<NanoProject> projects,
        out string launcher)
    {
        Dictionary<string, string> libraries = new(StringComparer.OrdinalIgnoreCase);
        launcher = string.Empty;
        foreach (NanoReference reference in projects.SelectMany(project => project.References))
        {
            if (libraries.ContainsKey(reference.Name))
            {
                continue;
            }

            libraries.Add(reference.Name, home.FindAssembly(reference) + ".dll");
            if (reference.Name == TestFramework)
            {
                launcher = home.FindLauncher(reference);
            }
        }

        return libraries;
    }

    // nanoCLR wants each assembly behind those it uses; they say themselves which these are.
    private static List<string> OrderLibraries(Dictionary<string, string> libraries)
    {
        List<string> ordered = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        Visit(CoreLibrary);
        foreach (string name in libraries.Keys)
        {
            Visit(name);
        }

        return ordered;

        void Visit(string name)
        {
            if (!seen.Add(name))
            {
                return;
            }

            if (!libraries.TryGetValue(name, out string? path))
            {
                throw new EmulatorException($"{name} is needed by a referenced assembly; reference its package too");
            }

            foreach (string reference in new AssemblyFacts(path).References)
            {
                Visit(reference);
            }

            ordered.Add(Path.ChangeExtension(path, ".pe"));
        }
    }
}
