using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ppp;

/// <summary>A link over a <see cref="TestLine"/> whose far end is scripted frame by frame.</summary>
internal sealed class PppBench
{
    internal const string OurAddress = "c6336442";

    private readonly HdlcReader _reader;
    private readonly HdlcWriter _writer = new HdlcWriter();
    private readonly LinkRefusalCounters _peerRefusals = new LinkRefusalCounters();
    private readonly TestLine _peerLine = new TestLine();
    private int _read;

    internal PppBench(Transport transport)
        : this(transport, null, null)
    {
    }

    internal PppBench(Transport transport, string user, string password)
    {
        RandomSource random = new RandomSource();
        random.Seed(Hex.Read("000102030405060708090a0b0c0d0e0f1011121314151617"), 0, RandomSource.SeedOctets);
        Link = new PppLink(transport, user, password, random, Refusals);
        _reader = new HdlcReader(_peerRefusals);
        _reader.SetControlMap(0);
    }

    internal PppLink Link { get; }

    internal TestLine Line { get; } = new TestLine();

    internal LinkRecorder Router { get; } = new LinkRecorder();

    internal LinkRefusalCounters Refusals { get; } = new LinkRefusalCounters();

    internal long Now { get; private set; } = 1000;

    /// <summary>The frame that <see cref="Next"/> found, without address and control.</summary>
    internal byte[] Frame { get; private set; }

    /// <summary>Its protocol.</summary>
    internal int Protocol
    {
        get { return BigEndian.ReadUInt16(Frame, 0); }
    }

    /// <summary>Its code.</summary>
    internal int Code
    {
        get { return Frame[2]; }
    }

    internal int Identifier
    {
        get { return Frame[3]; }
    }

    internal void Start()
    {
        Link.Start(Line, 3, Router, Now);
    }

    /// <summary>Reads the next frame that the link sent.</summary>
    internal bool Next()
    {
        while (_read < Line.WrittenLength)
        {
            _read += _reader.Take(Line.Written, _read, Line.WrittenLength - _read);
            if (_reader.Length > 0)
            {
                int head = _reader.Frame[0] == 0xFF ? 2 : 0;
                Frame = new byte[_reader.Length - head];
                Array.Copy(_reader.Frame, head, Frame, 0, Frame.Length);
                return true;
            }
        }

        Assert.AreEqual(0L, _peerRefusals.Of(LinkRefusal.Checksum));
        return false;
    }

    /// <summary>Reads the next frame, which must be there, and of this protocol and code.</summary>
    internal void Expect(int protocol, int code)
    {
        Assert.IsTrue(Next(), "a frame");
        Assert.AreEqual(protocol, Protocol);
        Assert.AreEqual(code, Code);
    }

    /// <summary>Reads the next frame, which must be there and hold these octets behind the protocol field.</summary>
    internal void Expect(int protocol, string octets)
    {
        Assert.IsTrue(Next(), octets);
        Assert.AreEqual(protocol, Protocol);
        byte[] found = new byte[Frame.Length - 2];
        Array.Copy(Frame, 2, found, 0, found.Length);
        CollectionAssert.AreEqual(Hex.Read(octets), found);
    }

    internal void ExpectNothing()
    {
        Assert.IsFalse(Next(), "no frame");
    }

    /// <summary>Forgets all frames that the link has sent.</summary>
    internal void Skip()
    {
        while (Next())
        {
        }

        Line.Clear();
        _read = 0;
    }

    /// <summary>Sends a frame with these octets behind the protocol field, and lets the link take it.</summary>
    internal void Send(int protocol, string octets)
    {
        byte[] packet = Hex.Read(octets);
        Send(protocol, packet, packet.Length);
    }

    internal void Send(int protocol, byte[] packet, int length)
    {
        Queue(protocol, packet, length);
        Poll();
    }

    /// <summary>Sends a frame that the link is not polled for.</summary>
    internal void Queue(int protocol, byte[] packet, int length)
    {
        _writer.Clear();
        Assert.IsTrue(_writer.Write(protocol, packet, 0, length));
        _peerLine.Clear();
        _writer.Flush(_peerLine);
        Line.Give(_peerLine.Written, 0, _peerLine.WrittenLength);
    }

    internal void Poll()
    {
        while (Link.Poll(Now))
        {
        }
    }

    /// <summary>Lets time pass, the link being polled at its deadlines.</summary>
    internal void Wait(int ms)
    {
        long until = Now + ms;
        int polls = 0;
        while (Link.NextDeadline < until)
        {
            Now = Link.NextDeadline > Now ? Link.NextDeadline : Now;
            Poll();
            Assert.IsTrue(++polls < 10000, "deadlines that don't move");
        }

        Now = until;
        Poll();
    }

