using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Flows;

/// <summary>One flow rule: what it is about, and the uplinks that its packets take now.</summary>
internal sealed class FlowRule
{
    /// <summary>
    /// What the flow identifiers of one rule are counted by: one for each block of ports, and one for all the others.
    /// </summary>
    private const int FidsPerRule = PortBlocks.Count + 1;

    private const int LastPort = 0xFFFF;

    /// <summary>
    /// The uplink that its packets take now, or -1; of a balanced rule, the one that takes the most of them.
    /// </summary>
    internal int Choice = -1;

    private readonly FlowSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly PortBlocks _blocks;
    private readonly bool[] _serves;
    private readonly FlowEntry[] _blockEntries;
    private readonly FlowEntry _entry;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="index">The rule's place among the rules.</param>
    /// <param name="settings">The rule.</param>
    /// <param name="bindings">The Binding Update List.</param>
    internal FlowRule(int index, FlowSettings settings, BindingUpdateList bindings)
    {
        int fid = 1 + (index * FidsPerRule);
        _settings = settings;
        _bindings = bindings;
        _serves = new bool[settings.Uplinks.Length];
        _entry = new FlowEntry(fid + PortBlocks.Count, SelectorOf(settings));
        _blockEntries = new FlowEntry[settings.Weights == null ? 0 : PortBlocks.Count];
        if (settings.Weights == null)
        {
            return;
        }

        _blocks = new PortBlocks(settings.Weights);
        bool any = settings.FirstSourcePort == FlowSettings.Any;
        for (int i = 0; i < _blockEntries.Length; i++)
        {
            int first = any ? 0 : settings.FirstSourcePort;
            int last = any ? LastPort : settings.LastSourcePort;
            first = first > PortBlocks.FirstPort(i) ? first : PortBlocks.FirstPort(i);
            last = last < PortBlocks.LastPort(i) ? last : PortBlocks.LastPort(i);
            if (first <= last)
            {
                TrafficSelector selector = SelectorOf(settings);
                selector.FirstDestinationPort = first;
                selector.LastDestinationPort = last;
                _blockEntries[i] = new FlowEntry(fid + i, selector);
            }
        }
    }

    /// <summary>The index of the rule that a flow identifier belongs to.</summary>
    internal static int OfFid(int fid)
    {
        return (fid - 1) / FidsPerRule;
    }

    /// <summary>How many sixteenths of its flows an uplink takes now.</summary>
    internal int ShareOf(int uplink)
    {
        if (_blocks == null)
        {
            return uplink == Choice ? PortBlocks.Count : 0;
        }

        int share = 0;
        for (int i = 0; i < PortBlocks.Count; i++)
        {
            share += UplinkOf(i) == uplink ? 1 : 0;
        }

        return share;
    }

    /// <summary>How many flow bindings it may ever ask for.</summary>
    internal int EntryCount
    {
        get
        {
            int count = 1;
            for (int i = 0; i < _blockEntries.Length; i++)
            {
                count += _blockEntries[i] == null ? 0 : 1;
            }

            return count;
        }
    }

    /// <summary>Whether the rule asks for a traffic class.</summary>
    internal bool AsksForTrafficClass
    {
        get { return _settings.TrafficClass != FlowSettings.Any; }
    }

    /// <summary>
    /// Puts its flow bindings into a list: those of blocks of ports before the one that has all the others.
    /// </summary>
    /// <returns>Where the next rule's start.</returns>
    internal int PutEntries(FlowEntry[] entries, int at)
    {
        for (int i = 0; i < _blockEntries.Length; i++)
        {
            if (_blockEntries[i] != null)
            {
                entries[at++] = _blockEntries[i];
            }
        }

        entries[at] = _entry;
        return at + 1;
    }

    /// <summary>Whether it is about a packet of the vehicle.</summary>
    internal bool IsAbout(FlowKey key)
    {
        FlowSettings rule = _settings;
        return (rule.Protocol == FlowSettings.Any || rule.Protocol == key.Protocol)
            && IsIn(key.DestinationPort, rule.FirstDestinationPort, rule.LastDestinationPort)
            && IsIn(key.SourcePort, rule.FirstSourcePort, rule.LastSourcePort)
            && (rule.TrafficClass == FlowSettings.Any
                || (rule.TrafficClass & FlowKey.DifferentiatedServices) == key.TrafficClass)
            && (rule.Destination == null || rule.Destination.Contains(key.Octets, key.DestinationOffset))
            && (rule.Source == null || rule.Source.Contains(key.Octets, key.SourceOffset));
    }

