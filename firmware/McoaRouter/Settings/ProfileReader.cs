using System.Collections;
using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The wire profile of a configuration, with the option type that goes with it.</summary>
public static class ProfileReader
{
    private const string Draft = "draft-01";
    private const string Final = "rfc5648";

    /// <summary>
    /// Reads a router's <c>wireProfile</c> and <c>bindingIdentifierOptionType</c>; null where one is faulty.
    /// </summary>
    public static WireProfile Read(JsonObjectReader reader)
    {
        string name = reader.ReadChoice("wireProfile", Draft, new string[] { Draft }, new string[] { Final });
        WireProfile profile = ReadOptionType(reader);
        return name == null ? null : profile;
    }

    /// <summary>
    /// Reads a home agent's <c>wireProfiles</c> and <c>bindingIdentifierOptionType</c>; null where one is faulty.
    /// </summary>
    public static WireProfile ReadList(JsonObjectReader reader)
    {
        const string Key = "wireProfiles";
        const string Remedy = "use [\"draft-01\"]";
        bool sound = true;
        if (reader.Has(Key))
        {
            ArrayList items = reader.ReadList(Key, 2, Remedy);
            sound = items != null;
            for (int i = 0; sound && i < items.Count; i++)
            {
                string name = SettingsValue.AsText(items[i], reader.PathOf(Key, i), Remedy, reader.Faults);
                sound = name != null && CheckName(reader, Key, items, i, name, Remedy);
            }
        }

        WireProfile profile = ReadOptionType(reader);
        return sound ? profile : null;
    }

    private static bool CheckName(
        JsonObjectReader reader,
        string key,
        ArrayList items,
        int index,
        string name,
        string remedy)
    {
        string what = name == Final ? " is not in this release" : " is unknown";
        if (name == Draft)
        {
            if (items.IndexOf(name) == index)
            {
                return true;
            }

            what = " is given twice";
        }

        reader.Faults.Add(reader.PathOf(key, index), SettingsText.Quote(name) + what, remedy);
        return false;
    }

    private static WireProfile ReadOptionType(JsonObjectReader reader)
    {
        const string Key = "bindingIdentifierOptionType";
        const string Remedy = "give the type that both ends use, 35 where nothing else is agreed on";
        int type = (int)reader.ReadInteger(Key, 0, 255, WireProfile.DefaultBindingIdentifierOptionType, Remedy);
        if (type == JsonObjectReader.Unread)
        {
            return null;
        }

        if (AssignedMobilityOptions.Contains(type))
        {
            reader.AddFault(Key, type.ToString() + " is the type of another mobility option", Remedy);
            return null;
        }

        return WireProfile.Draft01(type);
    }
}
