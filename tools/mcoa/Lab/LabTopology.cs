using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// The lab's network, all of it in namespaces.
/// <code>
///   host --- router === wifi, lte === (NAT) === internet --- home link: home agent (wide: a second one, a host)
///                                                       \--- correspondent
/// </code>
/// The internet routes the vehicle's prefix to the home agent, and has no other way to the vehicle. The home address is
/// on the home link: who has it is for the home agent to say. A wide home link is made of macvlans, which any kernel
/// has; the narrow one is a wire. Where paths have a length, they lie between the uplinks and the internet.
/// </summary>
internal sealed class LabTopology : IDisposable
{
    /// <summary>The uplinks, by the names of their interfaces in the router.</summary>
    public static readonly string[] Uplinks = ["wifi", "lte"];

    private static readonly LabUplink s_wifi = new(Uplinks[0], "2001:db8:a::", "198.51.100.1", "198.51.100.2", 100);
    private static readonly LabUplink s_lte = new(Uplinks[1], "2001:db8:b::", "198.51.100.129", "198.51.100.130", 200);

    /// <summary>The home agents' addresses.</summary>
    public static readonly string[] HomeAgentAddresses = [HomeAgentAddress, "2001:db8:1::2"];

    /// <summary>The first home agent's address.</summary>
    public const string HomeAgentAddress = "2001:db8:1::1";

    /// <summary>The first home agent's IPv4 address.</summary>
    public const string HomeAgentIpv4Address = "192.0.2.1";

    /// <summary>The home link's prefix.</summary>
    public const string HomeLink = "2001:db8:1::/64";

    /// <summary>The router's home address.</summary>
    public const string HomeAddress = "2001:db8:1::100";

    /// <summary>The vehicle's prefix.</summary>
    public const string VehiclePrefix = "2001:db8:100::/56";

    /// <summary>The in-vehicle link.</summary>
    public const string VehicleLink = "2001:db8:100:1::/64";

    /// <summary>The address of the host in the vehicle.</summary>
    public const string HostAddress = "2001:db8:100:1::2";

    /// <summary>The correspondent's address.</summary>
    public const string CorrespondentAddress = "2001:db8:c::2";

    private const string InternetOnHomeLink = "2001:db8:1::ffff";
    private const string InternetIpv4OnHomeLink = "192.0.2.254";
    private const string Ipv6Kernel = "ipv6/conf/";

    private readonly List<string> _made = [];
    private readonly List<LabChange> _changes = [];
    private readonly LabSettings _settings;
    private readonly bool _wide;

    /// <summary>Nothing is made yet.</summary>
    /// <param name="settings">What the scenario has otherwise than the others.</param>
    public LabTopology(LabSettings settings)
    {
        _settings = settings;
        _wide = settings.WideHomeLink;
    }

    /// <summary>The namespace of the router of all links.</summary>
    public string Internet { get; } = LabNames.Namespace("internet");

    /// <summary>The namespace of the mobile router.</summary>
    public string Router { get; } = LabNames.Namespace("router");

    /// <summary>The namespaces of the home agents; the second one is on a wide home link only.</summary>
    public string[] HomeAgents { get; } = [LabNames.Namespace("ha"), LabNames.Namespace("ha2")];

    /// <summary>The namespace of the host on a wide home link.</summary>
    public string HomeHost { get; } = LabNames.Namespace("home");

    /// <summary>The namespace of the correspondent.</summary>
    public string Correspondent { get; } = LabNames.Namespace("cn");

    /// <summary>The namespace of the host in the vehicle.</summary>
    public string Host { get; } = LabNames.Namespace("host");

    /// <summary>What translates the addresses of the uplinks, where something does.</summary>
    public LabNat Nat { get; } = new(LabNames.Namespace("nat"));

    /// <summary>The paths behind the uplinks, where they have a length.</summary>
    public LabAir Air { get; } = new(LabNames.Namespace("air"));

    /// <summary>What happened to the uplinks, in its order.</summary>
    public IReadOnlyList<LabChange> Changes
    {
        get { return _changes; }
    }

