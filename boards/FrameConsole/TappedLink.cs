using McoaRouter.Boards.Frame;
using McoaRouter.Consoles;
using McoaRouter.Links;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>A link whose outgoing packets the console counts and may show.</summary>
internal sealed class TappedLink : ILink
{
    private readonly ILink _link;
    private readonly int _number;
    private readonly RouterConsole _console;
    private readonly IMonotonicClock _clock;

    internal TappedLink(ILink link, int number, RouterConsole console, IMonotonicClock clock)
    {
        _link = link;
        _number = number;
        _console = console;
        _clock = clock;
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return _link.MaximumTransmissionUnit; }
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        _console.Packet(_number, true, packet.Octets, packet.Start, packet.Length, _clock.Milliseconds);
        return _link.Send(packet);
    }
}
