using McoaRouter.Bindings;
using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Consoles;

/// <summary>What comes between answers: events, the status, and packets.</summary>
[TestClass]
public sealed class EventTests
{
    private const string Watch = "{\"op\":\"watch\"}";

    [TestMethod]
    public void Watch_TellsEveryEventOfTheRouter()
    {
        ConsoleBench bench = new ConsoleBench();
        _ = bench.Ask(Watch);
        bench.Console.UplinkChanged(0, false, 5);
        bench.Console.BindingUpdateSent(0, 9, 2, false, 6);
        bench.Console.BindingAcknowledged(0, 9, 16);
        bench.Console.BindingChanged(1, BindingState.Registered, 0, 8);
        bench.Console.PathChanged(1, 9);
        bench.Console.AtHomeChanged(-1, 10);
        bench.Console.HomeAgentChanged(Hex.Address("2001:db8:1::1"), 0, 11);
        bench.Console.RegistrationFormChanged(RegistrationForm.Individual, 12);
        bench.Console.Noticed(RouterNotice.TunnelSilent, 1, 13);
        bench.Console.LogLine("a \"line\"", 14);

        Assert.AreEqual(
            "{\"t\":5,\"event\":\"uplink\",\"uplink\":\"wifi\",\"up\":false}\n"
                + "{\"t\":6,\"event\":\"bindingUpdate\",\"uplink\":\"wifi\",\"sequence\":9,\"attempt\":2,\"deregistration\":false}\n"
                + "{\"t\":16,\"event\":\"bindingAcknowledgement\",\"status\":0,\"sequence\":9}\n"
                + "{\"t\":8,\"event\":\"binding\",\"uplink\":\"lte\",\"bid\":2,\"state\":\"registered\",\"status\":0}\n"
                + "{\"t\":9,\"event\":\"path\",\"uplink\":\"lte\"}\n"
                + "{\"t\":10,\"event\":\"home\",\"uplink\":null}\n"
                + "{\"t\":11,\"event\":\"homeAgent\",\"address\":\"2001:db8:1::1\"}\n"
                + "{\"t\":12,\"event\":\"registrationForm\",\"form\":\"individual\"}\n"
                + "{\"t\":13,\"event\":\"notice\",\"notice\":\"tunnelSilent\",\"value\":1,\"uplink\":\"lte\",\"text\":\""
                + RouterNoticeText.Of(RouterNotice.TunnelSilent) + "\"}\n"
                + "{\"t\":14,\"event\":\"log\",\"line\":\"a \\\"line\\\"\"}\n",
            bench.Output.Take());
        bench.Has("{\"op\":\"status\"}", "\"roundTripMs\":10");

        _ = bench.Ask("{\"op\":\"watch\",\"events\":false}");
        bench.Console.PathChanged(1, 9);
        Assert.AreEqual(0, bench.Output.Length);
    }

    [TestMethod]
    public void Watch_TellsWhatBecomesOfAConfiguration()
    {
        ConsoleBench bench = new ConsoleBench();
        TestOutput output = new TestOutput();
        ConsoleSession other = new ConsoleSession(bench.Console, output);
        _ = bench.Ask(other, output, Watch);
        bench.Trial("second");
        _ = bench.Ask("{\"op\":\"confirm\",\"force\":true}");
        bench.Trial("third");
        _ = bench.Ask("{\"op\":\"rollback\"}");

        Assert.AreEqual(
            "{\"t\":1000,\"event\":\"configuration\",\"state\":\"trial\",\"revision\":1}\n"
                + "{\"t\":1000,\"event\":\"configuration\",\"state\":\"confirmed\",\"revision\":1}\n"
                + "{\"t\":1000,\"event\":\"configuration\",\"state\":\"trial\",\"revision\":2}\n"
                + "{\"t\":1000,\"event\":\"configuration\",\"state\":\"rolledBack\",\"revision\":2,\"reason\":\"by the operator\"}\n",
            output.Take());
    }

    [TestMethod]
    public void Watch_TellsHowManyEventsWereDropped()
    {
        ConsoleBench bench = new ConsoleBench();
        _ = bench.Ask(Watch);
        bench.Output.Room = 0;
        for (int i = 0; i < 4; i++)
        {
            bench.Console.PathChanged(0, i);
        }

        bench.Output.Room = int.MaxValue;
        bench.Session.Poll(bench.Now);
        bench.Console.PathChanged(1, 9);
        bench.Console.PathChanged(1, 10);
        Assert.AreEqual(
            "{\"t\":0,\"event\":\"path\",\"uplink\":\"wifi\"}\n{\"t\":9,\"event\":\"path\",\"uplink\":\"lte\",\"dropped\":3}\n"
                + "{\"t\":10,\"event\":\"path\",\"uplink\":\"lte\"}\n",
            bench.Output.Take());
        bench.Has("{\"op\":\"counters\"}", "\"dropped\":3");
    }

