using System;
using System.Threading;
using McoaRouter.Boards.Frame;
using McoaRouter.LinkLayers;
using McoaRouter.Mobility;
using McoaRouter.Settings;
using nanoFramework.Runtime.Native;

namespace McoaRouter.Boards.Esp32;

/// <summary>The router on an ESP32: puts the parts together and turns them.</summary>
public static class Program
{
    private const int IdleLineMs = 60000;

    // The Ethernet chip's interrupt line is not wired: a frame waits this long at most. It is also the shortest wait of this
    // runtime.
    private const int LookMs = 10;

    /// <summary>Runs for ever; what ends it restarts the board.</summary>
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
            RouterSettings settings = BoardConfiguration.Load(files, log, optimizer);
            if (settings == null)
            {
                Idle(log);
            }

            Delay(crashes, log);
            Run(settings, optimizer, clock, log, guard);
        }
        catch (Exception exception)
        {
            guard.Crash("main loop", exception);
        }
    }

    // The links stay off; the debug line goes on saying why nothing happens.
    private static void Idle(BoardLog log)
    {
        while (true)
        {
            log.Write("idle without a configuration");
            Thread.Sleep(IdleLineMs);
        }
    }

    private static void Delay(CrashLog crashes, BoardLog log)
    {
        if (crashes.StartDelayMs > 0)
        {
            log.Write("waiting " + crashes.StartDelayMs.ToString() + " ms before the links are started");
            Thread.Sleep(crashes.StartDelayMs);
        }
    }

    private static void Run(
        RouterSettings settings, IRouteOptimizer optimizer, TickClock clock, BoardLog log, CrashGuard guard)
    {
        Doorbell doorbell = new Doorbell();
        Heartbeat heartbeat = new Heartbeat();
        RouterLog listener = new RouterLog(settings, log);
        Links links = new Links(settings, guard, doorbell);
        ILinkLayer[] uplinks = links.MakeUplinks();
        IVehiclePort port = links.MakePort();
        MobileRouter router = new MobileRouter(settings, uplinks, port, listener, optimizer);
        MainLoop loop = new MainLoop(router, uplinks, port, listener, clock, doorbell, heartbeat, LookMs);
        loop.Start();
        new Supervisor(guard, heartbeat, clock).StartUrgent();
        log.Write(settings.Name + " runs");
        while (true)
        {
            links.Entropy.Feed(router, clock.Milliseconds);
            loop.Turn();
        }
    }
}
