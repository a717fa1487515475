namespace McoaRouter.Simulation;

/// <summary>What a kind of access network is like: its cells along the route, and its links.</summary>
public sealed class RadioProfile
{
    private RadioProfile()
    {
    }

    /// <summary>Its name, as views show it.</summary>
    public string Name { get; private set; }

    /// <summary>
    /// Whether a cell's centre is the start of the route; otherwise the start lies somewhere in the first cell.
    /// </summary>
    public bool BeginsInTheMiddle { get; private set; }

    /// <summary>Smallest radius of a cell, in mm.</summary>
    public int LeastRadius { get; private set; }

    /// <summary>Largest radius of a cell, in mm.</summary>
    public int MostRadius { get; private set; }

    /// <summary>How often a gap follows a cell, per million; otherwise the next cell overlaps it.</summary>
    public int GapPerMillion { get; private set; }

    /// <summary>Shortest gap between cells, in mm.</summary>
    public int LeastGap { get; private set; }

    /// <summary>Longest gap between cells, in mm.</summary>
    public int MostGap { get; private set; }

    /// <summary>The signal from which the radio attaches, 0..100.</summary>
    public int AttachSignal { get; private set; }

    /// <summary>From carrier to a care-of address in a new network, in us.</summary>
    public int AttachTime { get; private set; }

    /// <summary>From one cell to the next that overlaps it, in us.</summary>
    public int RoamTime { get; private set; }

    /// <summary>From the loss of the carrier until the link layer says so, in us.</summary>
    public int DetectionTime { get; private set; }

    /// <summary>Packets lost at a good signal, per million.</summary>
    public int BaseLoss { get; private set; }

    /// <summary>Packets lost in addition at the very edge of a cell, per million.</summary>
    public int EdgeLoss { get; private set; }

    /// <summary>One-way delay between the vehicle and the home agent, in us.</summary>
    public int Delay { get; private set; }

    /// <summary>Largest addition to the delay, in us.</summary>
    public int Jitter { get; private set; }

    /// <summary>Rate in each direction, in kbit/s.</summary>
    public int Rate { get; private set; }

    /// <summary>
    /// The profile for a board's link: a name that speaks of Wi-Fi gives hotspots, any other a cellular network's wide
    /// coverage with a gap now and then.
    /// </summary>
    public static RadioProfile ForLink(string link, string device, string name)
    {
        return SpeaksOfWifi(link) || SpeaksOfWifi(device) || (link == "simulated" && SpeaksOfWifi(name))
            ? Hotspots()
            : Cellular();
    }

    private static bool SpeaksOfWifi(string text)
    {
        return text != null && (text.ToLower().IndexOf("wifi") >= 0 || text.ToLower().IndexOf("wlan") >= 0);
    }

    private static RadioProfile Hotspots()
    {
        return new RadioProfile
        {
            Name = "wifi",
            BeginsInTheMiddle = true,
            LeastRadius = 90000,
            MostRadius = 220000,
            GapPerMillion = 1000000,
            LeastGap = 150000,
            MostGap = 700000,
            AttachSignal = 20,
            AttachTime = 1200000,
            RoamTime = 150000,
            DetectionTime = 200000,
            BaseLoss = 500,
            EdgeLoss = 250000,
            Delay = 12000,
            Jitter = 6000,
            Rate = 20000,
        };
    }

    private static RadioProfile Cellular()
    {
        return new RadioProfile
        {
            Name = "cellular",
            BeginsInTheMiddle = false,
            LeastRadius = 500000,
            MostRadius = 1100000,
            GapPerMillion = 550000,
            LeastGap = 80000,
            MostGap = 300000,
            AttachSignal = 6,
            AttachTime = 1800000,
            RoamTime = 250000,
            DetectionTime = 500000,
            BaseLoss = 200,
            EdgeLoss = 120000,
            Delay = 45000,
            Jitter = 20000,
            Rate = 8000,
        };
    }
}
