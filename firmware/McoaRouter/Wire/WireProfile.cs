namespace McoaRouter.Wire;

/// <summary>
/// What the two forms of the specification disagree on, decided together and in this place alone: the draft
/// (draft-ietf-monami6-multiplecoa-01) and its final form (RFC 5648 with RFC 6089's BID-PRI). Everybody else asks a
/// profile what it means and never which one it is. Priorities are "higher is preferred", 0..255, in both. What does not
/// hang on a message stands in fields, which the constructors of the two forms fill and nobody else writes.
/// </summary>
public abstract class WireProfile
{
    /// <summary>
    /// The option type that the draft left to be assigned later: the one that its final form, RFC 5648, was given.
    /// </summary>
    public const int DefaultBindingIdentifierOptionType = 35;

    private const int NoOptionType = -1;

    /// <summary>
    /// The type of the Binding Identifier mobility option, 0..255; -1 where there is none (<see cref="Plain"/>).
    /// </summary>
    public readonly int BindingIdentifierOptionType;

    /// <summary>
    /// Whether one Binding Update may register some bindings and remove others (R, draft §5.3); otherwise removals have
    /// an update of their own with lifetime 0 (RFC 5648 §5.4).
    /// </summary>
    public bool MixesRemovals;

    /// <summary>
    /// Whether an individual registration names its care-of address in the Binding Identifier option (RFC 5648 §5.2);
    /// otherwise it is the packet's source, or an Alternate Care-of Address option's (draft §5.6, §6.2).
    /// </summary>
    public bool NamesIndividualCareOfAddress;

    /// <summary>
    /// Flags of a Binding Update that replaces whatever the receiver holds: the first after a start, or after a regular
    /// binding stood in the way (O, RFC 5648 §5.9); 0 where nothing is said.
    /// </summary>
    public int OverwriteFlags;

    /// <summary>
    /// Whether home and foreign links can be used at once, by a binding of the home address itself (H, RFC 5648 §5.6).
    /// </summary>
    public bool HasHomeBindings;

    /// <summary>
    /// Whether a binding without Binding Identifier gives way to one with (draft §6.2: <see cref="ReplacedStatus"/>);
    /// otherwise it stands in the way (RFC 5648 §6.2: <see cref="RegularBindingStatus"/>).
    /// </summary>
    public bool ReplacesRegularBinding;

    /// <summary>
    /// Whether an unknown Binding Identifier without a care-of address of its own is registered with that of the packet
    /// (draft §6.2); otherwise it is refused (RFC 5648 §6.2: <see cref="UnknownCareOfAddressStatus"/>).
    /// </summary>
    public bool TakesCareOfAddressFromPacket;

    /// <summary>
    /// Whether each of several options must name its care-of address (draft §4.3.1: C must be used whenever there are
    /// several, §5.4: so must it in a removal of several).
    /// </summary>
    public bool NamesEachOfSeveral;

    /// <summary>
    /// Whether one Binding Refresh Request may ask for several bindings (RFC 5648 §6.4); otherwise for one (draft §6.4).
    /// </summary>
    public bool RefreshesSeveral;

    /// <summary>Whether Care-of Test messages name the Binding Identifier (RFC 5648 §4.3).</summary>
    public bool IdentifiesCareOfTests;

    /// <summary>Whether a Binding Error may name the Binding Identifier (draft §6.5).</summary>
    public bool IdentifiesBindingErrors;

    /// <summary>
    /// Whether a correspondent puts a status into each option of its answer (draft §6.2, §6.3); otherwise that is 0, and
    /// the message's counts (RFC 5648 §6.2).
    /// </summary>
    public bool CorrespondentsAnswerPerOption;

    /// <summary>The status of a message that registered, and replaced a regular binding.</summary>
    public int ReplacedStatus;

    /// <summary>The status of a message some of whose bindings were refused: each option's own decides.</summary>
    public int PartialStatus;

    /// <summary>The status of an option that breaks the rules.</summary>
    public int MalformedStatus;

    /// <summary>The status where bulk registration is not supported.</summary>
    public int BulkRefusedStatus;

    /// <summary>
    /// The status where a regular binding stands in the way; <see cref="BindingStatus.None"/> where none can.
    /// </summary>
    public int RegularBindingStatus;

    /// <summary>
    /// The status where a Binding Identifier without care-of address is unknown; <see cref="BindingStatus.None"/> where
    /// that is no fault.
    /// </summary>
    public int UnknownCareOfAddressStatus;

    /// <summary>
    /// The status where multiple care-of addresses are prohibited; <see cref="BindingStatus.None"/> where there is none.
    /// </summary>
    public int ProhibitedStatus;

    /// <summary>
    /// The status where home and foreign links must not be used at once; <see cref="BindingStatus.None"/> where there
    /// is none.
    /// </summary>
    public int HomeAndForeignProhibitedStatus;

    private protected WireProfile(int bindingIdentifierOptionType)
    {
        BindingIdentifierOptionType = bindingIdentifierOptionType;
    }

    /// <summary>The draft's profile, with an option type that both ends have agreed on.</summary>
    public static WireProfile Draft01(int bindingIdentifierOptionType)
    {
        return new Draft01Profile(bindingIdentifierOptionType);
    }

    /// <summary>The profile of RFC 5648.</summary>
    public static WireProfile Rfc5648()
    {
        return new Rfc5648Profile();
    }

