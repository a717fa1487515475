using System.Threading;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>Restarts the board when the main loop gives no sign of life.</summary>
internal sealed class Supervisor : GuardedThread
{
    private const int PeriodMs = 5000;

    private readonly CrashGuard _guard;
    private readonly Heartbeat _heartbeat;
    private readonly IMonotonicClock _clock;

    internal Supervisor(CrashGuard guard, Heartbeat heartbeat, IMonotonicClock clock)
        : base(guard, "supervisor")
    {
        _guard = guard;
        _heartbeat = heartbeat;
        _clock = clock;
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        while (!_heartbeat.IsSilent(_clock.Milliseconds))
        {
            Thread.Sleep(PeriodMs);
        }

        _guard.Crash(BootReason.Watchdog, "main loop", "no turn for " + Heartbeat.LongestSilenceMs.ToString() + " ms");
    }
}
