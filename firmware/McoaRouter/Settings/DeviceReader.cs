namespace McoaRouter.Settings;

/// <summary>The key <c>device</c>: the name of an operating system's network interface.</summary>
internal static class DeviceReader
{
    // What Linux allows.
    private const int LongestName = 15;
    private const string Remedy = "give the name of a network interface, such as eth0";

    /// <summary>Reads it where the link has one; null where it has none or it is faulty.</summary>
    /// <param name="reader">The object it stands in.</param>
    /// <param name="link">The link, null where that is faulty.</param>
    /// <param name="owner">The link that has a device.</param>
    internal static string Read(JsonObjectReader reader, string link, string owner)
    {
        bool given = reader.Has("device");
        if (link == owner)
        {
            string name = reader.ReadName("device", LongestName, Remedy);
            SettingsRecorder.Hear(reader.PathOf("device"), "pattern", "^[^\\u0000- \\u007f./][^\\u0000- \\u007f/]*$");
            if (name != null && (name.IndexOf('/') >= 0 || name.IndexOf(' ') >= 0 || name[0] == '.'))
            {
                reader.AddFault("device", SettingsText.Quote(name) + " is not the name of an interface", Remedy);
                return null;
            }

            return name;
        }

        if (given && link != null)
        {
            reader.AddFault("device", "does not go with link \"" + link + "\"", "remove it, or use link \"" + owner + "\"");
        }

        return null;
    }
}
