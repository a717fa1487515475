namespace McoaRouter.Wire;

/// <summary>
/// The mobility options of one received message (RFC 6275 §6.2). The object is reused; it keeps where options stand in
/// the caller's buffer. Types that it does not know are skipped and counted, as §6.2.1 asks. What a Binding Identifier
/// option holds is judged by who answers it, because a home agent must name each bad one in its answer (draft §6.2).
/// </summary>
public sealed class MobilityOptions
{
    /// <summary>The profile that the Binding Identifier options are read in; may change between two messages.</summary>
    public WireProfile Profile;

    /// <summary>How many Binding Identifier options there are.</summary>
    public int BindingIdentifierCount;

    /// <summary>How many Mobile Network Prefix options there are.</summary>
    public int PrefixCount;

    /// <summary>Where the Binding Refresh Advice option starts, or -1.</summary>
    public int BindingRefreshAdviceAt;

    /// <summary>
    /// Where the Mobility Header Link-Layer Address option with the mobile node's address starts, or -1.
    /// </summary>
    public int LinkLayerAddressAt;

    /// <summary>Where the IPv4 Care-of Address option starts, or -1.</summary>
    public int Ipv4CareOfAddressAt;

    /// <summary>Where the NAT Detection option starts, or -1.</summary>
    public int NatDetectionAt;

    /// <summary>Where the Alternate Care-of Address starts, or -1.</summary>
    public int AlternateCareOfAddressOffset;

    /// <summary>
    /// Where the Nonce Indices option starts, which a home registration must not have (RFC 6275 §9.5.1), or -1.
    /// </summary>
    public int NonceIndicesAt;

    /// <summary>Where the Mobile Node Identifier option with a Network Access Identifier starts, or -1.</summary>
    public int MobileNodeIdentifierAt;

    /// <summary>Where the authentication option between mobile node and home agent starts, or -1.</summary>
    public int AuthenticationAt;

    /// <summary>
    /// Whether there is an authentication option of another subtype, such as one for the home domain's servers (RFC
    /// 4285 §5.2).
    /// </summary>
    public bool HasOtherAuthentication;

    /// <summary>Where the Replay Protection option starts, or -1.</summary>
    public int ReplayProtectionAt;

    /// <summary>Where the Binding Authorization Data option starts, or -1.</summary>
    public int BindingAuthorizationDataAt;

    /// <summary>Where the message ends.</summary>
    public int End;

    /// <summary>How many options of unknown types were skipped.</summary>
    public int UnknownCount;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    private readonly int[] _bindingIdentifiers = new int[Limits.BindingIdentifierOptions];
    private readonly int[] _prefixes = new int[Limits.Prefixes];

    /// <summary>Makes a reader for messages in a profile.</summary>
    public MobilityOptions(WireProfile profile)
    {
        Profile = profile;
    }

    /// <summary>Where the Binding Identifier option with this index starts.</summary>
    public int BindingIdentifierAt(int index)
    {
        return _bindingIdentifiers[index];
    }

    /// <summary>Where the Mobile Network Prefix option with this index starts.</summary>
    public int PrefixAt(int index)
    {
        return _prefixes[index];
    }

    /// <summary>Reads all options of a message.</summary>
    /// <param name="buffer">The buffer that holds the message.</param>
    /// <param name="headerOffset">Where the Mobility Header starts: alignments count from here.</param>
    /// <param name="at">Where the first option starts.</param>
    /// <param name="end">Where the message ends.</param>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int headerOffset, int at, int end)
    {
        BindingIdentifierCount = 0;
        PrefixCount = 0;
        BindingRefreshAdviceAt = -1;
        Ipv4CareOfAddressAt = -1;
        NatDetectionAt = -1;
        LinkLayerAddressAt = -1;
        AlternateCareOfAddressOffset = -1;
        NonceIndicesAt = -1;
        MobileNodeIdentifierAt = -1;
        AuthenticationAt = -1;
        HasOtherAuthentication = false;
        ReplayProtectionAt = -1;
        BindingAuthorizationDataAt = -1;
        End = end;
        UnknownCount = 0;
        Refusal = Refusal.None;
        int options = 0;
        while (at < end && Refusal == Refusal.None)
        {
            if (buffer[at] == MobilityOption.Pad1)
            {
                at++;
                continue;
            }

            int next = at + 1 < end ? at + MobilityOption.DataOffset + MobilityOption.DataLength(buffer, at) : end + 1;
            if (next > end)
            {
                Refusal = Refusal.OptionTruncated;
            }
            else if (++options > Limits.MobilityOptions)
            {
                Refusal = Refusal.TooManyOptions;
            }
            else
            {
                Refusal = Take(buffer, headerOffset, at);
            }

            at = next;
        }

        return Refusal == Refusal.None;
    }