    private bool HasAir
    {
        get { return _settings.RoundTripMs != null; }
    }

    private bool HasIpv4
    {
        get { return _settings.Ipv4Uplinks.Length > 0; }
    }

    /// <summary>Makes everything.</summary>
    /// <exception cref="BoardException">It can't; <see cref="Dispose"/> removes what was made.</exception>
    public void Build()
    {
        foreach (string name in Namespaces())
        {
            IpCommand.Run("netns", "add", name);
            _made.Add(name);

            // Every address is alone on its link; the check would cost a second whenever a link comes up.
            SetKernel(name, Ipv6Kernel + "default/accept_dad", "0");
        }

        foreach (string router in _wide ? (string[])[Internet, Router, .. HomeAgents] : [Internet, Router, HomeAgents[0]])
        {
            SetKernel(router, Ipv6Kernel + "all/forwarding", "1");
        }

        // An interface that was down has its addresses again when it is up.
        SetKernel(Internet, Ipv6Kernel + "all/keep_addr_on_down", "1");
        if (HasAir)
        {
            // Its interfaces pass everything on, and say nothing themselves.
            SetKernel(Air.Name, Ipv6Kernel + "default/disable_ipv6", "1");
        }

        foreach (string uplink in Uplinks)
        {
            LayUplink(uplink);
        }

        IpCommand.Batch(
            null,
            $"""
            link add cn netns {Internet} type veth peer name eth0 netns {Correspondent}
            link add vehicle netns {Router} type veth peer name eth0 netns {Host}
            """);
        LayHomeLink();
        AddressInternet();
        AddressEnds();
        if (HasIpv4)
        {
            LayIpv4();
        }

        if (HasAir)
        {
            Air.Lay(Uplinks, _settings.RoundTripMs!.Value);
        }
    }

    /// <summary>Cuts an uplink at its far end: the router sees the carrier go.</summary>
    public void Cut(string uplink)
    {
        _changes.Add(new LabChange(ArrivalMeter.Now, uplink, LabChangeKind.Cut));
        LinkSwitch.Set(CarrierEnd(uplink), uplink, up: false);
    }

    /// <summary>Brings an uplink back.</summary>
    public void Restore(string uplink)
    {
        _changes.Add(new LabChange(ArrivalMeter.Now, uplink, LabChangeKind.Restored));
        LinkSwitch.Set(CarrierEnd(uplink), uplink, up: true);
    }

    /// <summary>Has the far end of an uplink die: its link stays up.</summary>
    public void Silence(string uplink)
    {
        _changes.Add(new LabChange(ArrivalMeter.Now, uplink, LabChangeKind.Silenced));
        Air[uplink].Silent = true;
    }

    /// <summary>Has the far end of an uplink live again.</summary>
    public void Revive(string uplink)
    {
        _changes.Add(new LabChange(ArrivalMeter.Now, uplink, LabChangeKind.Revived));
        Air[uplink].Silent = false;
    }

    /// <summary>Takes note that the signal of an uplink falls.</summary>
    public void NoteFading(string uplink)
    {
        _changes.Add(new LabChange(ArrivalMeter.Now, uplink, LabChangeKind.Faded));
    }

    /// <summary>Gives the uplink wifi IPv6 beside its IPv4.</summary>
    public void AddIpv6()
    {
        IpCommand.Batch(Internet, s_wifi.FarEnd(ipv6: true));
        IpCommand.Batch(Router, s_wifi.NearEnd(ipv6: true));
    }

    /// <summary>Takes the router's IPv6 address on the uplink wifi away again.</summary>
    public void RemoveIpv6()
    {
        IpCommand.Run("-n", Router, "address", "delete", s_wifi.Ipv6 + "2/64", "dev", s_wifi.Name);
    }

