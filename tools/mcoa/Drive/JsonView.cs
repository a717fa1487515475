using System;
using System.IO;
using System.Text;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows a drive as JSON Lines: the transcript that every runtime writes.</summary>
internal sealed class JsonView : IDriveView, ITranscriptSink
{
    private readonly TextWriter _output;
    private readonly Transcript _transcript;
    private readonly Journey _journey;

    public JsonView(Journey journey, TextWriter output)
    {
        _output = output;
        _journey = journey;
        _transcript = new Transcript(journey.Settings, this);
        _transcript.Begin(journey.Settings.Name, journey.Seed, journey.Seconds);
    }

    /// <inheritdoc/>
    public IWorldListener Listener => _transcript;

    /// <inheritdoc/>
    public int Speed => 0;

    /// <inheritdoc/>
    public void Show(World world, Action<Action> drive)
    {
        drive(_output.Flush);
    }

    /// <inheritdoc/>
    public void Reached(BindingFigure found, World world)
    {
        _transcript.Figure(_journey.Scenario!, found, world.Clock.Milliseconds);
    }

    /// <inheritdoc/>
    public void Finish(World world, DriveSummary summary)
    {
        _transcript.End(world, summary.Totals);
        _output.Flush();
    }

    /// <inheritdoc/>
    public void Line(byte[] buffer, int length)
    {
        _output.Write(Encoding.UTF8.GetString(buffer, 0, length));
    }
}
