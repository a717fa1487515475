using System;
using System.IO;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>What the lab needs of the machine.</summary>
internal static class LabRequirements
{
    /// <summary>What is missing for a run that leaves nothing.</summary>
    public static string? Missing()
    {
        return Missing(new LabFiles(null, null));
    }

    /// <summary>What is missing, as one sentence for the user, or null where nothing is.</summary>
    public static string? Missing(LabFiles files)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The lab needs Linux: it is made of network namespaces. 'mcoa drive' runs anywhere.";
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return "The lab needs root, for network namespaces and raw packets. 'mcoa drive' needs neither.";
        }

        if (Privileges.Missing("The lab") is string privilege)
        {
            return privilege;
        }

        if (!IpCommand.IsThere())
        {
            return "The lab needs the program 'ip': install iproute2.";
        }

        if (!File.Exists("/dev/net/tun"))
        {
            return "The lab needs the TUN device /dev/net/tun, which this machine doesn't have.";
        }

        return (files.Captures == null ? null : FolderFault("--pcap", files.Captures))
            ?? (files.Picture == null ? null : FolderFault("--svg", Path.GetDirectoryName(Path.GetFullPath(files.Picture))!));
    }

    private static string? FolderFault(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, LabNames.Prefix + "probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{option}: cannot write into {folder}: {fault.Message}";
        }
    }
}
