using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Flows;

/// <summary>
/// The flow rules, and which uplink the packets that each is about take now. The first rule that is about a packet
/// counts, and sends it by the uplink of its list that serves best; it goes by no other, and nowhere while none of them
/// is registered. A packet that no rule is about takes the preferred uplink.
/// </summary>
public sealed class FlowTable
{
    /// <summary>
    /// The flow bindings that the router wishes, in the order in which they are matched: the selectors stay, and which
    /// uplink each names changes.
    /// </summary>
    public readonly FlowEntry[] Entries;

    // Flows and packets in fragments that are known at once; of more, some are looked for among the rules again.
    private const int Flows = 64;
    private const int FragmentedPackets = 16;

    private readonly BindingUpdateList _bindings;
    private readonly IRouterListener _listener;
    private readonly FlowRule[] _rules;
    private readonly BindingState[] _states;
    private readonly PathStanding[] _standings;
    private readonly FlowKey _key = new FlowKey();
    private readonly FlowCache _flows;
    private readonly FlowCache _fragments;
    private readonly int[] _told;
    private readonly bool _byTrafficClass;
    private bool _untold;

    internal FlowTable(RouterSettings settings, BindingUpdateList bindings, IRouterListener listener)
    {
        int count = 0;
        _bindings = bindings;
        _listener = listener;
        _rules = new FlowRule[settings.Flows.Length];
        if (_rules.Length == 0 && settings.Health == null)
        {
            Entries = new FlowEntry[0];
            return;
        }

        _flows = new FlowCache(Flows);
        _fragments = new FlowCache(FragmentedPackets);
        _states = new BindingState[bindings.Count];
        _standings = new PathStanding[bindings.Count];
        _told = new int[_rules.Length];
        for (int i = 0; i < _rules.Length; i++)
        {
            _told[i] = -1;
            _rules[i] = new FlowRule(i, settings.Flows[i], bindings);
            _byTrafficClass |= _rules[i].AsksForTrafficClass;
            count += _rules[i].EntryCount;
        }

        Entries = new FlowEntry[count];
        for (int i = 0, at = 0; i < _rules.Length; i++)
        {
            at = _rules[i].PutEntries(Entries, at);
        }
    }

    /// <summary>How many rules were walked for packets of flows that were not known.</summary>
    public long Walks { get; private set; }

    /// <summary>
    /// The uplink that packets of a rule take now, or -1 for none; of a balanced rule, the one that takes the most.
    /// </summary>
    public int ChoiceOf(int rule)
    {
        return _rules[rule].Choice;
    }

    /// <summary>How many sixteenths of a rule's flows an uplink takes now.</summary>
    public int ShareOf(int rule, int uplink)
    {
        return _rules[rule].ShareOf(uplink);
    }

    internal int PathOf(PacketBuffer packet, int preferred, long now)
    {
        // Without rules and without health no uplink is left while it works: there is no order to keep.
        if (_flows == null)
        {
            return preferred;
        }

        _key.Read(packet);
        if (_key.IsLaterFragment)
        {
            return PathOfFragment(preferred);
        }

        long rest = RestOf(_key);
        CachedFlow flow = _flows.PlaceOf(_key, rest);
        if (!flow.Is(_key, rest))
        {
            Take(flow, rest, preferred);
        }

        int wanted = WantedBy(flow.Rule, flow.Block, preferred);
        if (flow.Uplink == wanted)
        {
            flow.Stay(now);
        }
        else
        {
            flow.Follow(wanted, Works(flow.Uplink), now);
        }

        if (_key.IsFirstFragment)
        {
            _fragments.PlaceOf(_key, _key.Identification)
                .Take(_key, _key.Identification, flow.Rule, flow.Block, flow.Uplink);
        }

        return flow.Uplink;
    }

    /// <summary>Chooses anew where the state of a binding or the standing of a path changed, and tells of it.</summary>
    /// <returns>Whether a flow binding is to change that no update has said yet.</returns>
    internal bool Reconsider(long now)
    {
        bool changed = Choose();
        for (int i = 0; _untold && i < _rules.Length; i++)
        {
            if (_rules[i].Choice != _told[i])
            {
                _told[i] = _rules[i].Choice;
                _listener.FlowMoved(i, _told[i], now);
            }
        }

        _untold = false;
        return changed;
    }

    /// <summary>Chooses anew likewise, for an update that is being written: it says at once what a loss means to flows.</summary>
    /// <returns>Whether a flow binding changed.</returns>
    internal bool Choose()
    {
        if (_flows == null || !BindingsChanged())
        {
            return false;
        }

        bool changed = false;
        for (int i = 0; i < _rules.Length; i++)
        {
            changed |= _rules[i].Choose();
        }

        _untold = true;
        return changed;
    }

    /// <summary>
    /// A fragment has no ports: it goes the way of the first one while that works, and where that was not seen, by the
    /// rules that ask for none.
    /// </summary>
    private int PathOfFragment(int preferred)
    {
        CachedFlow flow = _fragments.PlaceOf(_key, _key.Identification);
        if (flow.Is(_key, _key.Identification))
        {
            return Works(flow.Uplink) ? flow.Uplink : WantedBy(flow.Rule, flow.Block, preferred);
        }

        return WantedBy(RuleAbout(_key), CachedFlow.NoBlock, preferred);
    }

    private long RestOf(FlowKey key)
    {
        int first = (key.Protocol << 8) | (_byTrafficClass ? key.TrafficClass : 0);
        return ((long)first << 32) | (uint)key.Ports;
    }

    private void Take(CachedFlow flow, long rest, int preferred)
    {
        int rule = RuleAbout(_key);
        int block = rule < 0 ? CachedFlow.NoBlock : _rules[rule].BlockOf(_key);
        flow.Take(_key, rest, rule, block, WantedBy(rule, block, preferred));
    }

    private int RuleAbout(FlowKey key)
    {
        Walks++;
        for (int i = 0; i < _rules.Length; i++)
        {
            if (_rules[i].IsAbout(key))
            {
                return i;
            }
        }

        return CachedFlow.NoRule;
    }

    private int WantedBy(int rule, int block, int preferred)
    {
        return rule < 0 ? preferred : _rules[rule].UplinkOf(block);
    }

    private bool Works(int uplink)
    {
        return uplink >= 0
            && _bindings.At(uplink).State == BindingState.Registered
            && _bindings.At(uplink).Standing != PathStanding.Dead;
    }

    private bool BindingsChanged()
    {
        bool changed = false;
        for (int i = 0; i < _states.Length; i++)
        {
            Binding binding = _bindings.At(i);
            changed |= _states[i] != binding.State || _standings[i] != binding.Standing;
            _states[i] = binding.State;
            _standings[i] = binding.Standing;
        }

        return changed;
    }
}
