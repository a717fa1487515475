namespace McoaRouter.LinkLayers;

/// <summary>What machines with several timers reckon with.</summary>
public static class Timing
{
    /// <summary>The earlier of two deadlines, in monotonic ms.</summary>
    public static long Earlier(long one, long other)
    {
        return one < other ? one : other;
    }

    /// <summary>A pause twice as long, up to the longest one, in ms.</summary>
    public static int Doubled(int pauseMs, int longestMs)
    {
        return pauseMs > longestMs / 2 ? longestMs : 2 * pauseMs;
    }
}