    private static Refusal CheckForm(byte[] buffer, int headerOffset, int at, int dataLength, int alignment)
    {
        return CheckForm(buffer, headerOffset, at, dataLength, 8, alignment);
    }

    private static Refusal CheckForm(
        byte[] buffer,
        int headerOffset,
        int at,
        int dataLength,
        int modulus,
        int remainder)
    {
        if (MobilityOption.DataLength(buffer, at) != dataLength)
        {
            return Refusal.OptionLength;
        }

        return MobilityOption.IsAligned(headerOffset, at, modulus, remainder)
            ? Refusal.None
            : Refusal.OptionMisaligned;
    }

    /// <summary>The form of an option whose alignment has no remainder, and of which there is none before.</summary>
    private static Refusal CheckSingle(
        int earlier,
        byte[] buffer,
        int headerOffset,
        int at,
        int dataLength,
        int modulus)
    {
        return earlier >= 0 ? Refusal.OptionDuplicate : CheckForm(buffer, headerOffset, at, dataLength, modulus, 0);
    }

    private Refusal Take(byte[] buffer, int headerOffset, int at)
    {
        int type = buffer[at];
        if (type == Profile.BindingIdentifierOptionType)
        {
            return TakeBindingIdentifier(headerOffset, at);
        }

        Refusal refusal;
        switch (type)
        {
            case MobilityOption.PadN:
                return Refusal.None;
            case BindingRefreshAdviceOption.Type:
                refusal = CheckSingle(
                    BindingRefreshAdviceAt, buffer, headerOffset, at, BindingRefreshAdviceOption.DataLength, 2);
                BindingRefreshAdviceAt = at;
                return refusal;
            case Ipv4CareOfAddressOption.Type:
                refusal = CheckSingle(
                    Ipv4CareOfAddressAt, buffer, headerOffset, at, Ipv4CareOfAddressOption.DataLength, 4);
                Ipv4CareOfAddressAt = at;
                return refusal;
            case NatDetectionOption.Type:
                refusal = CheckSingle(NatDetectionAt, buffer, headerOffset, at, NatDetectionOption.DataLength, 4);
                NatDetectionAt = at;
                return refusal;
            case LinkLayerAddressOption.Type:
                return TakeLinkLayerAddress(buffer, at);
            case MobileNetworkPrefixOption.Type:
                return TakePrefix(buffer, headerOffset, at);
            case AlternateCareOfAddressOption.Type:
                AlternateCareOfAddressOffset = at + MobilityOption.DataOffset;
                return CheckForm(
                    buffer, headerOffset, at, Ipv6Address.Length, AlternateCareOfAddressOption.Alignment);
            case NonceIndicesOption.Type:
                refusal = CheckSingle(NonceIndicesAt, buffer, headerOffset, at, NonceIndicesOption.DataLength, 2);
                NonceIndicesAt = at;
                return refusal;
            case BindingAuthorizationDataOption.Type:
                return TakeBindingAuthorizationData(buffer, headerOffset, at);
            case MobileNodeIdentifierOption.Type:
                return TakeMobileNodeIdentifier(buffer, at);
            case AuthenticationOption.Type:
                return TakeAuthentication(buffer, headerOffset, at);
            case ReplayProtectionOption.Type:
                return TakeReplayProtection(buffer, headerOffset, at);
            default:
                UnknownCount++;
                return Refusal.None;
        }
    }

