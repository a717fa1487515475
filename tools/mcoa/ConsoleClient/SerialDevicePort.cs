using System;
using System.IO;
using System.IO.Ports;
using System.Threading;
using System.Threading.Tasks;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>A serial device, or the end of a pseudo-terminal.</summary>
internal sealed class SerialDevicePort : IConsolePort
{
    public SerialDevicePort(string name, int baud)
    {
        Name = name;
        Baud = baud;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Baud { get; }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        // Two that read one line take each other's octets, and root may open what another has for itself.
        if (PortHolder.Of(Name) is { } holder)
        {
            throw PortFaults.Busy(Name, holder);
        }

        // A board with the usual circuit for flashing restarts where only one of the two lines is set.
        return Task.FromResult<Stream>(Open(lines: true) ?? Open(lines: false)!);
    }

    /// <summary>Opens it with both control lines set, or with none for a pseudo-terminal, which has none.</summary>
    /// <returns>Null where the lines can't be set.</returns>
    private SerialStream? Open(bool lines)
    {
        SerialPort port = new(Name, Baud) { DtrEnable = lines, RtsEnable = lines };
        try
        {
            port.Open();
            return new SerialStream(port);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            port.Dispose();
            if (lines && exception is IOException && File.Exists(Name))
            {
                return null;
            }

            throw exception is UnauthorizedAccessException
                ? PortFaults.Denied(Name)
                : new NoConnectionException(
                    NoConnectionException.NoPort,
                    $"{Name} can't be opened at {Baud} baud: {exception.Message}");
        }
    }
}
