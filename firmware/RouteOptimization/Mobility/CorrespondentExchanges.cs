using McoaRouter.Bindings;

namespace McoaRouter.Mobility;

/// <summary>
/// What is under way with one correspondent: the test of the home address, for each uplink the test of its care-of
/// address and its Binding Update, and behind those the update that removes everything.
/// </summary>
internal sealed class CorrespondentExchanges
{
    /// <summary>The test of the home address.</summary>
    internal readonly AddressTest HomeTest = new AddressTest();

    /// <summary>
    /// Whether the next update replaces whatever the correspondent holds: until one was accepted (RFC 5648 §5.9), or
    /// where a regular binding stands in the way (§5.7).
    /// </summary>
    internal bool Overwrites = true;

    private readonly AddressTest[] _careOfTests;
    private readonly CorrespondentUpdate[] _updates;

    internal CorrespondentExchanges(int uplinks)
    {
        _careOfTests = new AddressTest[uplinks];
        _updates = new CorrespondentUpdate[uplinks + 1];
        for (int i = 0; i < uplinks; i++)
        {
            _careOfTests[i] = new AddressTest();
            _updates[i] = new CorrespondentUpdate();
        }

        _updates[uplinks] = new CorrespondentUpdate();
    }

    /// <summary>How many uplinks there are.</summary>
    internal int Uplinks
    {
        get { return _careOfTests.Length; }
    }

    /// <summary>How many updates there are: one for each uplink, and the removal of everything.</summary>
    internal int Updates
    {
        get { return _updates.Length; }
    }

    /// <summary>The update that removes everything.</summary>
    internal CorrespondentUpdate Everything
    {
        get { return _updates[Uplinks]; }
    }

    /// <summary>The test of an uplink's care-of address.</summary>
    internal AddressTest CareOfTestAt(int uplink)
    {
        return _careOfTests[uplink];
    }

    /// <summary>The update of an uplink, or behind them the one that removes everything.</summary>
    internal CorrespondentUpdate UpdateAt(int index)
    {
        return _updates[index];
    }

    /// <summary>Whether a test message or an acknowledgement is awaited.</summary>
    internal bool IsAwaiting()
    {
        bool awaiting = HomeTest.Timer.IsOutstanding || Everything.Timer.IsOutstanding;
        for (int i = 0; i < Uplinks; i++)
        {
            awaiting |= _careOfTests[i].Timer.IsOutstanding || _updates[i].Timer.IsOutstanding;
        }

        return awaiting;
    }

    /// <summary>Whether the acknowledgement of an update with a Binding Identifier is awaited.</summary>
    internal bool IsAwaitingIdentifier()
    {
        for (int i = 0; i < Updates; i++)
        {
            if (_updates[i].Timer.IsOutstanding && _updates[i].Bid != CorrespondentBinding.RegularBid)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the update of another uplink waits for its answer.</summary>
    internal bool IsAnotherOutstanding(int uplink)
    {
        for (int i = 0; i < Uplinks; i++)
        {
            if (i != uplink && _updates[i].Timer.IsOutstanding)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends what is under way for an uplink; its token stays.</summary>
    internal void Rest(int uplink)
    {
        _careOfTests[uplink].Timer.Stop();
        _updates[uplink].Timer.Stop();
    }

    /// <summary>Ends every update.</summary>
    internal void CeaseUpdates()
    {
        for (int i = 0; i < Updates; i++)
        {
            _updates[i].Timer.Stop();
        }
    }

    /// <summary>Ends every test and every update, and forgets the tokens.</summary>
    internal void Cease()
    {
        HomeTest.Forget();
        for (int i = 0; i < Uplinks; i++)
        {
            _careOfTests[i].Forget();
        }

        CeaseUpdates();
    }
}
