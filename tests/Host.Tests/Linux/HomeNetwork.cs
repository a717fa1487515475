using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Host.Tests;

/// <summary>
/// A home agent that runs, a host beside it on the home link, and a place for a router that is away:
/// <c>host eth0 --- lan home agent wifi-far --- wifi router</c>.
/// </summary>
internal sealed class HomeNetwork : IDisposable
{
    public const string HomeAddress = "2001:db8:1::100";

    private readonly TemporaryNamespace _home = new();
    private readonly TrialConfiguration _file;

    public HomeNetwork()
        : this(TrialConfiguration.HomeAgent)
    {
    }

    public HomeNetwork(string configuration)
    {
        _file = new TrialConfiguration(configuration);
        _home.Ip("link", "add", "lan", "type", "veth", "peer", "name", "eth0", "netns", Host.Name);
        Router.Ip("link", "set", "wifi-far", "netns", _home.Name);
        foreach (string device in (string[])["lan", "wifi-far"])
        {
            _home.Ip("link", "set", device, "up");
        }

        Host.Ip("link", "set", "eth0", "up");
        _home.Ip("address", "add", "2001:db8:1::1/64", "dev", "lan", "nodad");
        _home.Ip("address", "add", "2001:db8:a::1/64", "dev", "wifi-far", "nodad");
        Host.Ip("address", "add", "2001:db8:1::200/64", "dev", "eth0", "nodad");
        Router.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        Router.Ip("-6", "route", "add", "default", "via", "2001:db8:a::1", "dev", "wifi");
        HomeAgent = ProgramTrial.StartIn(_home, ProgramTrial.CommandLine, "home-agent", _file.Path);
        HomeAgent.WaitForOutput("home agent started");
    }

    /// <summary>A namespace with the interface <c>wifi</c>.</summary>
    public TemporaryNamespace Router { get; } = new("wifi");

    /// <summary>The namespace of the host.</summary>
    public TemporaryNamespace Host { get; } = new();

    public ProgramTrial HomeAgent { get; }

    /// <summary>The home agent's link-layer address on the home link.</summary>
    public string LinkLayerAddress
    {
        get { return LabTopology.LinkLayerAddress(_home.Name, "lan"); }
    }

    /// <summary>The link-layer address that the host finds for the home address, or empty.</summary>
    public string NeighbourOfHost()
    {
        const int discardPort = 9;
        Host.Run(() =>
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            return socket.SendTo([0], new IPEndPoint(IPAddress.Parse(HomeAddress), discardPort));
        });

        // As long as resolution goes on, nothing is known.
        long until = MonotonicClock.Now + 10_000;
        while (Neighbour().Contains("INCOMPLETE", StringComparison.Ordinal) && MonotonicClock.Now < until)
        {
            Thread.Sleep(20);
        }

        return LabTopology.NeighbourOf(Host.Name, HomeAddress);
    }

    public void Dispose()
    {
        HomeAgent.Dispose();
        _home.Dispose();
        Router.Dispose();
        Host.Dispose();
        _file.Dispose();
    }

    private string Neighbour()
    {
        return Host.Ip("-6", "neighbour", "show", HomeAddress);
    }
}
