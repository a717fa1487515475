namespace McoaRouter.Wire;

/// <summary>
/// RFC 5648, with the priority that RFC 6089 put into the reserved bits: the length names a care-of address, H marks
/// the home link, the lower BID-PRI wins, statuses 4, 5 and 164-169.
/// </summary>
internal sealed class Rfc5648Profile : WireProfile
{
    private const int HomeFlag = 0x80;
    private const int PriorityMask = 0x7F;
    private const int LowestBidPriority = 127;
    private const int HighestPriority = 255;

    public Rfc5648Profile()
        : base(DefaultBindingIdentifierOptionType)
    {
        NamesIndividualCareOfAddress = true;
        OverwriteFlags = BindingUpdate.OverwriteFlag;
        HasHomeBindings = true;
        RefreshesSeveral = true;
        IdentifiesCareOfTests = true;
        ReplacedStatus = BindingStatus.Accepted;
        PartialStatus = BindingStatus.NotComplete;
        MalformedStatus = BindingStatus.Malformed;
        BulkRefusedStatus = BindingStatus.BulkProhibited;
        RegularBindingStatus = BindingStatus.RegularBindingExists;
        UnknownCareOfAddressStatus = BindingStatus.UnknownCareOfAddress;
        ProhibitedStatus = BindingStatus.MultipleCareOfAddressesProhibited;
        HomeAndForeignProhibitedStatus = BindingStatus.HomeAndForeignProhibited;
    }

    /// <summary>§4.3: 0 leaves it to the message.</summary>
    public override int StatusOf(int optionStatus, int messageStatus)
    {
        return optionStatus == BindingStatus.Accepted ? messageStatus : optionStatus;
    }

    public override bool HasStatusPerBinding(int messageStatus)
    {
        return true;
    }

    /// <summary>§6.2: the status of a binding counts where not all share one, otherwise the message's.</summary>
    public override int OptionStatus(int bindingStatus, int messageStatus)
    {
        return messageStatus == BindingStatus.NotComplete ? bindingStatus : BindingStatus.Accepted;
    }

    public override int MessageStatus(int bindingStatus)
    {
        return bindingStatus;
    }

    /// <summary>§4.3, §6.2: the length is 4, 8 or 20.</summary>
    public override bool SpoilsUpdate(byte[] buffer, int at)
    {
        int length = MobilityOption.DataLength(buffer, at);
        return length != BindingIdentifierOption.ShortLength
            && length != BindingIdentifierOption.Ipv4Length
            && length != BindingIdentifierOption.LongLength;
    }

    public override bool IsWellFormed(byte[] buffer, int at)
    {
        return !SpoilsUpdate(buffer, at) && BindingIdentifierOption.Bid(buffer, at) != 0;
    }

    public override bool NamesCareOfAddress(byte[] buffer, int at)
    {
        return MobilityOption.DataLength(buffer, at) == BindingIdentifierOption.LongLength;
    }

    public override bool NamesIpv4CareOfAddress(byte[] buffer, int at)
    {
        return MobilityOption.DataLength(buffer, at) == BindingIdentifierOption.Ipv4Length;
    }

    public override bool Removes(byte[] buffer, int at)
    {
        return false;
    }

    public override bool IsHomeBinding(byte[] buffer, int at)
    {
        return (BindingIdentifierOption.Octet3(buffer, at) & HomeFlag) != 0;
    }

    /// <summary>
    /// RFC 6089 §4.1: 1 is the highest; 0 comes from a peer that knows no BID-PRI. Rounded up where
    /// <see cref="BidPriorityOf"/> rounds down, so that what was read writes the same.
    /// </summary>
    public override int Priority(byte[] buffer, int at)
    {
        const int Steps = LowestBidPriority - 1;
        int priority = BindingIdentifierOption.Octet3(buffer, at) & PriorityMask;
        return priority == 0 ? 0 : (((LowestBidPriority - priority) * HighestPriority) + Steps - 1) / Steps;
    }

    public override bool IsBulk(int options, bool namesCareOfAddress)
    {
        return options > 1;
    }

    public override int WriteBulk(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return WriteIndividual(buffer, headerOffset, at, bid, priority, careOfAddress, careOfAddressOffset);
    }

    /// <summary>§5.2: the option names the care-of address.</summary>
    public override int WriteIndividual(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return WriteLong(
            buffer, headerOffset, at, bid, BidPriorityOf(priority), careOfAddress, careOfAddressOffset);
    }

    /// <summary>§8.1: the option names the address, and RFC 5555's must not.</summary>
    public override int WriteIpv4(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] ipv4Address,
        int ipv4AddressOffset)
    {
        return BindingIdentifierOption.WriteIpv4(
            buffer,
            headerOffset,
            at,
            BindingIdentifierOptionType,
            bid,
            0,
            BidPriorityOf(priority),
            ipv4Address,
            ipv4AddressOffset);
    }

    public override int WriteMixedRemoval(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return at;
    }

    /// <summary>§5.4: the Binding Identifier is enough.</summary>
    public override int WriteRemoval(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        bool several,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return WriteReference(buffer, headerOffset, at, bid);
    }

    /// <summary>§5.6.3: H, with the home address as care-of address.</summary>
    public override int WriteHomeBinding(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        return WriteLong(
            buffer, headerOffset, at, bid, HomeFlag | BidPriorityOf(priority), homeAddress, homeAddressOffset);
    }

    /// <summary>§4.3, §6.2: without the care-of address, which only an update may name.</summary>
    public override int WriteAnswer(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] received,
        int receivedAt,
        int status)
    {
        bool complete = BindingIdentifierOption.IsLongEnough(received, receivedAt);
        return BindingIdentifierOption.WriteShort(
            buffer,
            headerOffset,
            at,
            BindingIdentifierOptionType,
            complete ? BindingIdentifierOption.Bid(received, receivedAt) : 0,
            status,
            complete ? BindingIdentifierOption.Octet3(received, receivedAt) : 0);
    }

    /// <summary>255 becomes 1 and 0 becomes 127, so that the order stays.</summary>
    private static int BidPriorityOf(int priority)
    {
        return LowestBidPriority - (priority * (LowestBidPriority - 1) / HighestPriority);
    }

    private int WriteLong(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int octet3,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return BindingIdentifierOption.WriteLong(
            buffer,
            headerOffset,
            at,
            BindingIdentifierOptionType,
            bid,
            0,
            octet3,
            careOfAddress,
            careOfAddressOffset);
    }
}
