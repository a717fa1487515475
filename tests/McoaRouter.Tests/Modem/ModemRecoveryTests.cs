using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;

namespace McoaRouter.Tests.Modem;

/// <summary>A modem that is silent, hangs, resets, or is out of step.</summary>
[TestClass]
public sealed class ModemRecoveryTests
{
    private const int Minute = 60000;

    [TestMethod]
    public void Silence_is_met_by_escape_hanging_up_reset_and_a_pause()
    {
        ModemBench bench = new ModemBench(string.Empty);
        bench.Modem.Hang();
        bench.RunFor(1600);
        Assert.AreEqual(ModemState.Synchronising, bench.State);
        bench.RunFor(300);
        Assert.AreEqual(ModemState.Escaping, bench.State);
        bench.RunFor(2400);
        Assert.AreEqual(ModemState.HangingUp, bench.State);
        Assert.AreEqual(0, bench.Modem.Resets);
        bench.RunFor(2500);
        Assert.AreEqual(ModemState.Booting, bench.State);
        Assert.AreEqual(1, bench.Modem.Resets);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
        Assert.IsTrue(bench.Connects(20000));
        Assert.AreEqual(1, bench.Notices());
    }

    [TestMethod]
    public void A_modem_that_is_not_there_is_told_once_and_looked_for_again()
    {
        ModemBench bench = new ModemBench(string.Empty);
        bench.Modem.HasResetLine = false;
        bench.Modem.Hang();
        bench.RunFor(60 * Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceSilent));
        Assert.AreEqual(1, bench.Notices());
        bench.Modem.Reset();
        Assert.IsTrue(bench.Connects(2 * Minute));
    }

    [TestMethod]
    public void A_modem_that_no_reset_wakes_is_reset_at_a_bounded_rate()
    {
        ModemBench bench = new ModemBench("0* boot -> !hang\n");
        bench.Modem.Hang();
        bench.RunFor(60 * Minute);
        Assert.IsTrue(bench.Modem.Resets > 20);
        Assert.IsTrue(bench.Modem.Resets < 50);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceSilent));
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
    }

    [TestMethod]
    [DataRow("ATE0V1")]
    [DataRow("AT+CMEE=1")]
    [DataRow("AT+CGMI")]
    [DataRow("AT+CFUN=1")]
    [DataRow("AT+CPIN?")]
    [DataRow("AT+CEREG=1")]
    [DataRow("AT+CGREG=1")]
    [DataRow("AT+CEREG?")]
    [DataRow("AT+CGREG?")]
    [DataRow("AT+CSQ")]
    [DataRow("AT+CGDCONT=1,\"IPV4V6\",\"internet\"")]
    [DataRow("ATD*99***1#")]
    public void A_modem_that_hangs_at_any_command_is_reset(string command)
    {
        ModemBench bench = new ModemBench(command + " -> !hang\n");
        Assert.IsTrue(bench.Connects(2 * Minute));
        Assert.AreEqual(1, bench.Modem.Resets);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
        Assert.AreEqual(1, bench.Notices());
    }

    [TestMethod]
    [DataRow("ATE0V1")]
    [DataRow("AT+CGMI")]
    [DataRow("AT+CPIN?")]
    [DataRow("AT+CEREG?")]
    [DataRow("AT+CSQ")]
    [DataRow("AT+CGDCONT=1,\"IPV4V6\",\"internet\"")]
    [DataRow("ATD*99***1#")]
    public void A_modem_that_resets_at_any_command_is_begun_anew(string command)
    {
        ModemBench bench = new ModemBench(command + " -> !reset\n");
        Assert.IsTrue(bench.Connects(Minute));
        Assert.AreEqual(0, bench.Modem.Resets);
        Assert.AreEqual(2, bench.Modem.Asked(command));
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
    }

    [TestMethod]
    public void A_modem_that_answers_late_is_not_taken_to_answer_the_next_command()
    {
        // The answer comes half a second after the time for it, when something else would already be asked.
        ModemBench bench = new ModemBench("AT+CEREG? -> ~3500 | +CEREG: 1,1 | OK\nAT+CPIN? -> ~10100 | +CPIN: READY | OK\n");
        Assert.IsTrue(bench.Connects(Minute));
        Assert.AreEqual(3, bench.Modem.Asked("ATE0V1"));
    }

    [TestMethod]
    [DataRow("AT+CPIN?")]
    [DataRow("AT+CEREG?")]
    [DataRow("AT+CGREG?")]
    [DataRow("AT+CSQ")]
    public void A_result_without_the_information_is_out_of_step(string command)
    {
        ModemBench bench = new ModemBench(command + " -> OK\n");
        Assert.IsTrue(bench.Connects(10000));
        Assert.AreEqual(2, bench.Modem.Asked("ATE0V1"));
    }

    [TestMethod]
    public void A_modem_that_answers_and_never_connects_is_reset_at_last()
    {
        ModemBench bench = new ModemBench("0* AT+CEREG? -> OK\n");
        bench.RunFor(50000);
        Assert.AreEqual(1, bench.Modem.Resets);
    }

    [TestMethod]
    public void A_line_that_is_lost_is_told_and_taken_up_again()
    {
        ModemBench bench = new ModemBench(string.Empty);
        bench.Modem.IsUnplugged = true;
        bench.RunFor(10 * Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceSilent));
        Assert.AreEqual(ModemState.Resting, bench.State);
        bench.Modem.IsUnplugged = false;
        Assert.IsTrue(bench.Connects(2 * Minute));
    }

    [TestMethod]
    public void A_modem_that_echoes_and_nothing_more_is_silent()
    {
        ModemBench bench = new ModemBench("0* AT -> -\n");
        bench.Modem.HasResetLine = false;
        bench.RunFor(Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceSilent));
        Assert.AreEqual(0, bench.Told(LinkNotice.DeviceGarbled));
    }

    [TestMethod]
    public void A_modem_that_resets_for_ever_is_told_once()
    {
        ModemBench bench = new ModemBench("0* AT+CPIN? -> !reset\n");
        bench.RunFor(60 * Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
        Assert.IsTrue(bench.Modem.Asked("AT+CPIN?") < 90);
    }

    [TestMethod]
    public void A_flood_of_banners_is_met_by_pauses()
    {
        ModemBench bench = new ModemBench(string.Empty);
        for (int i = 0; i < 1200; i++)
        {
            bench.Modem.Report("RDY");
            bench.RunFor(100);
        }

        Assert.IsTrue(bench.Modem.Commands < 250);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
        Assert.IsTrue(bench.Connects(Minute + 10000));
    }

    [TestMethod]
    public void Stopping_before_a_call_is_at_once()
    {
        ModemBench bench = new ModemBench("0* AT+CEREG? -> +CEREG: 1,2 | OK\n0* AT+CGREG? -> +CGREG: 1,2 | OK\n");
        bench.RunFor(10000);
        bench.Uplink.Stop(bench.Now);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Uplink.NextDeadline);
        int commands = bench.Modem.Commands;
        bench.RunFor(Minute);
        Assert.AreEqual(commands, bench.Modem.Commands);
    }

    [TestMethod]
    public void Stopping_while_dialling_hangs_up()
    {
        ModemBench bench = new ModemBench("ATD*99***1# -> -\n");
        bench.RunFor(10000);
        bench.Uplink.Stop(bench.Now);
        bench.RunFor(1000);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.AreEqual(1, bench.Modem.Asked("ATH"));
    }
}