    /// <summary>The block that decides for a packet, or <see cref="CachedFlow.NoBlock"/>.</summary>
    internal int BlockOf(FlowKey key)
    {
        return _blocks == null || key.SourcePort < 0 ? CachedFlow.NoBlock : PortBlocks.Of(key.SourcePort);
    }

    /// <summary>The uplink that packets of a block take now, or -1.</summary>
    internal int UplinkOf(int block)
    {
        return block == CachedFlow.NoBlock ? Choice : UplinkAt(_blocks.HolderOf(block));
    }

    /// <summary>Chooses anew, after a binding or a path changed.</summary>
    /// <returns>Whether a flow binding changed.</returns>
    internal bool Choose()
    {
        PathStanding best = BestStanding();
        int choice = -1;
        for (int i = 0; i < _serves.Length; i++)
        {
            Binding binding = _bindings.At(_settings.Uplinks[i]);
            _serves[i] = binding.State == BindingState.Registered && binding.Standing == best;
            if (_serves[i] && choice < 0)
            {
                choice = i;
            }
        }

        if (_blocks == null)
        {
            Choice = UplinkAt(choice);
            return Set(_entry, Choice);
        }

        _blocks.Share(_serves);
        Choice = UplinkAt(_blocks.Heaviest);
        bool changed = Set(_entry, Choice);
        for (int i = 0; i < _blockEntries.Length; i++)
        {
            // What the heaviest holds needs no flow binding of its own.
            if (_blockEntries[i] != null)
            {
                int uplink = UplinkAt(_blocks.HolderOf(i));
                changed |= Set(_blockEntries[i], uplink == Choice ? -1 : uplink);
            }
        }

        return changed;
    }

    private static bool Set(FlowEntry entry, int uplink)
    {
        bool changed = entry.Uplink != uplink;
        entry.Uplink = uplink;
        return changed;
    }

    private static bool IsIn(int number, int first, int last)
    {
        return first == FlowSettings.Any || (number >= first && number <= last);
    }

    /// <summary>The rule turned round: what comes back to the vehicle from where its packets go.</summary>
    private static TrafficSelector SelectorOf(FlowSettings rule)
    {
        TrafficSelector selector = new TrafficSelector
        {
            FirstProtocol = rule.Protocol,
            LastProtocol = rule.Protocol,
            FirstSourcePort = rule.FirstDestinationPort,
            LastSourcePort = rule.LastDestinationPort,
            FirstDestinationPort = rule.FirstSourcePort,
            LastDestinationPort = rule.LastSourcePort,
            HasSource = rule.Destination != null,
            HasDestination = rule.Source != null,
        };
        if (rule.TrafficClass != FlowSettings.Any)
        {
            selector.FirstTrafficClass = rule.TrafficClass & FlowKey.DifferentiatedServices;
            selector.LastTrafficClass = rule.TrafficClass | (0xFF & ~FlowKey.DifferentiatedServices);
        }

        SetRange(rule.Destination, selector.FirstSource, selector.LastSource);
        SetRange(rule.Source, selector.FirstDestination, selector.LastDestination);
        return selector;
    }

    private static void SetRange(Ipv6Prefix prefix, byte[] first, byte[] last)
    {
        if (prefix == null)
        {
            return;
        }

        Ipv6Address.Copy(prefix.Octets, 0, first, 0);
        for (int i = 0; i < Ipv6Address.Length; i++)
        {
            int bits = prefix.Length - (8 * i);
            int host = bits >= 8 ? 0 : bits <= 0 ? 0xFF : 0xFF >> bits;
            last[i] = (byte)(first[i] | host);
        }
    }

    private int UplinkAt(int index)
    {
        return index < 0 ? -1 : _settings.Uplinks[index];
    }

    private PathStanding BestStanding()
    {
        PathStanding best = PathStanding.Dead;
        for (int i = 0; i < _serves.Length; i++)
        {
            Binding binding = _bindings.At(_settings.Uplinks[i]);
            if (binding.State == BindingState.Registered && binding.Standing < best)
            {
                best = binding.Standing;
            }
        }

        return best;
    }
}
