using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>Runs <c>ip</c> of iproute2.</summary>
internal static class IpCommand
{
    private const string Program = "ip";

    /// <summary>Whether the program is there.</summary>
    public static bool IsThere()
    {
        try
        {
            Run(["-Version"], null);
            return true;
        }
        catch (BoardException)
        {
            return false;
        }
    }

    /// <summary>Runs one command.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="BoardException">It failed.</exception>
    public static string Run(params string[] arguments)
    {
        return Run(arguments, null);
    }

    /// <summary>Runs a few commands at once, in a namespace or, with null, outside of any.</summary>
    /// <exception cref="BoardException">One failed; the rest was not run.</exception>
    public static void Batch(string? networkNamespace, string commands)
    {
        Run(networkNamespace == null ? ["-batch", "-"] : ["-n", networkNamespace, "-batch", "-"], commands);
    }

    /// <summary>Runs another program in a namespace, with its input.</summary>
    /// <exception cref="BoardException">It failed, or is not there.</exception>
    public static void Execute(string networkNamespace, string input, params string[] command)
    {
        Run(["netns", "exec", networkNamespace, .. command], input);
    }

    private static string Run(string[] arguments, string? input)
    {
        ProcessStartInfo start = new(Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;

            // Whoever took the streams of a process has to close them: it does not.
            using StreamReader said = process.StandardOutput;
            using StreamReader refused = process.StandardError;
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            string output = said.ReadToEnd();
            string error = refused.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new BoardException($"'ip {string.Join(' ', arguments)}' failed: {error}");
        }
        catch (Win32Exception fault)
        {
            throw new BoardException($"The program 'ip' (iproute2) can't be run: {fault.Message}.");
        }
    }
}
