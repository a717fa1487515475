using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The flow binding options of one Binding Update, what they do to a router's flow bindings, and the answer to each (RFC
/// 6089 §5.3). The object is reused.
/// </summary>
internal sealed class JudgedFlows
{
    /// <summary>Options, or flow identifiers in summaries, that one update may have; with more it is refused.</summary>
    internal const int Capacity = RouterFlows.Capacity;

    private readonly int[] _options = new int[Capacity];
    private readonly int[] _statuses = new int[Capacity];
    private readonly int[] _summaries = new int[Capacity];
    private readonly int[] _missing = new int[Capacity];
    private readonly FlowSubOptions _sub = new FlowSubOptions();
    private readonly TrafficSelector _selector = new TrafficSelector();
    private byte[] _buffer;
    private int _header;
    private int _count;
    private int _summaryCount;
    private int _missingCount;
    private bool _judged;

    /// <summary>Whether there was no memory for one of them: its status is <see cref="FlowStatus.Unspecified"/>.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>Finds the options of an update whose options were read.</summary>
    /// <param name="buffer">The buffer that holds it.</param>
    /// <param name="header">Where its Mobility Header starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>False where it has more than are judged.</returns>
    internal bool Take(byte[] buffer, int header, int end)
    {
        _buffer = buffer;
        _header = header;
        _count = 0;
        _summaryCount = 0;
        _missingCount = 0;
        _judged = false;
        IsFull = false;
        int at = header + BindingUpdate.FixedLength;
        while (at < end)
        {
            int type = buffer[at];
            if (type == MobilityOption.Pad1)
            {
                at++;
                continue;
            }

            if (type == FlowIdentificationOption.Type && _count < Capacity)
            {
                _options[_count++] = at;
            }
            else if (type == FlowSummaryOption.Type && _summaryCount < Capacity)
            {
                _summaries[_summaryCount++] = at;
            }
            else if (type == FlowIdentificationOption.Type || type == FlowSummaryOption.Type)
            {
                return false;
            }

            at += MobilityOption.DataOffset + MobilityOption.DataLength(buffer, at);
        }

        return true;
    }

    /// <summary>The most octets that the answers take.</summary>
    internal int LargestAnswer()
    {
        int length = 0;
        for (int i = 0; i < _count; i++)
        {
            int data = MobilityOption.DataLength(_buffer, _options[i]);
            data = data < FlowIdentificationOption.FixedLength ? FlowIdentificationOption.FixedLength : data;
            length += MobilityOption.LargestPadding + MobilityOption.DataOffset + data;
        }

        return _summaryCount == 0 ? length : length + (Capacity * (FlowIdentificationOption.SubOptionsOffset + 1));
    }

    /// <summary>
    /// Carries the options out, after the bindings of the update: what they name stays or comes, everything else goes.
    /// </summary>
    internal void CarryOut(RouterBindings router)
    {
        RouterFlows flows = router.Flows;
        _judged = true;
        if (!router.Account.Flows || router.Count == 0)
        {
            router.ClearFlows();
            Refuse(router.Account.Flows ? FlowStatus.BidNotFound : FlowStatus.Prohibited);
            return;
        }

        flows.ForgetNames();
        NameThoseOfSummaries(flows);
        bool repeated = HasRepeatedFid();
        for (int i = 0; i < _count; i++)
        {
            NameKnown(flows, _options[i]);
        }

        flows.RemoveUnnamed();
        for (int i = 0; i < _count; i++)
        {
            _statuses[i] = repeated ? FlowStatus.Unspecified : CarryOut(router, _options[i]);
        }

        router.ReturnFlows();
    }

    /// <summary>Writes the answers to what was carried out.</summary>
    /// <returns>Where the next option starts.</returns>
    internal int Write(byte[] buffer, int header, int at)
    {
        for (int i = 0; _judged && i < _count; i++)
        {
            at = FlowIdentificationOption.WriteCopy(buffer, header, at, _buffer, _header, _options[i], _statuses[i]);
        }

        for (int i = 0; _judged && i < _missingCount; i++)
        {
            at = FlowIdentificationOption.WriteStatus(buffer, header, at, _missing[i], FlowStatus.FidNotFound);
        }

        return at;
    }

