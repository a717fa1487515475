using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The Binding Identifier options of one Binding Update, each with the status that its answer carries (draft §6.2).
/// Judging changes nothing; who carries the update out asks what each option does. The object is reused.
/// </summary>
internal sealed class JudgedIdentifiers
{
    private readonly byte[] _homeAgent;
    private readonly int[] _statuses = new int[Limits.BindingIdentifierOptions];
    private byte[] _buffer;
    private MobilityOptions _options;
    private RouterBindings _router;
    private bool _deregisters;
    private int _sharedCareOfAddressOffset;

    public JudgedIdentifiers(byte[] homeAgent)
    {
        _homeAgent = homeAgent;
    }

    /// <summary>How many options there are.</summary>
    public int Count
    {
        get { return _options.BindingIdentifierCount; }
    }

    private WireProfile Profile
    {
        get { return _options.Profile; }
    }

    /// <summary>Takes the options of an update that was read.</summary>
    public void Take(byte[] buffer, MobilityOptions options)
    {
        _buffer = buffer;
        _options = options;
    }

    /// <summary>Where the option with this index starts.</summary>
    public int OptionAt(int index)
    {
        return _options.BindingIdentifierAt(index);
    }

    /// <summary>Octets of data of an option, which may be too few for its fields.</summary>
    public int DataLength(int index)
    {
        return MobilityOption.DataLength(_buffer, OptionAt(index));
    }

    /// <summary>The Binding Identifier of an option that is not too short.</summary>
    public int Bid(int index)
    {
        return BindingIdentifierOption.Bid(_buffer, OptionAt(index));
    }

    /// <summary>The priority of an option that is not too short.</summary>
    public int Priority(int index)
    {
        return Profile.Priority(_buffer, OptionAt(index));
    }

    /// <summary>Where the care-of address of a compliant option starts: its own with C, or the update's.</summary>
    public int CareOfAddressOffset(int index)
    {
        int at = OptionAt(index);
        return Profile.NamesCareOfAddress(_buffer, at)
            ? BindingIdentifierOption.CareOfAddressOffset(at)
            : _sharedCareOfAddressOffset;
    }

    /// <summary>The status of an option.</summary>
    public int Status(int index)
    {
        return _statuses[index];
    }

    /// <summary>Whether an option was accepted and removes its binding.</summary>
    public bool IsRemoval(int index)
    {
        return _statuses[index] == BindingStatus.Accepted && AsksForRemoval(index);
    }

    /// <summary>Whether an option was accepted and registers its binding.</summary>
    public bool IsRegistration(int index)
    {
        return _statuses[index] == BindingStatus.Accepted && !AsksForRemoval(index);
    }

    /// <summary>Whether C is set in any option: the update uses bulk registration's form.</summary>
    public bool HasCareOfAddress()
    {
        for (int i = 0; i < Count; i++)
        {
            if (BindingIdentifierOption.IsLongEnough(_buffer, OptionAt(i))
                && Profile.NamesCareOfAddress(_buffer, OptionAt(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an option has this status.</summary>
    public bool Has(int status)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_statuses[i] == status)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a binding of a router may point at an address: a unicast routable one (RFC 6275 §9.5.1) that its own
    /// tunnel does not lead to.
    /// </summary>
    public bool IsCareOfAddress(RouterBindings router, int offset)
    {
        return Ipv6Address.IsRoutable(_buffer, offset)
            && !Ipv6Address.Equal(_buffer, offset, _homeAgent, 0)
            && !router.Serves(_buffer, offset);
    }

    /// <summary>Gives all options the status of an update that was refused whole.</summary>
    public void RefuseAll(int status)
    {
        for (int i = 0; i < Count; i++)
        {
            _statuses[i] = status;
        }
    }

    /// <summary>Judges every option.</summary>
    /// <param name="router">The router whose bindings they would change.</param>
    /// <param name="deregisters">Whether the update removes what it names.</param>
    /// <param name="careOfAddressOffset">Where the care-of address for an option without C starts.</param>
    public void Judge(RouterBindings router, bool deregisters, int careOfAddressOffset)
    {
        _router = router;
        _deregisters = deregisters;
        _sharedCareOfAddressOffset = careOfAddressOffset;
        for (int i = 0; i < Count; i++)
        {
            _statuses[i] = IsUsable(i) ? JudgeUsable(i) : Profile.MalformedStatus;
        }

        AllotRows();
    }

    /// <summary>
    /// The status of a message with refused options: 145, unless all of them were refused for one reason of RFC 6275,
    /// which is then the message's (draft §6.2, §6.3); 0 where none was refused. A registration never gets 133, which
    /// would say that the home agent is the wrong one.
    /// </summary>
    public int RefusalStatus()
    {
        int first = _statuses[0];
        for (int i = 1; i < Count; i++)
        {
            if (_statuses[i] != first)
            {
                return Profile.PartialStatus;
            }
        }

        bool perBinding = first == Profile.MalformedStatus
            || (first == BindingStatus.NotHomeAgent && !_deregisters);
        return perBinding ? Profile.PartialStatus : first;
    }

    /// <summary>
    /// Whether an option is compliant (draft §6.2): in itself, with C unless it is alone (draft §4.3.1), the only one
    /// with its Binding Identifier, and with a care-of address that a binding may point at.
    /// </summary>
    private bool IsUsable(int index)
    {
        int at = OptionAt(index);
        if (!Profile.IsWellFormed(_buffer, at))
        {
            return false;
        }

        if (!Profile.NamesCareOfAddress(_buffer, at))
        {
            return Count == 1;
        }

        return !HasTwin(index) && IsCareOfAddress(_router, BindingIdentifierOption.CareOfAddressOffset(at));
    }

    private bool HasTwin(int index)
    {
        for (int i = 0; i < Count; i++)
        {
            if (i != index && BindingIdentifierOption.IsLongEnough(_buffer, OptionAt(i)) && Bid(i) == Bid(index))
            {
                return true;
            }
        }

        return false;
    }

    private int JudgeUsable(int index)
    {
        if (AsksForRemoval(index))
        {
            return _router.Find(Bid(index)) < 0 ? BindingStatus.NotHomeAgent : BindingStatus.Accepted;
        }

        return IsCareOfAddress(_router, CareOfAddressOffset(index))
            ? BindingStatus.Accepted
            : BindingStatus.InvalidCareOfAddress;
    }

    /// <summary>
    /// Gives new Binding Identifiers the rows that are free once removals are done; for more there is no room.
    /// </summary>
    private void AllotRows()
    {
        int free = Limits.Uplinks - (_router.HasRegularBinding ? 0 : _router.Count);
        for (int i = 0; i < Count; i++)
        {
            free += IsRemoval(i) ? 1 : 0;
        }

        for (int i = 0; i < Count; i++)
        {
            if (!IsRegistration(i) || _router.Find(Bid(i)) >= 0)
            {
                continue;
            }

            if (free == 0)
            {
                _statuses[i] = BindingStatus.InsufficientResources;
                continue;
            }

            free--;
        }
    }

    private bool AsksForRemoval(int index)
    {
        return _deregisters || Profile.Removes(_buffer, OptionAt(index));
    }
}
