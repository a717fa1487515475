using System;
using McoaRouter.Boards.Frame;
using McoaRouter.Boards.FrameConsole;
using McoaRouter.LinkLayers;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Emulated;

/// <summary>
/// Measures what a router, its link layers and its console keep of the heap from their start on. The board's own objects are
/// not among it: their libraries run on the device alone.
/// </summary>
internal static class Footprint
{
    /// <summary>Makes the router of the plan's configuration and writes what each step took.</summary>
    internal static void Measure()
    {
        SilentBoard board = new SilentBoard();
        long before = Memory.Free();
        RouterSettings settings = RouterSettingsReader.Read(Plan.Configuration).Settings;
        long afterSettings = Memory.Free();
        ILinkLayer[] uplinks = board.MakeUplinks(settings);
        ILinkLayer port = board.MakePort(settings);
        long afterLinks = Memory.Free();
        ITrafficSteering steering = settings.AsksForSteering ? new TrafficSteering() : null;
        MobileRouter router = new MobileRouter(settings, uplinks, port, new DriveTotals(), null, steering);
        long afterRouter = Memory.Free();
        router.Poll(port.NextDeadline);
        bool isBoards = BoardDevices.Check(settings, null, steering).Length == 0;
        long console = isBoards ? MeasureProgram(board) - (before - afterRouter) : 0;
        Console.WriteLine(
            "{\"uplinks\":" + settings.Uplinks.Length.ToString()
            + ",\"settings\":" + (before - afterSettings).ToString()
            + ",\"linkLayers\":" + (afterSettings - afterLinks).ToString()
            + ",\"router\":" + (afterLinks - afterRouter).ToString()
            + ",\"console\":" + console.ToString() + "}");
    }

    /// <summary>What a board's program keeps once its router runs.</summary>
    private static long MeasureProgram(SilentBoard board)
    {
        long before = Memory.Free();
        BoardLog log = new BoardLog(board, board);
        CrashLog crashes = new CrashLog(board, log);
        BoardProgram program = new BoardProgram(
            board, log, crashes, new Heartbeat(), null, new TrafficSteering(), MainLoop.LongestWaitMs);
        program.Start();
        program.Turn();
        long after = Memory.Free();
        program.Turn();
        return before - after;
    }
}
