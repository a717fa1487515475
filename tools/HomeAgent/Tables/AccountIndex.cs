using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// What the accounts that were read so far have taken, for the reader of the settings: home addresses, keys, identifiers
/// and prefixes, which no two routers may share.
/// </summary>
internal sealed class AccountIndex
{
    private readonly OctetsIndex _homeAddresses;
    private readonly OctetsIndex _keys;
    private readonly OctetsIndex _identifiers;
    private readonly PrefixTree _prefixes = new PrefixTree();

    internal AccountIndex(int routers)
    {
        _homeAddresses = new OctetsIndex(routers);
        _keys = new OctetsIndex(routers);
        _identifiers = new OctetsIndex(routers);
    }

    /// <summary>Takes a router's home address.</summary>
    /// <returns>The first router that has it already, or -1.</returns>
    internal int TakeHomeAddress(byte[] address, int router)
    {
        return _homeAddresses.Add(address, router);
    }

    /// <summary>Takes a router's key.</summary>
    /// <returns>The first router that has it already, or -1.</returns>
    internal int TakeKey(byte[] key, int router)
    {
        return _keys.Add(key, router);
    }

    /// <summary>Takes a router's identifier.</summary>
    /// <returns>The first router that has it already, or -1.</returns>
    internal int TakeIdentifier(byte[] identifier, int router)
    {
        return _identifiers.Add(identifier, router);
    }

    /// <summary>Takes a router's prefixes, of which none overlaps another.</summary>
    internal void TakePrefixes(Ipv6Prefix[] prefixes, int router)
    {
        for (int i = 0; i < prefixes.Length; i++)
        {
            _prefixes.Add(prefixes[i], (router * Limits.Prefixes) + i);
        }
    }

    /// <summary>Finds the first prefix taken that overlaps another.</summary>
    /// <param name="prefix">The other.</param>
    /// <param name="index">Its index in its account.</param>
    /// <returns>Its router, or -1.</returns>
    internal int FindOverlap(Ipv6Prefix prefix, out int index)
    {
        int found = _prefixes.FindOverlap(prefix);
        index = found == PrefixTree.None ? -1 : found % Limits.Prefixes;
        return found == PrefixTree.None ? -1 : found / Limits.Prefixes;
    }
}
