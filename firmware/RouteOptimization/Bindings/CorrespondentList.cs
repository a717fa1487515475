using McoaRouter.Wire;

namespace McoaRouter.Bindings;

/// <summary>
/// The Binding Update List towards correspondents: those of the settings, in their order, at most
/// <see cref="Limits.Correspondents"/>.
/// </summary>
public sealed class CorrespondentList
{
    private readonly CorrespondentBindings[] _correspondents;
    private readonly BindingUpdateList _uplinks;

    internal CorrespondentList(byte[][] addresses, BindingUpdateList uplinks)
    {
        _uplinks = uplinks;
        _correspondents = new CorrespondentBindings[addresses.Length];
        for (int i = 0; i < addresses.Length; i++)
        {
            _correspondents[i] = new CorrespondentBindings(addresses[i], uplinks.Count);
        }
    }

    /// <summary>How many correspondents there are.</summary>
    public int Count
    {
        get { return _correspondents.Length; }
    }

    /// <summary>The correspondent with this index in the settings.</summary>
    public CorrespondentBindings At(int index)
    {
        return _correspondents[index];
    }

    /// <summary>The index of the correspondent with an address, or -1.</summary>
    public int IndexOf(byte[] buffer, int offset)
    {
        for (int i = 0; i < _correspondents.Length; i++)
        {
            if (Ipv6Address.Equal(_correspondents[i].Address, 0, buffer, offset))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The uplink whose registered binding carries packets to a correspondent: the one with the highest priority, among
    /// those that are up with the address that is registered; -1 where there is none.
    /// </summary>
    public int PreferredRegistered(int correspondent)
    {
        CorrespondentBindings bindings = _correspondents[correspondent];
        int best = -1;
        for (int i = 0; i < bindings.Count; i++)
        {
            if (bindings.At(i).Registered && IsPresent(bindings, i) && _uplinks.IsPreferred(i, best))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>
    /// Whether a correspondent may send packets to an uplink's present care-of address: it holds a binding there, or
    /// was asked to and has not answered yet.
    /// </summary>
    internal bool IsHeld(int correspondent, int uplink, long now)
    {
        CorrespondentBindings bindings = _correspondents[correspondent];
        return bindings.At(uplink).HeldUntil > now && IsPresent(bindings, uplink);
    }

    private bool IsPresent(CorrespondentBindings bindings, int uplink)
    {
        Binding binding = _uplinks.At(uplink);
        return binding.Up && Ipv6Address.Equal(binding.CareOfAddress, 0, bindings.At(uplink).CareOfAddress, 0);
    }
}
