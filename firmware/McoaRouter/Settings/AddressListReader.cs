using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>Lists of literal addresses, each of which stands in it once.</summary>
internal static class AddressListReader
{
    /// <summary>Reads the addresses, 16 octets each, null where one is faulty; an empty list is no fault.</summary>
    /// <param name="reader">The object it stands in.</param>
    /// <param name="key">The member.</param>
    /// <param name="longest">How many addresses there may be.</param>
    /// <param name="countRemedy">What to do where it is no list, or too long.</param>
    /// <param name="remedy">What to do where an address is faulty.</param>
    internal static byte[][] Read(JsonObjectReader reader, string key, int longest, string countRemedy, string remedy)
    {
        ArrayList items = reader.ReadList(key, 0, longest, countRemedy);
        byte[][] addresses = new byte[items == null ? 0 : items.Count][];
        for (int i = 0; i < addresses.Length; i++)
        {
            string path = reader.PathOf(key, i);
            addresses[i] = AddressReader.ReadAddress(items[i], path, remedy, reader.Faults);
            int other = addresses[i] == null ? -1 : IndexOf(addresses, i, addresses[i]);
            if (other >= 0)
            {
                reader.Faults.Add(
                    path,
                    Ipv6AddressText.Write(addresses[i], 0) + " is already given as " + reader.PathOf(key, other),
                    "remove one of the two");
            }
        }

        return addresses;
    }

    /// <summary>Where an address stands among the first <paramref name="count"/>, some of which may be null; or -1.</summary>
    internal static int IndexOf(byte[][] addresses, int count, byte[] address)
    {
        for (int i = 0; i < count; i++)
        {
            if (addresses[i] != null && Ipv6Address.Equal(addresses[i], 0, address, 0))
            {
                return i;
            }
        }

        return -1;
    }
}
