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
        MobileRouter router = new MobileRouter(settings, uplinks, port, new DriveTotals());
        long afterRouter = Memory.Free();
        router.Poll(port.NextDeadline);
        long beforeProgram = Memory.Free();
        BoardProgram program = MakeProgram(board);
        long programOctets = beforeProgram - Memory.Free();
        program.Turn();
        Console.WriteLine(
            "{\"uplinks\":" + settings.Uplinks.Length.ToString()
            + ",\"settings\":" + (before - afterSettings).ToString()
            + ",\"linkLayers\":" + (afterSettings - afterLinks).ToString()
            + ",\"router\":" + (afterLinks - afterRouter).ToString()
            + ",\"console\":" + (programOctets - (before - afterRouter)).ToString() + "}");
    }

    // Turned once, so that its router runs.
    private static BoardProgram MakeProgram(SilentBoard board)
    {
        BoardLog log = new BoardLog(board, board);
        CrashLog crashes = new CrashLog(board, log);
        BoardProgram program = new BoardProgram(board, log, crashes, new Heartbeat(), null, MainLoop.LongestWaitMs);
        program.Start();
        program.Turn();
        return program;
    }
}
