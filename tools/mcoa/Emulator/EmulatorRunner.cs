using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// Builds the portable assemblies for the device, once, and the tests of one room after another, and runs each room in
/// nanoCLR. What is wrong is in the results; nothing is thrown for it.
/// </summary>
public sealed class EmulatorRunner : IDisposable
{
    private const string TestFramework = "nanoFramework.TestFramework";
    private const string CoreLibrary = "mscorlib";

    private readonly Action<string> _progress;
    private readonly string _directory;
    private readonly bool _isTemporary;
    private readonly Dictionary<string, NanoProject> _projects = [];
    private readonly Dictionary<string, string> _shared = [];

    private NanoCompiler? _compiler;
    private List<string> _libraries = [];
    private string _clr = string.Empty;
    private bool _isTool;
    private string? _failure;

    /// <summary>Makes a runner.</summary>
    /// <param name="outputDirectory">
    /// Where to leave the built assemblies, each room's tests in a directory of its own; null to delete them at the
    /// end.
    /// </param>
    /// <param name="progress">Is told each assembly as it is built.</param>
    public EmulatorRunner(string? outputDirectory, Action<string> progress)
    {
        _progress = progress;
        _isTemporary = outputDirectory is null;
        _directory = outputDirectory is null
            ? Directory.CreateTempSubdirectory("mcoa-emulator-").FullName
            : Directory.CreateDirectory(outputDirectory).FullName;
    }

    /// <summary>Whether no room can be run, because an assembly that all of them use could not be built.</summary>
    public bool IsStuck => _failure is not null;

    /// <summary>Builds and runs one room, and before the first of them the assemblies that all of them use.</summary>
    /// <param name="room">The room.</param>
    /// <param name="timeout">How long nanoCLR may run.</param>
    public EmulatorResult Run(EmulatorRoom room, TimeSpan timeout)
    {
        try
        {
            IReadOnlyList<NanoProject> projects = NanoProject.ReadWithDependencies(room.Project, _projects);
            IReadOnlyList<MissingPart> missing = Prepare(projects);
            if (missing.Count > 0)
            {
                return new EmulatorResult([], [], missing);
            }

            BuildShared(projects.SkipLast(1));
            return BuildAndRun(room, projects, timeout);
        }
        catch (EmulatorException failure)
        {
            return new EmulatorResult([], [failure.Message], []);
        }
    }

    /// <summary>Deletes what was built, unless it is to be left.</summary>
    public void Dispose()
    {
        if (_isTemporary && Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    // All rooms use the same libraries: they share the file that names them.
    private IReadOnlyList<MissingPart> Prepare(IReadOnlyList<NanoProject> projects)
    {
        if (_compiler is not null)
        {
            return [];
        }

        NanoFrameworkHome home = new();
        _clr = home.FindClr(out _isTool);
        string processor = home.FindProcessor();
        Dictionary<string, string> libraries = FindLibraries(home, projects, out string launcher);
        if (home.Missing.Count == 0)
        {
            _libraries = [.. OrderLibraries(libraries), launcher];
            _compiler = new NanoCompiler(processor, libraries);
        }

        return home.Missing;
    }

    private void BuildShared(IEnumerable<NanoProject> projects)
    {
        if (_failure is not null)
        {
            throw new EmulatorException(_failure);
        }

        try
        {
            foreach (NanoProject project in projects.Where(project => !_shared.ContainsKey(project.Path)))
            {
                string image = _compiler!.BuildShared(project, NamesOf(project.ProjectReferences), _directory);
                _shared.Add(project.Path, image);
                Report(image);
            }
        }
        catch (EmulatorException failure)
        {
            // No room can be built without it, and the reason stays the same.
            _failure = failure.Message;
            throw;
        }
    }

    private EmulatorResult BuildAndRun(EmulatorRoom room, IReadOnlyList<NanoProject> projects, TimeSpan timeout)
    {
        NanoProject tests = projects[^1];
        string directory = Directory.CreateDirectory(Path.Combine(_directory, room.Name)).FullName;
        string image = _compiler!.Build(tests, NamesOf(tests.ProjectReferences), directory);
        Report(image);
        List<string> images = [.. _libraries, .. projects.SkipLast(1).Select(project => _shared[project.Path]), image];
        AssemblyFacts facts = new(Path.ChangeExtension(image, ".dll"));
        EmulatorResult result = NanoClr.Run(_clr, _isTool, images, timeout, facts);
        return new EmulatorResult(result.Tests, [.. result.Problems.Select(problem => $"{room.Name}: {problem}")], []);
    }

    private void Report(string image)
    {
        DeviceImage size = new(image);
        _progress($"{Path.GetRelativePath(_directory, image)}: {size.Length} octets; of {DeviceImage.TableLimit} each, "
            + $"strings take {size.Strings} and code {size.Code}");
    }

    private IEnumerable<string> NamesOf(IEnumerable<string> projects)
    {
        return projects.Select(project => _projects[project].AssemblyName);
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
