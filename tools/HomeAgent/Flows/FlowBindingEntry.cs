using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>One flow binding of a router (RFC 6089 §4.3).</summary>
public sealed class FlowBindingEntry
{
    private readonly int[] _bids = new int[Limits.Uplinks];

    /// <summary>The flow identifier, 1..65535.</summary>
    public int Fid { get; internal set; }

    /// <summary>The priority: the lowest is matched first.</summary>
    public int Priority { get; internal set; }

    /// <summary>Which packets.</summary>
    public TrafficSelector Selector { get; } = new TrafficSelector();

    /// <summary>How many Binding Identifiers they go to.</summary>
    public int BidCount { get; private set; }

    /// <summary>Whether the update that is being carried out names it.</summary>
    internal bool IsNamed { get; set; }

    /// <summary>The Binding Identifier with an index.</summary>
    public int Bid(int index)
    {
        return _bids[index];
    }

    /// <summary>Whether one of its Binding Identifiers is registered; one that is not is skipped (§4.3).</summary>
    public bool IsActive(RouterBindings router)
    {
        for (int i = 0; i < BidCount; i++)
        {
            if (router.Find(_bids[i]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the Binding Identifiers of an option; each once, as many as there can be bindings.</summary>
    internal void TakeBids(byte[] buffer, FlowSubOptions options)
    {
        BidCount = 0;
        for (int i = 0; i < options.BidCount && BidCount < _bids.Length; i++)
        {
            int bid = options.Bid(buffer, i);
            if (!Has(bid))
            {
                _bids[BidCount++] = bid;
            }
        }
    }

    private bool Has(int bid)
    {
        for (int i = 0; i < BidCount; i++)
        {
            if (_bids[i] == bid)
            {
                return true;
            }
        }

        return false;
    }
}
