using System;
using System.Threading;
using McoaRouter.Boards.Frame;
using nanoFramework.Runtime.Native;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// Ends the program where it can't go on: the crash file is written and the board restarts. On this runtime an exception
/// that nobody catches ends its thread and nothing else; a router with one thread less would look alive and be dead.
/// </summary>
internal sealed class CrashGuard
{
    // For the debug line to get out.
    private const int LastWordsMs = 200;

    private readonly CrashLog _crashes;
    private readonly IMonotonicClock _clock;
    private bool _isCrashing;

    internal CrashGuard(CrashLog crashes, IMonotonicClock clock)
    {
        _crashes = crashes;
        _clock = clock;
    }

    /// <summary>Remembers an exception and restarts the board.</summary>
    internal void Crash(string thread, Exception exception)
    {
        string what = "an exception without text";
        try
        {
            what = exception.GetType().FullName + ": " + exception.Message;
        }
        catch (Exception)
        {
            // Out of memory, most likely.
        }

        Crash(BootReason.Exception, thread, what);
    }

    /// <summary>
    /// Remembers why and restarts the board; does not return. What crashes after the first is not remembered.
    /// </summary>
    internal void Crash(BootReason reason, string thread, string what)
    {
        if (!_isCrashing)
        {
            _isCrashing = true;
            try
            {
                _crashes.Report(reason, thread, what, _clock.Milliseconds);
                Thread.Sleep(LastWordsMs);
            }
            catch (Exception)
            {
                // The restart comes all the same.
            }

            Power.RebootDevice();
        }

        Thread.Sleep(Timeout.Infinite);
    }
}
