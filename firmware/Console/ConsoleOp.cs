namespace McoaRouter.Consoles;

/// <summary>One op: reads a request's members, then does it or fails it.</summary>
internal abstract class ConsoleOp
{
    /// <summary>Its name in a request.</summary>
    internal abstract string Name { get; }

    /// <summary>What the board must have for it, or null.</summary>
    internal virtual string Capability
    {
        get { return null; }
    }

    /// <summary>Does it.</summary>
    internal abstract void Run(ConsoleRequest request);
}
