namespace McoaRouter.Tests.Ppp;

/// <summary>Numbers from a seed, the same on every runtime.</summary>
internal sealed class TestRandom
{
    private int _state;

    internal TestRandom(int seed)
    {
        _state = seed;
    }

    /// <summary>The next number, from 0 to below <paramref name="bound"/>.</summary>
    internal int Next(int bound)
    {
        _state = (_state * 1103515245) + 12345;
        return ((_state >> 8) & 0x7FFFFF) % bound;
    }
}
