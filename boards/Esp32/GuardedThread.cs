using System;
using System.Threading;

namespace McoaRouter.Boards.Esp32;

/// <summary>A thread whose end, by an exception or without, restarts the board.</summary>
internal abstract class GuardedThread
{
    private readonly CrashGuard _guard;
    private readonly string _name;
    private readonly Thread _thread;

    /// <summary>Makes a thread that <see cref="Start"/> starts.</summary>
    /// <param name="guard">Who restarts the board.</param>
    /// <param name="name">What the crash file calls the thread.</param>
    protected GuardedThread(CrashGuard guard, string name)
    {
        _guard = guard;
        _name = name;
        _thread = new Thread(Guarded);
    }

    /// <summary>Starts it.</summary>
    internal void Start()
    {
        _thread.Start();
    }

    /// <summary>Starts it, before others in turn.</summary>
    internal void StartUrgent()
    {
        _thread.Priority = ThreadPriority.Highest;
        _thread.Start();
    }

    /// <summary>What it does, for ever.</summary>
    protected abstract void Run();

    private void Guarded()
    {
        try
        {
            Run();
            _guard.Crash(Frame.BootReason.Exception, _name, "the thread came to its end");
        }
        catch (Exception exception)
        {
            _guard.Crash(_name, exception);
        }
    }
}
