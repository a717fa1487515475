namespace McoaRouter.Tests.Consoles;

/// <summary>Every op as an operator sees it.</summary>
[TestClass]
public sealed class ConsoleOpTests
{
    [TestMethod]
    public void Hello_TellsWhoAnswersAndWhatRuns()
    {
        Assert.AreEqual(
            "{\"id\":7,\"ok\":true,\"result\":{\"product\":\"McoaRouter\",\"version\":\"0.1.0\",\"protocol\":1,"
                + "\"board\":\"simulated\",\"capabilities\":[\"watch\",\"capture\",\"restart\",\"reset\"],"
                + "\"bootReason\":\"powerOrReset\",\"name\":\"bench\",\"uptimeMs\":1000,\"revision\":0,"
                + "\"configuration\":\"confirmed\",\"security\":\"hmac-sha1\",\"staging\":0,\"rolledBack\":null}}\n",
            new ConsoleBench().Ask("{\"id\":7,\"op\":\"hello\"}"));
    }

    [TestMethod]
    public void Hello_WithoutConfiguration()
    {
        ConsoleBench bench = new ConsoleBench(new TestSlots(), null);

        bench.Has("{\"op\":\"hello\"}", "\"name\":null,\"uptimeMs\":1000,\"revision\":0,\"configuration\":\"none\"");
        bench.Has("{\"op\":\"status\"}", "\"registration\":\"none\",\"uplinks\":[]}");
        bench.Has("{\"op\":\"get\"}", "\"value\":null");
        bench.Has("{\"op\":\"bindings\"}", "{\"bindings\":[],\"correspondents\":[]}");
        bench.Has("{\"op\":\"counters\"}", "{\"refusals\":{},\"links\":{},\"console\":{\"tooLong\":0,");
        bench.Fails("{\"op\":\"get\",\"path\":\"name\"}", "unknown-path");
    }

    [TestMethod]
    public void Get_MasksSecretsWhereverTheyStand()
    {
        ConsoleBench bench = new ConsoleBench();

        bench.Has("{\"op\":\"get\",\"path\":\"uplinks[0]\"}", "\"passphrase\":\"***\"");
        bench.Has("{\"op\":\"get\",\"path\":\"uplinks[1].pin\"}", "\"path\":\"uplinks[1].pin\",\"value\":\"***\"");
        bench.Has("{\"op\":\"get\",\"path\":\"security.key\"}", "\"value\":\"***\"");
        bench.Has("{\"op\":\"get\"}", "\"security\":{\"identifier\":\"bus-17@example.net\",\"key\":\"***\",\"spi\":256}");
        bench.Has("{\"op\":\"get\",\"path\":\"uplinks[0].bid\"}", "\"value\":1,\"revision\":0,\"staging\":0");
    }

    [TestMethod]
    [DataRow("uplinks[2]")]
    [DataRow("uplinks[0].nothing")]
    [DataRow("name.of")]
    [DataRow("uplinks.bid")]
    public void Get_WhereThereIsNothing(string path)
    {
        new ConsoleBench().Fails("{\"op\":\"get\",\"path\":\"" + path + "\"}", "unknown-path");
    }

    [TestMethod]
    [DataRow(".name")]
    [DataRow("uplinks[")]
    [DataRow("uplinks[]")]
    [DataRow("uplinks[x]")]
    [DataRow("uplinks[99999]")]
    [DataRow("uplinks[0]bid")]
    [DataRow("uplinks]")]
    [DataRow("a..b")]
    [DataRow("[0]")]
    [DataRow("a.b.c.d.e.f.g.h.i.j.k.l.m")]
    public void Get_WithoutAPath(string path)
    {
        new ConsoleBench().Fails("{\"op\":\"get\",\"path\":\"" + path + "\"}", "bad-argument");
    }

