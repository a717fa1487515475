using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Numbers by octets: home addresses, and what the reader of the settings must find twice. Keys are never removed, and come
/// from the settings alone, so that nobody else can crowd them. All is set aside at start; the first of equal keys is kept.
/// </summary>
internal sealed class OctetsIndex
{
    private readonly byte[][] _keys;

    // One more than the number of the key at a place, 0 where it is free; at most half of the places are taken.
    private readonly int[] _places;
    private readonly int _mask;

    /// <summary>Makes an empty index.</summary>
    /// <param name="keys">How many numbers there are: 0 up to this.</param>
    internal OctetsIndex(int keys)
    {
        _keys = new byte[keys][];
        _places = new int[AddressHash.PlacesFor(keys)];
        _mask = _places.Length - 1;
    }

    /// <summary>Adds a key under a number that has none yet.</summary>
    /// <returns>The number that already has this key, or -1 where it was added.</returns>
    internal int Add(byte[] key, int number)
    {
        int place = HashOf(key) & _mask;
        for (; _places[place] != 0; place = (place + 1) & _mask)
        {
            if (Same(_keys[_places[place] - 1], key))
            {
                return _places[place] - 1;
            }
        }

        _keys[number] = key;
        _places[place] = number + 1;
        return -1;
    }

    /// <summary>
    /// The number of an address, or -1, where all keys are addresses. Its work is bounded by the longest run of places
    /// taken, which the settings alone decide.
    /// </summary>
    internal int FindAddress(byte[] buffer, int offset)
    {
        for (int place = AddressHash.Of(buffer, offset) & _mask; _places[place] != 0; place = (place + 1) & _mask)
        {
            int number = _places[place] - 1;
            if (Ipv6Address.Equal(_keys[number], 0, buffer, offset))
            {
                return number;
            }
        }

        return -1;
    }

    private static int HashOf(byte[] key)
    {
        return key.Length == Ipv6Address.Length ? AddressHash.Of(key, 0) : AddressHash.Of(key);
    }

    private static bool Same(byte[] left, byte[] right)
    {
        bool same = left.Length == right.Length;
        for (int i = 0; same && i < left.Length; i++)
        {
            same = left[i] == right[i];
        }

        return same;
    }
}
