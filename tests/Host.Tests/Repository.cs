using System.IO;
using System.Runtime.CompilerServices;

namespace McoaRouter.Host.Tests;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The root directory.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>The full path of a file or directory.</summary>
    public static string PathOf(params string[] parts)
    {
        return Path.Combine([Root, .. parts]);
    }

    /// <summary>The text of a file.</summary>
    public static string Read(params string[] parts)
    {
        return File.ReadAllText(PathOf(parts));
    }

    private static string Here([CallerFilePath] string path = "")
    {
        return Path.GetDirectoryName(path)!;
    }
}