    [TestMethod]
    public void Set_StagesByPathAndTellsFaults()
    {
        ConsoleBench bench = new ConsoleBench();

        bench.Has("{\"op\":\"set\",\"path\":\"uplinks[0].bid\",\"value\":2}", "{\"staging\":1,\"faults\":[{\"path\":\"uplinks[1].bid\"");
        bench.Has("{\"op\":\"set\",\"path\":\"uplinks[0].bid\",\"value\":3}", "{\"staging\":2,\"faults\":[]}");
        bench.Has("{\"op\":\"get\",\"path\":\"uplinks[0].bid\",\"from\":\"staged\"}", "\"value\":3,\"revision\":0,\"staging\":2");
        bench.Has("{\"op\":\"get\",\"path\":\"uplinks[0].bid\"}", "\"value\":1,");
        bench.Has("{\"op\":\"set\",\"path\":\"uplinks[1]\",\"remove\":true}", "{\"staging\":3,\"faults\":[]}");
        bench.Has(
            "{\"op\":\"set\",\"path\":\"uplinks[1]\",\"value\":{\"name\":\"eth\",\"bid\":9,\"priority\":1,\"link\":\"simulated\"}}",
            "{\"staging\":4,\"faults\":[]}");
        bench.Fails("{\"op\":\"set\",\"path\":\"uplinks[3]\",\"value\":{}}", "unknown-path");
        bench.Fails("{\"op\":\"set\",\"path\":\"flows[0].name\",\"value\":\"x\"}", "unknown-path");
        bench.Fails("{\"op\":\"set\",\"path\":\"nothing\",\"remove\":true}", "unknown-path");
        bench.Has("{\"op\":\"rollback\"}", "{\"revision\":0}");
        bench.Fails("{\"op\":\"rollback\"}", "nothing-staged");
    }

    [TestMethod]
    [DataRow("{\"op\":\"set\",\"path\":\"name\"}")]
    [DataRow("{\"op\":\"set\",\"path\":\"name\",\"value\":1,\"remove\":true}")]
    [DataRow("{\"op\":\"set\",\"remove\":true}")]
    [DataRow("{\"op\":\"set\",\"value\":[]}")]
    [DataRow("{\"op\":\"set\",\"value\":\"text\"}")]
    [DataRow("{\"op\":\"set\",\"path\":\"lifetimeSeconds\",\"value\":1.5}")]
    [DataRow("{\"op\":\"set\",\"path\":\"lifetimeSeconds\",\"value\":1e400}")]
    [DataRow("{\"op\":\"set\",\"path\":7,\"value\":1}")]
    [DataRow("{\"op\":\"set\",\"path\":\"name\",\"value\":1,\"more\":1}")]
    [DataRow("{\"op\":\"get\",\"from\":\"elsewhere\"}")]
    [DataRow("{\"op\":\"commit\",\"confirmSeconds\":9}")]
    [DataRow("{\"op\":\"commit\",\"confirmSeconds\":3601}")]
    [DataRow("{\"op\":\"commit\",\"confirmSeconds\":true}")]
    [DataRow("{\"op\":\"confirm\",\"force\":1}")]
    [DataRow("{\"op\":\"check\",\"value\":1}")]
    [DataRow("{\"op\":\"watch\",\"statusEveryMs\":249}")]
    [DataRow("{\"op\":\"watch\",\"statusEveryMs\":60001}")]
    [DataRow("{\"op\":\"log\",\"last\":33}")]
    [DataRow("{\"op\":\"capture\"}")]
    [DataRow("{\"op\":\"capture\",\"on\":true,\"links\":[\"nothing\"]}")]
    [DataRow("{\"op\":\"capture\",\"on\":true,\"links\":[]}")]
    [DataRow("{\"op\":\"capture\",\"on\":true,\"snapOctets\":63}")]
    [DataRow("{\"op\":\"capture\",\"on\":true,\"packets\":0}")]
    [DataRow("{\"op\":\"capture\",\"on\":true,\"perSecond\":1001}")]
    [DataRow("{\"op\":\"reset\"}")]
    [DataRow("{\"op\":\"reset\",\"confirm\":\"yes\"}")]
    [DataRow("{\"op\":\"hello\",\"x\":1}")]
    [DataRow("{\"op\":\"restart\",\"x\":1}")]
    public void BadArgument_ChangesNothing(string line)
    {
        ConsoleBench bench = new ConsoleBench();

        bench.Fails(line, "bad-argument");
        bench.Has("{\"op\":\"hello\"}", "\"revision\":0,\"configuration\":\"confirmed\",\"security\":\"hmac-sha1\",\"staging\":0");
        Assert.AreEqual(0, bench.Slots.Writes + bench.Board.Restarts + bench.Board.Reconfigurations);
    }

    [TestMethod]
    public void Set_OfAHugeNumberIsRefused()
    {
        // The device's reader finds it no JSON, .NET's an argument that no setting can have.
        ConsoleBench bench = new ConsoleBench();
        bench.Has("{\"op\":\"set\",\"path\":\"lifetimeSeconds\",\"value\":99999999999999999999}", "\"ok\":false");
        bench.Has("{\"op\":\"hello\"}", "\"staging\":0");
    }

