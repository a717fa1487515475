using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;

namespace McoaRouter.Tests.Modem;

/// <summary>Registration, context and dialling.</summary>
[TestClass]
public sealed class ModemNetworkTests
{
    private const string Searching = "AT+CEREG? -> +CEREG: 1,2 | OK\n";
    private const string NoPacket = "0* AT+CGREG? -> +CGREG: 1,0 | OK\n";
    private const string Dual = "AT+CGDCONT=1,\"IPV4V6\",\"internet\"";
    private const string Ipv6 = "AT+CGDCONT=1,\"IPV6\",\"internet\"";
    private const string Ipv4 = "AT+CGDCONT=1,\"IP\",\"internet\"";
    private const string Dial = "ATD*99***1#";

    [TestMethod]
    public void Slow_registration_is_asked_for_every_two_seconds()
    {
        ModemBench bench = new ModemBench("20* " + Searching + NoPacket);
        bench.RunFor(39000);
        Assert.AreEqual(CallState.Registering, bench.Call);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(21, bench.Modem.Asked("AT+CEREG?"));
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    public void A_report_of_registration_is_not_waited_for()
    {
        ModemBench bench = new ModemBench(Searching + NoPacket);
        bench.RunFor(1500);
        Assert.AreEqual(CallState.Registering, bench.Call);
        bench.Modem.Report("+CEREG: 5");
        Assert.IsTrue(bench.Connects(500));
    }

    [TestMethod]
    public void A_minute_without_network_is_told_and_the_modem_begins_anew_after_five()
    {
        ModemBench bench = new ModemBench("0* " + Searching + NoPacket);
        bench.RunFor(59000);
        Assert.AreEqual(0, bench.Notices());
        bench.RunFor(6000);
        Assert.AreEqual(1, bench.Told(LinkNotice.NoNetwork));
        bench.RunFor(250000);
        Assert.AreEqual(2, bench.Modem.Asked("ATE0V1"));
        bench.RunFor(3600000);
        Assert.AreEqual(1, bench.Told(LinkNotice.NoNetwork));
        Assert.IsTrue(bench.Modem.Resets > 0);
    }

    [TestMethod]
    public void Denied_registration_is_told_once_and_waited_out()
    {
        ModemBench bench = new ModemBench("30* AT+CEREG? -> +CEREG: 1,3 | OK\n" + NoPacket);
        bench.RunFor(30000);
        Assert.AreEqual(1, bench.Told(LinkNotice.RegistrationDenied));
        Assert.IsTrue(bench.Connects(60000));
        Assert.AreEqual(1, bench.Notices());
    }

    [TestMethod]
    [DataRow("AT+CEREG? -> +CEREG: 1,5 | OK\n")]
    [DataRow("AT+CEREG? -> +CEREG: 2,5,\"1A2B\",\"01C3D4E5\",7 | OK\n")]
    [DataRow("AT+CEREG? -> +CEREG: 0,2 | +CEREG: 5,\"1A2B\",\"01C3D4E5\",7 | OK\n")]
    [DataRow("AT+CEREG? -> +CEREG: 0,2 | +CEREG: 5,1A2B,01C3D4E5,7 | OK\n")]
    [DataRow("AT+CEREG? -> +CEREG: 0,2 | +CEREG: 5,6758,01C3D4E5,7 | OK\n")]
    public void A_foreign_network_is_told_and_used(string answer)
    {
        ModemBench bench = new ModemBench(answer + NoPacket);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Told(LinkNotice.Roaming));
        Assert.AreEqual(1, bench.Notices());
    }

    [TestMethod]
    [DataRow("0* AT+CEREG? -> ERROR\nAT+CGREG? -> +CGREG: 1,1 | OK\n")]
    [DataRow("0* AT+CEREG? -> +CEREG: 1,0 | OK\nAT+CGREG? -> +CGREG: 1,5 | OK\n")]
    [DataRow("0* AT+CEREG? -> +CEREG: 1,1 | OK\n0* AT+CGREG? -> +CGREG: 1,3 | OK\n")]
    public void Registration_of_any_kind_for_packets_is_enough(string answers)
    {
        Assert.IsTrue(new ModemBench(answers).Connects(5000));
    }

    [TestMethod]
    public void Registration_for_calls_is_not_enough_where_the_modem_knows_others()
    {
        ModemBench bench = new ModemBench("0* " + Searching + "0* AT+CGREG? -> ERROR\n");
        Assert.IsFalse(bench.Connects(60000));
        Assert.AreEqual(0, bench.Modem.Asked("AT+CREG?"));
    }

