namespace McoaRouter.Torture.World;

/// <summary>How a configuration differs from a vehicle's first one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LifetimeSeconds">The lifetime that it asks for.</param>
/// <param name="WrongKey">Whether its key is another one than the home agent's.</param>
/// <param name="Reverses">Whether its priorities are reversed.</param>
/// <param name="Without">The uplink that it leaves out, or -1.</param>
internal sealed record ConfigurationChange(
    string Name, int LifetimeSeconds, bool WrongKey, bool Reverses, int Without);
