using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>How the client finds a router at the other end of a line, and what it says where there is none.</summary>
[TestClass]
public sealed class OperateConnectionTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Hello_Is_Answered_Over_A_Socket_And_A_Terminal(bool terminal)
    {
        using ScriptedRouter router = new(terminal);
        OperatorRun run = OperatorRun.Of("hello", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.Contains("bus-17: McoaRouter 0.1.0 on simulated", run.Output);
        Assert.Contains("revision 7, confirmed", run.Output);
        Assert.Contains("watch, capture, restart, reset", run.Output);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Log_Text_Stale_Answers_And_Pieces_Of_Lines_Do_Not_Matter(bool terminal)
    {
        using ScriptedRouter router = new(terminal) { Noisy = true, Pieces = 7 };
        OperatorRun run = OperatorRun.Of("get", "uplinks[1].bid", "--json", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.AreEqual(2, run.Object().NumberOf("value"));
    }

    [TestMethod]
    public void A_Terminal_Can_Be_Opened_Again_And_Again()
    {
        using ScriptedRouter router = new(terminal: true);
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(0, OperatorRun.Of("get", "name", "--port", router.Port).Code);
        }
    }

    [TestMethod]
    public void The_Environment_Names_A_Port()
    {
        using ScriptedRouter router = new();
        Environment.SetEnvironmentVariable(ConsolePorts.Variable, router.Port);
        try
        {
            Assert.AreEqual("bus-17\n", OperatorRun.Of("get", "name").Output.ReplaceLineEndings("\n"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(ConsolePorts.Variable, null);
        }
    }

    [TestMethod]
    public void A_Port_That_Is_Not_There_Is_Named_With_What_There_Is()
    {
        OperatorRun run = OperatorRun.Of("hello", "--port", "/dev/ttyNONE9");
        AssertNoConnection(run, "there is no /dev/ttyNONE9");
    }

    [TestMethod]
    public void A_Socket_Without_A_Listener_Says_How_To_Start_One()
    {
        using ScriptedRouter router = new();
        string path = router.PathOf("left");
        File.WriteAllText(path, string.Empty);
        AssertNoConnection(OperatorRun.Of("hello", "--port", path), "--console");
    }

    [TestMethod]
    [DataRow(false, "does the router still run?")]
    [DataRow(true, "is its console at 115200 baud?")]
    public void Silence_Is_Reported_In_Time(bool terminal, string hint)
    {
        using ScriptedRouter router = new(terminal) { Instead = { ["hello"] = null } };
        Stopwatch watch = Stopwatch.StartNew();
        AssertNoConnection(OperatorRun.Of("hello", "--timeout", "1", "--port", router.Port), hint);
        Assert.IsLessThan(5, watch.Elapsed.TotalSeconds);
    }

    [TestMethod]
    public void Noise_Is_Shown_In_Hex_And_The_Speed_Is_Doubted()
    {
        using ScriptedRouter router = new(terminal: true) { Garbage = [0xFE, 0x80, 0x00, 0xF8, 0x1C, 0xE0, 0x0A, 0xFF] };
        AssertNoConnection(
            OperatorRun.Of("hello", "--timeout", "1", "--baud", "9600", "--port", router.Port),
            "fe 80 00 f8 1c e0",
            "not 9600 baud");
    }

    [TestMethod]
    [DataRow("NFPKTV1\0\u0001\u0002\u0003\u0004", "nanoFramework's debugger")]
    [DataRow("{\"temperature\":21}\n", "another device that speaks JSON")]
    [DataRow("login: \n", "(\"login:\")")]
    public void What_Answers_Instead_Of_A_Router_Is_Named(string octets, string hint)
    {
        using ScriptedRouter router = new(terminal: true) { Garbage = Encoding.ASCII.GetBytes(octets) };
        AssertNoConnection(OperatorRun.Of("hello", "--timeout", "1", "--port", router.Port), hint);
    }

    [TestMethod]
    public void An_Echo_Is_No_Answer()
    {
        using ScriptedRouter router = new(terminal: true) { Echoes = true };
        AssertNoConnection(OperatorRun.Of("hello", "--timeout", "1", "--port", router.Port), "sends back what it is sent");
    }

    [TestMethod]
    [DataRow("""{"id":ID,"ok":true,"result":{"product":"Toaster"}}""", "does not say that it is a McoaRouter")]
    [DataRow("""{"id":ID,"ok":true,"result":{"product":"McoaRouter","protocol":9}}""", "another protocol")]
    [DataRow("""{"id":ID,"ok":true,"result":[]}""", "does not say that it is a McoaRouter")]
    public void An_Answer_That_Is_No_Routers_Is_Refused(string answer, string hint)
    {
        using ScriptedRouter router = new() { Instead = { ["hello"] = answer } };
        AssertNoConnection(OperatorRun.Of("hello", "--timeout", "1", "--port", router.Port), hint);
    }

    [TestMethod]
    public void What_A_Router_Writes_Does_Not_Command_The_Terminal()
    {
        using ScriptedRouter router = new()
        {
            Instead = { ["log"] = """{"id":ID,"ok":true,"result":{"lines":["1 \u001b[2Jgone\u0007"]}}""" },
        };
        OperatorRun run = OperatorRun.Of("log", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.IsFalse(run.Output.TrimEnd().Any(char.IsControl), run.Output);
    }

    [TestMethod]
    public void An_Operation_That_Is_Not_Answered_Is_Named()
    {
        using ScriptedRouter router = new() { Instead = { ["log"] = null } };
        AssertNoConnection(OperatorRun.Of("log", "--timeout", "1", "--port", router.Port), "no answer to \"log\" within 1 s");
    }

    [TestMethod]
    public void A_Device_That_Another_Process_Has_Is_Busy_And_The_Process_Is_Named()
    {
        using NamedTerminal terminal = new();
        using Process holder = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"exec 3<>{terminal.Name}; echo open; read line"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        Assert.AreEqual("open", holder.StandardOutput.ReadLine());
        OperatorRun run = OperatorRun.Of("hello", "--json", "--port", terminal.Name);
        holder.StandardInput.WriteLine();
        holder.WaitForExit();
        Assert.AreEqual(3, run.Code);
        Assert.AreEqual("port-busy", run.Object().MemberOf("error")?.TextOf("code"));
        Assert.Contains($"(process {holder.Id})", run.Object().MemberOf("error")?.TextOf("message")!);
        Assert.AreEqual(string.Empty, run.Error);
    }

    [TestMethod]
    public void A_Port_That_Is_Denied_Is_Explained_By_Its_Group()
    {
        using ScriptedRouter router = new();
        string message = PortFaults.Permission(router.Port).Message;
        Assert.Contains("belongs to the group", message);
        Assert.Contains("sudo usermod -aG", message);
    }

    [TestMethod]
    public void Ports_Are_Listed_As_An_Object()
    {
        OperatorRun run = OperatorRun.Of("ports", "--json");
        Assert.AreEqual(0, run.Code, run.Error);
        Assert.AreEqual(JsonValueKind.Array, run.Object().MemberOf("ports")?.ValueKind);
    }

    [TestMethod]
    public void A_Router_That_Goes_Away_Is_Found_Again()
    {
        using ScriptedRouter router = new();
        OperatorRun run = OperatorRun.Of("restart", "--json", "--port", router.Port);
        Assert.AreEqual(0, run.Code, run.Output);
        Assert.IsTrue(run.Object().IsTrue("back"));
        Assert.AreEqual("hello", router.Asked[^1]);
    }

    private static void AssertNoConnection(OperatorRun run, params string[] hints)
    {
        Assert.AreEqual(3, run.Code, run.Output);
        Assert.AreEqual(string.Empty, run.Output);
        Assert.HasCount(1, run.Error.TrimEnd().Split('\n'), run.Error);
        foreach (string hint in hints)
        {
            Assert.Contains(hint, run.Error);
        }
    }
}
