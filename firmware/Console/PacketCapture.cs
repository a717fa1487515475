namespace McoaRouter.Consoles;

/// <summary>One session's capture: packets of some links, cut, counted and limited in number and rate.</summary>
internal sealed class PacketCapture
{
    private const int RateMs = 1000;

    private readonly int _links;
    private readonly int _snapOctets;
    private readonly int _most;
    private readonly int _perSecond;
    private long _second;
    private int _inSecond;

    /// <summary>Begins a capture.</summary>
    /// <param name="links">A bit for each link, the port's first.</param>
    /// <param name="snapOctets">Octets that are shown of a packet.</param>
    /// <param name="most">After how many packets it ends.</param>
    /// <param name="perSecond">How many it shows in a second at most.</param>
    /// <param name="now">Monotonic ms.</param>
    internal PacketCapture(int links, int snapOctets, int most, int perSecond, long now)
    {
        _links = links;
        _snapOctets = snapOctets;
        _most = most;
        _perSecond = perSecond;
        _second = now;
    }

    /// <summary>Packets that were shown.</summary>
    internal int Packets;

    /// <summary>Packets that were not, for the rate or for want of room.</summary>
    internal int Skipped;

    /// <summary>Whether it is over.</summary>
    internal bool IsOver;

    /// <summary>The bit of a link.</summary>
    internal static int BitOf(int link)
    {
        return 1 << (link - MobileRouter.Port);
    }

    /// <summary>Ends it.</summary>
    internal void End()
    {
        IsOver = true;
    }

    /// <summary>Shows a packet, or counts it.</summary>
    internal void Take(
        ConsoleSession session,
        EventStream events,
        string name,
        int link,
        bool outbound,
        byte[] buffer,
        int offset,
        int length,
        long now)
    {
        if (IsOver || (_links & BitOf(link)) == 0)
        {
            return;
        }

        if (now - _second >= RateMs)
        {
            _second = now;
            _inSecond = 0;
        }

        if (_inSecond >= _perSecond || session.IsBusy)
        {
            Skipped++;
            return;
        }

        JsonWriter writer = events.Begin("packet", now);
        writer.Text("link", name);
        writer.Text("direction", outbound ? "out" : "in");
        writer.Number("length", length);
        writer.Hex("octets", buffer, offset, length > _snapOctets ? _snapOctets : length);
        if (!events.SendTo(session))
        {
            Skipped++;
            return;
        }

        _inSecond++;
        Packets++;
        IsOver = Packets >= _most;
    }
}
