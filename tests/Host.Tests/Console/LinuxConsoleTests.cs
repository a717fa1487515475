using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using McoaRouter.Boards.Linux.Consoles;
using McoaRouter.Tools.Lab.Soak;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Microsoft.Win32.SafeHandles;

namespace McoaRouter.Host.Tests;

/// <summary>The console of the Linux board, as its own process, in a network of its own.</summary>
[TestClass]
public sealed class LinuxConsoleTests
{
    private const string Hello = "\"op\":\"hello\"";
    private const string Commit = "\"op\":\"commit\",\"confirmSeconds\":3600";

    private string _directory = "";

    private string Socket
    {
        get { return Path.Combine(_directory, "console.sock"); }
    }

    private string Store
    {
        get { return Path.Combine(_directory, "store"); }
    }

    [TestInitialize]
    public void MakeFolder()
    {
        _directory = Directory.CreateTempSubdirectory("mcoa-board-").FullName;
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        Directory.Delete(_directory, recursive: true);
    }

    [TestMethod]
    [DataRow("--console")]
    [DataRow("--console", "--json")]
    [DataRow("--store", "/tmp")]
    [DataRow("--console", "/nowhere/console.sock")]
    [DataRow("--console-device", "/dev/null")]
    [DataRow("--console-device", "/dev/ttyS0:fast")]
    public void AWrongOption_IsASentence_AndExitCode2(params string[] arguments)
    {
        LinuxTrial.Require();
        using ProgramTrial router = ProgramTrial.Start(ProgramTrial.Router, arguments);

        Assert.AreEqual(2, router.ExitCode());
        Assert.AreNotEqual("", router.Errors.Trim());
    }

