using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;

namespace McoaRouter.Tests.Modem;

/// <summary>The dialogue on good days: each family, from whatever state the modem is found in.</summary>
[TestClass]
public sealed class ModemDialogueTests
{
    private const string Named = ",\"user\":\"bus\",\"password\":\"hush\"";

    [TestMethod]
    public void A_SimCom_is_dialled()
    {
        ModemBench bench = new ModemBench(string.Empty);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked("AT+CGDCONT=1,\"IPV4V6\",\"internet\""));
        Assert.AreEqual(1, bench.Modem.Asked("ATD*99***1#"));
        Assert.AreEqual(-73, bench.Uplink.SignalDbm);
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    public void A_Quectel_is_dialled_and_tells_the_signal_of_lte()
    {
        ModemBench bench = new ModemBench(string.Empty, Transcripts.Ec25, string.Empty);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(-90, bench.Uplink.SignalDbm);
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    public void A_modem_with_the_oldest_commands_only_is_dialled()
    {
        ModemBench bench = new ModemBench(string.Empty, Transcripts.Plain, string.Empty);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked("AT+CREG?"));
        Assert.AreEqual(1, bench.Modem.Asked("AT+CGDCONT=1,\"IP\",\"internet\""));
        Assert.AreEqual(-103, bench.Uplink.SignalDbm);
    }

    [TestMethod]
    [DataRow(Transcripts.Sim7600, "AT+CGAUTH=1,3,\"hush\",\"bus\"")]
    [DataRow(Transcripts.Ec25, "AT+QICSGP=1,3,\"internet\",\"bus\",\"hush\",3")]
    [DataRow(Transcripts.Plain, "AT+CGAUTH=1,2,\"bus\",\"hush\"")]
    public void Each_family_is_told_name_and_secret_in_its_own_way(string transcript, string command)
    {
        ModemBench bench = new ModemBench(string.Empty, transcript, Named);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked(command));
    }

    [TestMethod]
    public void A_modem_that_does_not_take_name_and_secret_is_dialled_all_the_same()
    {
        ModemBench bench = new ModemBench("0* AT+CGAUTH=1,3,\"hush\",\"bus\" -> ERROR", Transcripts.Sim7600, Named);
        Assert.IsTrue(bench.Connects(5000));
    }

    [TestMethod]
    [DataRow("", "IPV4V6")]
    [DataRow(",\"transport\":\"ipv6\"", "IPV6")]
    [DataRow(",\"transport\":\"udp\"", "IP")]
    public void The_transport_says_which_context(string members, string type)
    {
        ModemBench bench = new ModemBench(string.Empty, Transcripts.Sim7600, members);
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked("AT+CGDCONT=1,\"" + type + "\",\"internet\""));
    }

    [TestMethod]
    [DataRow(Transcripts.Sim7600)]
    [DataRow(Transcripts.Ec25)]
    public void A_modem_that_gives_numbers_at_first_is_taught_words(string transcript)
    {
        ModemBench bench = new ModemBench(string.Empty, transcript, string.Empty);
        bench.Modem.SpeakNumbers();
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(1, bench.Modem.Asked("ATE0V1"));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    public void Lines_may_come_in_bits(int octets)
    {
        ModemBench bench = new ModemBench(string.Empty);
        bench.Modem.ChunkOctets = octets;
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(0, (int)bench.Uplink.Refusals.Of(LinkRefusal.Garbled));
    }

    [TestMethod]
    public void Reports_in_the_middle_of_an_answer_are_told_apart_from_it()
    {
        ModemBench bench = new ModemBench(
            "AT+CGMI -> +QIND: PB DONE | SIMCOM INCORPORATED | SMS DONE | OK\n"
            + "AT+CPIN? -> +CEREG: 2 | +CPIN: READY | +CREG: 1 | OK\n"
            + "AT+CEREG? -> +CGREG: 2 | +CEREG: 1,1 | +CEREG: 1 | OK\n"
            + "AT+CSQ -> RING | +CSQ: 10,99 | *PSNWID: \"208\", \"01\" | OK\n");
        Assert.IsTrue(bench.Connects(5000));
        Assert.AreEqual(-93, bench.Uplink.SignalDbm);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1000)]
    [DataRow(2000)]
    [DataRow(3500)]
    [DataRow(4500)]
    public void A_modem_that_starts_is_waited_for(int at)
    {
        ModemBench bench = new ModemBench("30* AT -> -\nAT+CPIN? -> +CME ERROR: 14\n", Transcripts.Sim7600, string.Empty);
        bench.RunFor(at);
        bench.Modem.Report("RDY");
        Assert.IsTrue(bench.Connects(20000));
        Assert.AreEqual(2, bench.Modem.Asked("AT+CPIN?"));
        Assert.AreEqual(0, bench.Modem.Resets);
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    public void A_modem_that_was_left_in_data_mode_is_taken_out_of_it()
    {
        ModemBench bench = new ModemBench(string.Empty);
        Assert.IsTrue(bench.Connects(5000));
        CellularUplink again = new CellularUplink(ModemBench.SettingsOf(string.Empty), bench.Modem, bench.Random);
        bench.Take(again);
        Assert.IsTrue(bench.Connects(10000));
        Assert.AreEqual(1, bench.Modem.Asked("ATH"));
        Assert.AreEqual(0, bench.Modem.Resets);
    }
}
