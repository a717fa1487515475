using System;
using System.Globalization;
using System.IO;

namespace McoaRouter.Boards.Linux;

/// <summary>Whether the process may do what a router must.</summary>
public static class Privileges
{
    private const int NetworkAdministration = 12;
    private const int RawSockets = 13;

    /// <summary>What is missing, as a sentence for the user, or null where nothing is.</summary>
    /// <param name="program">Who needs it, as the sentence's subject.</param>
    public static string? Missing(string program)
    {
        if (!OperatingSystem.IsLinux())
        {
            return $"{program} needs Linux.";
        }

        ulong effective = 0;
        foreach (string line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("CapEff:", StringComparison.Ordinal))
            {
                effective = ulong.Parse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
        }

        ulong needed = (1UL << NetworkAdministration) | (1UL << RawSockets);
        return (effective & needed) == needed
            ? null
            : $"{program} needs the capabilities CAP_NET_ADMIN and CAP_NET_RAW: run it as root.";
    }
}
