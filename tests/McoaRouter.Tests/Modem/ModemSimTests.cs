using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;

namespace McoaRouter.Tests.Modem;

/// <summary>The SIM: its PIN is given once, never a second time where it was wrong, and never at the last attempt.</summary>
[TestClass]
public sealed class ModemSimTests
{
    private const string Pin = ",\"pin\":\"4711\"";
    private const string Enter = "AT+CPIN=\"4711\"";
    private const string Asks = "0* AT+CPIN? -> +CPIN: SIM PIN | OK\n";
    private const string AsksOnce = "AT+CPIN? -> +CPIN: SIM PIN | OK\n";
    private const string Takes = Enter + " -> ~200 | OK | ~1500 | +CPIN: READY\n";
    private const string Refuses = "0* " + Enter + " -> +CME ERROR: 16\n";

    private const int Hour = 3600000;

    [TestMethod]
    [DataRow(Transcripts.Sim7600, "AT+SPIC")]
    [DataRow(Transcripts.Ec25, "AT+QPINC=\"SC\"")]
    public void A_pin_is_given_after_the_attempts_were_asked_for(string transcript, string attempts)
    {
        ModemBench bench = new ModemBench(AsksOnce + Takes, transcript, Pin);
        Assert.IsTrue(bench.Connects(10000));
        Assert.AreEqual(1, bench.Modem.Asked(attempts));
        Assert.AreEqual(1, bench.Modem.Asked(Enter));
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    public void A_modem_that_can_not_say_the_attempts_is_given_the_pin()
    {
        ModemBench bench = new ModemBench(AsksOnce + Takes, Transcripts.Plain, Pin);
        Assert.IsTrue(bench.Connects(10000));
        Assert.AreEqual(1, bench.Modem.Asked(Enter));
    }

    [TestMethod]
    public void A_sim_that_is_busy_after_its_pin_is_asked_again()
    {
        ModemBench bench = new ModemBench(
            AsksOnce + "2* AT+CPIN? -> +CME ERROR: 14\nAT+CPIN? -> +CPIN: NOT READY | OK\n" + Takes,
            Transcripts.Sim7600, Pin);
        Assert.IsTrue(bench.Connects(10000));
        Assert.AreEqual(5, bench.Modem.Asked("AT+CPIN?"));
        Assert.AreEqual(1, bench.Modem.Asked(Enter));
    }

    [TestMethod]
    [DataRow("+CME ERROR: 16")]
    [DataRow("+CME ERROR: incorrect password")]
    [DataRow("ERROR")]
    [DataRow("+CME ERROR: 12")]
    public void A_pin_that_was_refused_is_never_given_again(string answer)
    {
        ModemBench bench = new ModemBench(Asks + "0* " + Enter + " -> " + answer + "\n", Transcripts.Sim7600, Pin);
        bench.RunFor(Hour);
        Assert.AreEqual(1, bench.Modem.Asked(Enter));
        Assert.AreEqual(1, bench.Told(LinkNotice.SimPinRefused));
        Assert.AreEqual(1, bench.Notices());
        Assert.AreEqual(CallState.AwaitingOperator, bench.Call);
        bench.Modem.Reset();
        bench.Modem.PulseReset();
        bench.RunFor(Hour);
        Assert.AreEqual(1, bench.Modem.Asked(Enter));
    }

    [TestMethod]
    public void A_router_that_starts_anew_and_anew_never_uses_the_last_attempt()
    {
        ModemBench bench = new ModemBench(
            Asks + Refuses
            + "AT+SPIC -> +SPIC: 3,10,0,10 | OK\n3* AT+SPIC -> +SPIC: 2,10,0,10 | OK\n0* AT+SPIC -> +SPIC: 1,10,0,10 | OK\n",
            Transcripts.Sim7600, Pin);
        for (int i = 0; i < 10; i++)
        {
            bench.RunFor(60000);
            bench.Take(new CellularUplink(ModemBench.SettingsOf(Pin), bench.Modem, bench.Random));
        }

        Assert.AreEqual(2, bench.Modem.Asked(Enter));
        Assert.AreEqual(10, bench.Told(LinkNotice.SimPinRefused));
    }

    [TestMethod]
    public void A_pin_without_an_answer_is_given_again_only_where_no_attempt_was_spent()
    {
        ModemBench bench = new ModemBench(
            Asks + "0* " + Enter + " -> -\nAT+SPIC -> +SPIC: 3,10,0,10 | OK\n0* AT+SPIC -> +SPIC: 2,10,0,10 | OK\n",
            Transcripts.Sim7600, Pin);
        bench.RunFor(Hour);
        Assert.AreEqual(1, bench.Modem.Asked(Enter));
        Assert.AreEqual(1, bench.Told(LinkNotice.SimPinRefused));

        bench = new ModemBench("2* AT+CPIN? -> +CPIN: SIM PIN | OK\n" + Enter + " -> -\n" + Takes, Transcripts.Sim7600, Pin);
        Assert.IsTrue(bench.Connects(60000));
        Assert.AreEqual(2, bench.Modem.Asked(Enter));
    }

    [TestMethod]
    public void A_modem_that_resets_when_the_pin_is_given_is_given_it_again_where_no_attempt_was_spent()
    {
        ModemBench bench = new ModemBench(
            "2* AT+CPIN? -> +CPIN: SIM PIN | OK\n" + Enter + " -> !reset\n" + Takes, Transcripts.Sim7600, Pin);
        Assert.IsTrue(bench.Connects(60000));
        Assert.AreEqual(2, bench.Modem.Asked(Enter));
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
    }

    [TestMethod]
    public void Without_a_pin_in_the_settings_an_operator_is_waited_for()
    {
        ModemBench bench = new ModemBench("100* AT+CPIN? -> +CPIN: SIM PIN | OK\n");
        bench.RunFor(1800000);
        Assert.AreEqual(1, bench.Told(LinkNotice.SimPinNeeded));
        Assert.AreEqual(1, bench.Notices());
        Assert.AreEqual(0, bench.Modem.Resets);

        // Somebody enters it on another way.
        Assert.IsTrue(bench.Connects(Hour));
    }

    [TestMethod]
    [DataRow("+CPIN: SIM PUK | OK", (int)LinkNotice.SimLocked)]
    [DataRow("+CPIN: PH-NET PIN | OK", (int)LinkNotice.SimLocked)]
    [DataRow("+CPIN: PH-SIM PIN | OK", (int)LinkNotice.SimLocked)]
    [DataRow("+CME ERROR: 12", (int)LinkNotice.SimLocked)]
    [DataRow("+CME ERROR: 5", (int)LinkNotice.SimLocked)]
    [DataRow("+CME ERROR: 40", (int)LinkNotice.SimLocked)]
    [DataRow("+CME ERROR: 10", (int)LinkNotice.SimMissing)]
    [DataRow("+CME ERROR: 13", (int)LinkNotice.SimMissing)]
    [DataRow("+CME ERROR: 15", (int)LinkNotice.SimMissing)]
    [DataRow("+CPIN: NOT INSERTED | OK", (int)LinkNotice.SimMissing)]
    public void A_sim_that_needs_a_person_is_told_once_and_asked_on(string answer, int notice)
    {
        ModemBench bench = new ModemBench("20* AT+CPIN? -> " + answer + "\n", Transcripts.Sim7600, Pin);
        bench.RunFor(300000);
        Assert.AreEqual(1, bench.Told((LinkNotice)notice));
        Assert.AreEqual(1, bench.Notices());
        Assert.AreEqual(0, bench.Modem.Asked(Enter));
        Assert.AreEqual(10, bench.Modem.Asked("AT+CPIN?"));
        Assert.IsTrue(bench.Connects(600000));
    }

    [TestMethod]
    public void A_sim_that_never_gets_ready_is_as_good_as_none()
    {
        ModemBench bench = new ModemBench("0* AT+CPIN? -> +CME ERROR: 14\n");
        bench.RunFor(60000);
        Assert.AreEqual(1, bench.Told(LinkNotice.SimMissing));
        Assert.AreEqual(CallState.AwaitingOperator, bench.Call);
    }

    [TestMethod]
    public void An_inserted_sim_is_seen_at_once()
    {
        ModemBench bench = new ModemBench("AT+CPIN? -> +CME ERROR: 10\n");
        bench.RunFor(5000);
        Assert.AreEqual(CallState.AwaitingOperator, bench.Call);
        bench.Modem.Report("+CPIN: READY");
        Assert.IsTrue(bench.Connects(2000));
    }

    [TestMethod]
    public void The_second_pin_is_of_no_concern()
    {
        ModemBench bench = new ModemBench("AT+CPIN? -> +CPIN: SIM PIN2 | OK\n", Transcripts.Sim7600, Pin);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(0, bench.Modem.Asked(Enter));
    }
}
