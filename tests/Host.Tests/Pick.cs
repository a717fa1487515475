using CsCheck;

namespace McoaRouter.Host.Tests;

/// <summary>Generators of one among given values.</summary>
internal static class Pick
{
    /// <summary>Each of the values as often as the others.</summary>
    public static Gen<T> From<T>(params T[] values)
    {
        return Gen.Int[0, values.Length - 1].Select(index => values[index]);
    }
}
