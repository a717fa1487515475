namespace McoaRouter.Bindings;

/// <summary>
/// What the Binding Update List holds about one correspondent (RFC 6275 §11.1): an entry for each uplink, at the
/// uplink's index, and one sequence counter for all of them (RFC 6275 §11.7.2, RFC 5648 §4.1).
/// </summary>
public sealed class CorrespondentBindings
{
    private readonly CorrespondentBinding[] _bindings;

    internal CorrespondentBindings(byte[] address, int uplinks)
    {
        Address = address;
        _bindings = new CorrespondentBinding[uplinks];
        for (int i = 0; i < uplinks; i++)
        {
            _bindings[i] = new CorrespondentBinding();
        }
    }

    /// <summary>The 16 octets of the correspondent's address. Not to be changed.</summary>
    public byte[] Address { get; }

    /// <summary>How many entries there are: one for each uplink.</summary>
    public int Count
    {
        get { return _bindings.Length; }
    }

    /// <summary>
    /// Whether care-of addresses are registered under Binding Identifiers: not any more with a correspondent that
    /// showed not to know them (draft §5.7, §5.9).
    /// </summary>
    public bool UsesIdentifiers { get; internal set; } = true;

    /// <summary>
    /// Until when the correspondent is left alone, in monotonic ms, because it showed to know no Mobile IPv6 (RFC 6275
    /// §11.3.5, §11.3.6); in the past where it is not.
    /// </summary>
    public long GivenUpUntil { get; internal set; }

    /// <summary>The sequence number of the last Binding Update, 16 bits.</summary>
    public int Sequence { get; internal set; }

    /// <summary>The binding of an uplink.</summary>
    public CorrespondentBinding At(int uplink)
    {
        return _bindings[uplink];
    }

    /// <summary>Takes the next sequence number.</summary>
    internal int NextSequence()
    {
        Sequence = (Sequence + 1) & 0xFFFF;
        return Sequence;
    }
}
