using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// A board of which there is an application for the device. It uses libraries that nanoCLR on a computer does not have, so
/// it is built and not run.
/// </summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Project">The project's full path.</param>
public sealed record EmulatorBoard(string Name, string Project)
{
    /// <summary>Finds the boards of a repository, in the order of their names.</summary>
    /// <param name="repository">The repository's root directory.</param>
    public static IReadOnlyList<EmulatorBoard> FindAll(string repository)
    {
        string boards = Path.Combine(repository, "boards");
        return !Directory.Exists(boards)
            ? []
            :
            [
                .. Directory.EnumerateFiles(boards, "*.nfproj", SearchOption.AllDirectories)
                    .Where(IsProgram)
                    .Select(project => new EmulatorBoard(Path.GetFileNameWithoutExtension(project), project))
                    .OrderBy(board => board.Name, StringComparer.Ordinal),
            ];
    }

    private static bool IsProgram(string project)
    {
        return XDocument.Load(project).Descendants()
            .Any(element => element.Name.LocalName == "OutputType" && element.Value == "Exe");
    }
}
