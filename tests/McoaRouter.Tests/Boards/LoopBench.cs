using McoaRouter.Boards.Frame;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Boards;

/// <summary>A router with two uplinks and a port, turned by a main loop in virtual time.</summary>
internal sealed class LoopBench
{
    internal LoopBench()
        : this(MainLoop.LongestWaitMs)
    {
    }

    internal LoopBench(int longestWaitMs)
        : this(Configurations.With(string.Empty), null, longestWaitMs)
    {
    }

    internal LoopBench(string json, ITrafficSteering steering)
        : this(json, steering, MainLoop.LongestWaitMs)
    {
    }

    private LoopBench(string json, ITrafficSteering steering, int longestWaitMs)
    {
        RouterSettings settings = Configurations.Accepts(json);
        RouterLog listener = new RouterLog(settings, Board.Log);
        ScriptedLayer[] uplinks = new ScriptedLayer[] { First, Second };
        Router = new MobileRouter(settings, new ILink[] { First, Second }, Port, listener, null, steering);
        Loop = new MainLoop(Router, uplinks, Port, listener, Board, Board, Heartbeat, longestWaitMs);
    }

    internal BoardBench Board { get; } = new BoardBench();

    internal Heartbeat Heartbeat { get; } = new Heartbeat();

    internal ScriptedLayer First { get; } = new ScriptedLayer("2001:db8:a:1::17");

    internal ScriptedLayer Second { get; } = new ScriptedLayer("2001:db8:b:2::29", 1400);

    internal ScriptedLayer Port { get; } = new ScriptedLayer("2001:db8:100:1::1");

    internal MobileRouter Router { get; }

    internal MainLoop Loop { get; }

    /// <summary>Turns the loop until so many ms are over.</summary>
    internal void Run(int milliseconds)
    {
        long end = Board.Milliseconds + milliseconds;
        while (Board.Milliseconds < end)
        {
            Loop.Turn();
        }
    }
}
