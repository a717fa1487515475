using System;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>How a drive is shown while it goes on.</summary>
internal interface IDriveView
{
    /// <summary>What hears the world's events for the view.</summary>
    IWorldListener Listener { get; }

    /// <summary>How much faster than the drive itself it is shown, or 0 for as fast as it goes.</summary>
    int Speed { get; }

    /// <summary>
    /// Shows the drive while <paramref name="drive"/> goes through it, calling its argument now and then.
    /// </summary>
    void Show(World world, Action<Action> drive);

    /// <summary>A scenario has come to its end: this is what the binding caches hold.</summary>
    void Reached(BindingFigure found, World world);

    /// <summary>Shows what came of it.</summary>
    void Finish(World world, DriveSummary summary);
}
