namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>One thing that is measured of each carrier.</summary>
/// <param name="Name">Its name over a column.</param>
/// <param name="DatagramOctets">Octets in each UDP datagram, or 0 for a TCP connection.</param>
/// <param name="Down">Whether it goes to the vehicle.</param>
internal sealed record ForwardingFigure(string Name, int DatagramOctets, bool Down)
{
    /// <summary>Octets of payload in the largest packet, behind IPv6 and UDP headers.</summary>
    private const int Largest = ForwardingTrial.MaximumTransmissionUnit - 48;

    /// <summary>The goodput of a TCP connection, in Mbit/s.</summary>
    public static ForwardingFigure[] Tcp { get; } = [new("up", 0, false), new("down", 0, true)];

    /// <summary>UDP datagrams that arrive, in thousands each second.</summary>
    public static ForwardingFigure[] Udp { get; } =
    [
        new("64 up", 64, false), new("64 down", 64, true), new("1372 up", Largest, false), new("1372 down", Largest, true),
    ];

    /// <summary>Whether it is of TCP.</summary>
    public bool IsTcp
    {
        get { return DatagramOctets == 0; }
    }
}
