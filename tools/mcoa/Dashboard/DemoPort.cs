using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Demo;

namespace McoaRouter.Tools.Dashboard;

/// <summary>The simulated world of <c>mcoa demo</c> in this process, behind a console of its own.</summary>
internal sealed class DemoPort : IConsolePort, IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcoa-demo-");
    private readonly CancellationTokenSource _end = new();
    private readonly StringWriter _error = new();
    private readonly SocketPort _socket;
    private readonly Task<int> _world;

    /// <summary>Lets the world begin.</summary>
    /// <param name="speed">How many times faster than a real drive.</param>
    public DemoPort(int speed)
    {
        _socket = new SocketPort(Path.Combine(_directory.FullName, "router.sock"));
        DemoOptions options = new(null, 1, speed, _socket.Name, false, null, true);
        _world = Task.Factory.StartNew(
            () => DemoRun.Execute(options, TextWriter.Null, _error, _end.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public string Name => "demo";

    /// <inheritdoc/>
    public int Baud => 0;

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        return _world.IsCompleted
            ? throw new NoConnectionException(NoConnectionException.NoPort, _error.ToString().Trim())
            : _socket.OpenAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _ = await _world;
        _end.Dispose();
        _error.Dispose();
        _directory.Delete(recursive: true);
    }
}
