using System;
using System.Linq;
using McoaRouter.HomeAgents;
using McoaRouter.Settings;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>What holds of all settings that were read, whatever the text was.</summary>
internal static class SettingsRules
{
    public static void Check(RouterSettings settings)
    {
        Hold(settings.HomeAgents.Length > 0 || settings.HomeAgentDiscovery, "a home agent or discovery");
        Hold(Enum.IsDefined(settings.Registration), "a form of registration");
        Hold(Enum.IsDefined(settings.ReturningHome), "a way home");
        Hold(
            settings.ReturningHome != ReturningHome.Simultaneous
                || (settings.Profile.HasHomeBindings && settings.Registration != RegistrationForm.Single),
            "home bindings in their profile");
        Hold(
            settings.Profile.MixesRemovals || settings.Profile.BindingIdentifierOptionType == 35,
            "the option type of RFC 5648");
        Hold(
            settings.SignallingUplink >= -1 && settings.SignallingUplink < settings.Uplinks.Length, "a signalling uplink");
        Hold(
            settings.Correspondents.All(each => IsElsewhere(each, settings))
                && settings.Correspondents.DistinctBy(Convert.ToHexString).Count() == settings.Correspondents.Length,
            "correspondents outside the vehicle");
        Hold(settings.Uplinks.All(each => each.Password == null || each.User != null), "a name for each password");
        Hold(settings.Uplinks.All(each => IsQuotable(each.AccessPointName, 100)), "an access point that can be dialled");
        Hold(
            settings.Uplinks.All(each => IsQuotable(each.User, 64) && IsQuotable(each.Password, 64)),
            "names and passwords that modems take");
        Hold(IsSound(settings.Security), "a security association");
        Hold(settings.Security != null || settings.Notices.Contains(SecurityReader.Notice), "a notice without security");
    }

    public static void Check(HomeAgentSettings settings)
    {
        Hold(settings.Profiles.Length is 1 or 2, "one or two profiles");
        Hold(Enum.IsDefined(settings.SimultaneousHome), "an answer to home bindings");
        Hold(
            settings.SimultaneousHome == SimultaneousHome.Prohibited
                || (settings.Mcoa && settings.Profiles.Any(each => each.HasHomeBindings)),
            "home bindings in their profile");
        Hold(settings.PrefixPreferredSeconds <= settings.PrefixValidSeconds, "lifetimes in order");
        Hold(
            settings.PeerHomeAgents.All(each => each.Preference is >= 0 and <= 65535
                && !each.Address.SequenceEqual(settings.Address)),
            "peers that are others");
        Hold(settings.Routers.All(each => settings.Profiles.Contains(each.Profile)), "a profile for each router");
        Hold(settings.Routers.All(each => IsSound(each.Security)), "security associations");
        byte[][] keys = [.. settings.Routers.Where(each => each.Security != null).Select(each => each.Security.Key)];
        Hold(keys.DistinctBy(Convert.ToHexString).Count() == keys.Length, "a key for each router");
        Hold(keys.Length == settings.Routers.Length == (settings.Notices.Length == 0), "a notice without security");
    }

    private static bool IsElsewhere(byte[] correspondent, RouterSettings settings)
    {
        return !correspondent.SequenceEqual(settings.HomeAddress)
            && !settings.HomeAgents.Any(each => each.SequenceEqual(correspondent))
            && !settings.MobileNetworkPrefixes.Any(each => each.Contains(correspondent, 0));
    }

    private static bool IsQuotable(string? text, int longest)
    {
        return text == null
            || (text.Length >= 1 && text.Length <= longest && text.All(each => each is >= ' ' and <= '~' and not ('"' or '\\')));
    }

    private static bool IsSound(SecuritySettings? security)
    {
        return security == null
            || (security.Spi >= 256 && security.Key.Length is >= 16 and <= 64 && security.Identifier.Length is >= 1 and <= 253);
    }

    private static void Hold(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Settings without " + rule + ".");
        }
    }
}
