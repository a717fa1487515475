using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using McoaRouter.Tools.Emulator;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>
/// The device projects (<c>.nfproj</c>) and their .NET twins (<c>.csproj</c>), as MSBuild evaluates them: they can't
/// drift apart, and the versions in <c>nf.config</c> are the only ones.
/// </summary>
[TestClass]
public sealed partial class ProjectTests
{
    private const string DeviceOnly = ".nanoFramework.cs";
    private const string NetOnly = ".Net.cs";
    private const string DeviceProjectType = "{11A8DD76-328B-46DF-9F39-F559912D0360}";
    private const string DeviceConfiguration = "nanoFramework|Any CPU";

    // The folder of the tests: one project for .NET, and for the device one in each folder below.
    private static readonly string s_tests = Repository.PathOf("tests", "McoaRouter.Tests");

    // Read once for this class.
    private static readonly Lazy<Dictionary<string, NanoProject>> s_devices = new(() =>
        ReadAll(DeviceProjectFiles()));

    private static readonly Lazy<Dictionary<string, NanoProject>> s_nets = new(() =>
        ReadAll(DeviceProjectFiles().Select(DirectoryOf).Where(HasTwin).Select(TwinOf).Distinct()
            .Select(directory => Directory.EnumerateFiles(directory, "*.csproj").Single())));

