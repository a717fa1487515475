using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The wire profile of a configuration, with the option type that goes with it.</summary>
public static class ProfileReader
{
    /// <summary>The name of the draft's profile, the default.</summary>
    public const string Draft = "draft-01";

    /// <summary>The name of the final form's profile.</summary>
    public const string Final = "rfc5648";

    /// <summary>
    /// Reads a router's <c>wireProfile</c> and <c>bindingIdentifierOptionType</c>; null where one is faulty.
    /// </summary>
    public static WireProfile Read(JsonObjectReader reader)
    {
        string name = reader.ReadChoice("wireProfile", Draft, new string[] { Draft, Final });
        int type = ReadOptionType(reader, name == null || name == Draft);
        return name == null || type == JsonObjectReader.Unread ? null : Make(name, type);
    }

    /// <summary>The profile with a name that is known.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The option type, as <see cref="ReadOptionType"/> gave it.</param>
    public static WireProfile Make(string name, int type)
    {
        return name == Draft ? WireProfile.Draft01(type) : WireProfile.Rfc5648();
    }

    /// <summary>
    /// Reads <c>bindingIdentifierOptionType</c>: the type of the draft's option, which it left open; RFC 5648's is
    /// assigned. <see cref="JsonObjectReader.Unread"/> where it is faulty.
    /// </summary>
    /// <param name="reader">The whole configuration.</param>
    /// <param name="draft">Whether the draft's profile is in use.</param>
    public static int ReadOptionType(JsonObjectReader reader, bool draft)
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
