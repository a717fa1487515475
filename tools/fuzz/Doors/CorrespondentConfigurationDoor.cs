using System;
using McoaRouter.Fuzz.Worlds;
using McoaRouter.HomeAgents.Correspondents;

namespace McoaRouter.Fuzz.Doors;

/// <summary>The correspondent's configuration; with a good one a node is made.</summary>
internal sealed class CorrespondentConfigurationDoor()
    : ConfigurationDoor("configuration-correspondent", "a correspondent", s_examples, Read)
{
    private const string Full =
        """
        {"address":"2001:db8:cc::80","wireProfile":"rfc5648","bindingIdentifierOptionType":35,"mcoa":true,"refreshRequests":false,
        "lifetimeLimitSeconds":420,"capacity":16}
        """;

    private static readonly string[] s_examples =
    [
        "{\"address\":\"2001:db8:cc::80\"}",
        Full,
        Full.Replace("420", "421", StringComparison.Ordinal),
        Full.Replace("2001:db8:cc::80", "::", StringComparison.Ordinal),
    ];

    private static readonly WireLink s_link = new();

    private static string[]? Read(string text)
    {
        CorrespondentSettingsResult result = CorrespondentSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return result.Faults;
        }

        CorrespondentNode node = new(result.Settings, s_link, new DeafListener());
        node.Poll(1000);
        return null;
    }
}
