using nanoFramework.Hardware.Esp32;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// Which pins modem, Ethernet chip and operator are wired to. They differ by chip, since each has others that are free;
/// README.md has the drawing.
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
        int ethernetReset,
        int consoleTransmit,
        int consoleReceive,
        bool hasThirdPort)
    {
        ModemTransmit = modemTransmit;
        ModemReceive = modemReceive;
        ModemReset = modemReset;
        EthernetClock = ethernetClock;
        EthernetMosi = ethernetMosi;
        EthernetMiso = ethernetMiso;
        EthernetSelect = ethernetSelect;
        EthernetReset = ethernetReset;
        ConsoleTransmit = consoleTransmit;
        ConsoleReceive = consoleReceive;
        ConsolePort = hasThirdPort ? "COM3" : "COM1";
        ConsoleTransmitFunction = hasThirdPort ? DeviceFunction.COM3_TX : DeviceFunction.COM1_TX;
        ConsoleReceiveFunction = hasThirdPort ? DeviceFunction.COM3_RX : DeviceFunction.COM1_RX;
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

    /// <summary>To the RXD of the operator's adapter.</summary>
    internal readonly int ConsoleTransmit;

    /// <summary>From the TXD of the operator's adapter.</summary>
    internal readonly int ConsoleReceive;

    /// <summary>The operator's port: COM3, or COM1 where the chip has two UARTs and the wire protocol is on USB.</summary>
    internal readonly string ConsolePort;

    /// <summary>What <see cref="ConsoleTransmit"/> does.</summary>
    internal readonly DeviceFunction ConsoleTransmitFunction;

    /// <summary>What <see cref="ConsoleReceive"/> does.</summary>
    internal readonly DeviceFunction ConsoleReceiveFunction;

    /// <summary>The pins of an image's chip.</summary>
    /// <param name="target">The image's name, such as <c>ESP32_S3_QUAD</c>.</param>
    internal static Pins Of(string target)
    {
        if (target.IndexOf("ESP32_S3") == 0)
        {
            return new Pins(17, 18, 16, 12, 11, 13, 10, 9, 4, 5, true);
        }

        return target.IndexOf("ESP32_C") == 0
            ? new Pins(4, 5, 10, 6, 7, 2, 18, 19, 16, 17, false)
            : new Pins(27, 26, 25, 18, 23, 19, 5, 4, 32, 33, true);
    }
}