    /// <summary>Agrees on LCP: the link's request is accepted, and one with these options is sent.</summary>
    internal void OpenLcp(string options)
    {
        Expect(PppProtocol.Lcp, ControlPacket.ConfigureRequest);
        Accept();
        byte[] request = Hex.Read("01010000" + options);
        request[3] = (byte)request.Length;
        Send(PppProtocol.Lcp, request, request.Length);
        Expect(PppProtocol.Lcp, ControlPacket.ConfigureAck);
    }

    /// <summary>Accepts the request that was read last.</summary>
    internal void Accept()
    {
        byte[] ack = Packet();
        ack[0] = ControlPacket.ConfigureAck;
        Send(Protocol, ack, ack.Length);
    }

    /// <summary>The frame that was read last, without the protocol field.</summary>
    internal byte[] Packet()
    {
        byte[] packet = new byte[Frame.Length - 2];
        Array.Copy(Frame, 2, packet, 0, packet.Length);
        return packet;
    }

    /// <summary>The last octets of the frame that was read last.</summary>
    internal byte[] Tail(int length)
    {
        byte[] tail = new byte[length];
        Array.Copy(Frame, Frame.Length - length, tail, 0, length);
        return tail;
    }

    /// <summary>Agrees on IPV6CP with the identifier that the link wants.</summary>
    internal void OpenIpv6cp()
    {
        Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        Accept();
        Send(PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001");
        Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureAck);
    }

    /// <summary>Agrees on IPCP, and gives <see cref="OurAddress"/>.</summary>
    internal void OpenIpcp()
    {
        byte[] nak = Hex.Read("0300000a 0306" + OurAddress);
        Expect(PppProtocol.Ipcp, ControlPacket.ConfigureRequest);
        nak[1] = (byte)Identifier;
        CollectionAssert.AreEqual(new byte[4], Tail(4));
        Send(PppProtocol.Ipcp, nak, nak.Length);
        Expect(PppProtocol.Ipcp, ControlPacket.ConfigureRequest);
        CollectionAssert.AreEqual(Hex.Read(OurAddress), Tail(4));
        Accept();
        Send(PppProtocol.Ipcp, "0101000a 0306 c0000201");
        Expect(PppProtocol.Ipcp, ControlPacket.ConfigureAck);
    }

    /// <summary>Brings a link up that uses IPv4.</summary>
    internal void BringUpIpv4()
    {
        Start();
        OpenLcp("0206 00000000 0506 01020304");
        OpenIpcp();
        Assert.AreEqual(PppState.Up, Link.State);
    }

    /// <summary>Brings a link up that uses IPv6.</summary>
    internal void BringUpIpv6()
    {
        Start();
        OpenLcp("0206 00000000 0506 01020304");
        OpenIpv6cp();
        Advertise("2001:db8:7::", 1800, 86400, 14400);
        Assert.AreEqual(PppState.Up, Link.State);
    }

    /// <summary>Brings a link up that has both addresses and uses IPv6.</summary>
    internal void BringUpIpv6AndIpv4()
    {
        Start();
        OpenLcp("0206 00000000 0506 01020304");
        Expect(PppProtocol.Ipv6cp, ControlPacket.ConfigureRequest);
        byte[] ipv6 = Packet();
        ipv6[0] = ControlPacket.ConfigureAck;
        OpenIpcp();
        Send(PppProtocol.Ipv6cp, ipv6, ipv6.Length);
        Send(PppProtocol.Ipv6cp, "0101000e 010a 0200000000000001");
        Advertise("2001:db8:7::", 1800, 86400, 14400);
        Assert.AreEqual(PppState.Up, Link.State);
    }

    /// <summary>Sends a Router Advertisement.</summary>
    internal void Advertise(string prefix, int routerLifetime, long valid, long preferred)
    {
        AdvertisementPen pen = new AdvertisementPen();
        pen.Begin(routerLifetime);
        pen.AddPrefix(prefix, 64, PrefixInformationOption.AutonomousFlag, valid, preferred);
        int length = pen.Finish();
        Send(PppProtocol.Ipv6, pen.Octets, length);
    }

    /// <summary>Gives the link a packet of the router's.</summary>
    internal bool SendPacket(string octets)
    {
        byte[] packet = Hex.Read(octets);
        PacketBuffer buffer = new PacketBuffer();
        buffer.Load(packet, 0, packet.Length);
        return Link.Send(buffer);
    }
}