    [TestMethod]
    public void WithoutAConfiguration_ItAnswers_AndRunsWhatIsCommitted_AlsoAfterItsNextStart()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        using (ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, "--console", Socket, "--store", Store))
        {
            using ConsoleClient client = ConsoleClient.Connect(Socket);
            Assert.AreEqual("none", client.Done(Hello).GetProperty("configuration").GetString());
            client.Done("\"op\":\"set\",\"value\":" + OneLine(TrialConfiguration.Router));
            client.Done(Commit);
            router.WaitForOutput("wifi: up, care-of address 2001:db8:a::2");
            Assert.AreEqual("not-registered", client.Refused("\"op\":\"confirm\""));
            Assert.AreEqual(1, client.Done("\"op\":\"confirm\",\"force\":true").GetProperty("revision").GetInt32());
            StringAssert.Contains(place.Ip("address", "show", "nemo0"), "2001:db8:1::100/128");
            End(router);
        }

        using ProgramTrial again = ProgramTrial.StartIn(
            place, ProgramTrial.Router, "--console", Socket, "--store", Store);
        again.WaitForOutput("wifi: up, care-of address 2001:db8:a::2");
        using ConsoleClient other = ConsoleClient.Connect(Socket);
        JsonElement hello = other.Done(Hello);
        Assert.AreEqual("linux", hello.GetProperty("board").GetString());
        Assert.AreEqual("trial", hello.GetProperty("name").GetString());
        Assert.AreEqual("confirmed", hello.GetProperty("configuration").GetString());
        End(again);
        Assert.DoesNotContain("nemo0", place.Ip("link", "list"));
    }

    [TestMethod]
    public void CommittedConfigurations_LeaveNoDescriptorOfTheLastOnesOpen()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console", Socket);
        router.WaitForOutput("wifi: up");
        using ConsoleClient client = ConsoleClient.Connect(Socket);
        client.Done(Hello);
        int atFirst = Descriptors(router);
        for (int i = 1; i <= 3; i++)
        {
            client.Done($"\"op\":\"set\",\"path\":\"lifetimeSeconds\",\"value\":{120 + (4 * i)}");
            client.Done(Commit);
            int starts = i + 1;
            LinuxTrial.WaitFor(
                () => router.Output.Split("wifi: up").Length > starts, () => "It did not go over.\n" + router.Output);
            client.Done("\"op\":\"confirm\",\"force\":true");

            // Not later: the collector closes what was forgotten.
            Assert.AreEqual(atFirst, Descriptors(router), $"after {i} commits");
        }

        End(router);
    }

    [TestMethod]
    public void ADeviceThatCantBeHad_IsRolledBackAtOnce_WithItsReason()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi", "taken");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console", Socket);
        using ConsoleClient client = ConsoleClient.Connect(Socket);
        Assert.AreEqual("confirmed", client.Done(Hello).GetProperty("configuration").GetString());
        client.Done("\"op\":\"set\",\"path\":\"port.device\",\"value\":\"taken\"");
        client.Done(Commit);
        JsonElement hello = client.WaitForHello(known => known.GetProperty("rolledBack").ValueKind != JsonValueKind.Null);

        StringAssert.StartsWith(
            hello.GetProperty("rolledBack").GetProperty("reason").GetString()!,
            "The TUN interface 'taken' can't be made: ");
        client.WaitForStatus(status => status.GetProperty("registration").GetString() != "none");
        StringAssert.Contains(place.Ip("address", "show", "nemo0"), "2001:db8:1::100/128");
        End(router);
        Assert.DoesNotContain("2001:db8", place.Ip("-6", "rule", "list"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void AnApply_OfADeviceThatCantBeHad_EndsWith1_AndTheMachinesReason(bool json)
    {
        const string reason = "The TUN interface 'taken' can't be made: ";
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi", "taken");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using TrialConfiguration other = new(
            TrialConfiguration.Router.Replace("nemo0", "taken", StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console", Socket);
        router.WaitForOutput("router trial started");
        OperatorRun run = OperatorRun.Of(
            ["apply", other.Path, "--yes", "--port", Socket, .. json ? ["--json"] : Array.Empty<string>()]);

        Assert.AreEqual(1, run.Code, run.Output + run.Error);
        if (json)
        {
            JsonElement end = run.Lines[^1];
            Assert.AreEqual("rolledBack", end.GetProperty("step").GetString());
            StringAssert.StartsWith(end.GetProperty("reason").GetString()!, reason);
            Assert.AreEqual(0, end.GetProperty("running").GetInt32());
            Assert.AreEqual("", run.Error);
        }
        else
        {
            StringAssert.Contains(run.Error, "\nRolled back: " + reason);
            StringAssert.Contains(run.Error, ". The router runs revision 0 again.");
            Assert.DoesNotContain("..", run.Error);
        }

        LinuxTrial.WaitFor(
            () => place.Ip("address", "show").Contains("2001:db8:1::100/128", StringComparison.Ordinal),
            () => "The configuration before it doesn't run.");
        End(router);
    }

    [TestMethod]
    public void ALinkOfAnotherBoard_IsRefusedBeforeItIsRun()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console", Socket);
        using ConsoleClient client = ConsoleClient.Connect(Socket);
        client.Done("\"op\":\"set\",\"path\":\"uplinks[0].link\",\"value\":\"wifi\"");

        Assert.AreEqual("invalid", client.Refused(Commit));
        Assert.AreEqual("confirmed", client.Done(Hello).GetProperty("configuration").GetString());
    }

    [TestMethod]
    public void ARestart_ReadsEverythingAnew_AndACrashLeavesASocketThatIsReplaced()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using (ProgramTrial crashed = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console", Socket))
        {
            crashed.WaitForOutput("router trial started");
            crashed.Crash();
        }

        Assert.IsTrue(File.Exists(Socket));
        using ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console", Socket);
        router.WaitForOutput("router trial started");
        long uptime;
        using (ConsoleClient client = ConsoleClient.Connect(Socket))
        {
            uptime = client.WaitForHello(hello => hello.GetProperty("uptimeMs").GetInt64() > 2_000)
                .GetProperty("uptimeMs").GetInt64();
            File.WriteAllText(
                file.Path, TrialConfiguration.Router.Replace("\"trial\"", "\"other\"", StringComparison.Ordinal));
            client.Done("\"op\":\"restart\"");
            router.WaitForOutput("router other started");
            Assert.IsNull(client.NextLine());
        }

        using ConsoleClient again = ConsoleClient.Connect(Socket);
        JsonElement restarted = again.Done(Hello);
        Assert.AreEqual("other", restarted.GetProperty("name").GetString());
        Assert.AreEqual("restart", restarted.GetProperty("bootReason").GetString());
        Assert.IsLessThan(uptime, restarted.GetProperty("uptimeMs").GetInt64());
        End(router);
    }

    [TestMethod]
    public void AConsoleDevice_IsTakenWheneverItComes()
    {
        LinuxTrial.Require();
        string link = Path.Combine(_directory, "tty");
        using TemporaryNamespace place = new("wifi");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(
            place, ProgramTrial.Router, file.Path, "--console-device", link + ":115200");
        router.WaitForOutput("The console's device '");
        for (int i = 0; i < 2; i++)
        {
            using PseudoTerminal line = new(blocking: true);
            File.Delete(link);
            File.CreateSymbolicLink(link, line.Path);
            using ConsoleClient client = new(new FileStream(
                new SafeFileHandle(line.Descriptor, ownsHandle: false), FileAccess.ReadWrite, 0));
            client.Done(Hello);
            client.Write("noise");
        }

        End(router);
    }

    /// <summary>How many it has open, but for those that are open for a moment to read a file.</summary>
    private static int Descriptors(ProgramTrial program)
    {
        int least = int.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            least = Math.Min(least, ProcessFigures.Of(program.Id)!.Descriptors);
            Thread.Sleep(10);
        }

        return least;
    }

    private static string OneLine(string json)
    {
        return JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
    }

    private void End(ProgramTrial router)
    {
        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode(), router.Errors);
        Assert.IsFalse(File.Exists(Socket));
    }
}
