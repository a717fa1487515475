using System;
using System.Linq;
using McoaRouter.HomeAgents;
using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>The tables of keys name every key that is read, and none that is not.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private const string Nothing = "\"nothing\":0";

    private static readonly string[] s_router = ["firmware", "McoaRouter", "Settings", "README.md"];
    private static readonly string[] s_homeAgent = ["tools", "HomeAgent", "README.md"];

    [TestMethod]
    public void Tables_of_the_router_have_the_keys_that_are_read()
    {
        string[] faults = RouterSettingsReader.Read(
            $$"""
            { {{Nothing}}, "security": { {{Nothing}} }, "uplinks": [ { {{Nothing}}, "link": "wifi" } ],
              "port": { {{Nothing}}, "link": "tun" }, "flows": [ { {{Nothing}} } ] }
            """).Faults;
        AssertSame(faults, "nothing", s_router, "## The router");
        AssertSame(faults, "security.nothing", s_router, "## The security association");
        AssertSame(faults, "uplinks[0].nothing", s_router, "## An uplink");
        AssertSame(faults, "port.nothing", s_router, "## The port");
        AssertSame(faults, "flows[0].nothing", s_router, "## A flow");
    }

    [TestMethod]
    public void Tables_of_the_home_agent_have_the_keys_that_are_read()
    {
        string[] faults = HomeAgentSettingsReader.Read(
            $$"""{ {{Nothing}}, "routers": [ { {{Nothing}} } ], "peerHomeAgents": [ { {{Nothing}} } ] }""").Faults;
        AssertSame(faults, "nothing", s_homeAgent, "### The home agent");
        AssertSame(faults, "routers[0].nothing", s_homeAgent, "### A router");
        AssertSame(faults, "peerHomeAgents[0].nothing", s_homeAgent, "### A peer home agent");
    }

    private static void AssertSame(string[] faults, string path, string[] page, string heading)
    {
        const string Before = "or use one of ";
        string fault = faults.Single(each => each.StartsWith(path + ": is not a setting", StringComparison.Ordinal));
        string[] read = fault[(fault.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..].Split(", ");
        string[] written =
        [
            .. Repository.Read(page).Split('\n')
                .SkipWhile(line => line != heading).Skip(1)
                .TakeWhile(line => !line.StartsWith('#'))
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries))
                .Select(key => key.Trim('`')),
        ];
        CollectionAssert.AreEquivalent(read, written, heading);
    }
}