    [TestMethod]
    public void Set_TheMaskKeepsTheStoredSecretOfTheSameName()
    {
        ConsoleBench bench = new ConsoleBench();

        // The uplinks change places; what is named "lte" keeps its own.
        bench.Has(
            "{\"op\":\"set\",\"path\":\"uplinks\",\"value\":["
                + "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"modem\",\"apn\":\"internet\",\"pin\":\"***\"},"
                + "{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"wifi\",\"ssid\":\"depot\",\"passphrase\":\"***\"}]}",
            "\"faults\":[]");
        bench.Has("{\"op\":\"set\",\"path\":\"security.key\",\"value\":\"***\"}", "\"faults\":[]");
        bench.Has("{\"op\":\"commit\"}", "\"revision\":1");
        bench.Start();
        Assert.AreEqual(ConsoleBench.Pin, bench.Settings.Uplinks[0].Pin);
        Assert.AreEqual(ConsoleBench.Passphrase, bench.Settings.Uplinks[1].Passphrase);
        Assert.AreEqual((byte)0xFF, bench.Settings.Security.Key[15]);
    }

    [TestMethod]
    public void Set_TheMaskOfANewUplinkIsAFault()
    {
        ConsoleBench bench = new ConsoleBench();
        string uplink = "{\"name\":\"second\",\"bid\":3,\"priority\":1,\"link\":\"wifi\",\"ssid\":\"x\",\"passphrase\":\"***\"}";

        bench.Has(
            "{\"op\":\"set\",\"path\":\"uplinks[2]\",\"value\":" + uplink + "}",
            "\"faults\":[{\"path\":\"uplinks[2].passphrase\",\"message\":\"has no stored secret to keep; write the secret itself\"}]");
        bench.Fails("{\"op\":\"commit\"}", "invalid");
    }

    [TestMethod]
    public void Changes_AreTheLeavesThatDiffer()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Fails("{\"op\":\"changes\"}", "nothing-staged");
        bench.Has("{\"op\":\"set\",\"path\":\"uplinks[0].passphrase\",\"value\":\"another-one\"}", "\"faults\":[]");
        bench.Has("{\"op\":\"set\",\"path\":\"uplinks[1]\",\"remove\":true}", "\"faults\":[]");
        bench.Has("{\"op\":\"set\",\"path\":\"lifetimeSeconds\",\"value\":120}", "\"faults\":[]");

