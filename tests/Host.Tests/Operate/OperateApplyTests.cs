using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Tools.ConsoleClient;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary><c>mcoa apply</c> from the file to the confirmation, or back.</summary>
[TestClass]
public sealed class OperateApplyTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Good_Configuration_Is_Confirmed_Once_An_Uplink_Is_Registered(bool terminal)
    {
        using ScriptedRouter router = new(terminal) { RegistersAt = 3, Noisy = true };
        string file = router.WriteFile(root => root["uplinks"]![0]!["priority"] = 50);
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("- 200", run.Output);
        Assert.Contains("+ 50", run.Output);
        Assert.Contains("Revision 8 is confirmed: wifi registered, lte registered.", run.Output);
        Assert.AreEqual("confirm", router.Asked[^1]);
        Assert.AreEqual(50, (int)router.Running["uplinks"]![0]!["priority"]!);
    }

    [TestMethod]
    public void Its_Steps_Are_Json_Lines()
    {
        using ScriptedRouter router = new() { RegistersAt = 2 };
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--json", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Output);
        Assert.AreEqual(string.Empty, run.Error);
        string?[] steps = [.. run.Lines.Select(line => line.TextOf("step"))];
        Assert.AreEqual("staged", steps[0]);
        Assert.AreEqual("committed", steps[1]);
        Assert.AreEqual("confirmed", steps[^1]);
        JsonElement change = run.Lines[0].ItemsOf("changes").Single();
        Assert.AreEqual("bus-17", change.TextOf("old"));
        Assert.AreEqual("bus-18", change.TextOf("new"));
    }

    [TestMethod]
    [DataRow("before")]
    [DataRow("behind")]
    public void A_Connection_Lost_At_The_Commit_Is_Found_Again(string where)
    {
        using ScriptedRouter router = new() { CutsAtCommit = where };
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("Revision 8 is confirmed", run.Output);
        Assert.AreEqual("bus-18", (string)router.Running["name"]!);
    }

    [TestMethod]
    public void A_Commit_That_Did_Not_Arrive_Is_Not_Taken_For_One()
    {
        using ScriptedRouter router = new() { CutsAtCommit = "before", TakesCutCommit = false };
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(3, run.Code, run.Output);
        Assert.Contains("did not reach the router", run.Error);
        Assert.AreEqual("bus-17", (string)router.Running["name"]!);
    }

    [TestMethod]
    public void A_Roll_Back_Is_Waited_For_And_Explained()
    {
        using ScriptedRouter router = new() { RegistersAt = 0, RollsBackAt = 3 };
        string file = router.WriteFile(root => root["homeAgents"] = new JsonArray("2001:db8:1::bad"));
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(1, run.Code);
        Assert.Contains("Rolled back: not registered in time. The router runs revision 7 again.", run.Error);
        Assert.Contains("wifi refused (status 129)", run.Error);
        Assert.DoesNotContain("confirm", router.Asked);
    }

    [TestMethod]
    public void A_Roll_Back_In_Json_Has_Its_Reason()
    {
        using ScriptedRouter router = new() { RegistersAt = 0, RollsBackAt = 2 };
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--json", "--port", router.Port);
        Assert.AreEqual(1, run.Code);
        Assert.AreEqual("rolledBack", run.Lines[^1].TextOf("step"));
        Assert.AreEqual("not registered in time", run.Lines[^1].TextOf("reason"));
    }

    [TestMethod]
    public void A_Second_Trial_After_A_Roll_Back_Is_Not_Taken_For_The_First()
    {
        using ScriptedRouter router = new() { RegistersAt = 0, RollsBackAt = 1 };
        string file = router.WriteFile(root => root["name"] = "bus-18");
        Assert.AreEqual(1, OperatorRun.Of("apply", file, "--yes", "--port", router.Port).Code);
        router.RegistersAt = 1;
        router.RollsBackAt = 0;
        Assert.AreEqual(0, OperatorRun.Of("apply", file, "--yes", "--port", router.Port).Code);
    }

    [TestMethod]
    public void A_Faulty_File_Is_Not_Sent()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root => root["uplinks"]![1]!["bid"] = 1);
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(4, run.Code);
        Assert.Contains("uplinks[1].bid: 1 is already used", run.Error);
        Assert.IsEmpty(router.Asked);
        OperatorRun json = OperatorRun.Of("apply", file, "--yes", "--json", "--port", router.Port);
        Assert.AreEqual(4, json.Code);
        Assert.AreEqual(
            "uplinks[1].bid", json.Object().MemberOf("error")!.Value.ItemsOf("faults").Single().TextOf("path"));
    }

    [TestMethod]
    public void A_File_That_Is_No_Json_Is_Told_So()
    {
        using ScriptedRouter router = new();
        string file = router.PathOf("bad.json");
        File.WriteAllText(file, "{ \"name\": ");
        Assert.AreEqual(4, OperatorRun.Of("apply", file, "--yes", "--port", router.Port).Code);
        Assert.AreEqual(2, OperatorRun.Of("apply", router.PathOf("none.json"), "--yes", "--port", router.Port).Code);
    }

    [TestMethod]
    public void What_The_Router_Refuses_Is_Discarded()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root => root["name"] = "refused");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(4, run.Code);
        Assert.Contains("name: this board can't be called so", run.Error);
        Assert.AreEqual("rollback", router.Asked[^1]);
        Assert.DoesNotContain("commit", router.Asked);
    }

    [TestMethod]
    public void A_Dry_Run_Changes_Nothing()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--dry-run", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("+ \"bus-18\"", run.Output);
        Assert.AreEqual("rollback", router.Asked[^1]);
        Assert.DoesNotContain("commit", router.Asked);
    }

    [TestMethod]
    public void Nobody_To_Ask_Is_No_Consent()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--port", router.Port);
        Assert.AreEqual(2, run.Code);
        Assert.Contains("--yes", run.Error);
        Assert.IsEmpty(router.Asked);
    }

    [TestMethod]
    public void The_Confirmation_Can_Be_Left_To_Another()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root => root["name"] = "bus-18");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--no-confirm", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.AreEqual("commit", router.Asked[^1]);
        OperatorRun again = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(1, again.Code);
        Assert.Contains("a trial runs", again.Error);
    }

    [TestMethod]
    public void A_Changed_Secret_Is_Shown_As_Changed_And_Nothing_More()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root => root["security"]!["key"] = "ffeeddccbbaa99887766554433221100");
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("security.key", run.Output);
        Assert.DoesNotContain("ffeeddcc", run.Output + run.Error);
    }

    [TestMethod]
    public void A_Large_Configuration_Arrives_Whole_In_Lines_That_Fit()
    {
        using ScriptedRouter router = new();
        string file = router.WriteFile(root =>
        {
            JsonArray flows = [];
            for (int i = 0; i < 16; i++)
            {
                flows.Add(new JsonObject
                {
                    ["name"] = $"flow-number-{i}", ["protocol"] = "udp", ["destination"] = $"2001:db8:9:{i}::/64",
                    ["destinationPorts"] = "5060-5090", ["uplinks"] = new JsonArray("lte", "wifi"),
                });
            }

            root["flows"] = flows;
            root["security"]!["identifier"] = new string('b', 240) + "@example.net";
            root["uplinks"]![0]!["ssid"] = new string('s', 32);
            root["correspondents"] = new JsonArray("2001:db8:2::1", "2001:db8:2::2");
            root["name"] = "bus-" + new string('1', 60);
            root["mobileNetworkPrefixes"] = new JsonArray([.. Enumerable.Range(0, 16).Select(i =>
                (JsonNode)(i == 0 ? "2001:db8:100::/56" : $"2001:db8:{0x200 + i:x}:1111::/64"))]);
            root["uplinks"]![1]!["apn"] = new string('a', 100);
            JsonNode first = root["uplinks"]![1]!;
            for (int i = 3; i <= 8; i++)
            {
                JsonNode more = first.DeepClone();
                more["name"] = $"lte-{i}";
                more["bid"] = i;
                root["uplinks"]!.AsArray().Add(more);
            }
        });
        OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--json", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Output);
        Assert.IsGreaterThan(1, router.Asked.Count(op => op == "set"));
        Assert.IsLessThanOrEqualTo(RequestLine.Longest, router.Longest);
        Assert.IsTrue(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), router.Running));
    }
}
