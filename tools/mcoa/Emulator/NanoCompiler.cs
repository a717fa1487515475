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

    // How the metadata processor says that a table's 16-bit offsets are used up.
    private const string Overflow = " table overflow in assembly ";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly string _processor;
    private readonly IReadOnlyDictionary<string, string> _libraries;
    private readonly Dictionary<string, string> _shared = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a compiler.</summary>
    /// <param name="processor">The metadata processor.</param>
    /// <param name="libraries">
    /// The framework's assemblies by name, paths of their <c>.dll</c>; more may be added before a project that uses them.
    /// </param>
    public NanoCompiler(string processor, IReadOnlyDictionary<string, string> libraries)
    {
        _processor = processor;
        _libraries = libraries;
    }

    /// <summary>Builds a project that others build on; what it builds on itself was built before.</summary>
    /// <param name="project">The project.</param>
    /// <param name="dependencies">The names of the assemblies of the projects it references.</param>
    /// <param name="directory">Where to write; it exists.</param>
    /// <returns>The path of the <c>.pe</c>; the <c>.dll</c> lies beside it.</returns>
    /// <exception cref="EmulatorException">It does not compile.</exception>
    public string BuildShared(NanoProject project, IEnumerable<string> dependencies, string directory)
    {
        string image = Build(project, dependencies, directory);
        _shared[project.AssemblyName] = Path.ChangeExtension(image, ".dll");
        return image;
    }

    /// <summary>Builds a project that no other builds on; what it builds on was built before.</summary>
    /// <param name="project">The project.</param>
    /// <param name="dependencies">The names of the assemblies of the projects it references.</param>
    /// <param name="directory">Where to write; it exists.</param>
    /// <returns>The path of the <c>.pe</c>; the <c>.dll</c> lies beside it.</returns>
    /// <exception cref="EmulatorException">It does not compile.</exception>
    public string Build(NanoProject project, IEnumerable<string> dependencies, string directory)
    {
        string library = Path.Combine(directory, project.AssemblyName + ".dll");
        string image = Path.Combine(directory, project.AssemblyName + ".pe");
        File.Delete(library);
        File.Delete(image);
        Compile(project, dependencies, library);
        Process(project, library, image);
        return image;
    }

    private void Compile(NanoProject project, IEnumerable<string> dependencies, string library)
    {
        // Only what the project references itself, as the device's tooling does it.
        IEnumerable<string> references = project.References
            .Select(reference => reference.Name)
            .Concat(dependencies)
            .Select(name => "-r:" + Quote(PathOf(name)));
        List<string> lines =
        [
            "-nostdlib",
            project.IsProgram ? "-target:exe" : "-target:library",
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
        Require(run, library, project.Path + " does not compile for the device");
    }

    private void Process(NanoProject project, string library, string image)
    {
        bool isManaged = _processor.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        List<string> arguments = isManaged ? ["exec", _processor] : [];
        foreach ((string name, string path) in _libraries.Concat(_shared))
        {
            arguments.AddRange(["-loadHints", name, path]);
        }

        arguments.AddRange(["-parse", library, "-compile", image, "false"]);
        ToolProcess run = ToolProcess.Run(isManaged ? ToolProcess.DotnetHost : _processor, arguments, s_timeout);
        if (run.Lines.Any(line => line.Contains(Overflow, StringComparison.Ordinal)))
        {
            throw new EmulatorException(
                $"{project.Path} is too large for one assembly, which has {DeviceImage.TableLimit} octets for names "
                    + "and literals and as many for code: move some of its sources to a project of their own");
        }

        Require(run, image, "the metadata processor refuses " + project.Path);
    }

    private string PathOf(string assembly)
    {
        return _shared.TryGetValue(assembly, out string? path) ? path : _libraries[assembly];
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
