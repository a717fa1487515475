using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Operate;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Reading and staging settings. No run may show a secret, which <see cref="OperatorRun"/> looks after.</summary>
[TestClass]
public sealed class OperateSettingTests
{
    [TestMethod]
    public void The_Whole_Configuration_Is_Shown_Without_Secrets()
    {
        using ScriptedRouter router = new();
        OperatorRun run = OperatorRun.Of("get", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("\"passphrase\": \"***\"", run.Output);
        Assert.Contains("\"key\": \"***\"", run.Output);
    }

    [TestMethod]
    public void An_Unknown_Path_Is_The_Routers_Refusal()
    {
        using ScriptedRouter router = new();
        OperatorRun run = OperatorRun.Of("get", "uplinks[9]", "--json", "--port", router.Port);
        Assert.AreEqual(1, run.Code);
        JsonElement error = run.Object().MemberOf("error")!.Value;
        Assert.AreEqual("unknown-path", error.TextOf("code"));
        Assert.AreEqual("uplinks[9]", error.TextOf("path"));
    }

    [TestMethod]
    public void A_Value_Is_Staged_Shown_And_Discarded()
    {
        using ScriptedRouter router = new();
        Assert.AreEqual(0, OperatorRun.Of("set", "uplinks[0].priority", "50", "--port", router.Port).Code);
        OperatorRun changes = OperatorRun.Of("changes", "--port", router.Port);
        Assert.Contains("uplinks[0].priority", changes.Output);
        Assert.Contains("- 200", changes.Output);
        Assert.Contains("+ 50", changes.Output);
        Assert.AreEqual(
            50, OperatorRun.Of("get", "uplinks[0].priority", "--staged", "--json", "--port", router.Port).Object().NumberOf("value"));
        Assert.AreEqual(0, OperatorRun.Of("rollback", "--port", router.Port).Code);
        Assert.Contains("Nothing is staged", OperatorRun.Of("changes", "--port", router.Port).Output);
        Assert.AreEqual(1, OperatorRun.Of("rollback", "--port", router.Port).Code);
    }

    [TestMethod]
    public void Text_Is_Text_And_Json_Is_Json_But_A_Secret_Is_Text()
    {
        Assert.AreEqual("\"internet\"", SettingValue.Read("uplinks[1].apn", "internet")!.ToJsonString());
        Assert.AreEqual("17", SettingValue.Read("uplinks[1].bid", "17")!.ToJsonString());
        Assert.AreEqual("[\"lte\"]", SettingValue.Read("flows[0].uplinks", "[\"lte\"]")!.ToJsonString());
        Assert.AreEqual("\"1234\"", SettingValue.Read("uplinks[1].pin", "1234")!.ToJsonString());
        Assert.AreEqual("\"1234\"", SettingValue.Read("uplinks[1].pin", "\"1234\"")!.ToJsonString());
    }

    [TestMethod]
    public void A_Secret_Comes_From_Standard_Input_And_Is_Warned_Of_On_The_Command_Line()
    {
        using ScriptedRouter router = new();
        TextReader before = Console.In;
        try
        {
            Console.SetIn(new StringReader("depot-passphrase\n"));
            OperatorRun run = OperatorRun.Of("set", "uplinks[0].passphrase", "--stdin", "--port", router.Port);
            Assert.AreEqual(0, run.Code, run.Error);
            Assert.AreEqual(string.Empty, run.Error);
        }
        finally
        {
            Console.SetIn(before);
        }

        OperatorRun open = OperatorRun.Of("set", "uplinks[0].passphrase", "typed-openly", "--port", router.Port);
        Assert.AreEqual(0, open.Code);
        Assert.Contains("--stdin", open.Error);
        Assert.DoesNotContain("typed-openly", open.Output + open.Error);
    }

    [TestMethod]
    public void A_Setting_Is_Removed()
    {
        using ScriptedRouter router = new();
        Assert.AreEqual(0, OperatorRun.Of("unset", "correspondents", "--port", router.Port).Code);
        Assert.AreEqual(1, OperatorRun.Of("get", "correspondents", "--staged", "--port", router.Port).Code);
    }

    [TestMethod]
    [DataRow("set", "name")]
    [DataRow("set", "name", "x", "--stdin")]
    [DataRow("set", "name", "x", "--baud", "fast")]
    [DataRow("commit", "--confirm-seconds", "9")]
    [DataRow("log", "--last", "33")]
    [DataRow("capture")]
    [DataRow("completion", "tcsh")]
    [DataRow("reset", "--json")]
    public void What_A_Command_Does_Not_Take_Ends_With_2(params string[] arguments)
    {
        Assert.AreEqual(2, OperatorRun.Of(arguments).Code);
    }

    [TestMethod]
    public void A_Commit_Waits_For_Its_Confirmation()
    {
        using ScriptedRouter router = new() { RegistersAt = 2 };
        Assert.AreEqual(1, OperatorRun.Of("commit", "--port", router.Port).Code);
        Assert.AreEqual(0, OperatorRun.Of("set", "name", "bus-18", "--port", router.Port).Code);
        Assert.Contains("Revision 8 runs on trial", OperatorRun.Of("commit", "--port", router.Port).Output);
        OperatorRun early = OperatorRun.Of("confirm", "--port", router.Port);
        Assert.AreEqual(1, early.Code);
        Assert.Contains("no uplink is registered", early.Error);
        Assert.AreEqual(0, OperatorRun.Of("confirm", "--port", router.Port).Code);
        Assert.AreEqual(1, OperatorRun.Of("confirm", "--port", router.Port).Code);
    }

    [TestMethod]
    public void An_Export_Is_A_File_That_Can_Be_Applied_Again()
    {
        using ScriptedRouter router = new();
        string path = router.PathOf("export.json");
        OperatorRun export = OperatorRun.Of("export", path, "--port", router.Port);
        Assert.AreEqual(0, export.Code, export.Error);
        Assert.Contains("secrets are not exported", export.Error);
        foreach (string secret in ScriptedRouter.Secrets)
        {
            Assert.DoesNotContain(secret, File.ReadAllText(path));
        }

        OperatorRun apply = OperatorRun.Of("apply", path, "--yes", "--port", router.Port);
        Assert.AreEqual(0, apply.Code, apply.Error);
        Assert.Contains("runs this already", apply.Output);
    }

    [TestMethod]
    public void An_Export_To_Standard_Output_Is_Nothing_But_The_Configuration()
    {
        using ScriptedRouter router = new();
        OperatorRun run = OperatorRun.Of("export", "--port", router.Port);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        Assert.AreEqual("bus-17", document.RootElement.TextOf("name"));
        Assert.AreEqual("bus-17", OperatorRun.Of("export", "--json", "--port", router.Port).Object().TextOf("name"));
    }

    [TestMethod]
    public void A_File_That_Cannot_Be_Written_Ends_An_Export_With_2()
    {
        using ScriptedRouter router = new();
        Assert.AreEqual(2, OperatorRun.Of("export", router.PathOf("none/export.json"), "--port", router.Port).Code);
    }

    [TestMethod]
    public void A_Configuration_That_Does_Not_Fit_A_Line_Is_Cut_By_Path_And_Put_Together_Again()
    {
        JsonArray flows = [];
        for (int i = 0; i < 40; i++)
        {
            flows.Add(new JsonObject { ["name"] = $"flow-{i}", ["uplinks"] = new JsonArray("wifi", "lte"), ["note"] = new string('x', 150) });
        }

        JsonObject whole = new() { ["name"] = "bus", ["flows"] = flows, ["deep"] = new JsonObject { ["text"] = new string('ä', 1900) } };
        IReadOnlyList<JsonObject> requests = Staging.Cut(whole);
        JsonNode? built = null;
        foreach (JsonObject request in requests)
        {
            Assert.IsLessThanOrEqualTo(RequestLine.Longest, RequestLine.Build(int.MaxValue, "set", request).Length - 1);
            string? path = (string?)request["path"];
            JsonNode value = request["value"]!.DeepClone();
            if (path is null)
            {
                built = value;
            }
            else if (path.StartsWith("flows[", StringComparison.Ordinal))
            {
                built!["flows"]!.AsArray().Add(value);
            }
            else
            {
                built![path] = value;
            }
        }

        Assert.IsTrue(JsonNode.DeepEquals(whole, built), built!.ToJsonString());
        Assert.HasCount(43, requests);
    }

    [TestMethod]
    public void A_Value_That_Never_Fits_Is_Refused_By_Its_Path()
    {
        JsonObject whole = new() { ["uplinks"] = new JsonArray(new JsonObject { ["name"] = new string('x', 5000) }) };
        ArgumentException refusal = Assert.ThrowsExactly<ArgumentException>(() => Staging.Cut(whole));
        Assert.StartsWith("uplinks[0].name:", refusal.Message);
    }

    [TestMethod]
    public void A_Request_Is_Measured_In_Octets()
    {
        Assert.IsTrue(RequestLine.Fits("set", new JsonObject { ["value"] = new string('x', 4000) }));
        Assert.IsFalse(RequestLine.Fits("set", new JsonObject { ["value"] = new string('ä', 2100) }));
        Assert.AreEqual(
            "{\"id\":7,\"op\":\"set\",\"value\":\"ä\"}\n",
            Encoding.UTF8.GetString(RequestLine.Build(7, "set", new JsonObject { ["value"] = "ä" })));
    }
}
