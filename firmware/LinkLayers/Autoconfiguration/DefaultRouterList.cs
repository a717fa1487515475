using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>
/// The Default Router List (RFC 4861 §5.1), of fixed size. The router in use stays so while it advertises itself.
/// </summary>
internal sealed class DefaultRouterList
{
    private const int None = -1;

    private readonly byte[] _addresses = new byte[LinkLimits.DefaultRouters * Ipv6Address.Length];
    private readonly long[] _until = new long[LinkLimits.DefaultRouters];
    private int _inUse = None;
    private bool _changed;

    /// <summary>The address of the default router in use, 16 octets.</summary>
    internal readonly byte[] Best = new byte[Ipv6Address.Length];

    /// <summary>Whether there is a default router.</summary>
    internal bool HasBest
    {
        get { return _inUse != None; }
    }

    /// <summary>When the next one expires, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _until.Length; i++)
            {
                next = _until[i] != 0 && _until[i] < next ? _until[i] : next;
            }

            return next;
        }
    }

    /// <summary>Whether the router in use has changed since the last call.</summary>
    internal bool TakeChange()
    {
        bool changed = _changed;
        _changed = false;
        return changed;
    }

    /// <summary>Forgets all; that is no change.</summary>
    internal void Clear()
    {
        for (int i = 0; i < _until.Length; i++)
        {
            _until[i] = 0;
        }

        _inUse = None;
        _changed = false;
    }

    /// <summary>Takes what a router says of itself (RFC 4861 §6.3.4).</summary>
    /// <returns><see cref="LinkRefusal.None"/>, or that the table is full.</returns>
    internal LinkRefusal Take(byte[] buffer, int addressOffset, int lifetimeSeconds, long now)
    {
        int at = Find(buffer, addressOffset);
        if (at == None)
        {
            if (lifetimeSeconds == 0)
            {
                return LinkRefusal.None;
            }

            at = FindFree();
            if (at == None)
            {
                return LinkRefusal.TableFull;
            }

            Ipv6Address.Copy(buffer, addressOffset, _addresses, at * Ipv6Address.Length);
        }

        _until[at] = lifetimeSeconds == 0 ? 0 : now + (1000L * lifetimeSeconds);
        Choose();
        return LinkRefusal.None;
    }

    /// <summary>Drops routers whose lifetime is over (RFC 4861 §6.3.5).</summary>
    /// <returns>Whether one was dropped.</returns>
    internal bool Expire(long now)
    {
        bool expired = false;
        for (int i = 0; i < _until.Length; i++)
        {
            if (_until[i] != 0 && now >= _until[i])
            {
                _until[i] = 0;
                expired = true;
            }
        }

        if (expired)
        {
            Choose();
        }

        return expired;
    }

    private int Find(byte[] buffer, int offset)
    {
        for (int i = 0; i < _until.Length; i++)
        {
            if (_until[i] != 0 && Ipv6Address.Equal(_addresses, i * Ipv6Address.Length, buffer, offset))
            {
                return i;
            }
        }

        return None;
    }

    private int FindFree()
    {
        for (int i = 0; i < _until.Length; i++)
        {
            if (_until[i] == 0)
            {
                return i;
            }
        }

        return None;
    }

    private void Choose()
    {
        if (_inUse != None && _until[_inUse] != 0)
        {
            return;
        }

        _inUse = None;
        _changed = true;
        for (int i = 0; i < _until.Length; i++)
        {
            if (_until[i] != 0)
            {
                _inUse = i;
                Ipv6Address.Copy(_addresses, i * Ipv6Address.Length, Best, 0);
                return;
            }
        }
    }
}
