using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// One Binding Update to a correspondent and what became of it. Reading it changes nothing (RFC 6275 §9.5.1, draft
/// §6.2). The object is reused.
/// </summary>
internal sealed class JudgedUpdate
{
    private readonly CorrespondentSettings _settings;
    private readonly ReceivedUpdate _update;

    internal JudgedUpdate(CorrespondentSettings settings)
    {
        _settings = settings;
        _update = new ReceivedUpdate(settings.Profile);
    }

    /// <summary>The options.</summary>
    internal MobilityOptions Options
    {
        get { return _update.Options; }
    }

    /// <summary>The flags, 16 bits.</summary>
    internal int Flags
    {
        get { return _update.Flags; }
    }

    /// <summary>The sequence number, 16 bits.</summary>
    internal int Sequence
    {
        get { return _update.Sequence; }
    }

    /// <summary>The lifetime asked for, in units of 4 s.</summary>
    internal int LifetimeUnits
    {
        get { return _update.LifetimeUnits; }
    }

    /// <summary>Whether it deletes what it names (RFC 6275 §6.1.7).</summary>
    internal bool Deregisters
    {
        get { return _update.LifetimeUnits == 0; }
    }

    /// <summary>Where the home address starts in the packet.</summary>
    internal int HomeAddressOffset { get; private set; }

    /// <summary>Where the packet's own care-of address starts: the alternate one, or the source.</summary>
    internal int PacketCareOfAddressOffset { get; private set; }

    /// <summary>
    /// Where the care-of address starts that would be registered: the option's own, or else the packet's.
    /// </summary>
    internal int CareOfAddressOffset { get; private set; }

    /// <summary>How many Binding Identifier options count: none where they are ignored.</summary>
    internal int IdentifierCount
    {
        get { return _settings.Mcoa ? Options.BindingIdentifierCount : 0; }
    }

    /// <summary>The binding management key, 20 octets; only with <see cref="HasKey"/>.</summary>
    internal byte[] Key { get; } = new byte[Sha1.DigestLength];

    /// <summary>Whether the answer is authenticated: the key could be made (RFC 6275 §9.5.4).</summary>
    internal bool HasKey { get; set; }

    /// <summary>The status of the answer.</summary>
    internal int Status { get; private set; }

    /// <summary>The status in the answer's options.</summary>
    internal int OptionStatus { get; private set; }

    /// <summary>The sequence number of the answer.</summary>
    internal int AnsweredSequence { get; set; }

    /// <summary>The lifetime granted, in units of 4 s.</summary>
    internal int GrantedUnits { get; set; }

    /// <summary>Where a Binding Identifier option starts.</summary>
    internal int IdentifierAt(int index)
    {
        return Options.BindingIdentifierAt(index);
    }

    /// <summary>Reads the update in a packet whose Mobility Header was checked.</summary>
    /// <returns><see cref="Refusal.None"/>, or why it is discarded silently (RFC 6275 §9.5.1).</returns>
    internal Refusal Read(Ipv6Packet packet)
    {
        if (!_update.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _update.Refusal;
        }

        HasKey = false;
        GrantedUnits = 0;
        AnsweredSequence = _update.Sequence;
        HomeAddressOffset = packet.HomeAddressOffset >= 0 ? packet.HomeAddressOffset : packet.SourceOffset;
        PacketCareOfAddressOffset = Options.AlternateCareOfAddressOffset >= 0
            ? Options.AlternateCareOfAddressOffset
            : packet.SourceOffset;
        CareOfAddressOffset = PacketCareOfAddressOffset;
        if (IdentifierCount == 1
            && BindingIdentifierOption.IsLongEnough(packet.Buffer, IdentifierAt(0))
            && _settings.Profile.IsWellFormed(packet.Buffer, IdentifierAt(0))
            && _settings.Profile.NamesCareOfAddress(packet.Buffer, IdentifierAt(0)))
        {
            CareOfAddressOffset = BindingIdentifierOption.CareOfAddressOffset(IdentifierAt(0));
        }

        if (!Ipv6Address.IsRoutable(packet.Buffer, HomeAddressOffset))
        {
            return Refusal.NoHomeAddress;
        }

        return Ipv6Address.IsRoutable(packet.Buffer, packet.SourceOffset)
            && Ipv6Address.IsRoutable(packet.Buffer, PacketCareOfAddressOffset)
                ? Refusal.None
                : Refusal.CareOfAddress;
    }

    /// <summary>Decides the answer: one status for all of it.</summary>
    internal void Decide(int status)
    {
        Status = status;
        OptionStatus = BindingStatus.Accepted;
        if (status < BindingStatus.FirstRefusal || status == _settings.Profile.ReplacedStatus)
        {
            return;
        }

        if (_settings.Profile.CorrespondentsAnswerPerOption)
        {
            OptionStatus = status;
            Status = status == _settings.Profile.MalformedStatus ? _settings.Profile.PartialStatus : status;
        }
    }
}
