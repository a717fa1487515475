namespace McoaRouter.Boards.Esp32;

/// <summary>
/// Which pins modem and Ethernet chip are wired to. They differ by chip, since each has others that are free; README.md
/// has the drawing.
/// </summary>
internal sealed class Pins
{
    private Pins(
        int modemTransmit,
        int modemReceive,
        int modemReset,
        int ethernetClock,
        int ethernetMosi,
        int ethernetMiso,
        int ethernetSelect,
        int ethernetReset)
    {
        ModemTransmit = modemTransmit;
        ModemReceive = modemReceive;
        ModemReset = modemReset;
        EthernetClock = ethernetClock;
        EthernetMosi = ethernetMosi;
        EthernetMiso = ethernetMiso;
        EthernetSelect = ethernetSelect;
        EthernetReset = ethernetReset;
    }

    /// <summary>To the modem's RXD.</summary>
    internal readonly int ModemTransmit;

    /// <summary>From the modem's TXD.</summary>
    internal readonly int ModemReceive;

    /// <summary>To the transistor at the modem's reset line; high resets.</summary>
    internal readonly int ModemReset;

    /// <summary>To the W5500's SCLK.</summary>
    internal readonly int EthernetClock;

    /// <summary>To the W5500's MOSI.</summary>
    internal readonly int EthernetMosi;

    /// <summary>From the W5500's MISO.</summary>
    internal readonly int EthernetMiso;

    /// <summary>To the W5500's SCSn.</summary>
    internal readonly int EthernetSelect;

    /// <summary>To the W5500's RSTn; low resets.</summary>
    internal readonly int EthernetReset;

    /// <summary>The pins of an image's chip.</summary>
    /// <param name="target">The image's name, such as <c>ESP32_S3_QUAD</c>.</param>
    internal static Pins Of(string target)
    {
        if (target.IndexOf("ESP32_S3") == 0)
        {
            return new Pins(17, 18, 16, 12, 11, 13, 10, 9);
        }

        return target.IndexOf("ESP32_C") == 0
            ? new Pins(4, 5, 10, 6, 7, 2, 18, 19)
            : new Pins(27, 26, 25, 18, 23, 19, 5, 4);
    }
}
