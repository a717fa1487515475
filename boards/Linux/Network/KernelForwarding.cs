using System.IO;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>Whether the kernel forwards between interfaces, which is the administrator's to decide.</summary>
public static class KernelForwarding
{
    private const string Setting = "/proc/sys/net/ipv6/conf/all/forwarding";

    /// <summary>Null where it does; otherwise a sentence for the user.</summary>
    public static string? Warning()
    {
        return File.Exists(Setting) && File.ReadAllText(Setting).Trim() == "0"
            ? "The kernel does not forward IPv6, so no packet of a vehicle gets through: "
                + "sysctl -w net.ipv6.conf.all.forwarding=1"
            : null;
    }
}
