using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Operate;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The whole console over a real socket and a real terminal, in front of the simulated vehicle.</summary>
[TestClass]
public sealed class DemoConsoleTests
{
    private const int Fast = 20;
    private const string Hello = "\"op\":\"hello\"";
    private const string Commit = "\"op\":\"commit\",\"confirmSeconds\":";
    private const string WrongKey =
        "\"op\":\"set\",\"path\":\"security.key\",\"value\":\"ffeeddccbbaa99887766554433221100\"";

    [TestMethod]
    public void Hello_SaysWhatItIs()
    {
        using DemoTrial demo = new();
        using ConsoleClient client = demo.Connect();
        JsonElement hello = client.Done(Hello);

        Assert.AreEqual("McoaRouter", hello.GetProperty("product").GetString());
        Assert.AreEqual("simulated", hello.GetProperty("board").GetString());
        Assert.AreEqual("bus-17", hello.GetProperty("name").GetString());
        Assert.AreEqual(0, hello.GetProperty("revision").GetInt32());
        Assert.AreEqual("confirmed", hello.GetProperty("configuration").GetString());
    }

    [TestMethod]
    public void AFlowRule_IsFollowedByTheHomeAgent_AndProbesTellOfThePaths()
    {
        using DemoTrial demo = new(Fast);
        using ConsoleClient client = demo.Connect();
        client.WaitForRegistration();
        client.Done("\"op\":\"set\",\"path\":\"flows\",\"value\":[{\"name\":\"voice\",\"protocol\":\"udp\",\"uplinks\":[\"lte\",\"wifi\"]}]");
        client.Done(Commit + "3600");
        client.WaitForStatus(status => status.GetProperty("flows").GetArrayLength() > 0
            && status.GetProperty("flows")[0].GetProperty("homeAgent").GetString() == "acknowledged");
        client.WaitForStatus(status => status.GetProperty("uplinks").EnumerateArray().Any(
            uplink => uplink.GetProperty("probes").GetProperty("answered").GetInt64() > 1
                && uplink.GetProperty("probes").GetProperty("roundTripMs").ValueKind == JsonValueKind.Number));
    }

    [TestMethod]
    public void ACommit_IsRun_AndStaysWhenItIsConfirmed()
    {
        using DemoTrial demo = new(Fast);
        using ConsoleClient client = demo.Connect();
        client.WaitForRegistration();
        client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
        client.Done("\"op\":\"set\",\"path\":\"uplinks[1].priority\",\"value\":250");
        int revision = client.Done(Commit + "3600").GetProperty("revision").GetInt32();
        client.WaitForHello(hello => hello.GetProperty("configuration").GetString() == "trial");
        client.WaitForStatus(status => status.GetProperty("path").GetString() == "lte");
        Assert.AreEqual(revision, client.Done("\"op\":\"confirm\"").GetProperty("revision").GetInt32());

        JsonElement hello = client.Done(Hello);
        Assert.AreEqual("confirmed", hello.GetProperty("configuration").GetString());
        Assert.AreEqual("bus-18", hello.GetProperty("name").GetString());
        Assert.AreEqual(JsonValueKind.Null, hello.GetProperty("rolledBack").ValueKind);
    }

    [TestMethod]
    public void ACommitThatNobodyConfirms_IsRolledBack()
    {
        using DemoTrial demo = new(Fast);
        using ConsoleClient client = demo.Connect();
        client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
        client.Done(Commit + "60");
        client.WaitForHello(hello => hello.GetProperty("name").GetString() == "bus-18");
        JsonElement hello = client.WaitForHello(known => known.GetProperty("rolledBack").ValueKind != JsonValueKind.Null);

        Assert.AreEqual("not confirmed in time", hello.GetProperty("rolledBack").GetProperty("reason").GetString());
        client.WaitForHello(known => known.GetProperty("name").GetString() == "bus-17");
        client.WaitForRegistration();
    }

