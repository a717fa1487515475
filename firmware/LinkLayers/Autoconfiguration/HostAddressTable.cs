using System;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>
/// The global addresses of a host, made from prefixes that routers advertise (RFC 4862 §5.5), of fixed size. Those that
/// are there stay until their lifetimes end; a newcomer takes no other's place.
/// </summary>
internal sealed class HostAddressTable
{
    /// <summary>Octets of an interface identifier: half of an address.</summary>
    internal const int IdentifierOctets = 8;

    /// <summary>Where it starts in an address.</summary>
    internal const int IdentifierOffset = 8;

    private const int PrefixBits = 64;

    // RFC 4862 §5.5.3 e: an advertisement, which anybody can forge, does not shorten the rest of a lifetime below this.
    private const long TwoHoursMs = 7200000;

    private readonly HostAddress[] _addresses = new HostAddress[LinkLimits.HostAddresses];
    private readonly byte[] _identifier = new byte[IdentifierOctets];
    private readonly byte[] _formed = new byte[Ipv6Address.Length];
    private long _chooseAt = MobileRouter.NoDeadline;

    /// <summary>The address in use, or null: preferred before deprecated, and kept while it is preferred.</summary>
    internal HostAddress Best;

    internal HostAddressTable()
    {
        for (int i = 0; i < _addresses.Length; i++)
        {
            _addresses[i] = new HostAddress();
        }
    }

    /// <summary>How many addresses there may be.</summary>
    internal int Count
    {
        get { return _addresses.Length; }
    }

    /// <summary>When the next lifetime or trial ends, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get
        {
            long next = _chooseAt;
            for (int i = 0; i < _addresses.Length; i++)
            {
                next = Timing.Earlier(next, _addresses[i].NextDeadline);
            }

            return next;
        }
    }

    /// <summary>The address with this number; it may be none.</summary>
    internal HostAddress At(int index)
    {
        return _addresses[index];
    }

    /// <summary>Forgets all addresses, and takes the identifier that those to come end with.</summary>
    internal void Clear(byte[] identifier, int offset)
    {
        Array.Copy(identifier, offset, _identifier, 0, IdentifierOctets);
        Clear();
    }

    /// <summary>Forgets all addresses.</summary>
    internal void Clear()
    {
        Best = null;
        _chooseAt = MobileRouter.NoDeadline;
        for (int i = 0; i < _addresses.Length; i++)
        {
            _addresses[i].State = HostAddressState.None;
        }
    }

    /// <summary>The address that equals 16 octets, or null.</summary>
    internal HostAddress Find(byte[] buffer, int offset)
    {
        for (int i = 0; i < _addresses.Length; i++)
        {
            HostAddress address = _addresses[i];
            if (address.State != HostAddressState.None && Ipv6Address.Equal(address.Octets, 0, buffer, offset))
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>Takes a Prefix Information option (RFC 4862 §5.5.3).</summary>
    /// <param name="buffer">The buffer with the option.</param>
    /// <param name="at">Where it starts.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <param name="formed">An address that is new and yet to be tried, or null.</param>
    /// <returns><see cref="LinkRefusal.None"/>, or why no address came of it.</returns>
    internal LinkRefusal TakePrefix(byte[] buffer, int at, long now, out HostAddress formed)
    {
        formed = null;
        if ((PrefixInformationOption.Flags(buffer, at) & PrefixInformationOption.AutonomousFlag) == 0)
        {
            return LinkRefusal.None;
        }

        long valid = PrefixInformationOption.ValidLifetime(buffer, at);
        long preferred = PrefixInformationOption.PreferredLifetime(buffer, at);
        int prefix = PrefixInformationOption.PrefixOffset(at);
        if (preferred > valid
            || PrefixInformationOption.PrefixLength(buffer, at) != PrefixBits
            || !IsGlobal(buffer, prefix))
        {
            return LinkRefusal.PrefixRefused;
        }

        Array.Copy(buffer, prefix, _formed, 0, IdentifierOffset);
        Array.Copy(_identifier, 0, _formed, IdentifierOffset, IdentifierOctets);
        HostAddress address = Find(_formed, 0);
        if (address != null)
        {
            address.PreferredUntil = Until(preferred, now);
            return Prolong(address, Until(valid, now), now);
        }

        if (valid == 0)
        {
            return LinkRefusal.None;
        }

        formed = FindFree();
        if (formed == null)
        {
            return LinkRefusal.TableFull;
        }

        Ipv6Address.Copy(_formed, 0, formed.Octets, 0);
        formed.PreferredUntil = Until(preferred, now);
        formed.ValidUntil = Until(valid, now);
        return LinkRefusal.None;
    }

    /// <summary>Drops addresses whose valid lifetime is over (RFC 4862 §5.5.4) and chooses the best anew.</summary>
    /// <returns>Whether the best is another now.</returns>
    internal bool Choose(long now)
    {
        HostAddress before = Best;
        for (int i = 0; i < _addresses.Length; i++)
        {
            if (_addresses[i].State != HostAddressState.None && now >= _addresses[i].ValidUntil)
            {
                _addresses[i].State = HostAddressState.None;
            }
        }

        if (Best == null || Best.State != HostAddressState.Assigned || now >= Best.PreferredUntil)
        {
            Best = FindBest(now);
        }

        _chooseAt = Best != null && now < Best.PreferredUntil ? Best.PreferredUntil : MobileRouter.NoDeadline;
        return Best != before;
    }

    private static bool IsGlobal(byte[] buffer, int prefix)
    {
        return !Ipv6Address.IsLinkLocal(buffer, prefix)
            && !Ipv6Address.IsMulticast(buffer, prefix)
            && BitConverter.ToInt64(buffer, prefix) != 0;
    }

    private static long Until(long seconds, long now)
    {
        return seconds == PrefixInformationOption.InfiniteLifetime ? MobileRouter.NoDeadline : now + (1000 * seconds);
    }

    /// <summary>The two-hour rule (RFC 4862 §5.5.3 e).</summary>
    private static LinkRefusal Prolong(HostAddress address, long until, long now)
    {
        if (until > now + TwoHoursMs || until > address.ValidUntil)
        {
            address.ValidUntil = until;
            return LinkRefusal.None;
        }

        if (until < address.ValidUntil && address.ValidUntil > now + TwoHoursMs)
        {
            address.ValidUntil = now + TwoHoursMs;
        }

        return until < address.ValidUntil ? LinkRefusal.LifetimeRefused : LinkRefusal.None;
    }

    private static bool IsBetter(HostAddress address, HostAddress than, long now)
    {
        bool preferred = now < address.PreferredUntil;
        return preferred == now < than.PreferredUntil ? address.ValidUntil > than.ValidUntil : preferred;
    }

    private HostAddress FindFree()
    {
        for (int i = 0; i < _addresses.Length; i++)
        {
            if (_addresses[i].State == HostAddressState.None)
            {
                return _addresses[i];
            }
        }

        return null;
    }

    private HostAddress FindBest(long now)
    {
        HostAddress best = null;
        for (int i = 0; i < _addresses.Length; i++)
        {
            HostAddress address = _addresses[i];
            if (address.State == HostAddressState.Assigned && (best == null || IsBetter(address, best, now)))
            {
                best = address;
            }
        }

        return best;
    }
}
