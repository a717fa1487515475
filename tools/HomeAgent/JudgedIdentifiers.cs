using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The Binding Identifier options of one Binding Update, each with what becomes of its binding (draft §6.2, RFC 5648
/// §6.2). Judging changes nothing; who carries the update out asks what each option does, and which bindings stay. The
/// object is reused.
/// </summary>
internal sealed class JudgedIdentifiers
{
    /// <summary>The options.</summary>
    internal readonly IdentifierOptions Options = new IdentifierOptions();

    private readonly byte[] _homeAgent;
    private readonly int _homeStatus;
    private readonly int[] _statuses = new int[Limits.BindingIdentifierOptions];
    private byte[] _buffer;
    private RouterBindings _router;
    private bool _deregisters;
    private bool _overwrites;
    private bool _inUdp;
    private bool _namesIpv4;
    private int _homeAddressOffset;
    private int _sharedCareOfAddressOffset;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="homeAgent">The 16 octets of the home agent's address.</param>
    /// <param name="simultaneousHome">What becomes of home bindings.</param>
    public JudgedIdentifiers(byte[] homeAgent, SimultaneousHome simultaneousHome)
    {
        _homeAgent = homeAgent;
        _homeStatus = simultaneousHome == SimultaneousHome.Prohibited
            ? BindingStatus.HomeAndForeignProhibited
            : simultaneousHome == SimultaneousHome.HomeAgentDefends
                ? BindingStatus.ReturnHomeWithoutNeighborDiscovery
                : BindingStatus.Accepted;
    }

    /// <summary>Whether any option was accepted and registers its binding.</summary>
    public bool Registers { get; private set; }

    private WireProfile Profile
    {
        get { return Options.Profile; }
    }

    /// <summary>Takes the options of an update that was read.</summary>
    public void Take(byte[] buffer, MobilityOptions options)
    {
        _buffer = buffer;
        Options.Take(buffer, options);
        for (int i = 0; i < Options.Count; i++)
        {
            _statuses[i] = BindingStatus.Accepted;
        }
    }

    /// <summary>
    /// Where the care-of address starts that a registration says: its own, the update's, or the home address; -1 where
    /// it says none, and the binding keeps the one that it has (RFC 5648 §6.2).
    /// </summary>
    public int CareOfAddressOffset(int index)
    {
        if (Options.IsHome(index))
        {
            return _homeAddressOffset;
        }

        int at = Options.At(index);
        if (Profile.NamesCareOfAddress(_buffer, at))
        {
            return BindingIdentifierOption.CareOfAddressOffset(at);
        }

        return Profile.TakesCareOfAddressFromPacket ? _sharedCareOfAddressOffset : -1;
    }

    /// <summary>What became of an option's binding, as a status.</summary>
    public int Status(int index)
    {
        return _statuses[index];
    }

    /// <summary>Whether an option was accepted and registers its binding.</summary>
    public bool IsRegistration(int index)
    {
        return IsAccepted(index) && !AsksForRemoval(index);
    }

    /// <summary>Whether an option has this status.</summary>
    public bool Has(int status)
    {
        for (int i = 0; i < Options.Count; i++)
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

    /// <summary>Judges every option.</summary>
    /// <param name="router">The router whose bindings they would change.</param>
    /// <param name="deregisters">Whether the update removes what it names.</param>
    /// <param name="overwrites">Whether the update replaces all that stands (RFC 5648 §4.2: O).</param>
    /// <param name="inUdp">Whether the update came in UDP over IPv4.</param>
    /// <param name="namesIpv4">Whether it names the IPv4 care-of address that it came from, as the router knows it.</param>
    /// <param name="homeAddressOffset">Where the home address starts.</param>
    /// <param name="careOfAddressOffset">Where the update's own care-of address starts.</param>
    public void Judge(
        RouterBindings router,
        bool deregisters,
        bool overwrites,
        bool inUdp,
        bool namesIpv4,
        int homeAddressOffset,
        int careOfAddressOffset)
    {
        _router = router;
        _deregisters = deregisters;
        _overwrites = overwrites;
        _inUdp = inUdp;
        _namesIpv4 = namesIpv4;
        _homeAddressOffset = homeAddressOffset;
        _sharedCareOfAddressOffset = careOfAddressOffset;
        for (int i = 0; i < Options.Count; i++)
        {
            _statuses[i] = IsUsable(i) ? JudgeUsable(i) : Profile.MalformedStatus;
        }

        Registers = AnyRegisters();
        AllotRows();
        Registers = AnyRegisters();
    }

    /// <summary>
    /// Whether a binding that stands is left standing: it was not removed, nor replaced. A registration replaces a
    /// regular binding, with O all that it does not name, and a home binding that it does not name either: one of its
    /// options would have H set (RFC 5648 §5.6.5).
    /// </summary>
    public bool Keeps(BindingCacheEntry entry)
    {
        for (int i = 0; i < Options.Count; i++)
        {
            if (IsAccepted(i) && Options.Bid(i) == entry.Bid)
            {
                return !AsksForRemoval(i);
            }
        }

        return !Registers || !(_overwrites || entry.IsHome || entry.Bid == RouterBindings.RegularBid);
    }

    /// <summary>
    /// The status of a message with refused options: that some were refused, unless all of them were for one reason,
    /// which is then the message's (draft §6.2, §6.3, RFC 5648 §6.2); 0 where none was refused. A registration never
    /// gets 133, which would say that the home agent is the wrong one.
    /// </summary>
    public int RefusalStatus()
    {
        int first = _statuses[0];
        bool refused = false;
        bool alike = true;
        for (int i = 0; i < Options.Count; i++)
        {
            refused |= !IsAccepted(i);
            alike &= _statuses[i] == first;
        }

        if (!refused)
        {
            return BindingStatus.Accepted;
        }

        return alike && (first != BindingStatus.NotHomeAgent || _deregisters)
            ? Profile.MessageStatus(first)
            : Profile.PartialStatus;
    }

    private bool AnyRegisters()
    {
        for (int i = 0; i < Options.Count; i++)
        {
            if (IsRegistration(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAccepted(int index)
    {
        return _statuses[index] < BindingStatus.FirstRefusal;
    }

    /// <summary>
    /// Whether an option is compliant: in itself, in naming its care-of address where it must, the only one with its
    /// Binding Identifier, and with a care-of address that a binding may point at.
    /// </summary>
    private bool IsUsable(int index)
    {
        int at = Options.At(index);
        if (!Profile.IsWellFormed(_buffer, at) || Options.HasTwin(index))
        {
            return false;
        }

        int address = BindingIdentifierOption.CareOfAddressOffset(at);
        if (Profile.NamesIpv4CareOfAddress(_buffer, at))
        {
            return Ipv4Address.IsRoutable(_buffer, address) && !Options.IsHome(index);
        }

        if (!Profile.NamesCareOfAddress(_buffer, at))
        {
            return Options.Count == 1 || !Profile.NamesEachOfSeveral;
        }

        return Options.IsHome(index)
            ? Ipv6Address.Equal(_buffer, address, _buffer, _homeAddressOffset)
            : IsCareOfAddress(_router, address);
    }

    /// <summary>
    /// Whether a binding leads in UDP to an address without a NAT between: only so it may be registered again from
    /// elsewhere, as nothing finds a NAT then (RFC 5648 §8.1).
    /// </summary>
    private bool IsPresentIpv4(BindingCacheEntry known, int address)
    {
        return known != null
            && known.IsInUdp
            && !known.IsBehindNat
            && Ipv4Address.Equal(known.CareOfAddress, Ipv4MappedAddress.Ipv4Offset, _buffer, address);
    }

    private int JudgeUsable(int index)
    {
        BindingCacheEntry known = _router.FindBinding(Options.Bid(index));
        if (AsksForRemoval(index))
        {
            return known == null ? BindingStatus.NotHomeAgent : BindingStatus.Accepted;
        }

        int at = Options.At(index);
        if (_inUdp)
        {
            return Options.Count == 1
                && _namesIpv4
                && !Options.IsHome(index)
                && !Profile.NamesCareOfAddress(_buffer, at)
                ? BindingStatus.Accepted
                : BindingStatus.InvalidCareOfAddress;
        }

        if (Options.IsHome(index))
        {
            return _homeStatus;
        }

        if (Profile.NamesIpv4CareOfAddress(_buffer, at))
        {
            return IsPresentIpv4(known, BindingIdentifierOption.CareOfAddressOffset(at))
                ? BindingStatus.Accepted
                : BindingStatus.InvalidCareOfAddress;
        }

        int address = CareOfAddressOffset(index);
        if (address < 0)
        {
            return known == null || known.IsHome || known.IsBehindNat
                ? Profile.UnknownCareOfAddressStatus
                : BindingStatus.Accepted;
        }

        return IsCareOfAddress(_router, address) ? BindingStatus.Accepted : BindingStatus.InvalidCareOfAddress;
    }

    /// <summary>
    /// Gives new Binding Identifiers the rows that are free once removals are done; for more there is no room.
    /// </summary>
    private void AllotRows()
    {
        int free = _router.Capacity;
        for (int i = 0; i < _router.Count; i++)
        {
            free -= Keeps(_router.At(i)) ? 1 : 0;
        }

        for (int i = 0; i < Options.Count; i++)
        {
            if (!IsRegistration(i) || _router.Find(Options.Bid(i)) >= 0)
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
        return _deregisters || Profile.Removes(_buffer, Options.At(index));
    }
}