    [TestMethod]
    public void ARouterThatCantRegister_IsRolledBack_AndRegistersAgain()
    {
        using DemoTrial demo = new(Fast);
        using ConsoleClient client = demo.Connect();
        client.WaitForRegistration();
        client.Done(WrongKey);
        client.Done(Commit + "60");
        client.WaitForHello(hello => hello.GetProperty("configuration").GetString() == "trial");
        Assert.AreEqual("not-registered", client.Refused("\"op\":\"confirm\""));
        JsonElement hello = client.WaitForHello(known => known.GetProperty("rolledBack").ValueKind != JsonValueKind.Null);

        Assert.AreEqual("not registered in time", hello.GetProperty("rolledBack").GetProperty("reason").GetString());
        client.WaitForRegistration();
    }

    [TestMethod]
    public void TheStore_KeepsWhatWasConfirmed_AndAStartDuringATrialEndsIt()
    {
        string store = Directory.CreateTempSubdirectory("mcoa-store-").FullName;
        try
        {
            using (DemoTrial demo = new(Fast, store: store))
            {
                using ConsoleClient client = demo.Connect();
                client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
                client.Done(Commit + "3600");
                client.WaitForHello(hello => hello.GetProperty("configuration").GetString() == "trial");
                client.Done("\"op\":\"confirm\",\"force\":true");
                client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-19\"");
                client.Done(Commit + "3600");
                client.WaitForHello(hello => hello.GetProperty("name").GetString() == "bus-19");
            }

            using DemoTrial again = new(Fast, store: store);
            using ConsoleClient other = again.Connect();
            JsonElement greeting = other.Done(Hello);
            Assert.AreEqual("bus-18", greeting.GetProperty("name").GetString());
            Assert.AreEqual(
                "restarted during its trial", greeting.GetProperty("rolledBack").GetProperty("reason").GetString());
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    [TestMethod]
    public void LineNoise_IsAnsweredOnce_AndTheNextLineIsReadCleanly()
    {
        using DemoTrial demo = new();
        using ConsoleClient client = demo.Connect();
        client.Write("\u0001\u0002garbage\r\n\n\r\n");
        Assert.AreEqual("not-json", ConsoleClient.CodeOf(client.Answer()));
        client.Write("{\"id\":1,\"op\":\n");
        Assert.AreEqual("not-json", ConsoleClient.CodeOf(client.Answer()));
        client.Write("{\"id\":1}\n");
        Assert.AreEqual("not-a-request", ConsoleClient.CodeOf(client.Answer()));
        client.Write("{\"id\":1,\"op\":\"fly\"}\n");
        Assert.AreEqual("unknown-op", ConsoleClient.CodeOf(client.Answer()));
        client.Write(new string('x', 20_000));
        client.Write(new string('y', 20_000) + "\n");
        Assert.AreEqual("too-long", ConsoleClient.CodeOf(client.Answer()));
        client.Done(Hello);
    }

    [TestMethod]
    public void APartialLine_WaitsForItsRest_OctetByOctet()
    {
        using DemoTrial demo = new();
        using ConsoleClient client = demo.Connect();
        foreach (char character in "{\"id\":7,\"op\":\"hello\"}\r")
        {
            client.Write(character.ToString());
        }

        using ConsoleClient other = demo.Connect();
        other.Done(Hello);
        client.Write("\n");
        Assert.AreEqual(7, client.Answer().GetProperty("id").GetInt32());
    }

    [TestMethod]
    public void AFlood_IsAnsweredInOrder_AndLeavesAnotherClientItsTurn()
    {
        const int requests = 2_000;
        using DemoTrial demo = new();
        using ConsoleClient client = demo.Connect();
        using ConsoleClient other = demo.Connect();
        StringBuilder flood = new();
        for (int i = 0; i < requests; i++)
        {
            flood.Append(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"op\":\"hello\"}}\n");
        }

        // Nobody reads the answers: what is written stops somewhere in between.
        System.Threading.Tasks.Task writing = System.Threading.Tasks.Task.Run(() => client.Write(flood.ToString()));
        for (int i = 0; i < 10; i++)
        {
            other.Done(Hello);
        }

        for (int i = 0; i < requests; i++)
        {
            Assert.AreEqual(i, client.Answer().GetProperty("id").GetInt32());
        }

        writing.GetAwaiter().GetResult();
    }

    [TestMethod]
    public void AClientThatNeverReads_LosesEvents_AndNobodyElseDoes()
    {
        using DemoTrial demo = new(Fast);
        using ConsoleClient deaf = demo.Connect();
        using ConsoleClient client = demo.Connect();
        deaf.Write("{\"op\":\"watch\",\"statusEveryMs\":250}\n{\"op\":\"capture\",\"on\":true,\"packets\":100000,\"perSecond\":1000}\n");
        client.Done("\"op\":\"watch\"");
        client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
        client.Done(Commit + "60");
        JsonElement back = client.Event("configuration", known => known.GetProperty("state").GetString() == "rolledBack");
        Assert.AreEqual("not confirmed in time", back.GetProperty("reason").GetString());
        client.WaitForRegistration();
        LinuxTrial.WaitFor(
            () => client.Done("\"op\":\"counters\"").GetProperty("console").GetProperty("dropped").GetInt64() > 0,
            () => "Nothing was dropped.");
    }

    [TestMethod]
    public void AClientThatGoes_InTheMidstOfACommit_ChangesNothing_OrAllOfIt()
    {
        using DemoTrial demo = new(Fast);
        using (ConsoleClient half = demo.Connect())
        {
            half.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
            half.Write("{\"id\":9,\"op\":\"com");
        }

        using ConsoleClient client = demo.Connect();
        Assert.AreEqual("confirmed", client.Done(Hello).GetProperty("configuration").GetString());
        using (ConsoleClient whole = demo.Connect())
        {
            whole.Write("{\"id\":9,\"op\":\"commit\",\"confirmSeconds\":60}\n");
        }

        client.WaitForHello(hello => hello.GetProperty("name").GetString() == "bus-18");
        JsonElement back = client.WaitForHello(hello => hello.GetProperty("name").GetString() == "bus-17");
        Assert.AreEqual("not confirmed in time", back.GetProperty("rolledBack").GetProperty("reason").GetString());
    }

    [TestMethod]
    public void TwoClients_ShareWhatIsStaged_AndLearnOfEachOther()
    {
        using DemoTrial demo = new();
        using ConsoleClient one = demo.Connect();
        using ConsoleClient two = demo.Connect();
        int staging = one.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"").GetProperty("staging").GetInt32();
        two.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-19\"");
        string commit = string.Create(CultureInfo.InvariantCulture, $"\"op\":\"commit\",\"staging\":{staging}");

