namespace McoaRouter.LinkLayers;

/// <summary>
/// Who hears what an operator must know about a link. Calls come from inside the link's own calls, carry numbers only
/// and must not call back into it.
/// </summary>
public interface ILinkNoticeListener
{
    /// <summary>Something happened to a link.</summary>
    /// <param name="link">The link's number.</param>
    /// <param name="notice">What.</param>
    /// <param name="value">A number that goes with it, or 0.</param>
    /// <param name="now">Monotonic ms.</param>
    void LinkNoticed(int link, LinkNotice notice, int value, long now);
}