    [TestMethod]
    public void Watch_TellsTheStatusAtIntervals()
    {
        ConsoleBench bench = new ConsoleBench();
        _ = bench.Ask("{\"op\":\"watch\",\"events\":false,\"statusEveryMs\":250}");
        Assert.AreEqual(bench.Now, bench.Console.NextDeadline);
        bench.PollAt(bench.Now);
        bench.PollAt(bench.Now + 249);
        Assert.AreEqual(1, bench.Output.Lines());
        Assert.AreEqual(0, bench.Output.Take().IndexOf("{\"t\":1000,\"event\":\"status\",\"name\":\"bench\","));
        bench.PollAt(bench.Console.NextDeadline);
        Assert.AreEqual(1, bench.Output.Lines());
        bench.Session.Close();
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Console.NextDeadline);
    }

    [TestMethod]
    public void Capture_ShowsPacketsWithinItsBounds()
    {
        ConsoleBench bench = new ConsoleBench();
        byte[] packet = new byte[100];
        packet[1] = 0xAB;
        _ = bench.Ask("{\"op\":\"capture\",\"on\":true,\"links\":[\"lte\",\"port\"],\"snapOctets\":64,\"perSecond\":2,\"packets\":3}");
        bench.Console.Packet(0, true, packet, 1, 99, 10);
        bench.Console.Packet(1, true, packet, 1, 65, 10);
        string first = bench.Output.Take();
        Assert.AreEqual(
            0, first.IndexOf("{\"t\":10,\"event\":\"packet\",\"link\":\"lte\",\"direction\":\"out\",\"length\":65,\"octets\":\"ab00"));
        Assert.AreEqual(209, first.Length);
        bench.Console.Packet(MobileRouter.Port, false, packet, 0, 40, 20);
        bench.Console.Packet(1, true, packet, 0, 65, 30);
        Assert.IsTrue(bench.Output.Take().IndexOf("\"link\":\"port\",\"direction\":\"in\",\"length\":40,") > 0);
        bench.Console.Packet(1, true, packet, 0, 65, 2000);
        bench.Console.Packet(1, true, packet, 0, 65, 2001);
        bench.PollAt(2002);
        Assert.AreEqual(2, bench.Output.Lines());
        Assert.IsTrue(bench.Output.Take().IndexOf("{\"t\":2002,\"event\":\"captureEnd\",\"packets\":3,\"skipped\":1}\n") > 0);
        bench.PollAt(2003);
        Assert.AreEqual(0, bench.Output.Length);
    }

    [TestMethod]
    public void Capture_EndsWhenAskedTo()
    {
        ConsoleBench bench = new ConsoleBench();
        _ = bench.Ask("{\"op\":\"capture\",\"on\":true}");
        _ = bench.Ask("{\"op\":\"capture\",\"on\":false}");
        bench.Console.Packet(0, true, new byte[80], 0, 80, 10);
        bench.PollAt(bench.Now);
        Assert.AreEqual("{\"t\":1000,\"event\":\"captureEnd\",\"packets\":0,\"skipped\":0}\n", bench.Output.Take());
    }

    [TestMethod]
    public void PacketsAndEvents_AllocateNothingWhereNobodyLooks()
    {
        Heap.AssertAllocatesNothing(new Quiet());
    }

    private sealed class Quiet : IRepeatable
    {
        private readonly ConsoleBench _bench = new ConsoleBench();
        private readonly byte[] _packet = new byte[80];

        public void Run()
        {
            RouterConsole console = _bench.Console;
            console.Packet(0, true, _packet, 0, 80, 1);
            console.Packet(MobileRouter.Port, false, _packet, 0, 80, 1);
            console.UplinkChanged(0, true, 1);
            console.BindingUpdateSent(0, 1, 1, false, 1);
            console.BindingAcknowledged(0, 1, 1);
            console.BindingChanged(0, BindingState.Registered, 0, 1);
            console.PathChanged(0, 1);
            console.AtHomeChanged(0, 1);
            console.HomeAgentChanged(_packet, 0, 1);
            console.RegistrationFormChanged(RegistrationForm.Bulk, 1);
            console.CorrespondentBindingChanged(0, 0, true, 0, 1);
            console.Noticed(RouterNotice.TunnelSilent, 0, 1);
        }
    }
}
