using McoaRouter.Consoles;
using McoaRouter.Links;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>Hands a port's packets on to the router, once the console's capture has seen them.</summary>
internal sealed class PortTap : ILinkListener
{
    private readonly ILinkListener _router;
    private readonly RouterConsole _console;

    public PortTap(ILinkListener router, RouterConsole console)
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
