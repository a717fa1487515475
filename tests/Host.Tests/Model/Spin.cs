using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Model;

/// <summary>
/// Has spin verify <c>tests/Model/registration.pml</c>; where spin or a C compiler is missing, the test is inconclusive.
/// </summary>
internal static class Spin
{
    /// <summary>The model, from the root of the repository.</summary>
    public const string File = "tests/Model/registration.pml";

    /// <summary>
    /// Verifies the assertions and that no state is dead, or where <paramref name="agreement"/> is set, the formula of
    /// that name.
    /// </summary>
    /// <param name="switches">The model's switches, apart by spaces.</param>
    /// <param name="agreement">Whether the formula is verified.</param>
    /// <returns>What the verifier printed.</returns>
    public static string Verify(string switches, bool agreement)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("mcoa-model-");
        try
        {
            System.IO.File.Copy(Repository.PathOf(File), Path.Combine(directory.FullName, "model.pml"));
            Run(directory.FullName, "spin", $"{switches} -a model.pml");
            string mode = agreement ? "-DNOFAIR" : "-DSAFETY -DNOCLAIM";
            Run(directory.FullName, "cc", $"-w -O1 {mode} -DNOREDUCE -DMEMLIM=1900 -o pan pan.c");
            return Run(
                directory.FullName,
                Path.Combine(directory.FullName, "pan"),
                agreement ? "-m1000000 -a -N agreement" : "-m1000000");
        }
        finally
        {
            directory.Delete(true);
        }
    }

    /// <summary>How many states the verifier stored.</summary>
    public static int States(string output)
    {
        return int.Parse(Regex.Match(output, @"(\d+) states, stored").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Run(string directory, string program, string arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, program + ": " + output);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive($"{program} is not installed; it verifies the model in this test.");
            throw;
        }
    }
}
