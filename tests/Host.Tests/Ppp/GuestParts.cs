using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Tools.Emulator;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>
/// What a guest with pppd is made of: QEMU, a kernel with its PPP modules, busybox, pppd and radvd. Kernel and radvd
/// may lie unpacked in a folder of their own (<see cref="FolderVariable"/>), so that a computer need not install them.
/// </summary>
internal sealed class GuestParts
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string FolderVariable = "MCOAROUTER_PPP_GUEST";

    private static readonly string[] s_modules = ["slip/slhc", "ppp/ppp_generic", "ppp/ppp_async"];

    private readonly List<string> _missing = [];

    private GuestParts()
    {
        Qemu = Find("/usr/bin/qemu-system-x86_64", "qemu-system-x86");
        Pppd = Find("/usr/sbin/pppd", "ppp");
        Busybox = Find("/bin/busybox", "busybox-static");
        Radvd = Find("/usr/sbin/radvd", "radvd");
        Kernel = Roots().SelectMany(KernelsIn)
            .FirstOrDefault(kernel => ModulesOf(kernel).Length == s_modules.Length) ?? "";
        if (Kernel.Length == 0)
        {
            _missing.Add("linux-image-amd64");
        }
    }

    public string Qemu { get; }

    public string Pppd { get; }

    public string Busybox { get; }

    public string Radvd { get; }

    public string Kernel { get; }

    /// <summary>The kernel's modules in the order in which they are loaded.</summary>
    public IReadOnlyList<string> Modules => ModulesOf(Kernel);

    /// <summary>The Debian packages whose parts are not there.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Looks for all parts.</summary>
    public static GuestParts Find()
    {
        return new GuestParts();
    }

    /// <summary>A program and the libraries that it is loaded with.</summary>
    public static IEnumerable<string> WithLibraries(string program)
    {
        return ToolProcess.Run("/usr/bin/ldd", [program], TimeSpan.FromSeconds(30)).Lines
            .SelectMany(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.StartsWith('/'))
            .Prepend(program);
    }

    private static string[] Roots()
    {
        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return
        [
            Environment.GetEnvironmentVariable(FolderVariable) ?? Path.Combine(cache, "mcoarouter", "ppp-guest"), "/",
        ];
    }

    private static IEnumerable<string> KernelsIn(string root)
    {
        string boot = Path.Combine(root, "boot");
        return Directory.Exists(boot)
            ? Directory.EnumerateFiles(boot, "vmlinuz-*").OrderDescending(StringComparer.Ordinal)
            : [];
    }

    private static string[] ModulesOf(string kernel)
    {
        string root = Path.GetDirectoryName(Path.GetDirectoryName(kernel))!;
        string version = Path.GetFileName(kernel)["vmlinuz-".Length..];
        return
        [
            .. s_modules.SelectMany(module => new[] { "lib", "usr/lib" }.Select(lib =>
                Path.Combine(root, lib, "modules", version, "kernel/drivers/net", module + ".ko")))
            .SelectMany(module => new[] { module, module + ".xz" })
            .Where(File.Exists)
            .DistinctBy(Path.GetFileName),
        ];
    }

    private string Find(string path, string package)
    {
        string? found = Roots().Select(root => Path.Combine(root, path[1..])).FirstOrDefault(File.Exists);
        if (found is null)
        {
            _missing.Add(package);
        }

        return found ?? "";
    }
}
