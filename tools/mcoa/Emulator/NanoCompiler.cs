using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// Builds device projects: the SDK's C# compiler against the device's own core library, then the metadata processor,
/// which turns the assembly into the <c>.pe</c> that nanoCLR loads.
/// </summary>
internal sealed class NanoCompiler
{
    // What the device's tooling defines and where it stands when a project says nothing.
    private const string PlatformSymbol = "NANOFRAMEWORK_1_0";
    private const string DefaultLangVersion = "9";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly string _processor;
    private readonly string _outputDirectory;
    private readonly Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a compiler.</summary>
    /// <param name="processor">The metadata processor.</param>
    /// <param name="outputDirectory">Where to write; it exists.</param>
    /// <param name="libraries">The framework's assemblies by name, paths of their <c>.dll</c>.</param>
    public NanoCompiler(string processor, string outputDirectory, IReadOnlyDictionary<string, string> libraries)
    {
        _processor = processor;
        _outputDirectory = outputDirectory;
        foreach ((string name, string path) in libraries)
        {
            _assemblies.Add(name, path);
        }
    }

    /// <summary>Builds one project; what it builds on was built before.</summary>
    /// <param name="project">The project.</param>
    /// <param name="dependencies">The names of the assemblies of the projects it references.</param>
    /// <returns>The path of the <c>.pe</c>; the <c>.dll</c> lies beside it.</returns>
    /// <exception cref="EmulatorException">It does not compile.</exception>
    public string Build(NanoProject project, IEnumerable<string> dependencies)
    {
        string library = Path.Combine(_outputDirectory, project.AssemblyName + ".dll");
        string image = Path.Combine(_outputDirectory, project.AssemblyName + ".pe");
        File.Delete(library);
        File.Delete(image);
        Compile(project, dependencies, library);
        Process(project, library, image);
        _assemblies[project.AssemblyName] = library;
        return image;
    }

    private void Compile(NanoProject project, IEnumerable<string> dependencies, string library)
    {
        // Only what the project references itself, as the device's tooling does it.
        IEnumerable<string> references = project.References
            .Select(reference => reference.Name)
            .Concat(dependencies)
            .Select(name => "-r:" + Quote(_assemblies[name]));
        List<string> lines =
        [
            "-nostdlib",
            "-target:library",
            "-optimize+",
            "-debug:portable",
            "-deterministic",
            "-langversion:" + (project.LangVersion.Length > 0 ? project.LangVersion : DefaultLangVersion),
            "-define:" + PlatformSymbol + ";" + project.DefineConstants,
            "-nowarn:1701,1702," + project.NoWarn.Replace(';', ','),
            project.TreatWarningsAsErrors ? "-warnaserror+" : "-warnaserror-",
            project.AllowUnsafeBlocks ? "-unsafe+" : "-unsafe-",
            "-out:" + Quote(library),
            .. references,
            .. project.Sources.Select(Quote),
        ];
        string response = Path.ChangeExtension(library, ".rsp");
        File.WriteAllLines(response, lines);
        string compiler = Path.Combine(project.SdkDirectory, "Roslyn", "bincore", "csc.dll");
        ToolProcess run = ToolProcess.Run(
            ToolProcess.DotnetHost,
            ["exec", compiler, "-noconfig", "-nologo", "@" + response],
            s_timeout);
        Require(run, library, project.AssemblyName + " does not compile for the device");
    }

    private void Process(NanoProject project, string library, string image)
    {
        bool isManaged = _processor.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        List<string> arguments = isManaged ? ["exec", _processor] : [];
        foreach ((string name, string path) in _assemblies)
        {
            arguments.AddRange(["-loadHints", name, path]);
        }

        arguments.AddRange(["-parse", library, "-compile", image, "false"]);
        ToolProcess run = ToolProcess.Run(isManaged ? ToolProcess.DotnetHost : _processor, arguments, s_timeout);
        Require(run, image, "the metadata processor refuses " + project.AssemblyName);
    }

    private static void Require(ToolProcess run, string output, string complaint)
    {
        if (run.TimedOut || run.ExitCode != 0 || !File.Exists(output))
        {
            throw new EmulatorException(complaint + "\n" + string.Join('\n', run.Lines));
        }
    }

    private static string Quote(string path)
    {
        return '"' + path + '"';
    }
}
