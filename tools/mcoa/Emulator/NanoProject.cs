using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// A device project (<c>.nfproj</c>) as MSBuild evaluates it, so that wildcards, conditions and the versions pinned in
/// <c>nf.config</c> mean here what they mean to the device's own tooling.
/// </summary>
internal sealed record NanoProject
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(1);

    private static readonly string[] s_questions =
    [
        "-getProperty:AssemblyName,DefineConstants,LangVersion,NoWarn,TreatWarningsAsErrors,AllowUnsafeBlocks",
        "-getProperty:OutputType,MSBuildToolsPath",
        "-getItem:Compile,Reference,ProjectReference",
    ];

    private NanoProject(string path, JsonElement answer)
    {
        Path = path;
        JsonElement properties = answer.GetProperty("Properties");
        AssemblyName = Property(properties, nameof(AssemblyName));
        LangVersion = Property(properties, nameof(LangVersion));
        NoWarn = Property(properties, nameof(NoWarn));
        DefineConstants = Property(properties, nameof(DefineConstants));
        TreatWarningsAsErrors = IsTrue(Property(properties, nameof(TreatWarningsAsErrors)));
        AllowUnsafeBlocks = IsTrue(Property(properties, nameof(AllowUnsafeBlocks)));
        IsProgram = Property(properties, "OutputType").Equals("Exe", StringComparison.OrdinalIgnoreCase);
        SdkDirectory = Property(properties, "MSBuildToolsPath");
        JsonElement items = answer.GetProperty("Items");
        Sources = [.. items.GetProperty("Compile").EnumerateArray().Select(item => Metadata(item, "FullPath"))];
        References = [.. items.GetProperty("Reference").EnumerateArray().Select(item => ReadReference(path, item))];
        ProjectReferences =
            [.. items.GetProperty("ProjectReference").EnumerateArray().Select(item => Metadata(item, "FullPath"))];
    }

    /// <summary>The project file.</summary>
    public string Path { get; }

    /// <summary>The assembly it makes.</summary>
    public string AssemblyName { get; }

    /// <summary>The language version it asks for, or empty.</summary>
    public string LangVersion { get; }

    /// <summary>Its preprocessor symbols, separated by semicolons.</summary>
    public string DefineConstants { get; }

    /// <summary>The warnings it silences.</summary>
    public string NoWarn { get; }

    /// <summary>Whether a warning stops its build.</summary>
    public bool TreatWarningsAsErrors { get; }

    /// <summary>Whether it may use pointers.</summary>
    public bool AllowUnsafeBlocks { get; }

    /// <summary>Whether it has an entry point.</summary>
    public bool IsProgram { get; }

    /// <summary>The directory of the SDK that evaluated it.</summary>
    public string SdkDirectory { get; }

    /// <summary>Its source files, full paths.</summary>
    public IReadOnlyList<string> Sources { get; private init; }

    /// <summary>The assemblies it takes from packages.</summary>
    public IReadOnlyList<NanoReference> References { get; }

    /// <summary>The projects it builds on, full paths.</summary>
    public IReadOnlyList<string> ProjectReferences { get; }

    /// <summary>The project with another file in place of its source of the same name.</summary>
    public NanoProject WithSource(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return this with
        {
            Sources = [.. Sources.Where(source => System.IO.Path.GetFileName(source) != name), path],
        };
    }

    /// <summary>Reads a project and all it builds on, each once, what is built on first.</summary>
    /// <param name="path">The project.</param>
    /// <param name="known">Every project read so far by its full path; those read now are added.</param>
    /// <exception cref="EmulatorException">A project does not exist or MSBuild can't evaluate it.</exception>
    public static IReadOnlyList<NanoProject> ReadWithDependencies(string path, Dictionary<string, NanoProject> known)
    {
        List<NanoProject> ordered = [];
        ReadInto(System.IO.Path.GetFullPath(path), ordered, [], known);
        return ordered;
    }

    private static void ReadInto(
        string path, List<NanoProject> ordered, HashSet<string> seen, Dictionary<string, NanoProject> known)
    {
        if (!seen.Add(path))
        {
            return;
        }

        if (!known.TryGetValue(path, out NanoProject? project))
        {
            project = Read(path);
            known.Add(path, project);
        }

        foreach (string dependency in project.ProjectReferences)
        {
            ReadInto(dependency, ordered, seen, known);
        }

        ordered.Add(project);
    }

    private static NanoProject Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new EmulatorException($"{path}: no such project");
        }

        List<string> arguments = ["msbuild", path, "-nologo", "-p:Configuration=Release"];
        arguments.AddRange(s_questions);
        ToolProcess evaluation = ToolProcess.Run(ToolProcess.DotnetHost, arguments, s_timeout);
        string text = string.Join('\n', evaluation.Lines);
        if (evaluation.ExitCode != 0 || !text.StartsWith('{'))
        {
            throw new EmulatorException($"{path}: MSBuild can't evaluate it\n{text}");
        }

        using JsonDocument answer = JsonDocument.Parse(text);
        return new NanoProject(path, answer.RootElement);
    }

    private static NanoReference ReadReference(string project, JsonElement item)
    {
        string name = Metadata(item, "Identity").Split(',')[0].Trim();
        string hint = Metadata(item, "HintPath").Replace('\\', '/');
        if (hint.Length > 0)
        {
            hint = System.IO.Path.GetFullPath(hint, System.IO.Path.GetDirectoryName(project)!);
        }

        return new NanoReference(name, hint);
    }

    private static string Property(JsonElement properties, string name)
    {
        return properties.GetProperty(name).GetString() ?? string.Empty;
    }

    private static string Metadata(JsonElement item, string name)
    {
        return item.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? string.Empty : string.Empty;
    }

    private static bool IsTrue(string value)
    {
        return value.Equals("true", StringComparison.OrdinalIgnoreCase);
    }
}