        Assert.AreEqual("conflict", one.Refused(commit));
        Assert.AreEqual(
            "bus-19",
            one.Done("\"op\":\"get\",\"path\":\"name\",\"from\":\"staged\"").GetProperty("value").GetString());
    }

    [TestMethod]
    public void TooManyClients_AreToldSo_AndClosed()
    {
        using DemoTrial demo = new();
        ConsoleClient[] clients = [.. Enumerable.Range(0, Consoles.ConsoleLimits.Sessions).Select(_ => demo.Connect())];
        Array.ForEach(clients, client => client.Done(Hello));
        using (ConsoleClient further = demo.Connect())
        {
            Assert.AreEqual("busy", ConsoleClient.CodeOf(further.Answer()));
            Assert.IsNull(further.NextLine());
        }

        clients[0].Dispose();
        LinuxTrial.WaitFor(
            () =>
            {
                using ConsoleClient next = demo.Connect();
                return next.IsTakenIn();
            },
            () => "No room for another client.");
        Array.ForEach(clients, client => client.Dispose());
    }

    [TestMethod]
    public void AClientThatSendsNoMore_StillGetsItsAnswers()
    {
        using DemoTrial demo = new();
        using ConsoleClient client = demo.Connect();
        client.Write("{\"id\":1,\"op\":\"hello\"}\n{\"id\":2,\"op\":\"status\"}\n");
        client.EndSending();

        Assert.AreEqual(1, client.Answer().GetProperty("id").GetInt32());
        Assert.AreEqual(2, client.Answer().GetProperty("id").GetInt32());
        Assert.IsNull(client.NextLine());
    }

    [TestMethod]
    public void APseudoTerminal_CarriesTheSame_AsASerialDevice()
    {
        using DemoTrial demo = new(Fast, pseudoTerminal: true);
        using (ConsoleClient client = Open(demo.WaitForTerminal()))
        {
            client.Write("half a line of a program that was ended\u0003\u0004\n");
            Assert.AreEqual("not-json", ConsoleClient.CodeOf(client.Answer()));
            client.WaitForRegistration();
            client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
            client.Done(Commit + "3600");
            client.WaitForHello(hello => hello.GetProperty("name").GetString() == "bus-18");
        }

        // The line stays when its client goes.
        using ConsoleClient again = Open(demo.WaitForTerminal());
        again.WaitForRegistration();
        again.Done("\"op\":\"confirm\"");
    }

    [TestMethod]
    public void ARestart_LetsClientsGo_BeginsItsTimeAnew_AndKeepsWhatWasConfirmed()
    {
        using DemoTrial demo = new(Fast);
        using (ConsoleClient client = demo.Connect())
        {
            client.Done("\"op\":\"set\",\"path\":\"name\",\"value\":\"bus-18\"");
            client.Done(Commit + "3600");
            client.WaitForHello(hello => hello.GetProperty("configuration").GetString() == "trial");
            client.Done("\"op\":\"confirm\",\"force\":true");
            client.WaitForHello(hello => hello.GetProperty("uptimeMs").GetInt64() > 60_000);
            client.Done("\"op\":\"restart\"");
            Assert.IsNull(client.NextLine());
        }

        using ConsoleClient again = demo.Connect();
        JsonElement hello = again.Done(Hello);
        Assert.IsLessThan(60_000L, hello.GetProperty("uptimeMs").GetInt64());
        Assert.AreEqual("restart", hello.GetProperty("bootReason").GetString());
        Assert.AreEqual("bus-18", hello.GetProperty("name").GetString());
        again.WaitForRegistration();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ARestart_IsKnownByItsTime_WhereTheLineStays(bool pseudoTerminal)
    {
        using DemoTrial demo = new(pseudoTerminal: pseudoTerminal);
        string port = pseudoTerminal ? demo.WaitForTerminal() : demo.Path;
        using (ConsoleClient client = demo.Connect())
        {
            client.WaitForHello(hello => hello.GetProperty("uptimeMs").GetInt64() > 1_000);
        }

        OperatorRun run = OperatorRun.Of("restart", "--json", "--port", port);
        Assert.AreEqual(0, run.Code, run.Output);
        Assert.IsLessThan(9L, run.Object().GetProperty("seconds").GetInt64());
        OperatorRun hello = OperatorRun.Of("hello", "--json", "--port", port);
        Assert.AreEqual("restart", hello.Object().GetProperty("bootReason").GetString());
    }

    [TestMethod]
    public void ACapture_ShowsTheRoutersOwnLinks()
    {
        using DemoTrial demo = new(Fast);
        using ConsoleClient client = demo.Connect();
        client.WaitForRegistration();
        client.Done("\"op\":\"capture\",\"on\":true,\"links\":[\"wifi\",\"port\"],\"packets\":20,\"snapOctets\":64");
        JsonElement end = client.Event("captureEnd", _ => true);

        Assert.AreEqual(20, end.GetProperty("packets").GetInt32());
        JsonElement[] packets = [.. client.Events.Where(known => known.GetProperty("event").GetString() == "packet")];
        Assert.HasCount(20, packets);
        foreach (string direction in (string[])["in", "out"])
        {
            Assert.IsTrue(Array.Exists(packets, packet => packet.GetProperty("direction").GetString() == direction));
        }

        Assert.IsTrue(Array.TrueForAll(packets, packet => packet.GetProperty("octets").GetString()!.StartsWith('6')));
    }

    [TestMethod]
    public void NoEvent_ShowsASecret()
    {
        string[] kinds =
        [
            "uplink", "bindingUpdate", "bindingAcknowledgement", "binding", "path", "notice", "configuration", "log",
            "status", "packet", "captureEnd",
        ];
        using DemoTrial demo = new(Fast);
        using ConsoleClient client = demo.Connect();
        client.Done("\"op\":\"watch\",\"statusEveryMs\":250");
        client.WaitForRegistration();
        client.Done("\"op\":\"capture\",\"on\":true,\"packets\":500,\"perSecond\":1000,\"snapOctets\":1500");
        GivenSecrets.Stage(client.Done);
        client.Done(Commit + "60");
        client.Event("configuration", known => known.GetProperty("state").GetString() == "rolledBack");
        client.WaitForRegistration();
        client.Event("captureEnd", _ => true);

        foreach (string kind in kinds)
        {
            Assert.IsTrue(client.Events.Exists(known => known.GetProperty("event").GetString() == kind), $"no {kind} came");
        }

        GivenSecrets.AssertHidden(string.Join('\n', client.Events));
    }

    [TestMethod]
    public void WhatIsTooLarge_ForAnAnswer_IsReadPartByPart_AndStagedUnseen()
    {
        string file = Path.GetTempFileName();
        try
        {
            JsonObject wide = WideConfiguration.CreateEscaped();
            File.WriteAllText(file, wide.ToJsonString());
            using DemoTrial demo = new();
            OperatorRun dry = OperatorRun.Of("apply", file, "--dry-run", "--port", demo.Path);
            Assert.AreEqual(0, dry.Code, dry.Output + dry.Error);
            StringAssert.Contains(dry.Error, "can't tell it in one answer");
            StringAssert.Contains(dry.Output, "Nothing was changed (--dry-run).");

            using ConsoleClient client = demo.Connect();
            foreach (JsonObject part in Staging.Cut(wide))
            {
                client.Write(Encoding.UTF8.GetString(RequestLine.Build(1, "set", part)));
                Assert.IsTrue(client.Answer().GetProperty("ok").GetBoolean(), part.ToJsonString());
            }

            Assert.AreEqual("too-large", client.Refused("\"op\":\"get\",\"from\":\"staged\""));
            Assert.AreEqual("too-large", client.Refused("\"op\":\"get\",\"from\":\"staged\",\"path\":\"flows\""));
            wide["security"]!["key"] = "***";
            JsonNode got = JsonNode.Parse(OperatorRun.Of("get", "--staged", "--json", "--port", demo.Path).Output)!;
            Assert.IsTrue(JsonNode.DeepEquals(wide, got["value"]), got.ToJsonString());
            JsonNode flows = JsonNode.Parse(
                OperatorRun.Of("get", "flows", "--staged", "--json", "--port", demo.Path).Output)!;
            Assert.IsTrue(JsonNode.DeepEquals(wide["flows"], flows["value"]), flows.ToJsonString());
            Assert.AreEqual("flows", flows["path"]!.ToString());
            Assert.AreEqual(0, flows["revision"]!.GetValue<int>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ConsoleClient Open(string terminal)
    {
        return new ConsoleClient(new FileStream(terminal, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0));
    }
}
