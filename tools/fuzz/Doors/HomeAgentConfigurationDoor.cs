using System;
using McoaRouter.Fuzz.Worlds;
using McoaRouter.HomeAgents;

namespace McoaRouter.Fuzz.Doors;

/// <summary>The home agent's configuration; with a good one a home agent is made.</summary>
internal sealed class HomeAgentConfigurationDoor()
    : ConfigurationDoor("configuration-home-agent", "a home agent", s_examples, Read)
{
    private const string Plain =
        """
        {"address":"2001:db8:1::1","homePrefix":"2001:db8:1::/64","routers":[{"homeAddress":"2001:db8:1::100",
        "prefixes":["2001:db8:100::/56"],"spi":256,"key":"00112233445566778899aabbccddeeff","identifier":"bus-17@example.net"}]}
        """;

    private const string Full =
        """
        {"address":"2001:db8:1::1","ipv4Address":"192.0.2.1","natKeepaliveSeconds":110,"preference":7,
        "peerHomeAgents":[{"address":"2001:db8:1::2","preference":1,"mobileRouters":true}],"homePrefix":"2001:db8:1::/64",
        "prefixAdvertisements":true,"homePrefixValidSeconds":3600,"homePrefixPreferredSeconds":600,
        "wireProfiles":["draft-01","rfc5648"],"bindingIdentifierOptionType":36,"bindingCapacity":3,"flowRouterCapacity":1,
        "mcoa":true,"bulk":false,"simultaneousHome":"with-neighbor-discovery","refreshRequests":false,"lifetimeLimitSeconds":3600,
        "routers":[{"homeAddress":"2001:db8:1::100","prefixes":["2001:db8:100::/56","2001:db8:200::/56"],"security":"none",
        "wireProfile":"rfc5648","mcoa":true,"flows":false},{"homeAddress":"2001:db8:1::200","mobileRouter":false,"spi":256,
        "key":"0123456789abcdef0123456789abcdef","identifier":"host@example.net"}]}
        """;

    // Memory is set aside for as much as the configuration names: more would be a test of this machine's.
    private const int MostRouters = 64;

    private static readonly string[] s_examples =
    [
        Plain,
        Full,
        Plain.Replace("::100\"", "::1\"", StringComparison.Ordinal),
        Full.Replace("2001:db8:200::/56", "2001:db8:100:1::/64", StringComparison.Ordinal),
        "{\"routers\":[]}",
    ];

    private static readonly WireLink s_link = new();

    private static string[]? Read(string text)
    {
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return result.Faults;
        }

        if (result.Settings.Routers.Length <= MostRouters)
        {
            HomeAgent agent = new(result.Settings, s_link, s_link, s_link, new DeafListener());
            agent.Poll(1000);
        }

        return null;
    }
}
