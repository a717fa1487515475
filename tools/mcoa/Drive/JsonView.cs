using System;
using System.IO;
using System.Text;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows a drive as JSON Lines: the transcript that every runtime writes.</summary>
internal sealed class JsonView : IDriveView, ITranscriptSink
{
    private readonly TextWriter _output;
    private readonly Transcript _transcript;

    public JsonView(RouterSettings settings, DriveOptions options, TextWriter output)
    {
        _output = output;
        _transcript = new Transcript(settings, this);
        _transcript.Begin(settings.Name, options.Seed, options.Seconds);
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
