using System;
using McoaRouter.Boards.Frame;
using McoaRouter.Boards.FrameConsole;
using McoaRouter.Mobility;
using nanoFramework.Runtime.Native;

namespace McoaRouter.Boards.Esp32;

/// <summary>The router on an ESP32: puts the parts together and turns them.</summary>
public static class Program
{
    // The Ethernet chip's interrupt line is not wired: a frame waits this long at most. It is also the shortest wait of this
    // runtime.
    private const int LookMs = 10;

    /// <summary>Runs until a restart is asked for, or something ends it; both restart the board.</summary>
    public static void Main()
    {
        TickClock clock = new TickClock();
        BoardLog log = new BoardLog(clock, new DebugLine());
        FlashFiles files = new FlashFiles();
        CrashLog crashes = new CrashLog(files, log);
        CrashGuard guard = new CrashGuard(crashes, clock);

        // Few vehicles use route optimisation: README.md says how to add it.
        IRouteOptimizer optimizer = null;
        try
        {
            log.Write("McoaRouter on " + SystemInfo.TargetName);
            crashes.Open();
            Heartbeat heartbeat = new Heartbeat();
            Esp32Board board = new Esp32Board(files, guard, clock);
            BoardProgram program = new BoardProgram(
                board, log, crashes, heartbeat, optimizer, new TrafficSteering(), LookMs);
            program.Start();
            new Supervisor(guard, heartbeat, clock).StartUrgent();
            while (!program.IsOver)
            {
                program.Turn();
            }

            Power.RebootDevice();
        }
        catch (Exception exception)
        {
            guard.Crash("main loop", exception);
        }
    }
}
