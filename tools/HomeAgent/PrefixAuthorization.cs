using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Which prefixes a registration asks for, and whether the router's account allows them (RFC 3963 §6.2). Judging
/// changes nothing but this object, which is reused.
/// </summary>
internal sealed class PrefixAuthorization
{
    /// <summary>The prefixes of the last update, one bit each of the account's.</summary>
    public int Prefixes { get; private set; }

    /// <summary>
    /// Judges the prefixes of an update from a mobile router: those that it names, which must stand in the account
    /// exactly so, or in implicit mode all of the account.
    /// </summary>
    /// <returns><see cref="BindingStatus.Accepted"/>, or the status of the answer.</returns>
    public int Judge(Ipv6Prefix[] authorised, byte[] buffer, MobilityOptions options)
    {
        Prefixes = 0;
        if (options.PrefixCount == 0)
        {
            Prefixes = (1 << authorised.Length) - 1;
            return authorised.Length == 0 ? BindingStatus.ForwardingSetupFailed : BindingStatus.Accepted;
        }

        for (int i = 0; i < options.PrefixCount; i++)
        {
            int at = options.PrefixAt(i);
            if (MobileNetworkPrefixOption.PrefixLength(buffer, at) > 8 * Ipv6Address.Length)
            {
                return BindingStatus.InvalidPrefix;
            }

            int prefix = Find(authorised, buffer, at);
            if (prefix < 0)
            {
                return BindingStatus.NotAuthorizedForPrefix;
            }

            Prefixes |= 1 << prefix;
        }

        return BindingStatus.Accepted;
    }

    /// <summary>A mobile host registers no prefix.</summary>
    public void Clear()
    {
        Prefixes = 0;
    }

    private static int Find(Ipv6Prefix[] authorised, byte[] buffer, int at)
    {
        for (int i = 0; i < authorised.Length; i++)
        {
            if (MobileNetworkPrefixOption.Names(buffer, at, authorised[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
