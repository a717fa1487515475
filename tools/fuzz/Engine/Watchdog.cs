using System;
using System.Threading;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// A thread that looks whether an input ends. The budget of steps ends loops of instrumented code by itself; this is for
/// what is not instrumented.
/// </summary>
public sealed class Watchdog : IDisposable
{
    private const int LookEveryMs = 500;

    private readonly TimeSpan _limit;
    private readonly Action<IDoor, byte[]> _report;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _end = new();
    private readonly Lock _lock = new();
    private IDoor? _door;
    private byte[] _input = [];
    private long _since;

    /// <summary>Begins to look.</summary>
    /// <param name="limit">How long an input may take.</param>
    /// <param name="report">Told of the one that takes longer, on the watchdog's thread.</param>
    public Watchdog(TimeSpan limit, Action<IDoor, byte[]> report)
    {
        _limit = limit;
        _report = report;
        _thread = new Thread(Look) { IsBackground = true, Name = "watchdog" };
        _thread.Start();
    }

    /// <summary>An input begins.</summary>
    public void Begin(IDoor door, byte[] input)
    {
        lock (_lock)
        {
            _door = door;
            _input = input;
            _since = Environment.TickCount64;
        }
    }

    /// <summary>It has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            _door = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }

    private void Look()
    {
        while (!_end.Wait(LookEveryMs))
        {
            IDoor? door;
            byte[] input;
            lock (_lock)
            {
                door = Environment.TickCount64 - _since > _limit.TotalMilliseconds ? _door : null;
                input = _input;
            }

            if (door != null)
            {
                _report(door, input);
                return;
            }
        }
    }
}
