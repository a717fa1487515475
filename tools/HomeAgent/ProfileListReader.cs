using System.Collections;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>The wire profiles that a home agent speaks, and the one of each router.</summary>
internal static class ProfileListReader
{
    /// <summary>
    /// Reads a home agent's <c>wireProfiles</c> and <c>bindingIdentifierOptionType</c>; null where one is faulty.
    /// </summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="names">The profiles' names in their order, for <see cref="ReadOneOf"/>.</param>
    internal static WireProfile[] Read(JsonObjectReader reader, out string[] names)
    {
        const string Key = "wireProfiles";
        const string Remedy = "use [\"draft-01\"], [\"rfc5648\"] or both, the default first";
        names = new string[] { ProfileReader.Draft };
        bool sound = true;
        if (reader.Has(Key))
        {
            ArrayList items = reader.ReadList(Key, 2, Remedy);
            sound = items != null;
            names = new string[sound ? items.Count : 0];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = ReadName(reader, reader.PathOf(Key, i), items[i], names, Remedy);
                sound = names[i] != null && sound;
            }
        }

        bool draft = !sound || SettingsValue.IndexOf(names, ProfileReader.Draft) >= 0;
        int type = ProfileReader.ReadOptionType(reader, draft);
        if (!sound || type == JsonObjectReader.Unread)
        {
            return null;
        }

        WireProfile[] profiles = new WireProfile[names.Length];
        for (int i = 0; i < profiles.Length; i++)
        {
            profiles[i] = ProfileReader.Make(names[i], type);
        }

        return profiles;
    }

    /// <summary>
    /// Reads the <c>wireProfile</c> of one router that a home agent serves, the first where it does not say; null where
    /// it is faulty.
    /// </summary>
    /// <param name="reader">The router's object.</param>
    /// <param name="profiles">The home agent's profiles, null where one is faulty.</param>
    /// <param name="names">Their names.</param>
    internal static WireProfile ReadOneOf(JsonObjectReader reader, WireProfile[] profiles, string[] names)
    {
        const string Key = "wireProfile";
        string name = reader.Has(Key)
            ? reader.ReadChoice(Key, null, new string[] { ProfileReader.Draft, ProfileReader.Final })
            : names.Length == 0 ? null : names[0];
        if (name == null || profiles == null)
        {
            return null;
        }

        int index = SettingsValue.IndexOf(names, name);
        if (index < 0)
        {
            reader.AddFault(
                Key, SettingsText.Quote(name) + " is not in wireProfiles", "use one of those, or add it there");
            return null;
        }

        return profiles[index];
    }

    // The name of one profile that was not given before, or null with a fault.
    private static string ReadName(JsonObjectReader reader, string path, object value, string[] before, string remedy)
    {
        string name = SettingsValue.AsText(value, path, remedy, reader.Faults);
        if (name == null)
        {
            return null;
        }

        bool known = name == ProfileReader.Draft || name == ProfileReader.Final;
        if (known && SettingsValue.IndexOf(before, name) < 0)
        {
            return name;
        }

        reader.Faults.Add(path, SettingsText.Quote(name) + (known ? " is given twice" : " is unknown"), remedy);
        return null;
    }
}
