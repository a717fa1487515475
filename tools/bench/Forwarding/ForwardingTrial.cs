using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>One carrier in a network of its own: host in the vehicle, router, internet, home agent, correspondent.</summary>
internal sealed class ForwardingTrial : IDisposable
{
    /// <summary>Octets of the largest packet between the hosts: what fits into the tunnel of every carrier.</summary>
    public const int MaximumTransmissionUnit = 1420;

    private const int PatienceMs = 20_000;
    private const int AttemptMs = 500;
    private const double Thousand = 1e3;

    private readonly LabTopology _network;
    private readonly CarrierParts _parts = new();

    /// <summary>Builds the network, starts the carrier and waits until it carries.</summary>
    /// <exception cref="BoardException">It does not; nothing stays.</exception>
    public ForwardingTrial(ICarrier carrier)
    {
        _network = new LabTopology(carrier.Settings);
        _parts.Add(_network);
        try
        {
            _network.Build();
            Bound(_network.Host);
            Bound(_network.Correspondent);
            _parts.Add(carrier.Start(_network));
            _parts.Add(Iperf.Serve(_network));
            WaitUntilCarried();
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Measures.</summary>
    /// <returns>Mbit/s or thousands of datagrams a second; null where the hosts lost each other.</returns>
    public double? Measure(ForwardingFigure figure, int seconds)
    {
        try
        {
            return figure.IsTcp
                ? Iperf.Measure(_network, figure.Down, seconds)
                : Datagrams(figure, seconds) / Thousand;
        }
        catch (BoardException)
        {
            return null;
        }
    }

    /// <summary>Ends and removes everything.</summary>
    public void Dispose()
    {
        _parts.Dispose();
    }

    private double Datagrams(ForwardingFigure figure, int seconds)
    {
        return figure.Down
            ? DatagramFlow.Measure(
                _network.Correspondent, _network.Host, LabTopology.HostAddress, figure.DatagramOctets, seconds)
            : DatagramFlow.Measure(
                _network.Host,
                _network.Correspondent,
                LabTopology.CorrespondentAddress,
                figure.DatagramOctets,
                seconds);
    }

    private static void Bound(string networkNamespace)
    {
        string octets = MaximumTransmissionUnit.ToString(CultureInfo.InvariantCulture);
        IpCommand.Run("-n", networkNamespace, "link", "set", "eth0", "mtu", octets);
    }

    /// <summary>Tries a TCP connection until one stands: the way exists in both directions then.</summary>
    private void WaitUntilCarried()
    {
        using Socket listener = NetworkNamespace.Run(_network.Correspondent, () =>
        {
            Socket made = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            made.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
            made.Listen();
            return made;
        });
        IPEndPoint to = new(
            IPAddress.Parse(LabTopology.CorrespondentAddress), ((IPEndPoint)listener.LocalEndPoint!).Port);
        Stopwatch since = Stopwatch.StartNew();
        while (!Connects(to))
        {
            if (since.ElapsedMilliseconds > PatienceMs)
            {
                throw new BoardException("nothing comes through");
            }

            Thread.Sleep(50);
        }
    }

    private bool Connects(IPEndPoint to)
    {
        using Socket socket = NetworkNamespace.Run(
            _network.Host, () => new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp));
        try
        {
            return socket.ConnectAsync(to).Wait(AttemptMs);
        }
        catch (AggregateException)
        {
            return false;
        }
    }
}
