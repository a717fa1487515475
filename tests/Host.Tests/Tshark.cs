using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Reads captures by tshark, which shares no line with our code; without it the test is inconclusive.</summary>
internal static class Tshark
{
    /// <summary>RFC 5555's port, which it does not know, and that it shall recompute the checksums of IPv4 headers.</summary>
    private static readonly string[] s_preferences = ["-d", "udp.port==4191,ipv6", "-o", "ip.check_checksum:TRUE"];

    /// <summary>What tshark prints, line by line.</summary>
    public static string[] Lines(string capture, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new("tshark", ["-r", capture, .. s_preferences, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process tshark = Process.Start(start)!;
            tshark.ErrorDataReceived += (_, _) => { };
            tshark.BeginErrorReadLine();
            string output = tshark.StandardOutput.ReadToEnd();
            tshark.WaitForExit();
            Assert.AreEqual(0, tshark.ExitCode);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive("tshark is not installed; it reads the capture in this test.");
            throw;
        }
    }

    /// <summary>The packets that pass a display filter, each as the given fields.</summary>
    public static string[][] Fields(string capture, string filter, IEnumerable<string> fields)
    {
        string[] lines = Lines(
            capture, ["-Y", filter, "-T", "fields", .. fields.SelectMany(field => new[] { "-e", field })]);
        return [.. lines.Select(line => line.Split('\t'))];
    }
}
