using System;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>No tunnel: the same hosts and links, by routes alone. What the machine itself can do.</summary>
internal sealed class PlainCarrier : ICarrier
{
    /// <inheritdoc/>
    public string Name
    {
        get { return "kernel, no tunnel"; }
    }

    /// <inheritdoc/>
    public LabSettings Settings
    {
        get { return new LabSettings(); }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return null;
    }

    /// <inheritdoc/>
    public IDisposable Start(LabTopology network)
    {
        IpCommand.Batch(network.Internet, $"route replace {LabTopology.VehiclePrefix} via 2001:db8:a::2");
        return new CarrierParts();
    }
}
