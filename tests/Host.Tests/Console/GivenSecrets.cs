using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>One secret of every kind, as an operator gives them to a router; none may ever be shown.</summary>
internal static class GivenSecrets
{
    /// <summary>A key that the home agent has not: with it the router is refused, and says so.</summary>
    public const string Key = "ffeeddccbbaa99887766554433221100";

    /// <summary>The key that the shipped example has.</summary>
    public const string StoredKey = "00112233445566778899aabbccddeeff";

    /// <summary>A network's secret.</summary>
    public const string Passphrase = "depot-passphrase";

    private const string Pin = "47110815";
    private const string Password = "apn-password";

    /// <summary>Stages one of every kind, on top of the shipped example.</summary>
    /// <param name="done">Has a request done, given without its braces and id.</param>
    public static void Stage<T>(Func<string, T> done)
    {
        foreach ((string path, string value) in new[]
        {
            ("security.key", Key), ("uplinks[0].passphrase", Passphrase), ("uplinks[1].pin", Pin),
            ("uplinks[1].user", "bus-17"), ("uplinks[1].password", Password),
        })
        {
            done($"\"op\":\"set\",\"path\":\"{path}\",\"value\":\"{value}\"");
        }
    }

    /// <summary>Asserts that none stands in a text, nor, where it is a text itself, in octets that are shown.</summary>
    public static void AssertHidden(string text)
    {
        foreach (string secret in (string[])[Key, StoredKey, Passphrase, Pin, Password])
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(
                Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
