using System;
using System.Collections.Generic;
using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using McoaRouter.Tools;
using Microsoft.VisualStudio.TestTools.UnitTesting;

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

    /// <summary>What tshark prints, line by line; without it the test is inconclusive.</summary>
    public static IReadOnlyList<string> Tshark(params string[] arguments)
    {
        ProcessStartInfo start = new("tshark", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("tshark did not start.");
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive("tshark is not installed; it reads the capture in this test.");
            throw;
        }
    }

    public void Dispose()
    {
        _directory.Delete(recursive: true);
    }
}
