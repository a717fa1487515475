namespace McoaRouter.Torture.Invariants;

/// <summary>All invariants.</summary>
public static class InvariantList
{
}
