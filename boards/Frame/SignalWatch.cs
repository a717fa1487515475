using McoaRouter.LinkLayers;

namespace McoaRouter.Boards.Frame;

/// <summary>
/// Tells the router how strong the signal of each uplink is: when it changes, and when the uplink came up, for a loss made
/// the router forget what it was told before. A strength that is not known is not told.
/// </summary>
internal sealed class SignalWatch
{
    private readonly MobileRouter _router;
    private readonly ILinkLayer[] _uplinks;
    private readonly int[] _told;
    private readonly bool[] _up;

    internal SignalWatch(MobileRouter router, ILinkLayer[] uplinks)
    {
        _router = router;
        _uplinks = uplinks;
        _told = new int[uplinks.Length];
        _up = new bool[uplinks.Length];
    }

    /// <summary>Tells what is to be told; to be called in every turn, before the links may come up in it.</summary>
    internal void Tell(long now)
    {
        for (int i = 0; i < _uplinks.Length; i++)
        {
            int signal = _uplinks[i].SignalDbm;
            bool up = _router.Bindings.At(i).Up;
            bool due = signal != _told[i] || (up && !_up[i]);
            _told[i] = signal;
            _up[i] = up;
            if (due && signal != 0)
            {
                _router.SignalChanged(i, signal, now);
            }
        }
    }
}