    /// <summary>Moves the uplink wifi onto a wide home link.</summary>
    public void MoveHome()
    {
        IpCommand.Run("-n", Router, "link", "delete", "wifi");
        Plug(Router, "wifi");
        IpCommand.Batch(
            Router,
            $"""
            address add 2001:db8:1::50/64 dev wifi nodad
            link set wifi up
            route add default via {InternetOnHomeLink} dev wifi metric 100
            """);
    }

    /// <summary>Moves the uplink wifi away from home again.</summary>
    public void MoveAway()
    {
        IpCommand.Run("-n", Router, "link", "delete", "wifi");
        IpCommand.Batch(null, $"link add wifi netns {Router} type veth peer name wifi netns {Internet}");
        IpCommand.Batch(Internet, "link set wifi up\n" + s_wifi.FarEnd(ipv6: true));
        IpCommand.Batch(Router, "link set wifi up\n" + s_wifi.NearEnd(ipv6: true));
    }

    /// <summary>Routes the vehicle's prefix to a home agent, as a routing protocol of the home network would.</summary>
    public void RouteVehicleTo(int homeAgent)
    {
        IpCommand.Run("-n", Internet, "route", "replace", VehiclePrefix, "via", HomeAgentAddresses[homeAgent]);
    }

    /// <summary>The uplink on which the router has an address, or null.</summary>
    public static string? UplinkAt(string address)
    {
        return Array.Find((LabUplink[])[s_wifi, s_lte], uplink => address == uplink.Ipv6 + "2" || address == uplink.Address)?.Name;
    }

    /// <summary>The link-layer address that a namespace's neighbour cache has for an address, or empty.</summary>
    public static string NeighbourOf(string networkNamespace, string address)
    {
        string[] words = IpCommand.Run("-n", networkNamespace, "-6", "neighbour", "show", address).Split(' ');
        int at = Array.IndexOf(words, "lladdr");
        return at < 0 ? "" : words[at + 1];
    }

    /// <summary>The link-layer address of an interface.</summary>
    public static string LinkLayerAddress(string networkNamespace, string device)
    {
        string[] words = IpCommand.Run("-n", networkNamespace, "link", "show", device).Split(' ');
        int at = Array.IndexOf(words, "link/ether");
        return at < 0 ? "" : words[at + 1];
    }

    /// <summary>Removes everything that was made, with the processes in it.</summary>
    public void Dispose()
    {
        Air.Dispose();
        foreach (string name in _made)
        {
            LabNames.RemoveNamespace(name);
        }

        _made.Clear();
    }

    private void LayUplink(string uplink)
    {
        if (!HasAir)
        {
            IpCommand.Run(
                "link", "add", uplink, "netns", Router, "type", "veth", "peer", "name", uplink, "netns", FarEnd(uplink));
            return;
        }

        string beyond = LabAir.Beyond(uplink);
        IpCommand.Batch(
            null,
            $"""
            link add {uplink} netns {Router} type veth peer name {uplink} netns {Air.Name}
            link add {beyond} netns {Air.Name} type veth peer name {uplink} netns {FarEnd(uplink)}
            """);
        IpCommand.Batch(Air.Name, $"link set {uplink} up\nlink set {beyond} up");
    }

    private void LayHomeLink()
    {
        if (!_wide)
        {
            IpCommand.Run(
                "link", "add", "ha", "netns", Internet, "type", "veth", "peer", "name", "eth0", "netns", HomeAgents[0]);
            return;
        }

        IpCommand.Batch(
            Internet,
            """
            link add segment type veth peer name segment-end
            link set segment up
            link set segment-end up
            """);
        Plug(Internet, "ha");
        foreach (string name in (string[])[.. HomeAgents, HomeHost])
        {
            Plug(name, "eth0");
        }
    }

    /// <summary>Gives a namespace an interface on the wide home link.</summary>
    private void Plug(string networkNamespace, string device)
    {
        // It is made beside its parent under a name that nobody has, and moves then.
        IpCommand.Run("-n", Internet, "link", "add", "link", "segment", "plug", "type", "macvlan", "mode", "bridge");
        IpCommand.Run("-n", Internet, "link", "set", "plug", "netns", networkNamespace, "name", device);
    }

