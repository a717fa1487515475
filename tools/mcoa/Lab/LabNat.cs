namespace McoaRouter.Tools.Lab;

/// <summary>
/// A NAT between uplinks and the internet: a namespace that masquerades by nftables. Its own address goes and comes for
/// a moment whenever its mappings are to go: the kernel forgets what it masqueraded under an address that goes, as a NAT
/// does that dials in anew.
/// </summary>
internal sealed class LabNat
{
    /// <summary>The first of the addresses that it may have.</summary>
    public const string FirstAddress = "203.0.113.2";

    /// <summary>The second of the addresses that it may have.</summary>
    public const string SecondAddress = "203.0.113.3";

    /// <summary>The first of the ports that it takes at first.</summary>
    public const int FirstPort = 20000;

    /// <summary>How many ports it takes, from the first one on.</summary>
    public const int Ports = 1000;

    private const string Internet = "203.0.113.1";
    private const string Device = "outside";
    private const int PrefixLength = 24;

    private string? _address;

    /// <summary>Nothing is made yet.</summary>
    /// <param name="name">The name of its namespace.</param>
    public LabNat(string name)
    {
        Name = name;
    }

    /// <summary>The name of its namespace.</summary>
    public string Name { get; }

    /// <summary>Joins it to the internet.</summary>
    public void Lay(string internet)
    {
        IpCommand.Batch(null, $"link add {Device} netns {Name} type veth peer name nat netns {internet}");
        IpCommand.Batch(
            internet,
            $"""
            address add {Internet}/{PrefixLength} dev nat
            link set nat up
            """);
        IpCommand.Batch(Name, $"link set {Device} up");
        Renew(FirstAddress, FirstPort);
    }

    /// <summary>Drops every mapping; the next ones are to this address and to ports from this one on.</summary>
    public void Renew(string address, int firstPort)
    {
        IpCommand.Execute(
            Name,
            $$"""
            table ip nat
            delete table ip nat
            table ip nat {
                chain postrouting {
                    type nat hook postrouting priority srcnat
                    oifname {{Device}} meta l4proto udp masquerade to :{{firstPort}}-{{firstPort + Ports - 1}}
                }
            }
            """,
            "nft",
            "-f",
            "-");
        string leave = _address == null ? "" : $"address delete {_address}/{PrefixLength} dev {Device}\n";
        IpCommand.Batch(
            Name,
            leave + $"address add {address}/{PrefixLength} dev {Device}\nroute replace default via {Internet}\n");
        _address = address;
    }
}