    /// <summary>
    /// Mobile IPv6 and network mobility alone: who takes Binding Identifier options for unknown ones and skips them
    /// (RFC 6275 §6.2.1, draft §6.1).
    /// </summary>
    public static WireProfile Plain()
    {
        return new Draft01Profile(NoOptionType);
    }

    /// <summary>
    /// Whether a binding is preferred to another: the higher priority wins (draft §4.3.1), among equals the lower
    /// Binding Identifier.
    /// </summary>
    public static bool IsPreferred(int priority, int bid, int otherPriority, int otherBid)
    {
        return priority != otherPriority ? priority > otherPriority : bid < otherBid;
    }

    /// <summary>The status of one binding in an answer: its option's own, or the message's.</summary>
    /// <param name="optionStatus">The status in the option.</param>
    /// <param name="messageStatus">The status of the message.</param>
    public abstract int StatusOf(int optionStatus, int messageStatus);

    /// <summary>Whether the options of an answer with this status tell which bindings were refused.</summary>
    public abstract bool HasStatusPerBinding(int messageStatus);

    /// <summary>
    /// The status that the option of a binding carries in an answer; what <see cref="StatusOf"/> reads.
    /// </summary>
    /// <param name="bindingStatus">What became of the binding.</param>
    /// <param name="messageStatus">The status of the message.</param>
    public abstract int OptionStatus(int bindingStatus, int messageStatus);

    /// <summary>
    /// The status of a message all of whose bindings were refused with one status: that one, unless it is one of
    /// options alone.
    /// </summary>
    public abstract int MessageStatus(int bindingStatus);

    /// <summary>
    /// Whether the form of an option has the whole update refused with <see cref="MalformedStatus"/> (RFC 5648 §6.2: a
    /// length that is none); otherwise the option alone is refused.
    /// </summary>
    public abstract bool SpoilsUpdate(byte[] buffer, int at);

    /// <summary>Whether an option of a Binding Update keeps its form: length, flags, a BID that is not 0.</summary>
    public abstract bool IsWellFormed(byte[] buffer, int at);

    /// <summary>Whether an option that is long enough names an IPv6 care-of address.</summary>
    public abstract bool NamesCareOfAddress(byte[] buffer, int at);

    /// <summary>Whether an option names an IPv4 care-of address (RFC 5648 §4.3).</summary>
    public abstract bool NamesIpv4CareOfAddress(byte[] buffer, int at);

    /// <summary>Whether an option asks to remove its binding although the update registers others.</summary>
    public abstract bool Removes(byte[] buffer, int at);

    /// <summary>Whether an option registers the home link itself beside foreign links.</summary>
    public abstract bool IsHomeBinding(byte[] buffer, int at);

    /// <summary>The priority in an option of a Binding Update, 0..255, higher is preferred.</summary>
    public abstract int Priority(byte[] buffer, int at);

    /// <summary>
    /// Whether an update with these options uses bulk registration, which a receiver may not support (draft §6.2: C is
    /// set; RFC 5648 §6.2: several options).
    /// </summary>
    /// <param name="options">How many options there are.</param>
    /// <param name="namesCareOfAddress">Whether any of them names its care-of address.</param>
    public abstract bool IsBulk(int options, bool namesCareOfAddress);

    /// <summary>Writes the option of a binding that is registered by a bulk update.</summary>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteBulk(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset);

    /// <summary>Writes the option of a binding that is registered by an update of its own.</summary>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteIndividual(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset);

    /// <summary>
    /// Writes what registers a binding with an IPv4 care-of address, by an update of its own in UDP: the draft's option
    /// without C beside RFC 5555's with the address, or one option that names it (RFC 5648 §8.1).
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteIpv4(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] ipv4Address,
        int ipv4AddressOffset);

    /// <summary>
    /// Writes the option of a binding that an update removes although it registers others; only where
    /// <see cref="MixesRemovals"/>.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteMixedRemoval(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] careOfAddress,
        int careOfAddressOffset);

    /// <summary>Writes the option of a binding that an update with lifetime 0 removes.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="at">Where the option before it ended.</param>
    /// <param name="bid">The Binding Identifier.</param>
    /// <param name="several">Whether the update removes several (draft §5.4: C must be set then, and only then).</param>
    /// <param name="careOfAddress">The buffer that holds its care-of address.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteRemoval(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        bool several,
        byte[] careOfAddress,
        int careOfAddressOffset);

    /// <summary>
    /// Writes the option of the home address as a binding of its own; only where <see cref="HasHomeBindings"/>.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteHomeBinding(
        byte[] buffer,
        int headerOffset,
        int at,
        int bid,
        int priority,
        byte[] homeAddress,
        int homeAddressOffset);

    /// <summary>Writes a received option into an answer with its status.</summary>
    /// <returns>Where the next option starts.</returns>
    public abstract int WriteAnswer(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] received,
        int receivedAt,
        int status);

    /// <summary>
    /// Writes an option that only names a binding: in a Binding Refresh Request, Binding Error or Care-of Test message.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public int WriteReference(byte[] buffer, int headerOffset, int at, int bid)
    {
        return BindingIdentifierOption.WriteShort(buffer, headerOffset, at, BindingIdentifierOptionType, bid, 0, 0);
    }
}