    private void AddressInternet()
    {
        IpCommand.Batch(
            Internet,
            $"""
            address add {InternetOnHomeLink}/64 dev ha nodad
            address add 2001:db8:c::1/64 dev cn nodad
            link set lo up
            link set ha up
            link set cn up
            route add {VehiclePrefix} via {HomeAgentAddress}
            """);
        foreach (LabUplink uplink in (LabUplink[])[s_wifi, s_lte])
        {
            IpCommand.Batch(FarEnd(uplink.Name), $"link set {uplink.Name} up\n" + uplink.FarEnd(HasIpv6(uplink.Name)));
        }
    }

    private void AddressEnds()
    {
        IpCommand.Batch(
            Router,
            $"""
            address add 2001:db8:100:1::1/64 dev vehicle nodad
            link set lo up
            link set wifi up
            link set lte up
            link set vehicle up
            {s_wifi.NearEnd(HasIpv6(s_wifi.Name))}
            {s_lte.NearEnd(HasIpv6(s_lte.Name))}
            """);
        AddressEnd(HomeAgents[0], HomeAgentAddresses[0], InternetOnHomeLink);
        AddressEnd(Correspondent, CorrespondentAddress, "2001:db8:c::1");
        AddressEnd(Host, HostAddress, "2001:db8:100:1::1");
        if (_wide)
        {
            AddressEnd(HomeAgents[1], HomeAgentAddresses[1], InternetOnHomeLink);
            AddressEnd(HomeHost, "2001:db8:1::200", InternetOnHomeLink);
        }
    }

    private void LayIpv4()
    {
        SetKernel(Internet, "ipv4/ip_forward", "1");
        IpCommand.Batch(Internet, $"address add {InternetIpv4OnHomeLink}/24 dev ha");
        IpCommand.Batch(
            HomeAgents[0],
            $"""
            address add {HomeAgentIpv4Address}/24 dev eth0
            route add default via {InternetIpv4OnHomeLink}
            """);
        if (_settings.Nat)
        {
            string timeout = _settings.NatTimeoutSeconds.ToString(CultureInfo.InvariantCulture);
            SetKernel(Nat.Name, "ipv4/ip_forward", "1");
            SetKernel(Nat.Name, "netfilter/nf_conntrack_udp_timeout", timeout);
            SetKernel(Nat.Name, "netfilter/nf_conntrack_udp_timeout_stream", timeout);
            Nat.Lay(Internet);
        }
    }

    private string[] Namespaces()
    {
        string[] narrow = [Internet, Router, HomeAgents[0], Correspondent, Host];
        string[] nat = _settings.Nat ? [Nat.Name] : [];
        string[] air = HasAir ? [Air.Name] : [];
        string[] wide = _wide ? [HomeAgents[1], HomeHost] : [];
        return [.. narrow, .. nat, .. air, .. wide];
    }

    private bool HasIpv6(string uplink)
    {
        return !_settings.Ipv4Uplinks.AsSpan().Contains(uplink);
    }

    /// <summary>The namespace at the far end of an uplink.</summary>
    private string FarEnd(string uplink)
    {
        return _settings.Nat && !HasIpv6(uplink) ? Nat.Name : Internet;
    }

    /// <summary>The namespace from which the router's carrier on an uplink comes.</summary>
    private string CarrierEnd(string uplink)
    {
        return HasAir ? Air.Name : FarEnd(uplink);
    }

    private static void AddressEnd(string networkNamespace, string address, string router)
    {
        IpCommand.Batch(
            networkNamespace,
            $"""
            address add {address}/64 dev eth0 nodad
            link set lo up
            link set eth0 up
            route add default via {router}
            """);
    }

    private static void SetKernel(string networkNamespace, string setting, string value)
    {
        NetworkNamespace.Run(networkNamespace, () =>
        {
            File.WriteAllText($"/proc/sys/net/{setting}", value);
            return true;
        });
    }
}
