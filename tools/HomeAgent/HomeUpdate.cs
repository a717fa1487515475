using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// One Binding Update as it came to the home agent: from which router and from where, and what it names. Nothing of it is
/// authenticated yet. The object is reused.
/// </summary>
internal sealed class HomeUpdate
{
    /// <summary>The message.</summary>
    internal readonly ReceivedUpdate Message;

    /// <summary>Its Binding Identifier options.</summary>
    internal readonly JudgedIdentifiers Identifiers;

    /// <summary>The IPv4 care-of address that it names, in UDP.</summary>
    internal readonly NamedIpv4Address Named = new NamedIpv4Address();

    /// <summary>The octets that it stands in.</summary>
    internal byte[] Buffer;

    /// <summary>Where the home address starts.</summary>
    internal int HomeAddressOffset;

    /// <summary>Where its own care-of address starts: the alternate one, or the packet's source.</summary>
    internal int CareOfAddressOffset;

    /// <summary>The router that it came from, or null where its home address is not served.</summary>
    internal RouterBindings Router;

    /// <summary>Where it came from in UDP, or null.</summary>
    internal UdpPeer Peer;

    private readonly HomeAgentSettings _settings;
    private readonly WireProfile _plain = WireProfile.Plain();
    private readonly BindingCache _cache;

    internal HomeUpdate(HomeAgentSettings settings, SimultaneousHome simultaneousHome, BindingCache cache)
    {
        _settings = settings;
        _cache = cache;
        Message = new ReceivedUpdate(settings.Profiles[0]);
        Identifiers = new JudgedIdentifiers(settings.Address, simultaneousHome);
    }

    /// <summary>Its mobility options.</summary>
    internal MobilityOptions Options
    {
        get { return Message.Options; }
    }

    /// <summary>The profile that it is read in.</summary>
    internal WireProfile Profile
    {
        get { return Message.Options.Profile; }
    }

    /// <summary>Whether R is set (RFC 3963 §4.1).</summary>
    internal bool IsMobileRouter
    {
        get { return (Message.Flags & BindingUpdate.MobileRouterFlag) != 0; }
    }

    /// <summary>Whether H is set.</summary>
    internal bool IsHomeRegistration
    {
        get { return (Message.Flags & BindingUpdate.HomeFlag) != 0; }
    }

    /// <summary>Whether its care-of address is the home address.</summary>
    internal bool IsAtHome
    {
        get { return Peer == null && Ipv6Address.Equal(Buffer, CareOfAddressOffset, Buffer, HomeAddressOffset); }
    }

    /// <summary>Whether it replaces all that stands (RFC 5648 §4.2: O).</summary>
    internal bool Overwrites
    {
        get { return (Message.Flags & Profile.OverwriteFlags) != 0; }
    }

    /// <summary>
    /// Reads the update in a packet whose Mobility Header was checked, with the tests of RFC 6275 §9.5.1 whose failure is
    /// answered by silence.
    /// </summary>
    /// <param name="packet">The packet; in UDP, the one inside.</param>
    /// <param name="peer">Where it came from in UDP, or null where it came without.</param>
    /// <returns><see cref="Refusal.None"/>, or why there is silence.</returns>
    internal Refusal Read(Ipv6Packet packet, UdpPeer peer)
    {
        Peer = peer;
        Buffer = packet.Buffer;
        Named.Clear();
        HomeAddressOffset = packet.HomeAddressOffset >= 0 ? packet.HomeAddressOffset : packet.SourceOffset;
        Router = _cache.FindByHomeAddress(Buffer, HomeAddressOffset);
        Options.Profile = FindProfile();
        if (!Message.TryRead(Buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return Message.Refusal;
        }

        Identifiers.Take(Buffer, Options);
        Refusal refusal = CheckAddresses(packet);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        if (IsHomeRegistration ? Options.NonceIndicesAt >= 0 : !IsMobileRouter && !ChangesType())
        {
            return Refusal.NotHomeRegistration;
        }

        CareOfAddressOffset = Options.AlternateCareOfAddressOffset >= 0
            ? Options.AlternateCareOfAddressOffset
            : packet.SourceOffset;
        if (Peer != null)
        {
            Named.Take(Buffer, Options);
        }

        return Refusal.None;
    }

    /// <summary>
    /// The router's own, which it speaks; without Binding Identifiers where they are not understood, or where it may
    /// not use them and the profile has no status for that.
    /// </summary>
    private WireProfile FindProfile()
    {
        WireProfile profile = Router == null ? _settings.Profiles[0] : Router.Account.Profile;
        bool ignores = !_settings.Mcoa
            || (Router != null && !Router.Account.Mcoa && profile.ProhibitedStatus == BindingStatus.None);
        return ignores ? _plain : profile;
    }

    /// <summary>
    /// A registration must have a Home Address option (RFC 6275 §10.3.1), unless it is for the home link and so comes
    /// from the home address itself; so may a removal (§10.3.2). In UDP the home address is the source (RFC 5555 §4.2),
    /// and an option can only say so again.
    /// </summary>
    private Refusal CheckAddresses(Ipv6Packet packet)
    {
        if (!Ipv6Address.IsRoutable(Buffer, packet.SourceOffset))
        {
            return Refusal.CareOfAddress;
        }

        if (Peer != null)
        {
            return Ipv6Address.Equal(Buffer, HomeAddressOffset, Buffer, packet.SourceOffset)
                ? Refusal.None
                : Refusal.NoHomeAddress;
        }

        bool mayOmit = Router != null && (Message.LifetimeUnits == 0 || Identifiers.Options.HasHome());
        return (packet.HomeAddressOffset >= 0 || mayOmit) && Ipv6Address.IsRoutable(Buffer, HomeAddressOffset)
            ? Refusal.None
            : Refusal.NoHomeAddress;
    }

    /// <summary>
    /// Whether an update without H is a correspondent registration for a home address that has a home registration (RFC
    /// 6275 §9.5.1).
    /// </summary>
    private bool ChangesType()
    {
        return Options.NonceIndicesAt >= 0 && Router != null && Router.Count != 0;
    }
}
