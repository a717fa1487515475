using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
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

    /// <summary>IPv6 in IPv6, and the Mobility Header.</summary>
    private const string Protocols = "{ 41, 135 }";

    private readonly HashSet<string> _peers = [];
    private readonly string _table = "mcoa-" + ProcessMark.Own;
    private bool _active;

    /// <summary>
    /// A router's: tunnelled packets, Mobility Header messages and type 2 routing headers from a peer, save those that
    /// are on their way through to the vehicle. What crashed processes left is cleared.
    /// </summary>
    /// <param name="peers">The addresses of home agents and correspondents; may be empty.</param>
    /// <param name="prefixes">The vehicle's prefixes.</param>
    /// <returns>Null, or a sentence for the user on why the kernel isn't kept silent.</returns>
    public string? StartForRouter(string[] peers, string[] prefixes)
    {
        string match = $"ip6 daddr != {{ {string.Join(", ", prefixes)} }} ip6 saddr @peers";
        string? fault = Start(
            $"""
            {match} meta l4proto {Protocols} drop
            {match} rt type 2 drop
            """);
        foreach (string peer in peers)
        {
            AddPeer(peer);
        }

        return fault;
    }

    /// <summary>
    /// A home agent's or a correspondent's: tunnelled packets, Mobility Header messages, type 2 routing headers, and
    /// destination options, whose home address no kernel without Mobile IPv6 understands.
    /// </summary>
    /// <param name="address">Its address.</param>
    /// <returns>Null, or a sentence for the user on why the kernel isn't kept silent.</returns>
    public string? StartForAddress(string address)
    {
        return Start(
            $"""
            ip6 daddr {address} meta l4proto {Protocols} drop
            ip6 daddr {address} rt type 2 drop
            ip6 daddr {address} exthdr dst exists drop
            """);
    }

    /// <summary>Adds another peer of a router; harmless where it is one already.</summary>
    public void AddPeer(string address)
    {
        if (_active && _peers.Add(address))
        {
            Run($"add element ip6 {_table} peers {{ {address} }}", out _);
        }
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

    private string? Start(string rules)
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
                set peers {
                    type ipv6_addr
                }
                chain prerouting {
                    type filter hook prerouting priority raw; policy accept;
                    {{rules}}
                }
            }
            """,
            out _);
        _active = fault == null;
        return fault;
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

            // Whoever took the streams of a process has to close them: it does not.
            using StreamReader said = process.StandardOutput;
            using StreamReader refused = process.StandardError;
            process.StandardInput.Write(commands);
            process.StandardInput.Close();
            output = said.ReadToEnd();
            string error = refused.ReadToEnd().Trim();
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
