using System;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Which router's prefix an address lies in: one look-up for each length of prefix that the accounts have, however many
/// routers there are. Prefixes are never removed, and come from the settings alone. All is set aside at start.
/// </summary>
public sealed class RouterPrefixes
{
    private readonly Ipv6Prefix[] _prefixes;
    private readonly int[] _routers;

    // One more than the number of the prefix at a place, 0 where it is free; at most half of the places are taken.
    private readonly int[] _places;
    private readonly int _mask;
    private readonly int[] _lengths;
    private readonly long[] _highMasks;
    private readonly long[] _lowMasks;

    /// <summary>Takes the prefixes of all accounts.</summary>
    public RouterPrefixes(RouterAccount[] accounts)
    {
        int count = 0;
        for (int i = 0; i < accounts.Length; i++)
        {
            count += accounts[i].Prefixes.Length;
        }

        _prefixes = new Ipv6Prefix[count];
        _routers = new int[count];
        _places = new int[AddressHash.PlacesFor(count)];
        _mask = _places.Length - 1;
        bool[] used = new bool[(8 * Ipv6Address.Length) + 1];
        int at = 0;
        for (int i = 0; i < accounts.Length; i++)
        {
            for (int j = 0; j < accounts[i].Prefixes.Length; j++)
            {
                used[accounts[i].Prefixes[j].Length] = true;
                Add(accounts[i].Prefixes[j], i, at++);
            }
        }

        int lengths = 0;
        for (int i = 0; i < used.Length; i++)
        {
            lengths += used[i] ? 1 : 0;
        }

        _lengths = new int[lengths];
        _highMasks = new long[lengths];
        _lowMasks = new long[lengths];
        TakeLengths(used);
    }

    /// <summary>
    /// The router in whose prefix an address lies, or -1; the first in the settings where there are several. Its work is
    /// bounded by the lengths in use, 64 at most, and by runs of places taken, which the settings alone decide.
    /// </summary>
    public int Find(byte[] buffer, int offset)
    {
        long high = BitConverter.ToInt64(buffer, offset);
        long low = BitConverter.ToInt64(buffer, offset + 8);
        int found = -1;
        for (int i = 0; i < _lengths.Length; i++)
        {
            int length = _lengths[i];
            int place = AddressHash.Of(high & _highMasks[i], low & _lowMasks[i], length) & _mask;
            for (; _places[place] != 0; place = (place + 1) & _mask)
            {
                int number = _places[place] - 1;
                if (_prefixes[number].Length == length && _prefixes[number].Contains(buffer, offset))
                {
                    found = found < 0 || _routers[number] < found ? _routers[number] : found;
                    break;
                }
            }
        }

        return found;
    }

    private void Add(Ipv6Prefix prefix, int router, int number)
    {
        _prefixes[number] = prefix;
        _routers[number] = router;
        long high = BitConverter.ToInt64(prefix.Octets, 0);
        long low = BitConverter.ToInt64(prefix.Octets, 8);
        int place = AddressHash.Of(high, low, prefix.Length) & _mask;
        for (; _places[place] != 0; place = (place + 1) & _mask)
        {
            if (_prefixes[_places[place] - 1].Same(prefix))
            {
                return;
            }
        }

        _places[place] = number + 1;
    }

    private void TakeLengths(bool[] used)
    {
        byte[] ones = new byte[Ipv6Address.Length];
        for (int i = 0; i < ones.Length; i++)
        {
            ones[i] = 0xFF;
        }

        int count = 0;
        for (int i = 0; i < used.Length; i++)
        {
            if (used[i])
            {
                byte[] mask = new Ipv6Prefix(ones, 0, i).Octets;
                _lengths[count] = i;
                _highMasks[count] = BitConverter.ToInt64(mask, 0);
                _lowMasks[count] = BitConverter.ToInt64(mask, 8);
                count++;
            }
        }
    }
}
