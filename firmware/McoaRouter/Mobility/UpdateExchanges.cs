namespace McoaRouter.Mobility;

/// <summary>
/// The exchanges with the home agent, all set aside at start: one for each entry of the Binding Update List, and those
/// that several bindings share.
/// </summary>
internal sealed class UpdateExchanges
{
    private readonly UpdateExchange[] _exchanges;

    internal UpdateExchanges(int count)
    {
        _exchanges = new UpdateExchange[count];
        for (int i = 0; i < count; i++)
        {
            _exchanges[i] = new UpdateExchange(i);
        }
    }

    /// <summary>How many there are.</summary>
    internal int Count
    {
        get { return _exchanges.Length; }
    }

    /// <summary>Whether any answer is awaited.</summary>
    internal bool IsOutstanding
    {
        get
        {
            for (int i = 0; i < _exchanges.Length; i++)
            {
                if (_exchanges[i].IsOutstanding)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>When the first is sent again, in monotonic ms.</summary>
    internal long NextSending
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _exchanges.Length; i++)
            {
                next = _exchanges[i].SendAt < next ? _exchanges[i].SendAt : next;
            }

            return next;
        }
    }

    /// <summary>The exchange with this index.</summary>
    internal UpdateExchange At(int index)
    {
        return _exchanges[index];
    }

    /// <summary>The exchange whose update with this sequence number is to be answered, or null.</summary>
    internal UpdateExchange Outstanding(int sequence)
    {
        for (int i = 0; i < _exchanges.Length; i++)
        {
            if (_exchanges[i].IsOutstanding && _exchanges[i].Sequence == sequence)
            {
                return _exchanges[i];
            }
        }

        return null;
    }

    /// <summary>The first one that is to be sent again now, or null.</summary>
    internal UpdateExchange Due(long now)
    {
        for (int i = 0; i < _exchanges.Length; i++)
        {
            if (_exchanges[i].SendAt <= now)
            {
                return _exchanges[i];
            }
        }

        return null;
    }

    /// <summary>No answer is awaited any more.</summary>
    internal void Settle()
    {
        for (int i = 0; i < _exchanges.Length; i++)
        {
            _exchanges[i].Settle();
        }
    }
}
