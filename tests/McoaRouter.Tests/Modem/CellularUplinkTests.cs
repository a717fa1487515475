using McoaRouter.LinkLayers;
using McoaRouter.Links;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Modem;

/// <summary>
/// The whole uplink: a scripted modem that, once connected, carries PPP to a peer. It comes up, carries packets, loses the
/// call in every way, and comes up again.
/// </summary>
[TestClass]
public sealed class CellularUplinkTests
{
    private const int Minute = 60000;
    private const string Pin = ",\"pin\":\"4711\"";

    [TestMethod]
    [DataRow(Transcripts.Sim7600)]
    [DataRow(Transcripts.Ec25)]
    public void It_comes_up_carries_a_packet_loses_the_carrier_and_comes_up_again(string transcript)
    {
        ModemBench bench = new ModemBench(string.Empty, transcript, string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        AssertStartsWith("20010db800770000", bench.CareOfAddress);
        AssertCarries(bench, peer, Ipv6Packet(1200));

        bench.Modem.LoseCarrier();
        bench.RunFor(600);
        Assert.IsFalse(bench.IsUp);
        Assert.AreEqual(1, bench.Downs);
        Assert.IsFalse(Send(bench, Ipv6Packet(100)));
        Assert.AreEqual(1, (int)bench.Uplink.Refusals.Of(LinkRefusal.LinkDown));

        Assert.IsTrue(bench.ComesUp(10000));
        AssertCarries(bench, peer, Ipv6Packet(1200));
        Assert.AreEqual(2, peer.Calls);
        Assert.AreEqual(0, bench.Notices());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"transport\":\"udp\"")]
    public void A_network_of_ipv4_alone_gives_a_mapped_address(string members)
    {
        ModemBench bench = new ModemBench(string.Empty, Transcripts.Sim7600, members);
        PppPeer peer = Join(bench);
        peer.GivesIpv6 = false;
        peer.GivesIpv4 = true;
        Assert.IsTrue(bench.ComesUp(10000));
        CollectionAssert.AreEqual(Hex.Read("00000000000000000000ffff c6336442"), bench.CareOfAddress);
        byte[] packet = Hex.Read("4500001c 00000000 40110000 c6336442 c6336401 105f105f 00080000");
        AssertCarries(bench, peer, packet);
    }

