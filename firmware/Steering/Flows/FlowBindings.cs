using McoaRouter.Bindings;
using McoaRouter.Mobility;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Flows;

/// <summary>
/// The flow bindings at the home agent (RFC 6089 §5.2): what was asked for, and what stands. Every update states all that are
/// to stand, in an option where something changed since the home agent acknowledged it, otherwise in a summary. A flow
/// binding names one binding: with several, the home agent would send a copy to each (§5.3.6).
/// </summary>
public sealed class FlowBindings
{
    /// <summary>Flow bindings that are asked for at once; those behind are left to the preferred uplink.</summary>
    public const int Capacity = 16;

    private const int MaximumAttempts = 3;

    // The IPv6 header and a Destination Options header with the home address stand before the Mobility Header.
    private const int LargestHeaders = Ipv6Header.Length + 24;

    // What authenticates the update comes behind: SPI and authenticator, timestamp, identifier, each with its padding.
    private const int AuthenticationOctets = 64;

    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _home;
    private readonly FlowEntry[] _flows;
    private readonly IRouterListener _listener;
    private readonly StatedFlow[] _stated;
    private readonly byte[] _homeAgent = new byte[Ipv6Address.Length];
    private readonly int _reserve;
    private int _sequence = -1;
    private bool _due;

    internal FlowBindings(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration home,
        FlowEntry[] flows,
        IRouterListener listener)
    {
        _bindings = bindings;
        _home = home;
        _flows = flows;
        _listener = listener;
        _reserve = settings.Security == null ? 0 : AuthenticationOctets + settings.Security.Identifier.Length;
        _stated = new StatedFlow[Count];
        for (int i = 0; i < _stated.Length; i++)
        {
            _stated[i] = new StatedFlow();
        }
    }

    /// <summary>Whether the home agent knows no flow bindings; it is not asked again until there is another one.</summary>
    public bool AreIgnored { get; private set; }

    private int Count
    {
        get { return _flows.Length < Capacity ? _flows.Length : Capacity; }
    }

    /// <summary>The state of the flow binding with an index in <see cref="FlowTable.Entries"/>, below <see cref="Capacity"/>.</summary>
    public FlowBindingState StateOf(int index)
    {
        return _stated[index].State;
    }

    /// <summary>The status that refused it, or 0.</summary>
    public int StatusOf(int index)
    {
        return _stated[index].Status;
    }

    /// <summary>Whether an update is to be sent for what the last one did not say; asked once.</summary>
    internal bool TakeDue()
    {
        bool due = _due;
        _due = false;
        return due;
    }

    internal int Write(byte[] buffer, int headerOffset, int at, int sequence)
    {
        NoteHomeAgent();
        _sequence = sequence;
        if (AreIgnored)
        {
            return at;
        }

        at = WriteSummary(buffer, headerOffset, at);
        int end = headerOffset - LargestHeaders + Limits.BindingUpdateOctets - _reserve;
        for (int i = 0; i < Count; i++)
        {
            StatedFlow stated = _stated[i];
            stated.InOption = IsToStand(i)
                && !stated.InSummary
                && stated.State != FlowBindingState.Refused
                && at + FlowIdentificationOption.LargestOctets <= end;
            if (stated.InOption)
            {
                FlowEntry entry = _flows[i];
                stated.State = FlowBindingState.Unknown;
                stated.Bid = _bindings.At(entry.Uplink).Bid;
                stated.Selector.Copy(entry.Selector);
                at = FlowIdentificationOption.Write(
                    buffer, headerOffset, at, entry.Fid, i + 1, stated.Bid, entry.Selector);
            }
        }

        return at;
    }

    internal void Acknowledged(int sequence, byte[] buffer, int headerOffset, int length, long now)
    {
        // An older update: the home agent has the last one yet to answer, which says all.
        if (sequence != _sequence || AreIgnored)
        {
            return;
        }

        _sequence = -1;
        bool answered = ReadAnswers(buffer, headerOffset, headerOffset + length, now);
        bool asked = false;
        for (int i = 0; i < Count; i++)
        {
            asked |= _stated[i].InOption;
        }

        if (asked && !answered)
        {
            AreIgnored = true;
            ForgetAll();
            _listener.Noticed(RouterNotice.FlowBindingsIgnored, 0, now);
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            Conclude(i, asked, now);
        }
    }

    private static bool IsTold(StatedFlow stated, FlowEntry entry, int bid)
    {
        return stated.Bid == bid && stated.Selector.Equal(entry.Selector);
    }

