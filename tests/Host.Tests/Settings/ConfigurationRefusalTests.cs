using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using McoaRouter.Fuzz.ConsoleRigs;
using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>
/// The validator against generated configurations: all that keep the rules are taken, one fault in one is named with its
/// path, no fault gets past the console, and no refusal of the sources is left out.
/// </summary>
[TestClass]
public sealed partial class ConfigurationRefusalTests
{
    private const int Seeds = 1 << 30;

    // A seed gives the configuration, and where in it the fault is put.
    private static readonly Gen<int> s_seed = Gen.Int[0, Seeds];

    [TestMethod]
    public void Every_configuration_that_keeps_the_rules_is_taken()
    {
        CsCheck.Check.Sample(
            s_seed,
            seed =>
            {
                RouterSettingsResult result = RouterSettingsReader.Read(ValidConfiguration.Of(seed).ToJsonString());
                Assert.AreEqual(string.Empty, string.Join('\n', result.Faults));
                SettingsRules.Check(result.Settings);
            },
            iter: 5000,
            print: seed => ValidConfiguration.Of(seed).ToJsonString());
    }

    [TestMethod]
    public void Every_fault_is_named_with_its_path_and_no_other_is_found()
    {
        foreach (InjectedFault fault in InjectedFault.All)
        {
            int injected = 0;
            CsCheck.Check.Sample(
                s_seed,
                seed =>
                {
                    JsonObject root = ValidConfiguration.Of(seed);
                    if (fault.Inject(root, new Random(seed)) is not { } expected)
                    {
                        return;
                    }

                    injected++;
                    RouterSettingsResult result = RouterSettingsReader.Read(root.ToJsonString());
                    string all = $"{fault.Name}\n{string.Join('\n', result.Faults)}";
                    Assert.IsNull(result.Settings, all);
                    Assert.IsTrue(result.Faults.Any(each => Names(each, expected.Path, expected.What)), all);
                    Assert.IsTrue(fault.Others || result.Faults.Length == 1, all);
                },
                iter: 60,
                threads: 1,
                print: seed => $"{fault.Name}: {ValidConfiguration.Of(seed).ToJsonString()}");
            Assert.IsGreaterThan(0, injected, fault.Name);
        }
    }

    [TestMethod]
    public void Null_in_the_place_of_any_value_is_named_with_its_path()
    {
        CsCheck.Check.Sample(
            s_seed,
            seed =>
            {
                string[] paths = [.. ConfigurationMutation.Paths(ValidConfiguration.Of(seed).ToJsonString())];
                string path = paths[seed % paths.Length];
                string text = ConfigurationMutation.Replacements(ValidConfiguration.Of(seed).ToJsonString(), "null")
                    .ElementAt(seed % paths.Length).Text;
                string[] faults = RouterSettingsReader.Read(text).Faults;
                Assert.IsTrue(faults.Any(each => Names(each, path, "is null, not ")), path + "\n" + string.Join('\n', faults));
            },
            iter: 500,
            print: seed => ValidConfiguration.Of(seed).ToJsonString());
    }

    [TestMethod]
    public void What_ran_goes_on_where_a_fault_is_staged_and_what_is_sound_takes_its_place()
    {
        int committed = 0;
        int refused = 0;
        CsCheck.Check.Sample(
            Gen.Select(s_seed, Gen.Int[0, InjectedFault.All.Count - 1]),
            (seed, which) =>
            {
                ConsoleRig rig = new();
                RouterSettings? ran = rig.Settings;
                string before = Answer(rig, "{\"id\":1,\"op\":\"get\"}");
                JsonObject sound = ValidConfiguration.Of(seed);
                JsonObject faulty = ValidConfiguration.Of(seed);
                (string Path, string What)? expected = InjectedFault.All[which].Inject(faulty, new Random(seed));
                // The console's own commands are shorter than a file may be.
                if (expected == null || Length(sound) > 3900 || Length(faulty) > 3900)
                {
                    return;
                }

                refused++;
                string staged = Answer(rig, $$"""{"id":2,"op":"set","value":{{faulty.ToJsonString()}}}""");
                string answer = Answer(rig, """{"id":3,"op":"commit"}""");
                if (staged.Contains("\"ok\":false", StringComparison.Ordinal))
                {
                    // No setting needs a fraction, and none is staged.
                    Assert.Contains(Member("path", "value." + expected.Value.Path), staged);
                    Assert.Contains("\"nothing-staged\"", answer);
                }
                else
                {
                    Assert.Contains(Member("path", expected.Value.Path), staged);
                    Assert.Contains(Member("path", expected.Value.Path), answer);
                    Assert.Contains("\"invalid", answer);
                }

                rig.Wait(10_000);
                Assert.AreSame(ran, rig.Settings);
                Assert.AreEqual(before, Answer(rig, """{"id":1,"op":"get"}""").Replace("\"staging\":1", "\"staging\":0", StringComparison.Ordinal));

                staged = Answer(rig, $$"""{"id":4,"op":"set","value":{{sound.ToJsonString()}}}""");
                Assert.Contains("\"faults\":[]", staged);
                answer = Answer(rig, """{"id":5,"op":"commit"}""");
                Assert.Contains("\"revision\":1", answer);
                rig.Wait(3000);
                Assert.AreEqual((string?)sound["name"], rig.Settings?.Name);
                committed++;
            },
            iter: 300,
            threads: 1);
        Assert.IsGreaterThan(50, refused);
        Assert.IsGreaterThan(50, committed);
    }

