namespace McoaRouter.Tools.Emulator;

/// <summary>A deployed assembly (<c>.pe</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOurs">Whether it is the router's, or the framework's.</param>
/// <param name="Octets">The whole file.</param>
/// <param name="Code">Octets of code, at most 65535.</param>
/// <param name="Strings">Octets of names and literals, at most 65535.</param>
public sealed record AssemblyFootprint(string Name, bool IsOurs, int Octets, int Code, int Strings)
{
    /// <summary>Whether a board has it for the console alone.</summary>
    public bool IsConsole => Name is "McoaRouter.Consoles" or "McoaRouter.Boards.FrameConsole";

    /// <summary>Whether a board has it for traffic steering alone.</summary>
    public bool IsSteering => Name == "McoaRouter.Steering";
}