    private void Refuse(int status)
    {
        for (int i = 0; i < _count; i++)
        {
            _statuses[i] = status;
        }

        for (int i = 0; i < _summaryCount; i++)
        {
            NoteMissing(_summaries[i], null);
        }
    }

    private void NameThoseOfSummaries(RouterFlows flows)
    {
        for (int i = 0; i < _summaryCount; i++)
        {
            NoteMissing(_summaries[i], flows);
        }
    }

    /// <summary>Names what stands of a summary, and keeps what does not, as far as there is room (§5.3.3).</summary>
    private void NoteMissing(int at, RouterFlows flows)
    {
        int count = FlowSummaryOption.IsWellFormed(_buffer, _header, at) ? FlowSummaryOption.Count(_buffer, at) : 0;
        for (int i = 0; i < count; i++)
        {
            int fid = FlowSummaryOption.Fid(_buffer, at, i);
            int index = flows == null ? -1 : flows.Find(fid);
            if (index >= 0)
            {
                flows.At(index).IsNamed = true;
            }
            else if (_missingCount < Capacity && !IsMissing(fid))
            {
                _missing[_missingCount++] = fid;
            }
        }
    }

    private bool IsMissing(int fid)
    {
        for (int i = 0; i < _missingCount; i++)
        {
            if (_missing[i] == fid)
            {
                return true;
            }
        }

        return false;
    }

    private void NameKnown(RouterFlows flows, int at)
    {
        int index = FlowIdentificationOption.IsLongEnough(_buffer, at)
            ? flows.Find(FlowIdentificationOption.Fid(_buffer, at))
            : -1;
        if (index >= 0)
        {
            flows.At(index).IsNamed = true;
        }
    }

    /// <summary>Whether two options have the same flow identifier, which has all refused (§5.3.2).</summary>
    private bool HasRepeatedFid()
    {
        for (int i = 1; i < _count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (FlowIdentificationOption.IsLongEnough(_buffer, _options[i])
                    && FlowIdentificationOption.IsLongEnough(_buffer, _options[j])
                    && FlowIdentificationOption.Fid(_buffer, _options[i])
                    == FlowIdentificationOption.Fid(_buffer, _options[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A new flow binding, or a change of one that stands (§5.3.2.1, §5.3.2.2). A refusal changes nothing.</summary>
    private int CarryOut(RouterBindings router, int at)
    {
        if (!_sub.TryRead(_buffer, _header, at))
        {
            return FlowStatus.Malformed;
        }

        RouterFlows flows = router.Flows;
        int fid = FlowIdentificationOption.Fid(_buffer, at);
        int index = flows.Find(fid);
        int status = Judge(router, index >= 0);
        if (status != FlowStatus.Accepted)
        {
            return status;
        }

        if (index < 0 && (flows.Count == RouterFlows.Capacity || !router.TakeFlows()))
        {
            IsFull = true;
            return FlowStatus.Unspecified;
        }

        flows = router.Flows;
        FlowBindingEntry entry = index >= 0 ? flows.At(index) : flows.Add(fid);
        index = index >= 0 ? index : flows.Count - 1;
        entry.IsNamed = true;
        entry.Priority = FlowIdentificationOption.Priority(_buffer, at);
        if (_sub.SelectorAt >= 0)
        {
            entry.Selector.Copy(_selector);
        }

        if (_sub.ReferenceAt >= 0)
        {
            entry.TakeBids(_buffer, _sub);
        }

        flows.Place(index);
        return FlowStatus.Accepted;
    }

    private int Judge(RouterBindings router, bool known)
    {
        if (_sub.SelectorAt < 0 && !known)
        {
            return FlowStatus.Malformed;
        }

        int status = _sub.SelectorAt < 0
            ? FlowStatus.Accepted
            : TrafficSelectorFormat.Read(_buffer, _sub.SelectorAt, _selector);
        if (status != FlowStatus.Accepted)
        {
            return status;
        }

        if (_sub.ReferenceAt < 0)
        {
            return known ? FlowStatus.Accepted : FlowStatus.Malformed;
        }

        for (int i = 0; i < _sub.BidCount; i++)
        {
            if (router.Find(_sub.Bid(_buffer, i)) < 0)
            {
                return FlowStatus.BidNotFound;
            }
        }

        return FlowStatus.Accepted;
    }
}
