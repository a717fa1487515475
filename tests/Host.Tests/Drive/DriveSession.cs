using System;
using System.CommandLine;
using System.IO;
using McoaRouter.Tools;

namespace McoaRouter.Host.Tests;

/// <summary>Runs <c>mcoa drive</c> inside the test, with files of its own.</summary>
internal sealed class DriveSession : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcoa-drive-");

    /// <summary>What the last run wrote to standard output.</summary>
    public string Output { get; private set; } = string.Empty;

    /// <summary>What the last run wrote to standard error.</summary>
    public string Error { get; private set; } = string.Empty;

    /// <summary>Runs the command.</summary>
    /// <returns>Its exit code.</returns>
    public int Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        InvocationConfiguration configuration = new() { Output = output, Error = error };
        int code = CommandLine.RunAsync(["drive", .. arguments], configuration).GetAwaiter().GetResult();
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }

    /// <summary>The path of a file of this session.</summary>
    public string PathOf(string name)
    {
        return Path.Combine(_directory.FullName, name);
    }

    public void Dispose()
    {
        _directory.Delete(recursive: true);
    }
}
