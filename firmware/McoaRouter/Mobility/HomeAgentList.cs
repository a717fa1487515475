using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The home agents that the router knows (RFC 3963 §5.1, RFC 6275 §11.4.1): those of the settings in their order, then
/// those that discovery found. One of them is the present one.
/// </summary>
internal sealed class HomeAgentList
{
    /// <summary>The 16 octets of the present home agent's address; whoever keeps them sees it change.</summary>
    internal readonly byte[] Address = new byte[Ipv6Address.Length];

    /// <summary>
    /// The 4 octets of the present home agent's IPv4 address; whoever keeps them sees it change. Meaningful where
    /// <see cref="HasIpv4Address"/>.
    /// </summary>
    internal readonly byte[] Ipv4Address = new byte[Wire.Ipv4Address.Length];

    /// <summary>Whether the home address must not be registered again, with whatever home agent.</summary>
    internal bool IsClosed;

    private readonly HomeAgentRecord[] _records = new HomeAgentRecord[Limits.KnownHomeAgents];
    private readonly RegistrationForm _form;
    private readonly Ipv4Uplinks _ipv4;
    private int _count;
    private int _present;
    private int _failed;

    internal HomeAgentList(RouterSettings settings, Ipv4Uplinks ipv4)
    {
        _form = settings.Registration;
        _ipv4 = ipv4;
        for (int i = 0; i < _records.Length; i++)
        {
            _records[i] = new HomeAgentRecord();
        }

        for (int i = 0; i < settings.HomeAgents.Length; i++)
        {
            Add(settings.HomeAgents[i], 0);
            byte[] ipv4Address = settings.HomeAgentIpv4Addresses[i];
            if (ipv4Address != null)
            {
                _records[i].HasIpv4Address = true;
                Wire.Ipv4Address.Copy(ipv4Address, 0, _records[i].Ipv4Address, 0);
            }
        }

        Take(0);
    }

    /// <summary>Whether the present home agent can be asked over IPv4.</summary>
    internal bool HasIpv4Address
    {
        get { return Present.HasIpv4Address; }
    }

    /// <summary>The present home agent.</summary>
    internal HomeAgentRecord Present
    {
        get { return _records[_present]; }
    }

    /// <summary>Whether no home agent is known.</summary>
    internal bool IsEmpty
    {
        get { return _count == 0; }
    }

    /// <summary>Whether there is another one that may be asked.</summary>
    internal bool HasOther
    {
        get { return After(false) != _present; }
    }

    /// <summary>Whether there is another one that may be asked and is not known to ignore Binding Identifiers.</summary>
    internal bool HasOtherWithIdentifiers
    {
        get { return After(true) != _present; }
    }

    /// <summary>The home address is refused: no home agent is asked again, and none is taken into the list.</summary>
    internal void GiveUpAll()
    {
        IsClosed = true;
        for (int i = 0; i < _count; i++)
        {
            _records[i].GivenUp = true;
        }
    }

    /// <summary>The present home agent registered something: it counts as good again.</summary>
    internal void Succeeded()
    {
        _failed = 0;
    }

    /// <summary>
    /// Goes on to the next home agent in the list, round and round, past those that were given up.
    /// </summary>
    /// <returns>False where all of them have failed since the last one that did not.</returns>
    internal bool Advance()
    {
        _failed += Present.GivenUp ? 0 : 1;
        Take(After(false));
        if (_failed < CountUsable())
        {
            return true;
        }

        _failed = 0;
        return false;
    }

    /// <summary>
    /// Goes on to the next home agent that can be asked over the uplinks that there are, perhaps only to one that is not
    /// known to ignore Binding Identifiers.
    /// </summary>
    internal void AdvanceToReachable(bool withIdentifiers)
    {
        Take(After(withIdentifiers));
    }

    /// <summary>Notes a home agent; a full list, or one that has it already, stays as it is.</summary>
    /// <returns>Whether it is new.</returns>
    internal bool Add(byte[] buffer, int offset)
    {
        for (int i = 0; i < _count; i++)
        {
            if (Ipv6Address.Equal(_records[i].Address, 0, buffer, offset))
            {
                return false;
            }
        }

        if (_count == _records.Length || IsClosed)
        {
            return false;
        }

        Ipv6Address.Copy(buffer, offset, _records[_count].Address, 0);
        _records[_count].Form = _form;
        _records[_count].Overwrite = true;
        _count++;
        return true;
    }

    /// <summary>Goes on to the home agent that was noted last.</summary>
    internal void TakeNewest()
    {
        _failed = 0;
        Take(_count - 1);
    }

    /// <summary>
    /// What the home agent may still hold from earlier is not known, so the first registration replaces it.
    /// </summary>
    private void Take(int index)
    {
        _present = index;
        _records[index].Overwrite = true;
        Ipv6Address.Copy(_records[index].Address, 0, Address, 0);
        Wire.Ipv4Address.Copy(_records[index].Ipv4Address, 0, Ipv4Address, 0);
    }

    private int CountUsable()
    {
        int usable = 0;
        for (int i = 0; i < _count; i++)
        {
            usable += MayAsk(_records[i]) ? 1 : 0;
        }

        return usable;
    }

    private int After(bool withIdentifiers)
    {
        for (int i = 1; i < _count; i++)
        {
            int index = (_present + i) % _count;
            if (MayAsk(_records[index]) && !(withIdentifiers && _records[index].IgnoresIdentifiers))
            {
                return index;
            }
        }

        return _present;
    }

    private bool MayAsk(HomeAgentRecord record)
    {
        return !record.GivenUp && (record.HasIpv4Address || !_ipv4.AreAlone);
    }
}
