namespace McoaRouter.LinkLayers.Modem;

/// <summary>Tells each notice once, until things have gone well in between: what fails again and again is no news.</summary>
internal sealed class NoticeOnce
{
    private readonly bool[] _told = new bool[(int)LinkNotice.Count];
    private ILinkNoticeListener _listener;
    private int _link;

    /// <summary>States who is told.</summary>
    internal void Start(int link, ILinkNoticeListener listener)
    {
        _link = link;
        _listener = listener;
        Renew();
    }

    /// <summary>Tells a notice, unless it was told.</summary>
    internal void Tell(LinkNotice notice, int value, long now)
    {
        if (!_told[(int)notice])
        {
            _told[(int)notice] = true;
            _listener.LinkNoticed(_link, notice, value, now);
        }
    }

    /// <summary>Things went well: everything is news again.</summary>
    internal void Renew()
    {
        for (int i = 0; i < _told.Length; i++)
        {
            _told[i] = false;
        }
    }
}