    [TestMethod]
    public void Lines_in_bits_are_a_line()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        bench.Modem.ChunkOctets = 1;
        Assert.IsTrue(bench.ComesUp(10000));
        AssertCarries(bench, peer, Ipv6Packet(300));
        Assert.AreEqual(0, (int)bench.Uplink.Refusals.Of(LinkRefusal.Checksum));
    }

    [TestMethod]
    public void A_line_with_little_room_is_written_to_bit_by_bit()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        bench.Modem.RoomOctets = 3;
        Assert.IsTrue(bench.ComesUp(20000));
        Assert.IsTrue(Send(bench, Ipv6Packet(300)));
        bench.RunFor(2000);
        Assert.AreEqual(1, peer.Packets);
        Assert.AreEqual(300, bench.PacketLength);
    }

    [TestMethod]
    public void A_line_without_room_is_a_silent_modem()
    {
        ModemBench bench = new ModemBench(string.Empty);
        Join(bench);
        bench.Modem.RoomOctets = 0;
        bench.RunFor(Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceSilent));
        bench.Modem.RoomOctets = 100;
        Assert.IsTrue(bench.ComesUp(2 * Minute));
    }

    [TestMethod]
    public void Without_an_address_the_next_kind_of_context_is_tried()
    {
        ModemBench bench = new ModemBench(string.Empty, Transcripts.Sim7600, ",\"transport\":\"ipv6\"");
        PppPeer peer = Join(bench);
        peer.GivesIpv6 = false;
        Assert.IsFalse(bench.ComesUp(3 * Minute));
        Assert.IsTrue(bench.Modem.Asked("AT+CGDCONT=1,\"IPV6\",\"internet\"") > 0);
        Assert.IsTrue(bench.Modem.Asked("AT+CGDCONT=1,\"IPV4V6\",\"internet\"") > 0);
        Assert.AreEqual(1, bench.Told(LinkNotice.NoAddress));
        peer.GivesIpv6 = true;
        Assert.IsTrue(bench.ComesUp(2 * Minute));
    }

    [TestMethod]
    public void A_name_and_secret_that_the_network_refuses_are_told()
    {
        ModemBench bench = new ModemBench(
            string.Empty, Transcripts.Sim7600, ",\"user\":\"bus\",\"password\":\"hush\"");
        PppPeer peer = Join(bench);
        peer.Authenticates = true;
        peer.RefusesSecret = true;
        bench.RunFor(2 * Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.AuthenticationRefused));
        Assert.AreEqual(0, bench.Ups);
        peer.RefusesSecret = false;
        Assert.IsTrue(bench.ComesUp(2 * Minute));
    }

    [TestMethod]
    public void A_network_that_wants_a_name_where_none_is_configured_is_told()
    {
        ModemBench bench = new ModemBench(string.Empty);
        Join(bench).Authenticates = true;
        bench.RunFor(3 * Minute);
        Assert.AreEqual(1, bench.Told(LinkNotice.AuthenticationRefused));
        Assert.AreEqual(0, bench.Ups);
    }

    [TestMethod]
    public void A_modem_that_resets_in_a_call_is_seen_by_its_banner()
    {
        ModemBench bench = new ModemBench(
            "AT+CPIN? -> +CPIN: READY | OK\nAT+CPIN? -> +CPIN: SIM PIN | OK\nAT+CPIN=\"4711\" -> OK\n",
            Transcripts.Sim7600, Pin);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        bench.RunFor(3000);
        bench.Modem.Reset();
        bench.RunFor(4600);
        Assert.IsFalse(bench.IsUp);
        Assert.AreEqual(1, bench.Told(LinkNotice.DeviceReset));
        Assert.IsTrue(bench.ComesUp(30000));
        Assert.AreEqual(1, bench.Modem.Asked("AT+CPIN=\"4711\""));
        AssertCarries(bench, peer, Ipv6Packet(600));
        Assert.AreEqual(1, bench.Notices());
    }

    [TestMethod]
    public void A_modem_that_hangs_in_a_call_is_missed_by_its_echoes_and_reset()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        bench.Modem.Hang();
        bench.RunFor(45000);
        Assert.IsFalse(bench.IsUp);
        Assert.IsTrue(bench.ComesUp(Minute));
        Assert.AreEqual(1, bench.Modem.Resets);
        AssertCarries(bench, peer, Ipv6Packet(600));
    }

    [TestMethod]
    public void A_peer_that_falls_silent_is_hung_up_without_a_reset()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        peer.IsMute = true;
        bench.RunFor(45000);
        Assert.IsFalse(bench.IsUp);
        peer.IsMute = false;
        Assert.IsTrue(bench.ComesUp(2 * Minute));
        Assert.AreEqual(0, bench.Modem.Resets);
        Assert.IsTrue(bench.Modem.Asked("ATH") > 0);
    }

    [TestMethod]
    public void A_call_that_the_network_ends_is_made_again()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        bench.RunFor(20000);
        peer.Terminate();
        bench.RunFor(1000);
        Assert.IsFalse(bench.IsUp);
        Assert.IsTrue(bench.ComesUp(20000));
        Assert.AreEqual(2, peer.Calls);
    }

    [TestMethod]
    public void Calls_that_do_not_last_are_made_with_growing_pauses()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        for (long end = bench.Now + (60 * Minute); bench.Now < end;)
        {
            if (bench.ComesUp(5 * Minute))
            {
                bench.Modem.LoseCarrier();
                bench.RunFor(1000);
            }
        }

        Assert.IsTrue(peer.Calls > 50);
        Assert.IsTrue(peer.Calls < 80);
    }

    [TestMethod]
    public void Reports_of_the_network_between_frames_end_no_call()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        string[] reports = { "+CEREG: 2", "+CEREG: 3", "+CEREG: 5", "+CGREG: 0", "+CSQ: 31,99", "RING" };
        for (int i = 0; i < reports.Length; i++)
        {
            bench.Modem.Report(reports[i]);
            bench.RunFor(2000);
            Assert.IsTrue(bench.IsUp);
            AssertCarries(bench, peer, Ipv6Packet(200));
        }

        Assert.AreEqual(1, bench.Ups);
        Assert.AreEqual(-51, bench.Uplink.SignalDbm);
    }

    [TestMethod]
    [DataRow("\r\nNO CARRIER\r\n")]
    [DataRow("\r\nRDY\r\n")]
    [DataRow("\r\nAPP RDY\r\n\r\nNORMAL POWER DOWN\r\n")]
    public void Packets_with_a_modems_words_end_no_call(string words)
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        byte[] packet = Ipv6Packet(400);
        byte[] text = Ascii.Octets(words);
        System.Array.Copy(text, 0, packet, packet.Length - text.Length, text.Length);
        for (int octets = 1; octets < 64; octets++)
        {
            bench.Modem.ChunkOctets = octets;
            AssertCarries(bench, peer, packet);
            bench.RunFor(1000);
        }

        Assert.AreEqual(1, bench.Ups);
        Assert.AreEqual(0, bench.Downs);
    }

    [TestMethod]
    [DataRow(21)]
    [DataRow(22)]
    [DataRow(23)]
    [DataRow(24)]
    public void A_life_full_of_accidents_ends_up(int seed)
    {
        SplitMix64 random = new SplitMix64((ulong)seed);
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        for (int i = 0; i < 150; i++)
        {
            Befall(bench, peer, random);
            bench.RunFor(random.Between(1, 20000));
        }

        bench.Modem.Noise = null;
        peer.IsMute = false;
        Assert.IsTrue(bench.ComesUp(5 * Minute));
        bench.RunFor(Minute);
        Assert.IsTrue(bench.ComesUp(3 * Minute));
        AssertCarries(bench, peer, Ipv6Packet(1000));
        Assert.IsTrue(bench.Ups > 1);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(100)]
    [DataRow(700)]
    [DataRow(2000)]
    [DataRow(3500)]
    [DataRow(20000)]
    public void Stopping_at_any_time_ends_the_call_within_five_seconds(int at)
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        bench.RunFor(at);
        bool wasInCall = bench.Modem.IsInDataMode;
        bench.Uplink.Stop(bench.Now);
        bench.RunFor(5000);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.IsFalse(bench.IsUp);
        Assert.IsFalse(bench.Modem.IsInDataMode);
        Assert.AreEqual(wasInCall ? 1 : 0, peer.Terminations);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Uplink.NextDeadline);
    }

    [TestMethod]
    public void Stopping_with_a_peer_that_is_silent_ends_within_five_seconds_too()
    {
        ModemBench bench = new ModemBench(string.Empty);
        PppPeer peer = Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        peer.IsMute = true;
        bench.Uplink.Stop(bench.Now);
        Assert.IsFalse(bench.IsUp);
        bench.RunFor(5000);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.IsFalse(bench.Modem.IsInDataMode);
        bench.Uplink.Start(ModemBench.Link, bench, bench, bench.Now);
        peer.IsMute = false;
        Assert.IsTrue(bench.ComesUp(10000));
    }

    [TestMethod]
    public void A_line_that_is_lost_in_a_call_is_taken_up_again()
    {
        ModemBench bench = new ModemBench(string.Empty);
        Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        bench.Modem.IsUnplugged = true;
        bench.RunFor(Minute);
        Assert.IsFalse(bench.IsUp);
        bench.Modem.IsUnplugged = false;
        Assert.IsTrue(bench.ComesUp(2 * Minute));
    }

    internal static PppPeer Join(ModemBench bench)
    {
        PppPeer peer = new PppPeer();
        bench.Modem.Peer = peer;
        return peer;
    }

    internal static byte[] Ipv6Packet(int length)
    {
        byte[] packet = new byte[length];
        byte[] header = Hex.Read("60000000 0000 11 40 20010db8007700000000000000000001 20010db8000100000000000000000001");
        System.Array.Copy(header, 0, packet, 0, header.Length);
        packet[4] = (byte)((length - header.Length) >> 8);
        packet[5] = (byte)(length - header.Length);
        for (int i = header.Length; i < length; i++)
        {
            packet[i] = (byte)i;
        }

        return packet;
    }

    private static void Befall(ModemBench bench, PppPeer peer, SplitMix64 random)
    {
        switch (random.Between(0, 8))
        {
            case 0:
                bench.Modem.LoseCarrier();
                break;
            case 1:
                bench.Modem.Reset();
                break;
            case 2:
                bench.Modem.Hang();
                break;
            case 3:
                peer.IsMute = !peer.IsMute;
                break;
            case 4:
                bench.Modem.Noise = bench.Modem.Noise == null ? random : null;
                break;
            case 5:
                byte[] noise = new byte[random.Between(1, 60)];
                random.Fill(noise);
                bench.Modem.Write(noise);
                break;
            case 6:
                peer.Terminate();
                break;
            case 7:
                Send(bench, Ipv6Packet(random.Between(60, 1400)));
                break;
            default:
                bench.Modem.Report("+CEREG: 0");
                break;
        }
    }

    private static bool Send(ModemBench bench, byte[] octets)
    {
        PacketBuffer packet = new PacketBuffer();
        packet.Load(octets, 0, octets.Length);
        return bench.Uplink.Send(packet);
    }

    private static void AssertCarries(ModemBench bench, PppPeer peer, byte[] octets)
    {
        int packets = peer.Packets;
        int received = bench.Received;
        Assert.IsTrue(Send(bench, octets));
        bench.RunFor(20);
        Assert.AreEqual(packets + 1, peer.Packets);
        Assert.AreEqual(received + 1, bench.Received);
        Assert.AreEqual(octets.Length, bench.PacketLength);
        for (int i = 0; i < octets.Length; i++)
        {
            if (octets[i] != bench.Packet[i])
            {
                Assert.AreEqual(octets[i], bench.Packet[i]);
            }
        }
    }

    private static void AssertStartsWith(string hex, byte[] octets)
    {
        byte[] expected = Hex.Read(hex);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], octets[i]);
        }
    }
}
