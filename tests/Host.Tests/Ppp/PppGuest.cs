using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using McoaRouter.Tools.Emulator;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>
/// A Linux guest in QEMU, without hardware virtualisation: a shell on its first serial port, and pppd to be run on its
/// second, which is a Unix socket here.
/// </summary>
internal sealed class PppGuest : IDisposable
{
    /// <summary>The guest's name for the line.</summary>
    public const string Device = "/dev/ttyS1";

    private const string Ready = "GUEST-READY";
    private const string Started =
        "#!/bin/busybox sh\n"
        + "/bin/busybox --install -s /bin\n"
        + "mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev\n"
        + "for module in slhc ppp_generic ppp_async; do insmod /lib/modules/$module.ko; done\n"
        + "ip link set lo up\n"
        + "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding\n"
        + "echo 'leila * open! *' > /etc/ppp/pap-secrets\n"
        + "cp /etc/ppp/pap-secrets /etc/ppp/chap-secrets; chmod 600 /etc/ppp/*\n"
        + "stty -echo\n"
        + "echo " + Ready + "\n"
        + "while :; do while read -r command; do eval \"$command\"; done </dev/ttyS0; done\n";

    private static readonly TimeSpan s_boot = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_command = TimeSpan.FromSeconds(30);

    private readonly string _directory = Directory.CreateTempSubdirectory("mcoa-ppp-").FullName;
    private readonly StringBuilder _output = new();
    private readonly Lock _lock = new();
    private readonly Process _qemu;
    private int _commands;

    /// <summary>Starts the guest and waits until its shell answers.</summary>
    public PppGuest(GuestParts parts)
    {
        string ramdisk = Path.Combine(_directory, "ramdisk");
        Build(parts, ramdisk);
        string line = Path.Combine(_directory, "line");
        ProcessStartInfo start = new(parts.Qemu)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] arguments =
        [
            "-accel", "tcg", "-m", "192", "-nodefaults", "-display", "none", "-no-reboot", "-monitor", "none",
            "-kernel", parts.Kernel, "-initrd", ramdisk, "-append", "console=ttyS0 quiet panic=-1", "-serial", "stdio",
            "-chardev", $"socket,id=line,path={line},server=on,wait=off", "-serial", "chardev:line",
        ];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        _qemu = new Process { StartInfo = start };
        _qemu.OutputDataReceived += Received;
        _qemu.ErrorDataReceived += Received;
        _qemu.Start();
        _qemu.BeginOutputReadLine();
        _qemu.BeginErrorReadLine();
        WaitFor(Ready, s_boot);
        Line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Line.Connect(new UnixDomainSocketEndPoint(line));
    }

    /// <summary>This end of the serial line.</summary>
    public Socket Line { get; }

    /// <summary>Runs a command in the guest and returns what it wrote.</summary>
    public string Run(string command)
    {
        string mark = $"@@{++_commands}@@";
        lock (_lock)
        {
            _output.Clear();
        }

        // The mark is taken apart in the command, so that only its output shows it whole.
        _qemu.StandardInput.Write($"{command}\necho '{mark[..3]}''{mark[3..]}'\n");
        _qemu.StandardInput.Flush();
        return WaitFor(mark, s_command);
    }

    public void Dispose()
    {
        Line.Dispose();
        _qemu.Kill(entireProcessTree: true);
        _qemu.WaitForExit();
        _qemu.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static void Build(GuestParts parts, string path)
    {
        using InitialRamdisk ramdisk = new(path);
        string[] directories = ["dev", "proc", "sys", "etc/ppp", "tmp", "run", "var/run", "bin"];
        directories.ToList().ForEach(ramdisk.AddDirectory);
        ramdisk.AddFile("init", Encoding.ASCII.GetBytes(Started));
        ramdisk.AddFile("bin/busybox", File.ReadAllBytes(parts.Busybox));
        foreach (string module in parts.Modules)
        {
            string name = Path.GetFileName(module).Split('.')[0];
            ramdisk.AddFile($"lib/modules/{name}.ko", Unpacked(module));
        }

        ramdisk.AddFile("usr/sbin/pppd", File.ReadAllBytes(parts.Pppd));
        ramdisk.AddFile("usr/sbin/radvd", File.ReadAllBytes(parts.Radvd));
        foreach (string library in GuestParts.WithLibraries(parts.Pppd).Concat(GuestParts.WithLibraries(parts.Radvd)))
        {
            if (library != parts.Pppd && library != parts.Radvd)
            {
                ramdisk.AddFile(library[1..], File.ReadAllBytes(library));
            }
        }
    }

    private static byte[] Unpacked(string module)
    {
        if (!module.EndsWith(".xz", StringComparison.Ordinal))
        {
            return File.ReadAllBytes(module);
        }

        string copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xz");
        File.Copy(module, copy);
        ToolProcess.Run("xz", ["-d", copy], s_command);
        byte[] octets = File.ReadAllBytes(copy[..^3]);
        File.Delete(copy[..^3]);
        return octets;
    }

    private void Received(object sender, DataReceivedEventArgs received)
    {
        lock (_lock)
        {
            _output.AppendLine(received.Data);
        }
    }

    private string WaitFor(string mark, TimeSpan timeout)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            string output;
            lock (_lock)
            {
                output = _output.ToString();
            }

            int end = output.IndexOf(mark, StringComparison.Ordinal);
            if (end >= 0)
            {
                return output[..end];
            }

            if (watch.Elapsed > timeout || _qemu.HasExited)
            {
                throw new InvalidOperationException($"The guest did not come to '{mark}':\n{output}");
            }

            Thread.Sleep(20);
        }
    }
}