    [TestMethod]
    public void Every_piece_of_a_refusal_in_the_sources_is_provoked()
    {
        StringBuilder said = new();
        foreach (InjectedFault fault in InjectedFault.All)
        {
            for (int seed = 1; seed <= 60; seed++)
            {
                JsonObject root = ValidConfiguration.Of(seed);
                _ = fault.Inject(root, new Random(seed));
                Tell(said, root.ToJsonString());
            }
        }

        string sound = ValidConfiguration.Of(1).ToJsonString();
        foreach (string key in (string[])["null", "1", "true", "\"\"", "[]", "{}", "1.5", "[null]", "[{}]"])
        {
            foreach (ConfigurationMutation mutation in ConfigurationMutation.Replacements(sound, key))
            {
                Tell(said, mutation.Text);
            }
        }

        foreach (string text in (string[])
            [
                string.Empty, "[]", "{\"a\":1,\"a\":2}", "{", new string(' ', 65537) + "{}", new string('[', 20) + new string(']', 20),
                "{" + string.Join(',', Enumerable.Range(0, 70).Select(index => $"\"k{index}\":1")) + "}",
            ])
        {
            Tell(said, text);
        }

        string all = said.ToString();
        string[] missing = [.. Pieces().Where(piece => !all.Contains(piece, StringComparison.Ordinal)).Distinct()];
        Assert.AreEqual(string.Empty, string.Join('\n', missing));
        Assert.IsGreaterThan(150, Pieces().Distinct().Count());
    }

    /// <summary>
    /// Every text with a blank that the readers' sources have: what is said and what to do about it. What goes to the schema
    /// alone starts with its sign.
    /// </summary>
    private static IEnumerable<string> Pieces()
    {
        string folder = Repository.PathOf("firmware", "McoaRouter", "Settings");
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs"))
        {
            if (file.EndsWith(".nanoFramework.cs", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (string line in File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            {
                foreach (Match match in Literal().Matches(line))
                {
                    string text = match.Groups["text"].Value
                        .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
                    if (text.Contains(' ', StringComparison.Ordinal) && !text.StartsWith('^'))
                    {
                        yield return text;
                    }
                }
            }
        }
    }

    private static void Tell(StringBuilder said, string text)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(text);
        foreach (string sentence in result.Faults.Concat(result.Settings?.Notices ?? []))
        {
            _ = said.Append(sentence).Append('\n');
        }
    }

    private static bool Names(string fault, string path, string what)
    {
        return fault.StartsWith(path + ": ", StringComparison.Ordinal) && fault[(path.Length + 2)..].Contains(what, StringComparison.Ordinal);
    }

    private static string Answer(ConsoleRig rig, string line)
    {
        return string.Join('\n', rig.Ask(line).Where(each => each.Contains("\"id\":", StringComparison.Ordinal)));
    }

    private static string Member(string key, string value)
    {
        string path = value.Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{key}\":\"{path}\"";
    }

    private static int Length(JsonObject root)
    {
        return Encoding.UTF8.GetByteCount(root.ToJsonString());
    }

    [GeneratedRegex("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();
}
