using System;
using System.Text;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Emulated;

/// <summary>Goes through a journey as fast as it goes, and writes its transcript line by line.</summary>
internal sealed class Drive : ITranscriptSink
{
    private const long MicrosecondsPerSecond = 1000000;

    /// <summary>Goes through a journey.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="scenario">The scenario, or null for a random journey.</param>
    /// <param name="seconds">How long it lasts, in the world's time.</param>
    internal static void Run(RouterSettings settings, Scenario scenario, int seconds)
    {
        Transcript transcript = new Transcript(settings, new Drive());
        DriveTotals totals = new DriveTotals();
        ListenerGroup listeners = new ListenerGroup(new IWorldListener[] { transcript, totals });
        transcript.Begin(settings.Name, Plan.Seed, seconds);
        World world = new World(settings, (ulong)Plan.Seed, scenario, listeners, null);
        world.RunUntil(seconds * MicrosecondsPerSecond);
        if (scenario != null)
        {
            transcript.Figure(scenario, FigureReader.Read(world), world.Clock.Milliseconds);
        }

        world.Finish();
        transcript.End(world, totals);
    }

    /// <inheritdoc/>
    public void Line(byte[] buffer, int length)
    {
        // Without the line feed, which WriteLine adds.
        Console.WriteLine(Encoding.UTF8.GetString(buffer, 0, length - 1));
    }
}
