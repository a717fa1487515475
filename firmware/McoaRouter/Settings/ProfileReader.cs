using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The wire profiles of a configuration, with the option type that goes with them.</summary>
public static class ProfileReader
{
    private const string Draft = "draft-01";
    private const string Final = "rfc5648";

    /// <summary>
    /// Reads a router's <c>wireProfile</c> and <c>bindingIdentifierOptionType</c>; null where one is faulty.
    /// </summary>
    public static WireProfile Read(JsonObjectReader reader)
    {
        string name = reader.ReadChoice("wireProfile", Draft, new string[] { Draft, Final });
        int type = ReadOptionType(reader, name == null || name == Draft);
        return name == null || type == JsonObjectReader.Unread ? null : Make(name, type);
    }

    /// <summary>
    /// Reads a home agent's <c>wireProfiles</c> and <c>bindingIdentifierOptionType</c>; null where one is faulty.
    /// </summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="names">The profiles' names in their order, for <see cref="ReadOneOf"/>.</param>
    public static WireProfile[] ReadList(JsonObjectReader reader, out string[] names)
    {
        const string Key = "wireProfiles";
        const string Remedy = "use [\"draft-01\"], [\"rfc5648\"] or both, the default first";
        names = new string[] { Draft };
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

        int type = ReadOptionType(reader, !sound || SettingsValue.IndexOf(names, Draft) >= 0);
        if (!sound || type == JsonObjectReader.Unread)
        {
            return null;
        }

        WireProfile[] profiles = new WireProfile[names.Length];
        for (int i = 0; i < profiles.Length; i++)
        {
            profiles[i] = Make(names[i], type);
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
    public static WireProfile ReadOneOf(JsonObjectReader reader, WireProfile[] profiles, string[] names)
    {
        const string Key = "wireProfile";
        string name = reader.Has(Key)
            ? reader.ReadChoice(Key, null, new string[] { Draft, Final })
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

    private static WireProfile Make(string name, int type)
    {
        return name == Draft ? WireProfile.Draft01(type) : WireProfile.Rfc5648();
    }

    // The name of one profile that was not given before, or null with a fault.
    private static string ReadName(JsonObjectReader reader, string path, object value, string[] before, string remedy)
    {
        string name = SettingsValue.AsText(value, path, remedy, reader.Faults);
        if (name == null)
        {
            return null;
        }

        bool known = name == Draft || name == Final;
        if (known && SettingsValue.IndexOf(before, name) < 0)
        {
            return name;
        }

        reader.Faults.Add(path, SettingsText.Quote(name) + (known ? " is given twice" : " is unknown"), remedy);
        return null;
    }

    // The type of the draft's option, which it left open; RFC 5648's is assigned.
    private static int ReadOptionType(JsonObjectReader reader, bool draft)
    {
        const string Key = "bindingIdentifierOptionType";
        const string Remedy = "give the type that both ends use, 35 where nothing else is agreed on";
        int type = (int)reader.ReadInteger(Key, 0, 255, WireProfile.DefaultBindingIdentifierOptionType, Remedy);
        if (type == JsonObjectReader.Unread)
        {
            return type;
        }

        if (AssignedMobilityOptions.Contains(type))
        {
            reader.AddFault(Key, type.ToString() + " is the type of another mobility option", Remedy);
            return (int)JsonObjectReader.Unread;
        }

        if (!draft && type != WireProfile.DefaultBindingIdentifierOptionType)
        {
            reader.AddFault(
                Key, type.ToString() + " is not the type of RFC 5648", "write 35, leave it out, or use \"draft-01\"");
            return (int)JsonObjectReader.Unread;
        }

        return type;
    }
}
