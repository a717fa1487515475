using System;
using McoaRouter.Boards.Linux;
using McoaRouter.Links;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>Where care-of addresses are reached: every interface of the machine, by the kernel's routes.</summary>
internal sealed class HomeAgentNetwork : ILink, IDisposable
{
    private readonly PacketSender _sender = new(null);

    /// <summary>What receives the packets for the home agent's address.</summary>
    public PacketReceiver Receiver { get; } = new();

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; set; } = Limits.PacketOctets;

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        return _sender.Send(packet);
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        _sender.Dispose();
        Receiver.Dispose();
    }
}
