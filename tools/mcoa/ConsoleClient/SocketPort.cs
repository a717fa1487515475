using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>The console of a router on this machine: a Unix socket.</summary>
internal sealed class SocketPort : IConsolePort
{
    public SocketPort(string path)
    {
        Name = path;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Baud => 0;

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Name), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode switch
            {
                SocketError.AccessDenied => PortFaults.Permission(Name),
                SocketError.ConnectionRefused => new NoConnectionException(
                    NoConnectionException.NoAnswer,
                    $"{Name}: nobody listens there; start the router with --console {Name}, or look whether it still runs"),
                _ => new NoConnectionException(NoConnectionException.NoPort, $"{Name}: {exception.Message}"),
            };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
