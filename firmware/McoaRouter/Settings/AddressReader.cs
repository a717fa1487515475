using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>Literal addresses and prefixes of a configuration.</summary>
public static class AddressReader
{
    private const string PrefixPattern = "^[0-9A-Fa-f:.]+/[0-9]{1,3}$";
    private const string RoutableRemedy = "give a global or unique local unicast address";

    /// <summary>A literal, routable address as 16 octets; null with a fault otherwise.</summary>
    public static byte[] ReadAddress(object value, string path, string remedy, SettingsFaults faults)
    {
        string text = SettingsValue.AsText(value, path, remedy, faults);
        SettingsRecorder.Hear(path, "format", "ipv6");
        SettingsRecorder.Hear(path, "pattern", "^[0-9A-Fa-f:.]+$");
        if (text == null)
        {
            return null;
        }

        byte[] address = new byte[Ipv6Address.Length];
        if (!Ipv6AddressText.TryRead(text, address, 0))
        {
            faults.Add(path, SettingsText.Quote(text) + " is not an IPv6 address", remedy);
            return null;
        }

        return IsRoutable(address, path, faults) ? address : null;
    }

    /// <summary>A literal, routable IPv4 address as 4 octets; null with a fault otherwise.</summary>
    public static byte[] ReadIpv4Address(string text, string path, string remedy, SettingsFaults faults)
    {
        SettingsRecorder.Hear(path, "format", "ipv4");
        SettingsRecorder.Hear(path, "pattern", "^[0-9.]+$");
        byte[] address = new byte[Ipv4Address.Length];
        if (!Ipv4AddressText.TryRead(text, address, 0))
        {
            faults.Add(path, SettingsText.Quote(text) + " is not an IPv4 address", remedy);
            return null;
        }

        if (!Ipv4Address.IsRoutable(address, 0))
        {
            faults.Add(path, text + " is not routable", remedy);
            return null;
        }

        return address;
    }

    /// <summary>
    /// A host's address with the length of its prefix (<c>2001:db8:1::100/64</c>) as 16 octets; null with a fault
    /// otherwise.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Its path.</param>
    /// <param name="remedy">What to do where it is faulty.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="prefix">The prefix, or null.</param>
    public static byte[] ReadAddressInPrefix(
        object value,
        string path,
        string remedy,
        SettingsFaults faults,
        out Ipv6Prefix prefix)
    {
        prefix = null;
        string text = SettingsValue.AsText(value, path, remedy, faults);
        SettingsRecorder.Hear(path, "pattern", PrefixPattern);
        if (text == null)
        {
            return null;
        }

        Ipv6Prefix around = Ipv6Prefix.TryRead(text, false);
        if (around == null || around.Length == 0)
        {
            faults.Add(path, SettingsText.Quote(text) + " is not an IPv6 address with a prefix length", remedy);
            return null;
        }

        byte[] address = new byte[Ipv6Address.Length];
        _ = Ipv6AddressText.TryRead(text.Substring(0, text.IndexOf('/')), address, 0);
        if (!IsRoutable(address, path, faults))
        {
            return null;
        }

        if (around.Length < 128 && Ipv6Address.Equal(address, 0, around.Octets, 0))
        {
            faults.Add(path, around.ToString() + " is a prefix, no host in it", remedy);
            return null;
        }

        prefix = around;
        return address;
    }

    /// <summary>A prefix whose bits behind its length are zero; null with a fault otherwise.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Its path.</param>
    /// <param name="longest">The greatest length that is allowed, in bits; 0 is never.</param>
    /// <param name="remedy">What to do where it is faulty.</param>
    /// <param name="faults">Where faults go.</param>
    public static Ipv6Prefix ReadPrefix(object value, string path, int longest, string remedy, SettingsFaults faults)
    {
        string text = SettingsValue.AsText(value, path, remedy, faults);
        SettingsRecorder.Hear(path, "pattern", PrefixPattern);
        if (text == null)
        {
            return null;
        }

        Ipv6Prefix prefix = Ipv6Prefix.TryRead(text, false);
        if (prefix == null)
        {
            faults.Add(path, SettingsText.Quote(text) + " is not an IPv6 prefix", remedy);
            return null;
        }

        if (prefix.Length == 0 || prefix.Length > longest)
        {
            faults.Add(
                path,
                "the length " + prefix.Length.ToString() + " is outside 1.." + longest.ToString(),
                remedy);
            return null;
        }

        if (Ipv6Prefix.TryRead(text, true) == null)
        {
            faults.Add(path, text + " has bits set behind its length", "write " + prefix.ToString());
            return null;
        }

        return IsRoutable(prefix.Octets, path, faults) ? prefix : null;
    }

    private static bool IsRoutable(byte[] address, string path, SettingsFaults faults)
    {
        if (Ipv6Address.IsRoutable(address, 0))
        {
            return true;
        }

        faults.Add(path, Ipv6AddressText.Write(address, 0) + " is not routable", RoutableRemedy);
        return false;
    }
}
