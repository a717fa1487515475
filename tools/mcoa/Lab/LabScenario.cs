namespace McoaRouter.Tools.Lab;

/// <summary>Something to be seen in the lab, with what must come of it.</summary>
internal abstract class LabScenario
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in a few words.</summary>
    public abstract string Description { get; }

    /// <summary>What it has otherwise than the others.</summary>
    public virtual LabSettings Settings { get; } = new();

    /// <summary>Plays it on a stage whose network is built.</summary>
    /// <returns>Whether all was well; what it waits for in vain is an exception.</returns>
    public abstract bool Play(LabStage stage);
}
