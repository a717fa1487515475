namespace McoaRouter.Tools.Lab;

/// <summary>An uplink: the name of its interface at both ends, and the addresses of its router (1) and ours (2).</summary>
/// <param name="Name">The name.</param>
/// <param name="Ipv6">Its IPv6 prefix, /64, without the last group.</param>
/// <param name="Router">The IPv4 address of the router on it.</param>
/// <param name="Address">The mobile router's IPv4 address on it.</param>
/// <param name="Metric">That of the default routes by it.</param>
internal sealed record LabUplink(string Name, string Ipv6, string Router, string Address, int Metric)
{
    private const int Ipv4PrefixLength = 25;

    /// <summary>What <c>ip</c> is told at the far end.</summary>
    public string FarEnd(bool ipv6)
    {
        string address = ipv6 ? $"{Ipv6}1/64 dev {Name} nodad" : $"{Router}/{Ipv4PrefixLength} dev {Name}";
        return $"address add {address}\n";
    }

    /// <summary>What <c>ip</c> is told in the mobile router.</summary>
    public string NearEnd(bool ipv6)
    {
        return ipv6
            ? $"address add {Ipv6}2/64 dev {Name} nodad\nroute add default via {Ipv6}1 dev {Name} metric {Metric}\n"
            : $"address add {Address}/{Ipv4PrefixLength} dev {Name}\n"
                + $"route add default via {Router} dev {Name} metric {Metric}\n";
    }
}
