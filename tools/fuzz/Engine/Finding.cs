namespace McoaRouter.Fuzz.Engine;

/// <summary>What an input breaks.</summary>
/// <param name="Kind">The promise, or the exception's type.</param>
/// <param name="Place">Where: the first of our methods on the stack.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="Input">The input.</param>
public sealed record Finding(string Kind, string Place, string Message, byte[] Input)
{
    /// <summary>Whether two findings look like the same fault.</summary>
    public bool IsLike(Finding other)
    {
        return Kind == other.Kind && Place == other.Place;
    }
}
