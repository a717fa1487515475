using System;
using System.IO;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows nothing of a scenario but where it failed to reach its figure.</summary>
internal sealed class SilentView : IDriveView
{
    private readonly Journey _journey;
    private readonly TextWriter _output;

    public SilentView(Journey journey, TextWriter output)
    {
        _journey = journey;
        _output = output;
    }

    /// <inheritdoc/>
    public IWorldListener Listener { get; } = new ListenerGroup([]);

    /// <inheritdoc/>
    public int Speed => 0;

    /// <inheritdoc/>
    public void Show(World world, Action<Action> drive)
    {
        drive(() => { });
    }

    /// <inheritdoc/>
    public void Reached(BindingFigure found, World world)
    {
        if (!_journey.Scenario!.Expected.Matches(found))
        {
            FigureReport.Write(_journey, world, found, _output);
        }
    }

    /// <inheritdoc/>
    public void Finish(World world, DriveSummary summary)
    {
    }
}