        Assert.AreEqual(
            "{\"id\":null,\"ok\":true,\"result\":{\"staging\":3,\"changes\":["
                + "{\"path\":\"lifetimeSeconds\",\"new\":120},"
                + "{\"path\":\"uplinks[0].passphrase\",\"old\":\"***\",\"new\":\"***\"},"
                + "{\"path\":\"uplinks[1].apn\",\"old\":\"internet\"},{\"path\":\"uplinks[1].bid\",\"old\":2},"
                + "{\"path\":\"uplinks[1].link\",\"old\":\"modem\"},{\"path\":\"uplinks[1].name\",\"old\":\"lte\"},"
                + "{\"path\":\"uplinks[1].pin\",\"old\":\"***\"},{\"path\":\"uplinks[1].priority\",\"old\":100},"
                + "{\"path\":\"uplinks[1].transport\",\"old\":\"auto\"}]}}\n",
            bench.Ask("{\"op\":\"changes\"}"));
    }

    [TestMethod]
    public void Check_TellsFaultsAndNotices()
    {
        ConsoleBench bench = new ConsoleBench();

        bench.Has("{\"op\":\"check\"}", "{\"faults\":[],\"notices\":[\"health: ");
        bench.Has("{\"op\":\"set\",\"path\":\"security\",\"value\":\"none\"}", "\"faults\":[]");
        bench.Has("{\"op\":\"check\"}", "{\"faults\":[],\"notices\":[\"security: ");
        bench.Has("{\"op\":\"check\",\"value\":{}}", "{\"path\":\"version\",\"message\":\"is missing; ");
        bench.Board.Missing = "uplinks[1].link: no modem is left for it; use another link";
        bench.Has(
            "{\"op\":\"check\"}",
            "{\"faults\":[{\"path\":\"uplinks[1].link\",\"message\":\"no modem is left for it; use another link\"}]");
        bench.Fails("{\"op\":\"commit\"}", "invalid");
    }

    [TestMethod]
    public void Log_GivesTheLastLines()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Board.LogLines = 40;

        bench.Has("{\"op\":\"log\",\"last\":2}", "{\"lines\":[\"line 38\",\"line 39\"]}");
        bench.Has("{\"op\":\"log\"}", "{\"lines\":[\"line 8\",");
    }

    [TestMethod]
    public void RestartAndReset_FollowTheirAnswer()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Trial("second");
        bench.Output.Room = 0;
        Assert.AreEqual(string.Empty, bench.Ask("{\"op\":\"restart\"}"));
        Assert.AreEqual(0, bench.Board.Restarts);
        bench.Output.Room = int.MaxValue;
        bench.Session.Poll(bench.Now);
        Assert.AreEqual("{\"id\":null,\"ok\":true,\"result\":{}}\n", bench.Output.Take());
        Assert.AreEqual(1, bench.Board.Restarts);

        bench.Has("{\"op\":\"reset\",\"confirm\":\"erase\"}", "\"result\":{}");
        Assert.AreEqual(2, bench.Board.Restarts);
        Assert.AreEqual(0, bench.Slots.Slots[0].Length + bench.Slots.Slots[1].Length);
        Assert.AreEqual("bench", bench.Reboot().Settings.Name);
    }

    [TestMethod]
    public void Restart_OfAPeerThatDoesNotReadComesAllTheSame()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Output.Room = 0;
        _ = bench.Ask("{\"op\":\"restart\"}");
        Assert.AreEqual(bench.Now + McoaRouter.Consoles.ConsoleLimits.ActionMs, bench.Console.NextDeadline);
        bench.PollAt(bench.Console.NextDeadline);
        Assert.AreEqual(1, bench.Board.Restarts);
    }

    [TestMethod]
    [DataRow("watch", "{\"op\":\"watch\"}")]
    [DataRow("capture", "{\"op\":\"capture\",\"on\":true}")]
    [DataRow("restart", "{\"op\":\"restart\"}")]
    [DataRow("reset", "{\"op\":\"reset\",\"confirm\":\"erase\"}")]
    public void Unsupported_IsWhatTheBoardLacks(string capability, string line)
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Board.Lacks = capability;
        bench.Fails(line, "unsupported");
    }

    [TestMethod]
    public void Status_TellsTheUplinks()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Router.LinkUp(0, Hex.Address(RouterBench.First), 0, bench.Now);
        bench.Console.Packet(0, true, new byte[80], 0, 80, bench.Now);
        bench.Board.MemoryFree = 4096;
        bench.Board.LinkCounters = 1;

        bench.Has(
            "{\"op\":\"status\"}",
            "{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"wifi\",\"up\":true,\"careOfAddress\":\""
                + RouterBench.First + "\",\"signal\":-61,\"standing\":\"good\",\"binding\":\"registering\",\"status\":0,\"remainingSeconds\":0,"
                + "\"roundTripMs\":null,\"probes\":null,\"transport\":\"ipv6\",\"out\":{\"packets\":1,\"octets\":80},"
                + "\"in\":{\"packets\":0,\"octets\":0}}");
        bench.Has("{\"op\":\"status\"}", "\"registration\":\"awaitingAcknowledgement\",\"form\":\"bulk\",\"wireProfile\":\"draft-01\"");
        bench.Has("{\"op\":\"status\"}", "\"memoryFree\":4096");
        bench.Has("{\"op\":\"counters\"}", "\"links\":{\"strayFrames\":3}");
        bench.Has("{\"op\":\"bindings\"}", "{\"uplink\":\"wifi\",\"bid\":1,\"careOfAddress\":\"" + RouterBench.First);
    }

    [TestMethod]
    public void Bindings_TellTheGrantedLifetime_NotTheOneAskedFor()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Has("{\"op\":\"set\",\"path\":\"security\",\"value\":\"none\"}", "\"faults\":[]");
        bench.Trial("second");
        bench.Has("{\"op\":\"bindings\"}", "\"lifetimeSeconds\":0,\"remainingSeconds\":0}");
        bench.Register(25);
        bench.Now += 10000;
        bench.Has("{\"op\":\"bindings\"}", "\"lifetimeSeconds\":100,\"remainingSeconds\":89}");
    }
}
