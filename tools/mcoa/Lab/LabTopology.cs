using System;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// The lab's network, all of it in namespaces.
/// <code>
///   host --- router === wifi, lte === internet --- home link: home agent (wide: a second one, a host)
///                                             \--- correspondent
/// </code>
/// The internet routes the vehicle's prefix to the home agent, and has no other way to the vehicle. The home address is
/// on the home link: who has it is for the home agent to say. A wide home link is made of macvlans, which any kernel
/// has; the narrow one is a wire.
/// </summary>
internal sealed class LabTopology : IDisposable
{
    /// <summary>The uplinks, by the names of their interfaces in the router.</summary>
    public static readonly string[] Uplinks = ["wifi", "lte"];

    /// <summary>The home agents' addresses.</summary>
    public static readonly string[] HomeAgentAddresses = [HomeAgentAddress, "2001:db8:1::2"];

    /// <summary>The first home agent's address.</summary>
    public const string HomeAgentAddress = "2001:db8:1::1";

    /// <summary>The home link's prefix.</summary>
    public const string HomeLink = "2001:db8:1::/64";

    /// <summary>The router's home address.</summary>
    public const string HomeAddress = "2001:db8:1::100";

    /// <summary>The vehicle's prefix.</summary>
    public const string VehiclePrefix = "2001:db8:100::/56";

    /// <summary>The in-vehicle link.</summary>
    public const string VehicleLink = "2001:db8:100:1::/64";

    /// <summary>The correspondent's address.</summary>
    public const string CorrespondentAddress = "2001:db8:c::2";

    private const string InternetOnHomeLink = "2001:db8:1::ffff";

    private readonly List<string> _made = [];
    private readonly bool _wide;

    /// <summary>Nothing is made yet.</summary>
    /// <param name="wide">Whether the home link is wide.</param>
    public LabTopology(bool wide)
    {
        _wide = wide;
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

    /// <summary>Makes everything.</summary>
    /// <exception cref="BoardException">It can't; <see cref="Dispose"/> removes what was made.</exception>
    public void Build()
    {
        string[] narrow = [Internet, Router, HomeAgents[0], Correspondent, Host];
        foreach (string name in _wide ? (string[])[.. narrow, HomeAgents[1], HomeHost] : narrow)
        {
            IpCommand.Run("netns", "add", name);
            _made.Add(name);

            // Every address is alone on its link; the check would cost a second whenever a link comes up.
            SetKernel(name, "default/accept_dad", "0");
        }

        foreach (string router in _wide ? (string[])[Internet, Router, .. HomeAgents] : [Internet, Router, HomeAgents[0]])
        {
            SetKernel(router, "all/forwarding", "1");
        }

        // An interface that was down has its addresses again when it is up.
        SetKernel(Internet, "all/keep_addr_on_down", "1");
        IpCommand.Batch(
            null,
            $"""
            link add wifi netns {Router} type veth peer name wifi netns {Internet}
            link add lte netns {Router} type veth peer name lte netns {Internet}
            link add cn netns {Internet} type veth peer name eth0 netns {Correspondent}
            link add vehicle netns {Router} type veth peer name eth0 netns {Host}
            """);
        LayHomeLink();
        AddressInternet();
        AddressEnds();
    }

    /// <summary>Cuts an uplink at its far end: the router sees the carrier go.</summary>
    public void Cut(string uplink)
    {
        IpCommand.Run("-n", Internet, "link", "set", uplink, "down");
    }

    /// <summary>Brings an uplink back.</summary>
    public void Restore(string uplink)
    {
        IpCommand.Run("-n", Internet, "link", "set", uplink, "up");
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
        IpCommand.Batch(
            Internet,
            """
            address add 2001:db8:a::1/64 dev wifi nodad
            link set wifi up
            """);
        IpCommand.Batch(
            Router,
            """
            address add 2001:db8:a::2/64 dev wifi nodad
            link set wifi up
            route add default via 2001:db8:a::1 dev wifi metric 100
            """);
    }

    /// <summary>Routes the vehicle's prefix to a home agent, as a routing protocol of the home network would.</summary>
    public void RouteVehicleTo(int homeAgent)
    {
        IpCommand.Run("-n", Internet, "route", "replace", VehiclePrefix, "via", HomeAgentAddresses[homeAgent]);
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
        foreach (string name in _made)
        {
            LabNames.RemoveNamespace(name);
        }

        _made.Clear();
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
            address add 2001:db8:a::1/64 dev wifi nodad
            address add 2001:db8:b::1/64 dev lte nodad
            address add {InternetOnHomeLink}/64 dev ha nodad
            address add 2001:db8:c::1/64 dev cn nodad
            link set lo up
            link set wifi up
            link set lte up
            link set ha up
            link set cn up
            route add {VehiclePrefix} via {HomeAgentAddress}
            """);
    }

    private void AddressEnds()
    {
        IpCommand.Batch(
            Router,
            """
            address add 2001:db8:a::2/64 dev wifi nodad
            address add 2001:db8:b::2/64 dev lte nodad
            address add 2001:db8:100:1::1/64 dev vehicle nodad
            link set lo up
            link set wifi up
            link set lte up
            link set vehicle up
            route add default via 2001:db8:a::1 dev wifi metric 100
            route add default via 2001:db8:b::1 dev lte metric 200
            """);
        AddressEnd(HomeAgents[0], HomeAgentAddresses[0], InternetOnHomeLink);
        AddressEnd(Correspondent, CorrespondentAddress, "2001:db8:c::1");
        AddressEnd(Host, "2001:db8:100:1::2", "2001:db8:100:1::1");
        if (_wide)
        {
            AddressEnd(HomeAgents[1], HomeAgentAddresses[1], InternetOnHomeLink);
            AddressEnd(HomeHost, "2001:db8:1::200", InternetOnHomeLink);
        }
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
            File.WriteAllText($"/proc/sys/net/ipv6/conf/{setting}", value);
            return true;
        });
    }
}
