namespace McoaRouter.Security;

/// <summary>
/// The binding management key Kbm (RFC 6275 §5.2.5), 20 octets, made of the keygen tokens by the mobile node and, from
/// the nonce indices, by the correspondent.
/// </summary>
public static class BindingManagementKey
{
    /// <summary>Kbm = SHA-1 (home keygen token | care-of keygen token): for a registration.</summary>
    public static void Compute(
        Sha1 sha1,
        byte[] homeToken,
        int homeTokenOffset,
        byte[] careOfToken,
        int careOfTokenOffset,
        byte[] key,
        int keyOffset)
    {
        sha1.Begin();
        sha1.Add(homeToken, homeTokenOffset, KeygenToken.Octets);
        sha1.Add(careOfToken, careOfTokenOffset, KeygenToken.Octets);
        sha1.Finish(key, keyOffset);
    }

    /// <summary>Kbm = SHA-1 (home keygen token): for a de-registration.</summary>
    public static void Compute(Sha1 sha1, byte[] homeToken, int homeTokenOffset, byte[] key, int keyOffset)
    {
        sha1.Begin();
        sha1.Add(homeToken, homeTokenOffset, KeygenToken.Octets);
        sha1.Finish(key, keyOffset);
    }
}
