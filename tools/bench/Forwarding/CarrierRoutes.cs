using System.Diagnostics;
using System.Globalization;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>Routes through the interfaces of a tunnel whose programs make them.</summary>
internal static class CarrierRoutes
{
    private const int PatienceMs = 5000;
    private const int PollMs = 50;
    private const string Table = "100";

    /// <summary>Leads the vehicle's packets through both ends, as soon as they are there.</summary>
    /// <exception cref="BoardException">An interface does not come.</exception>
    public static void LeadThrough(LabTopology network, string routerDevice, string homeAgentDevice)
    {
        Raise(network.Router, routerDevice);
        Raise(network.HomeAgents[0], homeAgentDevice);
        LeadVehicle(network, $"dev {routerDevice}");
        IpCommand.Batch(network.HomeAgents[0], $"route add {LabTopology.VehiclePrefix} dev {homeAgentDevice}");
    }

    /// <summary>Leads what comes from the vehicle, and not what carries it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="way">The way of the route in the router.</param>
    public static void LeadVehicle(LabTopology network, string way)
    {
        IpCommand.Run(
            "-n", network.Router, "-6", "rule", "add", "from", LabTopology.VehiclePrefix, "iif", "vehicle", "lookup", Table);
        IpCommand.Batch(network.Router, $"route add ::/0 {way} table {Table}");
    }

    private static void Raise(string networkNamespace, string device)
    {
        string octets = ForwardingTrial.MaximumTransmissionUnit.ToString(CultureInfo.InvariantCulture);
        Stopwatch since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                IpCommand.Run("-n", networkNamespace, "link", "set", device, "up", "mtu", octets);
                return;
            }
            catch (BoardException) when (since.ElapsedMilliseconds < PatienceMs)
            {
                Thread.Sleep(PollMs);
            }
        }
    }
}
