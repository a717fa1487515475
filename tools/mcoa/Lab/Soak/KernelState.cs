using System;
using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>The interfaces, routes and rules of a network namespace, one line each.</summary>
internal static class KernelState
{
    // What a route's line says of the moment, and not of the route.
    private static readonly string[] s_passing = ["linkdown", "dead"];

    /// <summary>Those of a namespace, or, with null, of the machine.</summary>
    /// <exception cref="Boards.Linux.BoardException">They can't be read.</exception>
    public static SortedSet<string> Of(string? networkNamespace)
    {
        string[] there = networkNamespace == null ? [] : ["-n", networkNamespace];
        SortedSet<string> lines = new(StringComparer.Ordinal);
        foreach (string line in Lines([.. there, "-brief", "link", "show"]))
        {
            lines.Add("interface " + line.Split([' ', '@'])[0]);
        }

        foreach (string family in (string[])["-4", "-6"])
        {
            foreach (string line in Lines([.. there, family, "route", "show", "table", "all"]))
            {
                lines.Add("route " + string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(s_passing)));
            }

            foreach (string line in Lines([.. there, family, "rule", "show"]))
            {
                lines.Add("rule " + line);
            }
        }

        if (networkNamespace != null)
        {
            foreach (string line in Lines(["netns", "exec", networkNamespace, "nft", "list", "tables"]))
            {
                lines.Add("filter " + line);
            }
        }

        return lines;
    }

    private static string[] Lines(string[] command)
    {
        return IpCommand.Run(command).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
