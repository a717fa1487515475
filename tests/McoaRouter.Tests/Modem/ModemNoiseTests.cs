using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Modem;

/// <summary>
/// Noise on the line: whatever comes, the dialogue goes on, within its bounds, and makes the call once the noise is over.
/// Each case is found again by its seed.
/// </summary>
[TestClass]
public sealed class ModemNoiseTests
{
    private const int Minute = 60000;
    private const string Pin = ",\"pin\":\"4711\"";

    // What a modem may say, right or wrong, at the wrong time.
    private static readonly string[] s_lines =
    {
        "OK", "ERROR", "CONNECT", "NO CARRIER", "RDY", "+CPIN: READY", "+CPIN: SIM PIN", "+CPIN: SIM PUK", "+CPIN:",
        "+CEREG: 1", "+CEREG: 0", "+CEREG: 1,5", "+CEREG: 99999999999", "+CGREG: 3", "+CREG: ,,,,", "+CSQ: 99,99", "+CSQ",
        "+CME ERROR: 10", "+CME ERROR: 14", "+CME ERROR:", "RING", "0", "4", "AT", "+CMTI: \"SM\",1", "NORMAL POWER DOWN",
        "+SPIC: 0,0,0,0", "+QPINC: \"SC\"", "POWERED DOWN", "BUSY", "NO ANSWER", "~", " ", ":", ",",
    };

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void Any_octets_are_survived(int seed)
    {
        SplitMix64 random = new SplitMix64((ulong)seed);
        ModemBench bench = new ModemBench(string.Empty);
        for (int i = 0; i < 300; i++)
        {
            byte[] noise = new byte[random.Between(1, 40)];
            random.Fill(noise);
            bench.Modem.Write(noise);
            bench.RunFor(random.Between(1, 400));
        }

        AssertRecovers(bench);
        Assert.IsTrue(bench.Uplink.Refusals.Of(LinkRefusal.Garbled) > 0);
    }

    [TestMethod]
    [DataRow(5, "")]
    [DataRow(6, "")]
    [DataRow(7, Pin)]
    [DataRow(8, Pin)]
    [DataRow(9, Pin)]
    public void Any_lines_are_survived_and_no_pin_is_given_twice(int seed, string members)
    {
        SplitMix64 random = new SplitMix64((ulong)seed);
        ModemBench bench = new ModemBench(
            "0* AT+CPIN=\"4711\" -> ERROR\n0* AT+SPIC -> +SPIC: 2,10,0,10 | OK\n", Transcripts.Sim7600, members);
        for (int i = 0; i < 600; i++)
        {
            bench.Modem.Report(s_lines[random.Between(0, s_lines.Length - 1)]);
            bench.RunFor(random.Between(1, 400));
        }

        Assert.IsTrue(bench.Modem.Asked("AT+CPIN=\"4711\"") < 2);
        AssertRecovers(bench);
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(11)]
    [DataRow(12)]
    public void Answers_with_octets_lost_and_changed_are_survived(int seed)
    {
        SplitMix64 random = new SplitMix64((ulong)seed);
        ModemBench bench = new ModemBench("0* ATD*99***1# -> NO CARRIER\n");
        bench.Modem.Noise = random;
        bench.RunFor(10 * Minute);
        Assert.AreNotEqual(ModemState.Connected, bench.State);
        bench.Modem.Noise = null;
        bench.RunFor(3 * Minute);
        Assert.IsTrue(bench.Modem.Asked("ATD*99***1#") > 0);
    }

    [TestMethod]
    public void A_line_that_is_never_quiet_is_told_as_garbled()
    {
        ModemBench bench = new ModemBench(string.Empty);
        bench.Modem.HasResetLine = false;
        bench.Modem.Hang();
        byte[] noise = { 0x55, 0xAA, 0xFF, 0x00, 0x0D };
        for (int i = 0; i < 600; i++)
        {
            bench.Modem.Write(noise);
            bench.RunFor(50);
        }

        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceGarbled));
        Assert.AreEqual(0, bench.Told(LinkNotice.DeviceSilent));
    }

    [TestMethod]
    public void More_than_a_turns_octets_wait_for_the_next_turn()
    {
        ModemBench bench = new ModemBench(string.Empty);
        bench.Modem.Write(new byte[LinkLimits.SerialOctetsPerPoll + 1]);
        Assert.IsTrue(bench.Uplink.Poll(0));
        Assert.IsFalse(bench.Uplink.Poll(0));
        Assert.IsTrue(bench.Connects(5000));
    }

    private static void AssertRecovers(ModemBench bench)
    {
        // A call that was said to be connected is PPP's to end; here the modem does.
        if (bench.State == ModemState.Connected)
        {
            bench.Modem.LoseCarrier();
            bench.RunFor(5000);
        }

        Assert.IsTrue(bench.Connects(5 * Minute));
        Assert.IsTrue(bench.Modem.IsInDataMode);
    }
}
