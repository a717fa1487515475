using System;
using System.IO;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows a drive as plain lines, for files and pipes.</summary>
internal sealed class PlainView : IDriveView
{
    private readonly TextWriter _output;

    public PlainView(RouterSettings settings, TextWriter output)
    {
        _output = output;
        Listener = new EventText(settings, WriteLine);
    }

    /// <inheritdoc/>
    public IWorldListener Listener { get; }

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
        summary.Write(world, _output);
    }

    private void WriteLine(long now, string text)
    {
        _output.WriteLine($"{now / 1000.0,9:F3} s  {text}");
    }
}
