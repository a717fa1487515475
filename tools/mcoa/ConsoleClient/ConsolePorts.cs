using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Ports;
using System.Linq;
using McoaRouter.Consoles;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>The ports of this machine behind which a router may be.</summary>
internal static class ConsolePorts
{
    /// <summary>The speed of a board's console.</summary>
    public const int DefaultBaud = ConsoleLimits.BaudRate;

    /// <summary>The environment variable that names a port.</summary>
    public const string Variable = "MCOA_PORT";

    /// <summary>Where a router on this machine listens.</summary>
    public const string DefaultSocket = "/run/mcoarouter.sock";

    private const string Devices = "/dev";
    private const string Classes = "/sys/class/tty";

    /// <summary>The port that is named, or the only one there is.</summary>
    /// <param name="name">What <c>--port</c> says, or null.</param>
    /// <param name="baud">The speed of a serial device.</param>
    /// <exception cref="NoConnectionException">There is none of that name, or not exactly one to choose.</exception>
    public static IConsolePort Find(string? name, int baud)
    {
        name ??= Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null;
        if (name is null)
        {
            name = OnlyOne();
        }
        else if (!OperatingSystem.IsWindows() && !File.Exists(name))
        {
            throw new NoConnectionException(
                NoConnectionException.NoPort,
                $"there is no {SafeText.Of(name)}; {WhatThereIs(Names())}");
        }

        return IsSocket(name) ? new SocketPort(name) : new SerialDevicePort(name, baud);
    }

    /// <summary>What there is: the socket of this machine's router, then serial devices.</summary>
    public static IReadOnlyList<ConsolePortInfo> All()
    {
        return [.. Names().Select(name => new ConsolePortInfo(name, Describe(name), PortHolder.Of(name)))];
    }

    /// <summary>Their names.</summary>
    public static string[] Names()
    {
        string[] serial = OperatingSystem.IsLinux() ? LinuxDevices() : SerialPort.GetPortNames();
        return File.Exists(DefaultSocket) ? [DefaultSocket, .. serial] : serial;
    }

    private static string OnlyOne()
    {
        string[] names = Names();
        return names.Length == 1 || (names.Length > 1 && names[0] == DefaultSocket)
            ? names[0]
            : throw new NoConnectionException(
                NoConnectionException.NoPort,
                $"which port? Give --port, or set {Variable}; {WhatThereIs(names)}");
    }

    private static string WhatThereIs(string[] names)
    {
        return names.Length == 0
            ? $"there is no serial device and no {DefaultSocket} here: plug the board in, or start a router with --console"
            : $"there is {string.Join(", ", names)}";
    }

    /// <summary>Whether it is a socket: a path that leads to no device.</summary>
    private static bool IsSocket(string name)
    {
        return OperatingSystem.IsWindows()
            ? name.Contains(Path.DirectorySeparatorChar) && !name.StartsWith(@"\\.\", StringComparison.Ordinal)
            : !PortHolder.Resolve(name).StartsWith(Devices + "/", StringComparison.Ordinal);
    }

    /// <summary>What is plugged in or built in; a PC lists 32 ports that it has no sockets for.</summary>
    private static string[] LinuxDevices()
    {
        return
        [
            .. Directory.EnumerateFileSystemEntries(Devices, "tty*")
                .Where(device => Path.GetFileName(device) is { } name
                    && (name.StartsWith("ttyUSB", StringComparison.Ordinal)
                        || name.StartsWith("ttyACM", StringComparison.Ordinal)
                        || name.StartsWith("ttyAMA", StringComparison.Ordinal)
                        || (name.StartsWith("ttyS", StringComparison.Ordinal) && HasHardware(name))))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool HasHardware(string name)
    {
        return ReadLine(Path.Combine(Classes, name, "type")) is { } type
            && int.TryParse(type, CultureInfo.InvariantCulture, out int kind) && kind != 0;
    }

    private static string Describe(string name)
    {
        if (name == DefaultSocket)
        {
            return "router on this machine";
        }

        string device = Path.Combine(Classes, Path.GetFileName(name), "device");
        if (!OperatingSystem.IsLinux() || !Directory.Exists(device))
        {
            return "serial device";
        }

        // The USB device is one or two levels above the terminal's own.
        string real = new DirectoryInfo(device).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? device;
        for (int i = 0; i < 3; i++)
        {
            if (ReadLine(Path.Combine(real, "product")) is { } product)
            {
                string? maker = ReadLine(Path.Combine(real, "manufacturer"));
                return SafeText.Of(maker is null ? product : $"{maker} {product}");
            }

            real = Path.GetDirectoryName(real) ?? "/";
        }

        return "serial device";
    }

    private static string? ReadLine(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
