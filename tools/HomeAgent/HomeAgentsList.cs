using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The Home Agents List (RFC 6275 §10.1) as the settings have it, this home agent included, in order of decreasing
/// preference. Those of equal preference take turns by chance, anew for every answer (§10.5.1).
/// </summary>
internal sealed class HomeAgentsList
{
    /// <summary>Addresses in one answer, so that it fits into the smallest MTU (§10.5.1).</summary>
    public const int LargestAnswer =
        (Limits.MinimumMtu - Ipv6Header.Length - Icmpv6.FixedLength) / Ipv6Address.Length;

    private readonly PeerHomeAgent[] _agents;
    private readonly RandomSource _random;

    public HomeAgentsList(HomeAgentSettings settings, RandomSource random)
    {
        _random = random;
        _agents = new PeerHomeAgent[settings.PeerHomeAgents.Length + 1];
        Insert(new PeerHomeAgent { Address = settings.Address, Preference = settings.Preference }, 0);
        for (int i = 1; i < _agents.Length; i++)
        {
            Insert(settings.PeerHomeAgents[i - 1], i);
        }
    }

    /// <summary>Writes the addresses of an answer.</summary>
    /// <param name="octets">Where to write.</param>
    /// <param name="at">Where the first address starts.</param>
    /// <param name="mobileRouters">Whether only those that serve mobile routers are wanted (RFC 3963 §7.2).</param>
    /// <returns>Where the answer ends.</returns>
    public int Write(byte[] octets, int at, bool mobileRouters)
    {
        Shuffle();
        int written = 0;
        for (int i = 0; i < _agents.Length && written < LargestAnswer; i++)
        {
            if (_agents[i].MobileRouters || !mobileRouters)
            {
                at = HomeAgentDiscovery.WriteAddress(octets, at, _agents[i].Address, 0);
                written++;
            }
        }

        return at;
    }

    private void Insert(PeerHomeAgent agent, int count)
    {
        int at = count;
        for (; at > 0 && _agents[at - 1].Preference < agent.Preference; at--)
        {
            _agents[at] = _agents[at - 1];
        }

        _agents[at] = agent;
    }

    /// <summary>Changes each with one of its equals at or behind it.</summary>
    private void Shuffle()
    {
        for (int i = 0; i < _agents.Length; i++)
        {
            int end = i + 1;
            while (end < _agents.Length && _agents[end].Preference == _agents[i].Preference)
            {
                end++;
            }

            if (end - i > 1)
            {
                int other = i + (_random.NextUInt16() % (end - i));
                PeerHomeAgent agent = _agents[i];
                _agents[i] = _agents[other];
                _agents[other] = agent;
            }
        }
    }
}