    [TestMethod]
    public void A_context_that_the_modem_refuses_is_followed_by_the_next()
    {
        ModemBench bench = new ModemBench("0* " + Dual + " -> ERROR\n0* " + Ipv6 + " -> +CME ERROR: 50\n");
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked(Dual));
        Assert.AreEqual(1, bench.Modem.Asked(Ipv6));
        Assert.AreEqual(1, bench.Modem.Asked(Ipv4));
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    public void Ipv6_alone_never_falls_back_to_ipv4()
    {
        ModemBench bench = new ModemBench(
            "0* " + Dial + " -> NO CARRIER\n", Transcripts.Sim7600, ",\"transport\":\"ipv6\"");
        bench.RunFor(600000);
        Assert.AreEqual(0, bench.Modem.Asked(Ipv4));
        Assert.IsTrue(bench.Modem.Asked(Ipv6) > 1);
        Assert.IsTrue(bench.Modem.Asked(Dual) > 1);
    }

    [TestMethod]
    public void An_access_point_that_the_modem_refuses_is_told()
    {
        ModemBench bench = new ModemBench(
            "0* " + Dual + " -> ERROR\n0* " + Ipv6 + " -> ERROR\n0* " + Ipv4 + " -> +CME ERROR: 50\n");
        bench.RunFor(10000);
        Assert.AreEqual(1, bench.Told(LinkNotice.ContextRefused));
        Assert.AreEqual(50, bench.ValueOf(LinkNotice.ContextRefused));
        Assert.AreEqual(0, bench.Modem.Asked(Dial));
    }

    [TestMethod]
    [DataRow("NO CARRIER", 0)]
    [DataRow("BUSY", 0)]
    [DataRow("NO DIALTONE", 0)]
    [DataRow("NO ANSWER", 0)]
    [DataRow("ERROR", 0)]
    [DataRow("+CME ERROR: 148", 148)]
    public void A_call_that_no_context_makes_is_told_and_pauses_double(string answer, int code)
    {
        ModemBench bench = new ModemBench("0* " + Dial + " -> ~700 | " + answer + "\n");
        bench.RunFor(3000);
        Assert.AreEqual(3, bench.Modem.Asked(Dial));
        Assert.AreEqual(1, bench.Told(LinkNotice.DialRefused));
        Assert.AreEqual(code, bench.ValueOf(LinkNotice.DialRefused));

        // 1, 2, 4, 8, 16, 32 s, then a minute between two rounds.
        bench.RunFor(3600000);
        Assert.AreEqual(1, bench.Told(LinkNotice.DialRefused));
        Assert.IsTrue(bench.Modem.Asked(Dial) > 3 * 50);
        Assert.IsTrue(bench.Modem.Asked(Dial) < 3 * 70);
    }

    [TestMethod]
    public void The_context_that_made_the_call_is_the_one_that_is_kept()
    {
        ModemBench bench = new ModemBench(Dial + " -> NO CARRIER\n");
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked(Dual));
        bench.Modem.LoseCarrier();
        Assert.IsTrue(bench.Connects(0) && bench.Modem.Asked(Ipv6) == 1);
    }

    [TestMethod]
    public void A_call_that_is_never_answered_is_given_up()
    {
        ModemBench bench = new ModemBench(Dial + " -> -\n");
        bench.RunFor(59000);
        Assert.AreEqual(CallState.Dialling, bench.Call);
        Assert.IsTrue(bench.Connects(10000));
        Assert.AreEqual(2, bench.Modem.Asked(Dial));
    }

    [TestMethod]
    [DataRow("+CSQ: 0,0", -113)]
    [DataRow("+CSQ: 31,99", -51)]
    [DataRow("+CSQ: 2, 0", -109)]
    [DataRow("+CSQ: 100,0", -116)]
    [DataRow("+CSQ: 191,0", -25)]
    [DataRow("+CSQ: 99,99", 0)]
    [DataRow("+CSQ: 32,99", 0)]
    [DataRow("+CSQ: 199,99", 0)]
    [DataRow("+CSQ: -5,99", 0)]
    [DataRow("+CSQ:", 0)]
    [DataRow("+CSQ: 99999999999999,1", 0)]
    public void Signal_strengths_are_dbm(string line, int dbm)
    {
        ModemBench bench = new ModemBench("AT+CSQ -> " + line + " | OK\n");
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(dbm, bench.Uplink.SignalDbm);
    }

    [TestMethod]
    [DataRow("+CESQ: 99,99,255,255,20,0", -141)]
    [DataRow("+CESQ: 99,99,255,255,20,97", -44)]
    [DataRow("+CESQ: 99,99,255,255,255,255", 0)]
    [DataRow("+CESQ: 99,99", 0)]
    public void Signal_strengths_of_lte_are_dbm(string line, int dbm)
    {
        ModemBench bench = new ModemBench("AT+CESQ -> " + line + " | OK\n", Transcripts.Ec25, string.Empty);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(dbm, bench.Uplink.SignalDbm);
    }
}
