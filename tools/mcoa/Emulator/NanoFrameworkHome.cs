using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// Where the parts of the emulator are on this computer: below <c>NANOFRAMEWORK_HOME</c> (default
/// <c>~/.nanoframework</c>: <c>bin/nanoclr</c>, <c>bin/mdp</c>, <c>lib</c>), else where the packages are restored and
/// where .NET tools are installed. What is not found is noted, with the places it was looked for in.
/// </summary>
internal sealed partial class NanoFrameworkHome
{
    private const string ProcessorName = "nanoFramework.Tools.MetadataProcessor";
    private const string ProcessorPackage = "nanoframework.tools.metadataprocessor.cli";

    private readonly string _home;
    private readonly string _tools;
    private readonly string _packages;
    private readonly List<MissingPart> _missing = [];

    /// <summary>Looks at the places that the environment names.</summary>
    public NanoFrameworkHome()
    {
        string user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        _home = FromEnvironment("NANOFRAMEWORK_HOME", Path.Combine(user, ".nanoframework"));
        _packages = FromEnvironment("NUGET_PACKAGES", Path.Combine(user, ".nuget", "packages"));
        _tools = Path.Combine(user, ".dotnet", "tools");
    }

    /// <summary>The parts that were asked for and not found.</summary>
    public IReadOnlyList<MissingPart> Missing => _missing;

    /// <summary>
    /// Finds nanoCLR: the program itself, which takes assemblies as its arguments, or the .NET tool around it, which
    /// takes them behind <c>run --assemblies</c>.
    /// </summary>
    /// <param name="isTool">Whether it is the .NET tool.</param>
    /// <returns>Its path; empty where there is none.</returns>
    public string FindClr(out bool isTool)
    {
        string suffix = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        string program = Path.Combine(_home, "bin", "nanoclr" + suffix);
        string tool = Path.Combine(_tools, "nanoclr" + suffix);
        isTool = !File.Exists(program);
        return FirstExisting(
            "nanoCLR, the interpreter",
            [program, tool],
            "install nanoCLR (dotnet tool install --global nanoclr), or set NANOFRAMEWORK_HOME to a directory that "
                + "has bin/nanoclr");
    }

    /// <summary>Finds the metadata processor, which turns a .NET assembly into what the device loads.</summary>
    /// <returns>
    /// Its path, a <c>.dll</c> to be run by <c>dotnet</c> or an <c>.exe</c>; empty where there is none.
    /// </returns>
    public string FindProcessor()
    {
        string directory = Path.Combine(_home, "bin", "mdp");
        List<string> candidates =
            [Path.Combine(directory, ProcessorName + ".dll"), Path.Combine(directory, ProcessorName + ".exe")];
        string package = Path.Combine(_packages, ProcessorPackage);
        if (OperatingSystem.IsWindows() && Directory.Exists(package))
        {
            candidates.AddRange(Directory.EnumerateDirectories(package)
                .OrderDescending(StringComparer.OrdinalIgnoreCase)
                .Select(version => Path.Combine(version, "content", "MetadataProcessor", ProcessorName + ".exe")));
        }

        return FirstExisting(
            "the metadata processor",
            candidates,
            "set NANOFRAMEWORK_HOME to a directory that has bin/mdp with the metadata processor in it");
    }

    /// <summary>Finds an assembly of the framework, both as <c>.dll</c> and as <c>.pe</c>.</summary>
    /// <returns>The path without its extension; empty where one of the two is nowhere.</returns>
    public string FindAssembly(NanoReference reference)
    {
        List<string> stems = [Path.Combine(_home, "lib", reference.Name)];
        stems.AddRange(PackageStems(reference.HintPath, reference.Name));
        string? found = stems.FirstOrDefault(stem => File.Exists(stem + ".dll") && File.Exists(stem + ".pe"));
        if (found is null)
        {
            AddMissing(reference.Name, [.. stems.Select(stem => stem + ".dll and .pe")]);
        }

        return found ?? string.Empty;
    }

    /// <summary>Finds the test launcher, which lies beside the test framework in the same package.</summary>
    /// <returns>The path of its <c>.pe</c>; empty where there is none.</returns>
    public string FindLauncher(NanoReference testFramework)
    {
        const string Launcher = "nanoFramework.UnitTestLauncher";
        List<string> stems = [Path.Combine(_home, "lib", Launcher)];
        stems.AddRange(PackageStems(testFramework.HintPath, Launcher));
        string? found = stems.Select(stem => stem + ".pe").FirstOrDefault(File.Exists);
        if (found is null)
        {
            AddMissing(Launcher, [.. stems.Select(stem => stem + ".pe")]);
        }

        return found ?? string.Empty;
    }

    private static string FromEnvironment(string variable, string otherwise)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(value) ? otherwise : Path.GetFullPath(value);
    }

    // A hint path names package and version: …/packages/<package>.<version>/lib/<assembly>.dll
    [GeneratedRegex(@"[\\/](?<package>[A-Za-z][^\\/]*?)\.(?<version>\d+\.\d+[^\\/]*)[\\/]lib[\\/][^\\/]+$")]
    private static partial Regex PackageOfHint();

    private IEnumerable<string> PackageStems(string hintPath, string assembly)
    {
        if (hintPath.Length == 0)
        {
            yield break;
        }

        yield return Path.Combine(Path.GetDirectoryName(hintPath)!, assembly);
        Match match = PackageOfHint().Match(hintPath);
        if (match.Success)
        {
            string package = match.Groups["package"].Value.ToLowerInvariant();
            yield return Path.Combine(_packages, package, match.Groups["version"].Value, "lib", assembly);
        }
    }

    private string FirstExisting(string name, IReadOnlyList<string> candidates, string remedy)
    {
        string? found = candidates.FirstOrDefault(File.Exists);
        if (found is null)
        {
            _missing.Add(new MissingPart(name, candidates, remedy));
        }

        return found ?? string.Empty;
    }

    private void AddMissing(string name, IReadOnlyList<string> lookedFor)
    {
        _missing.Add(new MissingPart(
            name,
            lookedFor,
            "restore the packages that nf.config pins, or set NANOFRAMEWORK_HOME to a directory that has it in lib"));
    }
}
