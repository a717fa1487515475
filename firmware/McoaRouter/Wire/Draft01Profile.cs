namespace McoaRouter.Wire;

/// <summary>
/// draft-ietf-monami6-multiplecoa-01: C names a care-of address, R removes, the higher priority wins, statuses
/// 144-146.
/// </summary>
internal sealed class Draft01Profile : WireProfile
{
    private const int CareOfAddressFlag = 0x80;
    private const int RemoveFlag = 0x40;

    // INCOMPLIANT BID SUBOPTION (draft §4.3.1): a status of options alone.
    private const int Incompliant = 128;

    public Draft01Profile(int bindingIdentifierOptionType)
        : base(bindingIdentifierOptionType)
    {
        MixesRemovals = true;
        ReplacesRegularBinding = true;
        TakesCareOfAddressFromPacket = true;
        NamesEachOfSeveral = true;
        IdentifiesBindingErrors = true;
        CorrespondentsAnswerPerOption = true;
        ReplacedStatus = BindingStatus.Conflict;
        PartialStatus = BindingStatus.BulkFailed;
        MalformedStatus = Incompliant;
        BulkRefusedStatus = BindingStatus.BulkNotSupported;
        RegularBindingStatus = BindingStatus.None;
        UnknownCareOfAddressStatus = BindingStatus.None;
        ProhibitedStatus = BindingStatus.None;
        HomeAndForeignProhibitedStatus = BindingStatus.None;
    }

    public override int StatusOf(int optionStatus, int messageStatus)
    {
        return HasStatusPerBinding(messageStatus) ? optionStatus : messageStatus;
    }

    public override bool HasStatusPerBinding(int messageStatus)
    {
        return messageStatus < BindingStatus.FirstRefusal
            || messageStatus == BindingStatus.Conflict
            || messageStatus == BindingStatus.BulkFailed;
    }

    public override int OptionStatus(int bindingStatus, int messageStatus)
    {
        return StatusOf(bindingStatus, messageStatus);
    }

    public override int MessageStatus(int bindingStatus)
    {
        return bindingStatus == Incompliant ? BindingStatus.BulkFailed : bindingStatus;
    }

    public override bool SpoilsUpdate(byte[] buffer, int at)
    {
        return false;
    }

    /// <summary>§4.3.1, §6.2: length 4 without C, 20 with it, R only with C.</summary>
    public override bool IsWellFormed(byte[] buffer, int at)
    {
        int length = MobilityOption.DataLength(buffer, at);
        if (!BindingIdentifierOption.IsLongEnough(buffer, at) || BindingIdentifierOption.Bid(buffer, at) == 0)
        {
            return false;
        }

        return NamesCareOfAddress(buffer, at)
            ? length == BindingIdentifierOption.LongLength
            : length == BindingIdentifierOption.ShortLength && !Removes(buffer, at);
    }

    public override bool NamesCareOfAddress(byte[] buffer, int at)
    {
        return (BindingIdentifierOption.Octet3(buffer, at) & CareOfAddressFlag) != 0;
    }

    public override bool NamesIpv4CareOfAddress(byte[] buffer, int at)
    {
        return false;
    }

    public override bool Removes(byte[] buffer, int at)
    {
        return (BindingIdentifierOption.Octet3(buffer, at) & RemoveFlag) != 0;
    }

    public override bool IsHomeBinding(byte[] buffer, int at)
    {
        return false;
    }

    /// <summary>§4.3.1: octet 2 of an update.</summary>
    public override int Priority(byte[] buffer, int at)
    {
        return BindingIdentifierOption.Status(buffer, at);
    }

    public override bool IsBulk(int options, bool namesCareOfAddress)
    {
        return namesCareOfAddress;
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
        return WriteLong(
            buffer, headerOffset, at, bid, priority, CareOfAddressFlag, careOfAddress, careOfAddressOffset);
    }

    /// <summary>§5.2: no flag is set.</summary>
    public override int WriteIndividual(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return BindingIdentifierOption.WriteShort(
            buffer, headerOffset, at, BindingIdentifierOptionType, bid, priority, 0);
    }

    /// <summary>No flag is set: the draft knows no IPv4, so RFC 5555 §3.1.2 names the address.</summary>
    public override int WriteIpv4(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] ipv4Address,
        int ipv4AddressOffset)
    {
        at = WriteIndividual(buffer, headerOffset, at, bid, priority, ipv4Address, ipv4AddressOffset);
        return Ipv4CareOfAddressOption.Write(buffer, headerOffset, at, ipv4Address, ipv4AddressOffset);
    }

    /// <summary>§5.3: R, which is valid with C alone.</summary>
    public override int WriteMixedRemoval(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        const int Flags = CareOfAddressFlag | RemoveFlag;
        return WriteLong(buffer, headerOffset, at, bid, priority, Flags, careOfAddress, careOfAddressOffset);
    }

    /// <summary>§5.4: C unset where one binding is removed, set where several are.</summary>
    public override int WriteRemoval(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        bool several,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return several
            ? WriteLong(buffer, headerOffset, at, bid, 0, CareOfAddressFlag, careOfAddress, careOfAddressOffset)
            : WriteReference(buffer, headerOffset, at, bid);
    }

    public override int WriteHomeBinding(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] homeAddress,
        int homeAddressOffset)
    {
        return at;
    }

    /// <summary>§6.3: the whole option, with the status.</summary>
    public override int WriteAnswer(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] received,
        int receivedAt,
        int status)
    {
        return BindingIdentifierOption.WriteCopy(buffer, headerOffset, at, received, receivedAt, status);
    }

    private int WriteLong(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int octet2,
        int flags,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        return BindingIdentifierOption.WriteLong(
            buffer,
            headerOffset,
            at,
            BindingIdentifierOptionType,
            bid,
            octet2,
            flags,
            careOfAddress,
            careOfAddressOffset);
    }
}