    [TestMethod]
    public void Twins_are_the_same_set_of_projects()
    {
        CollectionAssert.AreEqual(
            DeviceProjectFiles().Select(DirectoryOf).Order(StringComparer.Ordinal).ToArray(),
            s_devices.Value.Keys.Order(StringComparer.Ordinal).ToArray());
        CollectionAssert.AreEqual(
            s_nets.Value.Keys.Order(StringComparer.Ordinal).ToArray(),
            s_devices.Value.Keys.Where(HasTwin).Select(TwinOf).Distinct().Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void A_boards_application_is_the_devices_alone_and_what_it_builds_on_has_twins()
    {
        EmulatorBoard[] boards = [.. EmulatorBoard.FindAll(Repository.Root)];
        Assert.IsNotEmpty(boards);
        foreach (EmulatorBoard board in boards)
        {
            string directory = DirectoryOf(board.Project);
            NanoProject application = s_devices.Value[directory];
            Assert.IsTrue(application.IsProgram, directory);
            Assert.IsFalse(HasTwin(directory), directory);
            Assert.IsEmpty(Directory.EnumerateFiles(directory, "*.csproj"), directory);
            CollectionAssert.AreEqual(
                SourcesIn(directory, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray(),
                application.Sources.Order(StringComparer.Ordinal).ToArray(),
                directory);
            Assert.IsTrue(application.ProjectReferences.Select(DirectoryOf).All(s_nets.Value.ContainsKey), directory);
        }
    }

    [TestMethod]
    public void Twins_compile_the_same_sources()
    {
        foreach ((string directory, NanoProject net) in s_nets.Value)
        {
            string[] forDevice =
            [
                .. s_devices.Value.Where(device => TwinOf(device.Key) == directory)
                    .SelectMany(device => device.Value.Sources)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
            string[] forNet = [.. net.Sources.Order(StringComparer.Ordinal)];
            Assert.IsNotEmpty(forDevice, directory);
            Assert.IsFalse(Array.Exists(forDevice, source => source.EndsWith(NetOnly, StringComparison.Ordinal)), directory);
            Assert.IsFalse(Array.Exists(forNet, source => source.EndsWith(DeviceOnly, StringComparison.Ordinal)), directory);

            // A file of one platform has its counterpart under the other's name.
            CollectionAssert.AreEqual(
                forNet.Select(source => Neutral(source, NetOnly)).Order(StringComparer.Ordinal).ToArray(),
                forDevice.Select(source => Neutral(source, DeviceOnly)).Order(StringComparer.Ordinal).ToArray(),
                directory);
        }
    }

    [TestMethod]
    public void Each_room_of_device_tests_compiles_its_own_folder_and_what_all_share()
    {
        string[] shared = [.. SourcesIn(s_tests, SearchOption.TopDirectoryOnly)];
        Assert.IsEmpty(
            shared.Where(IsTestClass),
            "tests lie in a room: what all rooms share would run in each");
        foreach (string folder in Directory.EnumerateDirectories(s_tests).Where(HasSources))
        {
            Assert.IsTrue(
                s_devices.Value.TryGetValue(folder, out NanoProject? room),
                $"{folder} has no project for the device: give it one, and its packages.config, like its neighbours'");
            string[] own = [.. shared, .. SourcesIn(folder, SearchOption.AllDirectories)];
            CollectionAssert.AreEqual(
                own.Order(StringComparer.Ordinal).ToArray(),
                room.Sources.Where(source => own.Contains(source) || IsTestClass(source)).Order(StringComparer.Ordinal).ToArray(),
                $"{folder}: of its neighbours' sources it may borrow benches alone");
            Assert.AreEqual("NFUnitTest", room.AssemblyName, folder);
            Assert.AreEqual($"NFUnitTest.{Path.GetFileName(folder)}.nfproj", Path.GetFileName(room.Path), folder);
        }
    }

    [TestMethod]
    public void Emulator_runs_every_room_of_device_tests()
    {
        CollectionAssert.AreEqual(
            Directory.EnumerateDirectories(s_tests).Where(HasSources).Order(StringComparer.Ordinal).ToArray(),
            EmulatorRoom.FindAll(Repository.Root).Select(room => DirectoryOf(room.Project)).ToArray());
    }

    [TestMethod]
    public void Twins_build_on_the_same_projects()
    {
        foreach (string directory in s_devices.Value.Keys.Where(HasTwin))
        {
            CollectionAssert.AreEqual(
                Closure(s_nets.Value, TwinOf(directory)), Closure(s_devices.Value, directory), directory);
        }
    }

    [TestMethod]
    public void Packages_are_those_of_the_references_and_their_versions_those_of_nf_config()
    {
        foreach (NanoProject device in s_devices.Value.Values)
        {
            string[] referenced =
            [
                .. device.References.Select(reference => PackageOfHint(reference.HintPath)).Distinct()
                    .Order(StringComparer.Ordinal),
            ];
            string[] listed = [.. PackagesOf(device).Order(StringComparer.Ordinal)];
            CollectionAssert.AreEqual(referenced, listed, device.Path);
        }
    }

    [TestMethod]
    public void Device_projects_take_every_version_from_nf_config()
    {
        HashSet<string> pinned = [.. XDocument.Load(Repository.PathOf("nf.config")).Descendants()
            .Where(element => !element.HasElements)
            .Select(element => element.Name.LocalName)];
        foreach (string path in DeviceProjectFiles())
        {
            XElement[] elements = [.. WithImports(path).SelectMany(document => document.Descendants())];
            Assert.IsTrue(
                elements.Any(element => element.Name.LocalName == "Import"
                    && element.Attribute("Project")!.Value.EndsWith("nf.config", StringComparison.Ordinal)),
                path);
            foreach (string hint in elements.Where(element => element.Name.LocalName == "HintPath")
                .Select(element => element.Value))
            {
                Match version = VersionProperty().Match(hint);
                Assert.IsTrue(version.Success, hint);
                Assert.Contains(version.Groups["name"].Value, pinned);
            }
        }
    }

    [TestMethod]
    public void Solution_builds_each_device_project_in_its_own_configuration_alone()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("McoaRouter.sln"));
        foreach (string path in DeviceProjectFiles())
        {
            CollectionAssert.AreEqual(
                new[] { DeviceConfiguration }, ConfigurationsThatBuild(lines, path, out string type), path);
            Assert.AreEqual(DeviceProjectType, type, path);
        }

        foreach (string path in ProjectFiles("*.csproj"))
        {
            CollectionAssert.AreEqual(
                new[] { "Debug|Any CPU", "Release|Any CPU" }, ConfigurationsThatBuild(lines, path, out _), path);
        }
    }

    private static Dictionary<string, NanoProject> ReadAll(IEnumerable<string> paths)
    {
        Dictionary<string, NanoProject> projects = [];
        foreach (string path in paths)
        {
            _ = NanoProject.ReadWithDependencies(path, projects);
        }

        return projects.Values.ToDictionary(project => DirectoryOf(project.Path));
    }

    // A project, and what it has imported from its own folder or the one above, such as the rooms' common file.
    private static IEnumerable<XDocument> WithImports(string path)
    {
        XDocument project = XDocument.Load(path);
        return project.Descendants()
            .Where(element => element.Name.LocalName == "Import")
            .Select(element => element.Attribute("Project")!.Value.Replace('\\', Path.DirectorySeparatorChar))
            .Select(import => Path.Combine(DirectoryOf(path), import))
            .Where(import => import.EndsWith(".props", StringComparison.Ordinal) && File.Exists(import))
            .SelectMany(WithImports)
            .Prepend(project);
    }

    // Where the .NET twin of the device project in a directory is.
    private static string TwinOf(string directory)
    {
        return Path.GetDirectoryName(directory) == s_tests ? s_tests : directory;
    }

    // A board's application uses what only the device has; all that can be tested elsewhere is in what it builds on.
    private static bool HasTwin(string directory)
    {
        return !EmulatorBoard.FindAll(Repository.Root).Any(board => DirectoryOf(board.Project) == directory);
    }

    private static bool IsTestClass(string source)
    {
        return File.ReadAllText(source).Contains("[TestClass]", StringComparison.Ordinal);
    }

    private static bool HasSources(string folder)
    {
        return Path.GetFileName(folder) is not ("bin" or "obj") && SourcesIn(folder, SearchOption.AllDirectories).Any();
    }

    private static IEnumerable<string> SourcesIn(string folder, SearchOption depth)
    {
        return Directory.EnumerateFiles(folder, "*.cs", depth)
            .Where(source => !source.EndsWith(NetOnly, StringComparison.Ordinal)
                && !Path.GetRelativePath(folder, source).Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj"));
    }

    private static string[] DeviceProjectFiles()
    {
        return ProjectFiles("*.nfproj");
    }

    private static string[] ProjectFiles(string pattern)
    {
        string[] files =
        [
            .. new[] { "firmware", "boards", "tests", "tools" }
                .SelectMany(folder => Directory.EnumerateFiles(
                    Repository.PathOf(folder), pattern, SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal),
        ];
        Assert.IsNotEmpty(files, pattern);
        return files;
    }

    private static string DirectoryOf(string project)
    {
        return Path.GetDirectoryName(Path.GetFullPath(project))!;
    }

    private static string Neutral(string source, string ending)
    {
        return source.EndsWith(ending, StringComparison.Ordinal) ? source[..^ending.Length] + ".*.cs" : source;
    }

    // All that a project builds on, however many steps away: one twin may name what the other gets through a third.
    private static string[] Closure(Dictionary<string, NanoProject> projects, string directory)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([directory]);
        while (open.TryPop(out string? next))
        {
            foreach (string reference in projects[next].ProjectReferences.Select(DirectoryOf).Where(reached.Add))
            {
                open.Push(reference);
            }
        }

        return [.. reached.Order(StringComparer.Ordinal)];
    }

    private static string PackageOfHint(string hint)
    {
        // The device's tooling restores packages into the solution's folder.
        Match match = Package().Match(Path.GetRelativePath(Repository.Root, hint).Replace('\\', '/'));
        Assert.IsTrue(match.Success, hint);
        return match.Groups["id"].Value + " " + match.Groups["version"].Value;
    }

    private static IEnumerable<string> PackagesOf(NanoProject project)
    {
        return XDocument.Load(Path.Combine(DirectoryOf(project.Path), "packages.config"))
            .Descendants("package")
            .Select(package => package.Attribute("id")!.Value + " " + package.Attribute("version")!.Value);
    }

    private static string[] ConfigurationsThatBuild(string[] lines, string path, out string type)
    {
        string relative = Path.GetRelativePath(Repository.Root, path).Replace('/', '\\');
        string line = lines.Single(line => line.Contains($"\"{relative}\"", StringComparison.Ordinal));
        MatchCollection identifiers = Identifier().Matches(line);
        type = identifiers[0].Value;
        string build = ".Build.0 = ";
        return
        [
            .. lines.Select(text => text.Trim())
                .Where(text => text.StartsWith(identifiers[1].Value + ".", StringComparison.Ordinal)
                    && text.Contains(build, StringComparison.Ordinal))
                .Select(text => text[(identifiers[1].Length + 1)..text.IndexOf(build, StringComparison.Ordinal)])
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"\{[0-9A-F-]{36}\}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^packages/(?<id>[A-Za-z].*?)\.(?<version>\d+\.\d+\.\d+)/lib/")]
    private static partial Regex Package();

    [GeneratedRegex(@"^(\.\.\\)+packages\\[A-Za-z0-9.]+\.\$\((?<name>[A-Za-z0-9]+)\)\\lib\\[^\\]+$")]
    private static partial Regex VersionProperty();
}
