using McoaRouter.Links;

namespace McoaRouter.Consoles;

/// <summary>Hands what comes from the links on to the router, once the console has counted it and may have shown it.</summary>
public sealed class PacketTap : ILinkListener
{
    private readonly ILinkListener _router;
    private readonly RouterConsole _console;

    /// <summary>Taps what comes to a router.</summary>
    /// <param name="router">Who gets it.</param>
    /// <param name="console">Who sees it before.</param>
    public PacketTap(ILinkListener router, RouterConsole console)
    {
        _router = router;
        _console = console;
    }

    /// <inheritdoc/>
    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        _router.LinkUp(uplink, careOfAddress, offset, now);
    }

    /// <inheritdoc/>
    public void LinkDown(int uplink, long now)
    {
        _router.LinkDown(uplink, now);
    }

    /// <inheritdoc/>
    public void Receive(int link, PacketBuffer packet, long now)
    {
        _console.Packet(link, false, packet.Octets, packet.Start, packet.Length, now);
        _router.Receive(link, packet, now);
    }
}
