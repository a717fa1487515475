using System;

namespace McoaRouter.Torture.Faults;

/// <summary>All kinds of faults.</summary>
public static class FaultKinds
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)FaultKind.Replay + 1;

    /// <summary>All of them, in their order.</summary>
    public static FaultKind[] All()
    {
        return Enum.GetValues<FaultKind>();
    }
}
