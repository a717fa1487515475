using System;
using System.IO;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows a drive as plain lines, for files and pipes.</summary>
internal sealed class PlainView : IDriveView
{
    private readonly TextWriter _output;
    private readonly Journey _journey;
    private BindingFigure? _found;

    public PlainView(Journey journey, TextWriter output)
    {
        _output = output;
        _journey = journey;
        Listener = new EventText(journey.Settings, WriteLine);
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
    public void Reached(BindingFigure found, World world)
    {
        _found = found;
    }

    /// <inheritdoc/>
    public void Finish(World world, DriveSummary summary)
    {
        summary.Write(world, _output);
        if (_found is not null)
        {
            FigureReport.Write(_journey, world, _found, _output);
        }
    }

    private void WriteLine(long now, string text)
    {
        _output.WriteLine($"{now / 1000.0,9:F3} s  {text}");
    }
}