    private void NoteHomeAgent()
    {
        if (!Ipv6Address.Equal(_homeAgent, 0, _home.HomeAgent, 0))
        {
            Ipv6Address.Copy(_home.HomeAgent, 0, _homeAgent, 0);
            AreIgnored = false;
            ForgetAll();
        }
    }

    private void ForgetAll()
    {
        for (int i = 0; i < _stated.Length; i++)
        {
            _stated[i].Forget();
        }
    }

    /// <summary>
    /// Whether a flow binding is wished, over an uplink whose binding the home agent has, or is told of by an update that is
    /// on its way.
    /// </summary>
    private bool IsToStand(int index)
    {
        int uplink = _flows[index].Uplink;
        return uplink >= 0 && (_bindings.At(uplink).State == BindingState.Registered || _bindings.At(uplink).InUpdate);
    }

    private int WriteSummary(byte[] buffer, int headerOffset, int at)
    {
        int summary = -1;
        for (int i = 0; i < Count; i++)
        {
            StatedFlow stated = _stated[i];
            FlowEntry entry = _flows[i];
            bool stands = IsToStand(i);
            bool told = stands && IsTold(stated, entry, _bindings.At(entry.Uplink).Bid);
            if (!stands || !told)
            {
                stated.Forget();
            }

            stated.InSummary = stated.State == FlowBindingState.Active;
            if (stated.InSummary)
            {
                summary = summary < 0 ? FlowSummaryOption.Begin(buffer, headerOffset, at) : summary;
                at = FlowSummaryOption.Add(buffer, summary, entry.Fid);
            }
        }

        return at;
    }

    /// <summary>Takes the statuses of an answer's options, and returns whether it has one of what was asked.</summary>
    private bool ReadAnswers(byte[] buffer, int header, int end, long now)
    {
        for (int i = 0; i < Count; i++)
        {
            _stated[i].IsAnswered = false;
        }

        bool answered = false;
        int at = header + BindingAcknowledgement.FixedLength;
        while (at < end)
        {
            if (buffer[at] == MobilityOption.Pad1)
            {
                at++;
                continue;
            }

            if (buffer[at] == FlowIdentificationOption.Type && FlowIdentificationOption.IsLongEnough(buffer, at))
            {
                answered |= TakeAnswer(
                    FlowIdentificationOption.Fid(buffer, at), FlowIdentificationOption.Status(buffer, at), now);
            }

            at += MobilityOption.DataOffset + MobilityOption.DataLength(buffer, at);
        }

        return answered;
    }

    private bool TakeAnswer(int fid, int status, long now)
    {
        for (int i = 0; i < Count; i++)
        {
            StatedFlow stated = _stated[i];
            if (_flows[i].Fid != fid || stated.IsAnswered || !(stated.InOption || stated.InSummary))
            {
                continue;
            }

            stated.IsAnswered = true;
            Take(stated, status, now);
            return stated.InOption;
        }

        return false;
    }

    private void Take(StatedFlow stated, int status, long now)
    {
        if (status < FlowStatus.FirstRefusal)
        {
            stated.State = FlowBindingState.Active;
            stated.Attempts = 0;
            return;
        }

        // Lost at the home agent, or its binding comes by an update of its own: it is stated again.
        stated.State = FlowBindingState.Unknown;
        bool again = stated.InSummary || status == FlowStatus.BidNotFound;
        if (again && stated.Attempts < MaximumAttempts)
        {
            stated.Attempts++;
            _due = true;
            return;
        }

        Refuse(stated, status, now);
    }

    private void Refuse(StatedFlow stated, int status, long now)
    {
        stated.State = FlowBindingState.Refused;
        stated.Status = status;
        _listener.Noticed(RouterNotice.FlowBindingRefused, status, now);
    }

    /// <summary>
    /// What the answer says by leaving out: an option without its copy does not stand (§5.2.6). What had no room in the
    /// update is stated by the next one, as long as each brings some.
    /// </summary>
    private void Conclude(int index, bool asked, long now)
    {
        StatedFlow stated = _stated[index];
        if (stated.InOption && !stated.IsAnswered)
        {
            Refuse(stated, FlowStatus.Unspecified, now);
        }
        else if (asked
            && !stated.InOption
            && !stated.InSummary
            && stated.State == FlowBindingState.Unknown
            && IsToStand(index))
        {
            _due = true;
        }
    }
}
