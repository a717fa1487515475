using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// Builds projects for the device, those that others build on once, against the framework's assemblies that are found on
/// this computer.
/// </summary>
internal sealed class DeviceBuild : IDisposable
{
    private const string TestFramework = "nanoFramework.TestFramework";
    private const string CoreLibrary = "mscorlib";

    private readonly Action<string> _progress;
    private readonly bool _isTemporary;
    private readonly Dictionary<string, NanoProject> _projects = [];
    private readonly Dictionary<string, string> _libraries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _shared = [];
    private readonly NanoFrameworkHome _home = new();
    private readonly NanoCompiler _compiler;

    private string? _launcher;
    private string? _failure;

    /// <summary>Looks for the emulator.</summary>
    /// <param name="outputDirectory">Where to leave what is built; null to delete it at the end.</param>
    /// <param name="progress">Is told each assembly as it is built.</param>
    public DeviceBuild(string? outputDirectory, Action<string> progress)
    {
        _progress = progress;
        _isTemporary = outputDirectory is null;
        Directory = outputDirectory is null
            ? System.IO.Directory.CreateTempSubdirectory("mcoa-emulator-").FullName
            : System.IO.Directory.CreateDirectory(outputDirectory).FullName;
        Clr = _home.FindClr(out bool isTool);
        ClrIsTool = isTool;
        _compiler = new NanoCompiler(_home.FindProcessor(), _libraries);
    }

    /// <summary>Where it is built.</summary>
    public string Directory { get; }

    /// <summary>nanoCLR's path; empty where it is missing.</summary>
    public string Clr { get; }

    /// <summary>Whether that is the .NET tool around it.</summary>
    public bool ClrIsTool { get; }

    /// <summary>Whether nothing can be built, because an assembly that others use could not be.</summary>
    public bool IsStuck => _failure is not null;

    /// <summary>The parts that are not on this computer, of those that were needed so far.</summary>
    public IReadOnlyList<MissingPart> Missing => _home.Missing;

    /// <summary>
    /// Reads a project and all it builds on, itself last, and looks for the assemblies that they use:
    /// <see cref="Missing"/> says what was not found.
    /// </summary>
    /// <exception cref="EmulatorException">A project does not exist or MSBuild can't evaluate it.</exception>
    public IReadOnlyList<NanoProject> Read(string project)
    {
        IReadOnlyList<NanoProject> projects = NanoProject.ReadWithDependencies(project, _projects);
        foreach (NanoReference reference in projects.SelectMany(used => used.References))
        {
            if (_libraries.ContainsKey(reference.Name))
            {
                continue;
            }

            _libraries.Add(reference.Name, _home.FindAssembly(reference) + ".dll");
            if (reference.Name == TestFramework)
            {
                _launcher = _home.FindLauncher(reference);
            }
        }

        return projects;
    }

    /// <summary>Builds a project, and before it what it builds on.</summary>
    /// <param name="projects">The project, last, and all it builds on, as <see cref="Read"/> gave them.</param>
    /// <param name="directory">The directory of its own below <see cref="Directory"/>.</param>
    /// <returns>The <c>.pe</c> files, each behind those it needs; the project's is last.</returns>
    /// <exception cref="EmulatorException">Something does not compile.</exception>
    public IReadOnlyList<string> Build(IReadOnlyList<NanoProject> projects, string directory)
    {
        BuildShared(projects.SkipLast(1));
        NanoProject last = projects[^1];
        string own = System.IO.Directory.CreateDirectory(Path.Combine(Directory, directory)).FullName;
        string image = _compiler.Build(last, NamesOf(last.ProjectReferences), own);
        Report(image);
        return
        [
            .. OrderLibraries(projects),
            .. projects.SkipLast(1).Select(project => _shared[project.Path]),
            image,
        ];
    }

    /// <summary>Deletes what was built, unless it is to be left.</summary>
    public void Dispose()
    {
        if (_isTemporary && System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
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
                string image = _compiler.BuildShared(project, NamesOf(project.ProjectReferences), Directory);
                _shared.Add(project.Path, image);
                Report(image);
            }
        }
        catch (EmulatorException failure)
        {
            // Nothing can be built without it, and the reason stays the same.
            _failure = failure.Message;
            throw;
        }
    }

    private void Report(string image)
    {
        DeviceImage size = new(image);
        _progress($"{Path.GetRelativePath(Directory, image)}: {size.Length} octets; of {DeviceImage.TableLimit} each, "
            + $"strings take {size.Strings} and code {size.Code}");
    }

    private IEnumerable<string> NamesOf(IEnumerable<string> projects)
    {
        return projects.Select(project => _projects[project].AssemblyName);
    }

    // nanoCLR wants each assembly behind those it uses; they say themselves which these are. The test launcher is last.
    private List<string> OrderLibraries(IReadOnlyList<NanoProject> projects)
    {
        List<string> ordered = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        string[] names = [.. projects.SelectMany(project => project.References).Select(reference => reference.Name)];
        foreach (string name in names.Prepend(CoreLibrary))
        {
            Visit(name);
        }

        if (_launcher is not null && names.Contains(TestFramework))
        {
            ordered.Add(_launcher);
        }

        return ordered;

        void Visit(string name)
        {
            if (!seen.Add(name))
            {
                return;
            }

            if (!_libraries.TryGetValue(name, out string? path))
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
