using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Linq;
using System.Net;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Settings;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>
/// PPP against Debian's pppd and kernel, in a guest that QEMU interprets: neither shares a line with ours. Skipped
/// where a part of the guest is missing; <c>dotnet test --filter TestCategory=qemu</c> runs these alone.
/// </summary>
[TestClass]
[TestCategory("qemu")]
public sealed class PppdTests
{
    private const int Patience = 20000;
    // Longer than our own pause between two echoes.
    private const int EchoMs = 11000;
    private const string Addresses = "192.0.2.1:198.51.100.66";

    private static readonly LinkRefusal[] s_lineRefusals =
    [
        LinkRefusal.Truncated, LinkRefusal.Oversized, LinkRefusal.Checksum, LinkRefusal.Aborted,
        LinkRefusal.DeviceRefused,
    ];

    private static readonly Lazy<GuestParts> s_parts = new(GuestParts.Find);
    private static readonly Lazy<PppGuest> s_guest = new(() => new PppGuest(s_parts.Value));

    private PppdSession? _session;

    public TestContext TestContext { get; set; } = null!;

    [ClassCleanup]
    public static void EndTheGuest()
    {
        if (s_guest.IsValueCreated)
        {
            s_guest.Value.Dispose();
        }
    }

    [TestInitialize]
    public void Begin()
    {
        if (s_parts.Value.Missing.Count > 0)
        {
            Assert.Inconclusive("No guest with pppd: install " + string.Join(", ", s_parts.Value.Missing)
                + $"; kernel and radvd may also lie unpacked in the folder that {GuestParts.FolderVariable} names.");
        }
    }

    [TestCleanup]
    public void End()
    {
        if (_session is not null)
        {
            TestContext.WriteLine(s_guest.Value.Run("cat /tmp/log /tmp/radvd.log 2>/dev/null"));
            _session.Finish(s_guest.Value);
        }
    }

