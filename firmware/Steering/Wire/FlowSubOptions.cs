namespace McoaRouter.Wire;

/// <summary>
/// The sub-options of one received Flow Identification option (RFC 6089 §4.2.1). The object is reused; it keeps where
/// sub-options stand in the caller's buffer. Types that it does not know are skipped.
/// </summary>
public sealed class FlowSubOptions
{
    /// <summary>Where the Binding Reference starts, or -1.</summary>
    public int ReferenceAt;

    /// <summary>Where the Traffic Selector starts, or -1.</summary>
    public int SelectorAt;

    /// <summary>How many Binding Identifiers the Binding Reference names.</summary>
    public int BidCount;

    /// <summary>The Binding Identifier with an index.</summary>
    public int Bid(byte[] buffer, int index)
    {
        return BigEndian.ReadUInt16(buffer, ReferenceAt + MobilityOption.DataOffset + (2 * index));
    }

    /// <summary>Reads the sub-options of the option at an offset, which ends within the message.</summary>
    /// <returns>False where the option is malformed.</returns>
    public bool TryRead(byte[] buffer, int headerOffset, int option)
    {
        ReferenceAt = -1;
        SelectorAt = -1;
        BidCount = 0;
        if (!MobilityOption.IsAligned(headerOffset, option, 2, 0)
            || !FlowIdentificationOption.IsLongEnough(buffer, option)
            || FlowIdentificationOption.Fid(buffer, option) == 0
            || FlowIdentificationOption.Priority(buffer, option) == 0)
        {
            return false;
        }

        int at = option + FlowIdentificationOption.SubOptionsOffset;
        int end = option + MobilityOption.DataOffset + MobilityOption.DataLength(buffer, option);
        while (at < end)
        {
            if (buffer[at] == MobilityOption.Pad1)
            {
                at++;
                continue;
            }

            int next = at + 1 < end ? at + MobilityOption.DataOffset + MobilityOption.DataLength(buffer, at) : end + 1;
            if (next > end || !Take(buffer, at))
            {
                return false;
            }

            at = next;
        }

        return true;
    }

    private bool Take(byte[] buffer, int at)
    {
        int length = MobilityOption.DataLength(buffer, at);
        if (buffer[at] == FlowIdentificationOption.BindingReference)
        {
            bool good = ReferenceAt < 0 && length >= 2 && (length & 1) == 0;
            ReferenceAt = at;
            BidCount = length / 2;
            return good;
        }

        if (buffer[at] == FlowIdentificationOption.TrafficSelector)
        {
            bool good = SelectorAt < 0 && length >= MobilityOption.DataOffset;
            SelectorAt = at;
            return good;
        }

        return true;
    }
}
