using System;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// The lab's network, all of it in namespaces.
/// <code>
///   host --- router === wifi, lte === internet --- home agent
///                                             \--- correspondent
/// </code>
/// The internet routes the vehicle's prefix and home address to the home agent, and has no other way to the vehicle.
/// </summary>
internal sealed class LabTopology : IDisposable
{
    /// <summary>The uplinks, by the names of their interfaces in the router.</summary>
    public static readonly string[] Uplinks = ["wifi", "lte"];

    /// <summary>The home agent's address.</summary>
    public const string HomeAgentAddress = "2001:db8:1::1";

    /// <summary>The router's home address.</summary>
    public const string HomeAddress = "2001:db8:1::100";

    /// <summary>The vehicle's prefix.</summary>
    public const string VehiclePrefix = "2001:db8:100::/56";

    /// <summary>The in-vehicle link.</summary>
    public const string VehicleLink = "2001:db8:100:1::/64";

    /// <summary>The correspondent's address.</summary>
    public const string CorrespondentAddress = "2001:db8:c::2";

    private readonly List<string> _made = [];

    /// <summary>The namespace of the router of all links.</summary>
    public string Internet { get; } = LabNames.Namespace("internet");

    /// <summary>The namespace of the mobile router.</summary>
    public string Router { get; } = LabNames.Namespace("router");

    /// <summary>The namespace of the home agent.</summary>
    public string HomeAgent { get; } = LabNames.Namespace("ha");

    /// <summary>The namespace of the correspondent.</summary>
    public string Correspondent { get; } = LabNames.Namespace("cn");

    /// <summary>The namespace of the host in the vehicle.</summary>
    public string Host { get; } = LabNames.Namespace("host");

    /// <summary>Makes everything.</summary>
    /// <exception cref="BoardException">It can't; <see cref="Dispose"/> removes what was made.</exception>
    public void Build()
    {
        foreach (string name in (string[])[Internet, Router, HomeAgent, Correspondent, Host])
        {
            IpCommand.Run("netns", "add", name);
            _made.Add(name);

            // Every address is alone on its link; the check would cost a second whenever a link comes up.
            SetKernel(name, "default/accept_dad", "0");
        }

        foreach (string router in (string[])[Internet, Router, HomeAgent])
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
            link add ha netns {Internet} type veth peer name eth0 netns {HomeAgent}
            link add cn netns {Internet} type veth peer name eth0 netns {Correspondent}
            link add vehicle netns {Router} type veth peer name eth0 netns {Host}
            """);
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

    /// <summary>Removes everything that was made, with the processes in it.</summary>
    public void Dispose()
    {
        foreach (string name in _made)
        {
            LabNames.RemoveNamespace(name);
        }

        _made.Clear();
    }

    private void AddressInternet()
    {
        IpCommand.Batch(
            Internet,
            $"""
            address add 2001:db8:a::1/64 dev wifi nodad
            address add 2001:db8:b::1/64 dev lte nodad
            address add 2001:db8:1::ffff/64 dev ha nodad
            address add 2001:db8:c::1/64 dev cn nodad
            link set lo up
            link set wifi up
            link set lte up
            link set ha up
            link set cn up
            route add {VehiclePrefix} via {HomeAgentAddress}
            route add {HomeAddress} via {HomeAgentAddress}
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
        AddressEnd(HomeAgent, HomeAgentAddress, "2001:db8:1::ffff");
        AddressEnd(Correspondent, CorrespondentAddress, "2001:db8:c::1");
        AddressEnd(Host, "2001:db8:100:1::2", "2001:db8:100:1::1");
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
