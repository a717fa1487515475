using System;
using System.Diagnostics;
using System.IO;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>Why a port can't be opened, with what to try.</summary>
internal static class PortFaults
{
    /// <summary>Another process has it.</summary>
    public static NoConnectionException Busy(string port, PortHolder holder)
    {
        return new NoConnectionException(
            NoConnectionException.Busy,
            $"{port} is busy: {SafeText.Of(holder.Name)} (process {holder.Process}) has it open; end that first");
    }

    /// <summary>Opening it was denied, for whatever reason the system keeps to itself.</summary>
    public static NoConnectionException Denied(string port)
    {
        return OperatingSystem.IsWindows() || IsOpenToUs(port)
            ? new NoConnectionException(
                NoConnectionException.Busy,
                $"{port} is busy or no serial device; close what else uses it (a monitor, an IDE, another mcoa)")
            : Permission(port);
    }

    /// <summary>This user may not.</summary>
    public static NoConnectionException Permission(string port)
    {
        string group = GroupOf(port);
        return new NoConnectionException(
            NoConnectionException.Permission,
            $"{port} may not be opened by {Environment.UserName}; it belongs to the group {group}: "
                + $"sudo usermod -aG {group} {Environment.UserName}, then log in again");
    }

    private static bool IsOpenToUs(string port)
    {
        try
        {
            using FileStream stream = new(port, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string GroupOf(string port)
    {
        try
        {
            using Process? stat = Process.Start(
                new ProcessStartInfo("stat", ["-L", "-c", "%G", port]) { RedirectStandardOutput = true });
            using StreamReader? said = stat?.StandardOutput;
            string group = said?.ReadToEnd().Trim() ?? string.Empty;
            return group.Length > 0 ? group : "dialout";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "dialout";
        }
    }
}
