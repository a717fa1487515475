namespace McoaRouter.Mobility;

/// <summary>
/// MAX_UPDATE_RATE: at most three Binding Updates a second to one home agent (RFC 6275 §11.8, §12). Who has something
/// that can't wait leaves the last place to it (<see cref="FreeForMostAt"/>).
/// </summary>
public sealed class UpdateRateLimit
{
    private const int MaximumUpdates = 3;
    private const int WindowMs = 1000;

    private readonly long[] _sentAt = new long[MaximumUpdates];
    private int _oldest;
    private int _sent;

    /// <summary>When the next Binding Update may leave, in monotonic ms: the past where it may leave at once.</summary>
    public long FreeAt
    {
        get { return _sent < MaximumUpdates ? long.MinValue : _sentAt[_oldest] + WindowMs; }
    }

    /// <summary>When the next one may leave so that a place is left for another at the same moment, in monotonic ms.</summary>
    public long FreeForMostAt
    {
        get { return _sent < MaximumUpdates - 1 ? long.MinValue : _sentAt[(_oldest + 1) % MaximumUpdates] + WindowMs; }
    }

    /// <summary>Counts a Binding Update.</summary>
    public void Take(long now)
    {
        _sentAt[_oldest] = now;
        _oldest = (_oldest + 1) % MaximumUpdates;
        if (_sent < MaximumUpdates)
        {
            _sent++;
        }
    }
}
