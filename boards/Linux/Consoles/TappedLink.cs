using McoaRouter.Consoles;
using McoaRouter.Links;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>A link whose outgoing packets the console's capture sees.</summary>
internal sealed class TappedLink : ILink
{
    private readonly ILink _link;
    private readonly int _number;
    private readonly RouterConsole _console;

    /// <summary>Taps a link.</summary>
    /// <param name="link">The link.</param>
    /// <param name="number">How the router numbers it.</param>
    /// <param name="console">Who sees its packets.</param>
    public TappedLink(ILink link, int number, RouterConsole console)
    {
        _link = link;
        _number = number;
        _console = console;
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return _link.MaximumTransmissionUnit; }
    }

    /// <summary>Taps all uplinks.</summary>
    public static ILink[] Each(ILink[] uplinks, RouterConsole console)
    {
        ILink[] tapped = new ILink[uplinks.Length];
        for (int i = 0; i < tapped.Length; i++)
        {
            tapped[i] = new TappedLink(uplinks[i], i, console);
        }

        return tapped;
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        _console.Packet(_number, true, packet.Octets, packet.Start, packet.Length, MonotonicClock.Now);
        return _link.Send(packet);
    }
}