    [TestMethod]
    public void PppdGivesAnIpv4Address()
    {
        PppdSession session = Start("noauth noipv6 " + Addresses, Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        AssertEchoed(session, Ipv4Echo(56));
        AssertEchoed(session, Ipv4Echo(1400));
    }

    [TestMethod]
    public void PppdReadsUdpOverIpv4()
    {
        PppdSession session = Start("noauth noipv6 " + Addresses, Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        byte[] packet = Ipv4(17, [0x10, 0x5F, 0x10, 0x5F, 0, 16, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.IsTrue(session.Send(packet));
        Assert.IsTrue(session.Until(() => session.Packets.Count > 0, Patience));

        // Port unreachable: its kernel took the datagram for a whole one, and quotes it.
        byte[] error = session.Packets[0];
        Assert.AreEqual(1, error[9]);
        Assert.AreEqual(3, error[20]);
        Assert.AreEqual(3, error[21]);
        CollectionAssert.AreEqual(packet[12..], error[40..(40 + packet.Length - 12)]);
    }

    [TestMethod]
    public void PppdAndRadvdGiveAnIpv6Address()
    {
        PppdSession session = Start("noauth noip ipv6 ::a:b:c:1,::a:b:c:2", Transport.Ipv6);
        Assert.IsTrue(session.Until(() => session.Link.State == PppState.Configuring, Patience));
        session.Until(() => false, 1500);
        Advertise(session);
        Assert.IsTrue(session.Until(() => session.IsUp, Patience));

        // The identifier is the one that pppd named by Nak.
        Assert.AreEqual(IPAddress.Parse("2001:db8:7:0:a:b:c:2"), new IPAddress(session.CareOfAddress));
        Assert.AreEqual(1400, session.Link.MaximumTransmissionUnit);
        AssertEchoed(session, Ipv6Echo(session, 56));
        AssertEchoed(session, Ipv6Echo(session, 1300));
    }

    [TestMethod]
    public void AutoTakesPppdsIpv4FirstAndIpv6WhenItIsAdvertised()
    {
        PppdSession session = Start("noauth +ipv6 " + Addresses, Transport.Auto);
        AssertUp(session, "::ffff:198.51.100.66");
        Advertise(session);
        Assert.IsTrue(session.Until(() => session.CareOfAddress[0] == 0x20, Patience));
        AssertEchoed(session, Ipv6Echo(session, 56));
        AssertEchoed(session, Ipv4Echo(56));
    }

    [TestMethod]
    [DataRow("require-pap")]
    [DataRow("require-chap")]
    public void PppdAuthenticatesUs(string how)
    {
        PppdSession session = Start($"auth {how} noipv6 {Addresses}", Transport.Udp, "leila", "open!");
        AssertUp(session, "::ffff:198.51.100.66");
        AssertEchoed(session, Ipv4Echo(56));
    }

    [TestMethod]
    [DataRow("require-pap")]
    [DataRow("require-chap")]
    public void PppdRefusesAWrongSecret(string how)
    {
        PppdSession session = Start($"auth {how} noipv6 {Addresses}", Transport.Udp, "leila", "shut!");
        AssertEnds(session, PppEndCause.AuthenticationRefused);
    }

    [TestMethod]
    public void PppdThatWantsANameWeDoNotHaveIsNamed()
    {
        PppdSession session = Start($"auth require-chap noipv6 {Addresses}", Transport.Udp);
        AssertEnds(session, PppEndCause.AuthenticationWanted);
    }

    [TestMethod]
    public void PppdThatKeepsAuthenticatingIsAnsweredAgain()
    {
        PppdSession session = Start(
            $"auth require-chap chap-interval 1 noipv6 {Addresses}", Transport.Udp, "leila", "open!");
        AssertUp(session, "::ffff:198.51.100.66");
        AssertLogged(session, "rcvd [CHAP Response", 3);
        Assert.AreEqual(PppState.Up, session.Link.State);
    }

    [TestMethod]
    [DataRow("default-asyncmap")]
    [DataRow("noaccomp nopcomp nomagic")]
    [DataRow("mru 1280")]
    [DataRow("asyncmap 000a0000 escape 41,42,43")]
    public void PppdWithOtherOptionsOfTheLinkIsUnderstood(string options)
    {
        PppdSession session = Start($"noauth noipv6 {options} {Addresses}", Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        AssertEchoed(session, Ipv4Echo(1000));
        Assert.AreEqual(options == "mru 1280" ? 1280 : 1500, session.Link.MaximumTransmissionUnit);
    }

    [TestMethod]
    public void PppdThatWatchesUsIsAnswered()
    {
        // Only a second "debug" makes it log echoes on a link that is up.
        PppdSession session = Start(
            $"debug noauth noipv6 lcp-echo-interval 1 lcp-echo-failure 2 {Addresses}", Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        AssertLogged(session, "rcvd [LCP EchoRep", 4);
        Assert.AreEqual(PppState.Up, session.Link.State);
    }

    [TestMethod]
    public void PppdThatFallsSilentIsNoticed()
    {
        PppdSession session = Start($"noauth noipv6 {Addresses}", Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");

        // Its kernel, too, must be silent: it solicits IPv6 routers unasked, and whatever comes shows that the peer is
        // there.
        s_guest.Value.Run("echo 1 >/proc/sys/net/ipv6/conf/ppp0/disable_ipv6; killall -STOP pppd");
        for (int i = 0; i < 12 && session.Link.State == PppState.Up; i++)
        {
            session.Skip(EchoMs);
            session.Until(() => false, 100);
        }

        Assert.AreEqual(PppEndCause.EchoLost, session.Link.EndCause);
        Assert.IsFalse(session.IsUp);
    }

    [TestMethod]
    public void PppdThatTerminatesIsAcknowledged()
    {
        PppdSession session = Start($"noauth noipv6 {Addresses}", Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        s_guest.Value.Run("killall -TERM pppd");
        AssertEnds(session, PppEndCause.PeerTerminated);
        Assert.AreEqual(1, Count("rcvd [LCP TermAck"));
    }

    [TestMethod]
    public void PppdTakesOurTermination()
    {
        PppdSession session = Start($"noauth noipv6 {Addresses}", Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        session.Link.Stop(session.Now);
        AssertEnds(session, PppEndCause.Stopped);
        Assert.AreEqual(1, Count("rcvd [LCP TermReq"));
        Assert.AreEqual(1, Count("sent [LCP TermAck"));
    }

    /// <summary>Octets of every value, both ways; what comes back is what was sent.</summary>
    [TestMethod]
    public void ManyPacketsPassPppdWhole()
    {
        PppdSession session = Start($"noauth noipv6 {Addresses}", Transport.Udp);
        AssertUp(session, "::ffff:198.51.100.66");
        Stopwatch watch = Stopwatch.StartNew();
        const int Rounds = 50;
        for (int i = 0; i < Rounds; i++)
        {
            AssertEchoed(session, Ipv4Echo(1 + (i * 28)));
        }

        TestContext.WriteLine($"{Rounds} packets there and back in {watch.ElapsedMilliseconds} ms");
        // Its kernel speaks IPv6 unasked, which is refused; no octet was lost or changed.
        foreach (LinkRefusal reason in s_lineRefusals)
        {
            Assert.AreEqual(0, session.Refusals.Of(reason), reason.ToString());
        }
    }

    private static void Advertise(PppdSession session)
    {
        PppGuest guest = s_guest.Value;
        session.Until(() => false, 300);
        guest.Run("ip -6 addr add 2001:db8:7::1/64 dev ppp0");
        guest.Run("echo 'interface ppp0 { AdvSendAdvert on; AdvLinkMTU 1400; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; "
            + "prefix 2001:db8:7::/64 { }; };' > /etc/radvd.conf");
        guest.Run("radvd -C /etc/radvd.conf -p /run/radvd.pid -m logfile -l /tmp/radvd.log -d 3");
    }

    private static int Count(string text)
    {
        return s_guest.Value.Run("cat /tmp/log").Split(text).Length - 1;
    }

    /// <summary>Turns the link until pppd has logged something so often: its clock is slower than ours.</summary>
    private static void AssertLogged(PppdSession session, string text, int times)
    {
        for (int waited = 0; Count(text) < times; waited += 500)
        {
            Assert.IsLessThan(Patience, waited, text);
            session.Until(() => false, 500);
        }
    }

    private static void AssertUp(PppdSession session, string address)
    {
        Assert.IsTrue(session.Until(() => session.IsUp || session.Link.State == PppState.Ended, Patience));
        Assert.AreEqual(PppEndCause.None, session.Link.EndCause);
        Assert.AreEqual(IPAddress.Parse(address), new IPAddress(session.CareOfAddress));

        // pppd tells its kernel of the addresses a moment after it has told us.
        session.Until(() => false, 300);
        s_guest.Value.Run(
            "for i in 1 2 3 4 5 6 7 8 9 10; do ip addr show ppp0 | grep -q inet && break; sleep 0.3; done");
    }

    private static void AssertEnds(PppdSession session, PppEndCause cause)
    {
        Assert.IsTrue(session.Until(() => session.Link.State == PppState.Ended, Patience));
        Assert.AreEqual(cause, session.Link.EndCause);
    }

    /// <summary>Sends an echo request and awaits the reply with the same data.</summary>
    private static void AssertEchoed(PppdSession session, byte[] request)
    {
        int header = request[0] >> 4 == 4 ? 20 : 40;
        int reply = header == 20 ? 0 : 129;
        session.Packets.Clear();
        Assert.IsTrue(session.Send(request));
        bool came = session.Until(
            () => session.Packets.Any(packet => packet.Length == request.Length
                && packet[0] == request[0]
                && packet[header] == reply
                && packet.AsSpan(header + 4).SequenceEqual(request.AsSpan(header + 4))),
            Patience);
        Assert.IsTrue(came, $"no echo of {request.Length} octets");
    }

    private static byte[] Ipv4Echo(int data)
    {
        byte[] message = new byte[8 + data];
        message[0] = 8;
        message[4] = 0x77;
        for (int i = 0; i < data; i++)
        {
            message[8 + i] = (byte)i;
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
        return Ipv4(1, message);
    }

    private static byte[] Ipv4(byte protocol, byte[] payload)
    {
        byte[] header =
        [
            0x45, 0, 0, 0, 0, 1, 0x40, 0, 64, protocol, 0, 0, 198, 51, 100, 66, 192, 0, 2, 1,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(header.Length + payload.Length));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Checksum(header));
        return [.. header, .. payload];
    }

    private static byte[] Ipv6Echo(PppdSession session, int data)
    {
        byte[] packet = new byte[48 + data];
        packet[40] = 128;
        packet[44] = 0x77;
        for (int i = 0; i < data; i++)
        {
            packet[48 + i] = (byte)i;
        }

        byte[] far = IPAddress.Parse("2001:db8:7::1").GetAddressBytes();
        int length = Icmpv6.Finish(packet, 40, packet.Length, session.CareOfAddress, 0, far, 0);
        Ipv6Header.Write(packet, 0, 0, length, 58, session.CareOfAddress, 0, far, 0);
        return packet;
    }

    private static ushort Checksum(byte[] octets)
    {
        int sum = 0;
        for (int i = 0; i < octets.Length; i++)
        {
            sum += i % 2 == 0 ? octets[i] << 8 : octets[i];
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~((sum & 0xFFFF) + (sum >> 16));
    }

    private PppdSession Start(string options, Transport transport, string? user = null, string? password = null)
    {
        return _session = new PppdSession(s_guest.Value, options, transport, user, password);
    }
}
