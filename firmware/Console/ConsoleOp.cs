namespace McoaRouter.Consoles;

/// <summary>One op: reads a request's members, then does it or fails it.</summary>
internal abstract class ConsoleOp
{
    /// <summary>Makes an op.</summary>
    /// <param name="name">Its name in a request.</param>
    /// <param name="isCapability">Whether the board must have a capability of that name for it.</param>
    protected ConsoleOp(string name, bool isCapability)
    {
        Name = name;
        IsCapability = isCapability;
    }

    /// <summary>Its name in a request.</summary>
    internal readonly string Name;

    /// <summary>Whether the board must have a capability of that name for it.</summary>
    internal readonly bool IsCapability;

    /// <summary>Does it.</summary>
    internal abstract void Run(ConsoleRequest request);
}
