using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Operate;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Status, events, captures and what else is shown of a router.</summary>
[TestClass]
public sealed class OperateWatchTests
{
    private const string Path = """{"event":"path","t":61500,"uplink":"lte"}""";
    private const string Binding = """{"event":"binding","t":61400,"uplink":"wifi","bid":1,"state":"none","status":0,"dropped":3}""";
    private const string Newer = """{"event":"weather","t":61600,"sky":"grey"}""";

    // An IPv6 packet, ICMPv6 echo request from 2001:db8:100:1::5 to 2001:db8:9::1, checksum not set right on purpose.
    private const string Packet = "6000000000083a4020010db8010000010000000000000005"
        + "20010db80009000000000000000000018000000000010001";

    [TestMethod]
    public void The_Status_Shows_Every_Uplink_And_Flow()
    {
        using ScriptedRouter router = new();
        OperatorRun run = OperatorRun.Of("status", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        foreach (string word in new[] { "wifi", "lte", "-58 dBm", "2001:db8:a:4::51", "registered", "171 s", "18 ms", "voice", "path: wifi",
            "good, 20 ms", "degraded, 67 ms, 25 % lost", "follows", "refuses (128)" })
        {
            Assert.Contains(word, run.Output);
        }

        Assert.HasCount(2, OperatorRun.Of("status", "--json", "--port", router.Port).Object().ItemsOf("uplinks").ToArray());
    }

    [TestMethod]
    [DataRow("""{"uplinks":[1,0],"shares":[16,0]}""", "lte, wifi", "lte")]
    [DataRow("""{"uplinks":[0,1],"balanced":true,"shares":[12,4]}""", "wifi + lte", "wifi 75 %, lte 25 %")]
    [DataRow("""{"uplinks":[0,1],"balanced":true,"shares":[0,16]}""", "wifi + lte", "lte")]
    [DataRow("""{"uplinks":[0],"shares":[0]}""", "wifi", "")]
    [DataRow("""{"uplinks":[7,-1,"x"],"shares":["x"]}""", "?, ?, ?", "")]
    [DataRow("{}", "", "")]
    public void A_Flow_Says_What_It_May_Take_And_What_It_Takes(string flow, string mayTake, string takes)
    {
        FlowPath path = FlowPath.Read(JsonElement.Parse(flow), ["wifi", "lte"]);
        Assert.AreEqual(mayTake, path.MayTake);
        Assert.AreEqual(takes, path.Takes);
    }

    [TestMethod]
    public void A_Router_Without_A_Configuration_Has_A_Status_All_The_Same()
    {
        using ScriptedRouter router = new()
        {
            Instead = { ["status"] = """{"id":ID,"ok":true,"result":{"registration":"none","uplinks":[]}}""" },
        };
        OperatorRun run = OperatorRun.Of("status", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("path: none", run.Output);
    }

    [TestMethod]
    public void A_Router_Without_Authentication_Is_Warned_Of()
    {
        const string Warning = "security: none: binding messages are not authenticated";
        using ScriptedRouter router = new();
        Assert.DoesNotContain(Warning, OperatorRun.Of("status", "--port", router.Port).Output);
        Assert.DoesNotContain(Warning, OperatorRun.Of("hello", "--port", router.Port).Output);
        router.Running["security"] = "none";
        Assert.Contains(Warning, OperatorRun.Of("status", "--port", router.Port).Output);
        Assert.Contains(Warning, OperatorRun.Of("hello", "--port", router.Port).Output);
        router.Instead["status"] = """{"id":ID,"ok":true,"result":{"configuration":"none","security":"none","uplinks":[]}}""";
        Assert.DoesNotContain(Warning, OperatorRun.Of("status", "--port", router.Port).Output);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Events_Are_Lines_And_The_Router_Is_Told_To_Stop(bool terminal)
    {
        using ScriptedRouter router = new(terminal) { Noisy = true, Events = { ["watch"] = [StatusEvent(), Binding, Path, Newer] } };
        OperatorRun run = OperatorRun.Of("watch", "--seconds", "1", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("61.400 s  wifi: binding 1 none (3 events before it were dropped)", run.Output);
        Assert.Contains("61.500 s  path: lte", run.Output);
        Assert.Contains("61.600 s  weather: sky \"grey\"", run.Output);
        Assert.AreEqual(2, router.Asked.Count(op => op == "watch"));
    }

    [TestMethod]
    public void Events_In_Json_Are_The_Routers_Own()
    {
        using ScriptedRouter router = new() { Events = { ["watch"] = [StatusEvent(), Path] } };
        OperatorRun run = OperatorRun.Of("watch", "--seconds", "1", "--json", "--port", router.Port);
        CollectionAssert.AreEqual(
            new[] { "status", "path" }, run.Lines.Select(line => line.TextOf("event")).ToArray());
        Assert.AreEqual(Path, run.Lines[1].ToString());
    }

    [TestMethod]
    public void A_Capture_Is_Read_By_Tshark()
    {
        using ScriptedRouter router = new()
        {
            Events =
            {
                ["capture"] =
                [
                    $$"""{"event":"packet","t":10,"link":"wifi","direction":"out","length":48,"octets":"{{Packet}}"}""",
                    """{"event":"packet","t":11,"link":"wifi","direction":"out","length":48,"octets":"6x"}""",
                    $$"""{"event":"packet","t":12,"link":"lte","direction":"in","length":48,"octets":"{{Packet[..80]}}","dropped":2}""",
                    """{"event":"captureEnd","packets":3,"skipped":4}""",
                ],
            },
        };
        string pcap = router.PathOf("trace.pcap");
        OperatorRun run = OperatorRun.Of("capture", pcap, "--link", "wifi", "--json", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Output);
        Assert.AreEqual(2, run.Object().NumberOf("packets"));
        Assert.AreEqual(7, run.Object().NumberOf("skipped"));
        string[][] fields = Tshark.Fields(pcap, "ipv6", ["ipv6.src", "ipv6.dst", "frame.len", "frame.cap_len", "icmpv6.type"]);
        Assert.HasCount(2, fields);
        CollectionAssert.AreEqual(new[] { "2001:db8:100:1::5", "2001:db8:9::1", "48", "48", "128" }, fields[0]);
        CollectionAssert.AreEqual(new[] { "48", "40" }, fields[1][2..4]);
    }

    [TestMethod]
    public void A_Capture_Ends_In_Time_And_Stops_The_Router()
    {
        using ScriptedRouter router = new();
        OperatorRun run = OperatorRun.Of("capture", router.PathOf("a.pcap"), "--seconds", "1", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.AreEqual(2, router.Asked.Count(op => op == "capture"));
        Assert.AreEqual(24, new FileInfo(router.PathOf("a.pcap")).Length);
    }

    [TestMethod]
    public void A_Refused_Capture_Leaves_No_File()
    {
        using ScriptedRouter router = new()
        {
            Instead = { ["capture"] = """{"id":ID,"ok":false,"error":{"code":"unsupported","message":"this board can't"}}""" },
        };
        Assert.AreEqual(1, OperatorRun.Of("capture", router.PathOf("a.pcap"), "--port", router.Port).Code);
        Assert.IsFalse(File.Exists(router.PathOf("a.pcap")));
        Assert.AreEqual(2, OperatorRun.Of("capture", router.PathOf("none/a.pcap"), "--port", router.Port).Code);
    }

    [TestMethod]
    public void The_Log_Is_Shown_Line_By_Line()
    {
        using ScriptedRouter router = new();
        string output = OperatorRun.Of("log", "--last", "2", "--port", router.Port).Output.ReplaceLineEndings("\n");
        Assert.AreEqual("812 started\n1534 <b>wifi</b> is up\n", output);
    }

    [TestMethod]
    public void A_Reset_Needs_Consent_And_Gives_It_To_The_Router()
    {
        using ScriptedRouter router = new();
        Assert.AreEqual(2, OperatorRun.Of("reset", "--port", router.Port).Code);
        Assert.IsEmpty(router.Asked);
        OperatorRun run = OperatorRun.Of("reset", "--yes", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("Erased", run.Output);
    }

    [TestMethod]
    public void The_Help_Lists_The_Commands_In_Groups()
    {
        OperatorRun run = OperatorRun.Of("--help");
        Assert.AreEqual(0, run.Code);
        foreach (string word in new[] { "Own a router", "apply", "capture", "drive", "Exit codes" })
        {
            Assert.Contains(word, run.Output);
        }

        Assert.Contains("--confirm-seconds", OperatorRun.Of("apply", "--help").Output);
    }

    [TestMethod]
    [DataRow("mcoa ap", "apply")]
    [DataRow("mcoa apply --conf", "--confirm-seconds")]
    public void Bash_Completes_Commands_And_Options(string typed, string completed)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("This test runs bash.");
        }

        string program = System.IO.Path.Combine(AppContext.BaseDirectory, "mcoa.dll");
        string script = OperatorRun.Of("completion", "bash").Output
            + $"mcoa() {{ dotnet exec {program} \"$@\"; }}\n"
            + $"COMP_LINE='{typed}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
            + "_mcoa; printf '%s\\n' \"${COMPREPLY[@]}\"\n";
        using Process bash = Process.Start(
            new ProcessStartInfo("/bin/bash", ["--noprofile", "--norc"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.AreEqual(completed, output.Trim());
    }

    private static string StatusEvent()
    {
        using ScriptedRouter router = new();
        JsonElement status = OperatorRun.Of("status", "--json", "--port", router.Port).Object();
        return "{\"event\":\"status\",\"t\":61000," + status.ToString()[1..];
    }
}
