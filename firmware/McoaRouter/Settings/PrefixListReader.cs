using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The mobile network prefixes of one router.</summary>
public static class PrefixListReader
{
    /// <summary>
    /// The greatest length of a mobile network prefix, in bits: a link of the vehicle takes 64, for the sake of
    /// stateless address autoconfiguration (RFC 4862 §5.5.3).
    /// </summary>
    public const int LongestPrefix = 64;

    private const string Remedy = "give 1..16 prefixes, such as 2001:db8:100::/56";

    /// <summary>Reads a list of strict prefixes, none inside another; null where one is faulty.</summary>
    public static Ipv6Prefix[] Read(JsonObjectReader reader, string key)
    {
        ArrayList items = reader.ReadList(key, Limits.Prefixes, Remedy);
        if (items == null)
        {
            return null;
        }

        bool sound = true;
        Ipv6Prefix[] prefixes = new Ipv6Prefix[items.Count];
        for (int i = 0; i < items.Count; i++)
        {
            prefixes[i] = AddressReader.ReadPrefix(
                items[i], reader.PathOf(key, i), LongestPrefix, Remedy, reader.Faults);
            sound = prefixes[i] != null && StandsApart(reader, key, prefixes, i) && sound;
        }

        return sound ? prefixes : null;
    }

    private static bool StandsApart(JsonObjectReader reader, string key, Ipv6Prefix[] prefixes, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (prefixes[i] != null && prefixes[i].Overlaps(prefixes[index]))
            {
                bool same = prefixes[i].Same(prefixes[index]);
                reader.Faults.Add(
                    reader.PathOf(key, index),
                    prefixes[index].ToString() + (same ? " is already given as " : " overlaps ") + key + "[" + i.ToString() + "]",
                    same ? "remove one of the two" : "give prefixes of which none contains another");
                return false;
            }
        }

        return true;
    }
}