    private Refusal TakeBindingIdentifier(int headerOffset, int at)
    {
        if (!MobilityOption.IsAligned(headerOffset, at, 2, 0))
        {
            return Refusal.OptionMisaligned;
        }

        if (BindingIdentifierCount == _bindingIdentifiers.Length)
        {
            return Refusal.TooManyOptions;
        }

        _bindingIdentifiers[BindingIdentifierCount++] = at;
        return Refusal.None;
    }

    private Refusal TakeLinkLayerAddress(byte[] buffer, int at)
    {
        if (MobilityOption.DataLength(buffer, at) < LinkLayerAddressOption.MinimumDataLength)
        {
            return Refusal.OptionLength;
        }

        if (LinkLayerAddressOption.OptionCode(buffer, at) != LinkLayerAddressOption.MobileNode)
        {
            UnknownCount++;
            return Refusal.None;
        }

        Refusal refusal = LinkLayerAddressAt >= 0 ? Refusal.OptionDuplicate : Refusal.None;
        LinkLayerAddressAt = at;
        return refusal;
    }

    private Refusal TakePrefix(byte[] buffer, int headerOffset, int at)
    {
        if (PrefixCount == _prefixes.Length)
        {
            return Refusal.TooManyOptions;
        }

        _prefixes[PrefixCount++] = at;
        return CheckForm(
            buffer, headerOffset, at, MobileNetworkPrefixOption.DataLength, MobileNetworkPrefixOption.Alignment);
    }

    private Refusal TakeBindingAuthorizationData(byte[] buffer, int headerOffset, int at)
    {
        if (BindingAuthorizationDataAt >= 0)
        {
            return Refusal.OptionDuplicate;
        }

        BindingAuthorizationDataAt = at;
        return CheckForm(
            buffer,
            headerOffset,
            at,
            BindingAuthorizationDataOption.DataLength,
            BindingAuthorizationDataOption.Alignment);
    }

    private Refusal TakeMobileNodeIdentifier(byte[] buffer, int at)
    {
        if (MobilityOption.DataLength(buffer, at) < MobileNodeIdentifierOption.SubtypeLength)
        {
            return Refusal.OptionLength;
        }

        if (MobileNodeIdentifierOption.Subtype(buffer, at) != MobileNodeIdentifierOption.NetworkAccessIdentifier)
        {
            UnknownCount++;
            return Refusal.None;
        }

        if (MobileNodeIdentifierAt >= 0)
        {
            return Refusal.OptionDuplicate;
        }

        MobileNodeIdentifierAt = at;
        return Refusal.None;
    }

    private Refusal TakeAuthentication(byte[] buffer, int headerOffset, int at)
    {
        int length = MobilityOption.DataLength(buffer, at);
        if (length > 0 && AuthenticationOption.Subtype(buffer, at) != AuthenticationOption.MobileNodeToHomeAgent)
        {
            HasOtherAuthentication = true;
            return Refusal.None;
        }

        if (length != AuthenticationOption.DataLength)
        {
            return Refusal.OptionLength;
        }

        if (AuthenticationAt >= 0)
        {
            return Refusal.OptionDuplicate;
        }

        AuthenticationAt = at;
        return MobilityOption.IsAligned(headerOffset, at, AuthenticationOption.Modulus, AuthenticationOption.Alignment)
            ? Refusal.None
            : Refusal.OptionMisaligned;
    }

    private Refusal TakeReplayProtection(byte[] buffer, int headerOffset, int at)
    {
        if (ReplayProtectionAt >= 0)
        {
            return Refusal.OptionDuplicate;
        }

        ReplayProtectionAt = at;
        return CheckForm(
            buffer, headerOffset, at, ReplayProtectionOption.DataLength, ReplayProtectionOption.Alignment);
    }
}
