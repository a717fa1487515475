using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// A folder of device tests with a project of its own. One assembly can't hold them all: its strings, names among them,
/// share 64 KB.
/// </summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Project">The project's full path.</param>
public sealed record EmulatorRoom(string Name, string Project)
{
    private const string Projects = "NFUnitTest.*.nfproj";

    /// <summary>
    /// Finds the rooms of a repository, in the order of their names. A project without sources yet is none.
    /// </summary>
    /// <param name="repository">The repository's root directory.</param>
    /// <returns>The rooms; none where this is no repository of ours.</returns>
    public static IReadOnlyList<EmulatorRoom> FindAll(string repository)
    {
        string tests = Path.Combine(repository, "tests");
        if (!Directory.Exists(tests))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFiles(tests, Projects, SearchOption.AllDirectories)
                .Select(project => (Project: project, Folder: Path.GetDirectoryName(project)!))
                .Where(found => Directory.EnumerateFiles(found.Folder, "*.cs").Any())
                .Select(found => new EmulatorRoom(Path.GetFileName(found.Folder), found.Project))
                .OrderBy(room => room.Name, StringComparer.Ordinal),
        ];
    }
}
