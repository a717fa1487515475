using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>
/// Keeps the kernel from answering, with an ICMPv6 error, the packets that this program handles itself: an nftables
/// table of our own drops them behind the packet sockets and before the kernel's IPv6. Without <c>nft</c> all works as
/// well, with such errors as noise on the links.
/// </summary>
public sealed partial class KernelSilence : IDisposable
{
    private const string Program = "nft";
    private const string Consequence = "the kernel's own ICMPv6 errors will be seen on the links.";

    private readonly string _table = "mcoa-" + ProcessMark.Own;
    private bool _active;

    /// <summary>Clears what crashed processes left, and drops what <paramref name="match"/> selects.</summary>
    /// <param name="match">A match of nftables on addresses, for instance <c>ip6 daddr 2001:db8::1</c>.</param>
    /// <returns>Null, or a sentence for the user on why the kernel isn't kept silent.</returns>
    public string? Start(string match)
    {
        string? fault = Run("list tables ip6", out string tables);
        if (fault != null)
        {
            return fault;
        }

        foreach (Match table in OurTable().Matches(tables))
        {
            if (!ProcessMark.IsAlive(table.Groups["mark"].Value))
            {
                Run($"delete table ip6 {table.Groups["name"].Value}", out _);
            }
        }

        fault = Run(
            $$"""
            table ip6 {{_table}} {
                chain prerouting {
                    type filter hook prerouting priority raw; policy accept;
                    {{match}} meta l4proto { 41, 135 } drop
                    {{match}} rt type 2 drop
                }
            }
            """,
            out _);
        _active = fault == null;
        return fault;
    }

    /// <summary>Removes the table.</summary>
    public void Dispose()
    {
        if (_active)
        {
            Run($"delete table ip6 {_table}", out _);
            _active = false;
        }
    }

    private static string? Run(string commands, out string output)
    {
        output = "";
        try
        {
            ProcessStartInfo start = new(Program, ["-f", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            process.StandardInput.Write(commands);
            process.StandardInput.Close();
            output = process.StandardOutput.ReadToEnd();
            string error = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"nftables refuses ({error.Split('\n')[0]}): {Consequence}";
        }
        catch (Win32Exception)
        {
            return $"There is no program 'nft': {Consequence}";
        }
    }

    [GeneratedRegex("^table ip6 (?<name>mcoa-(?<mark>[0-9]+-[0-9]+))$", RegexOptions.Multiline)]
    private static partial Regex OurTable();
}
