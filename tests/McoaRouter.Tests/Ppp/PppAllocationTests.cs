using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Ppp;

/// <summary>Neither packets nor timers nor whole calls allocate anything.</summary>
[TestClass]
public sealed class PppAllocationTests
{
    [TestMethod]
    public void A_Packet_Each_Way_Allocates_Nothing()
    {
        PacketLoop loop = new PacketLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Surprises);
    }

    [TestMethod]
    public void A_Whole_Call_Allocates_Nothing()
    {
        CallLoop loop = new CallLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Surprises);
    }

    private static void Give(
        TestLine line,
        HdlcWriter writer,
        TestLine scratch,
        int protocol,
        byte[] packet,
        int length)
    {
        writer.Write(protocol, packet, 0, length);
        scratch.Clear();
        writer.Flush(scratch);
        line.Give(scratch.Written, 0, scratch.WrittenLength);
    }

    private sealed class PacketLoop : IRepeatable
    {
        private readonly PppBench _bench = new PppBench(Transport.Udp);
        private readonly HdlcWriter _writer = new HdlcWriter();
        private readonly TestLine _scratch = new TestLine();
        private readonly PacketBuffer _packet = new PacketBuffer();
        private readonly byte[] _octets = Hex.Read("45000014 00000000 40110000 c6336442 c0000201");
        private readonly byte[] _keep = Hex.Read("0b55 0008 01020304");
        private long _now;
        private int _packets;

        internal PacketLoop()
        {
            _bench.BringUpIpv4();
            _bench.Router.OnlyCounts = true;
            _packet.Load(_octets, 0, _octets.Length);
            _now = _bench.Now;
        }

        internal int Surprises { get; private set; }

        public void Run()
        {
            _now += 1000;
            _bench.Line.Clear();
            Give(_bench.Line, _writer, _scratch, PppProtocol.Ipv4, _octets, _octets.Length);
            Give(_bench.Line, _writer, _scratch, PppProtocol.Lcp, _keep, _keep.Length);
            bool sent = _bench.Link.Send(_packet);
            _bench.Link.Poll(_now);
            Surprises += sent && _bench.Router.Packets == ++_packets && _bench.Link.NextDeadline > _now ? 0 : 1;
        }
    }

    /// <summary>LCP, CHAP, IPCP, a garbled frame and the end, again and again.</summary>
    private sealed class CallLoop : IRepeatable
    {
        private readonly PppBench _bench = new PppBench(Transport.Auto, "leila", "open!");
        private readonly HdlcWriter _writer = new HdlcWriter();
        private readonly TestLine _scratch = new TestLine();
        private readonly byte[] _garbage = Hex.Read("7e ff 03 00 21 45 00 7e");
        private readonly byte[] _request = Hex.Read("0101 000f 0506 01020304 0305 c223 05");
        private readonly byte[] _challenge = Hex.Read("0142 0010 08 0011223344556677 706565");
        private readonly byte[] _success = Hex.Read("0342 0004");
        private readonly byte[] _unknown = Hex.Read("0142 0004");
        private readonly byte[] _ipcp = Hex.Read("0101000a 0306 c0000201");
        private readonly byte[] _echo = Hex.Read("0955 0008 01020304");
        private readonly byte[] _advertisement;
        private readonly int _advertisementLength;
        private readonly byte[] _lcpAck = Hex.Read("0201 0010 0206 00000000 0506 00000000");
        private readonly byte[] _ipv6cpAck = Hex.Read("0201 000e 010a 0000000000000000");
        private readonly HdlcReader _reader = new HdlcReader(new LinkLayers.LinkRefusalCounters());
        private long _now = 1000;

        internal CallLoop()
        {
            AdvertisementPen pen = new AdvertisementPen();
            pen.Begin(1800);
            pen.AddMtu(1400);
            pen.AddPrefix("2001:db8:7::", 64, 0x40, 3600, 1800);
            _advertisementLength = pen.Finish();
            _advertisement = pen.Octets;
        }

        internal int Surprises { get; private set; }

        public void Run()
        {
            PppLink link = _bench.Link;
            _bench.Line.Clear();
            _now += 60000;
            link.Start(_bench.Line, 0, _bench.Router, _now);
            Acknowledge(_lcpAck);
            _bench.Line.Give(_garbage, 0, _garbage.Length);
            Send(PppProtocol.Lcp, _request);
            Send(PppProtocol.Chap, _challenge);
            Send(PppProtocol.Chap, _success);
            _bench.Line.Clear();
            link.Poll(_now + 1000);
            Acknowledge(_ipv6cpAck);
            Send(PppProtocol.Ipv6cp, _ipv6cpAck);
            Send(PppProtocol.Ipcp, _ipcp);
            Send(0x80FD, _unknown);
            Send(PppProtocol.Lcp, _echo);
            Give(_bench.Line, _writer, _scratch, PppProtocol.Ipv6, _advertisement, _advertisementLength);
            link.Poll(_now);
            link.Poll(_now + 12000);
            link.Stop(_now + 12000);
            link.Poll(_now + 14000);
            link.Poll(_now + 17000);
            Surprises += link.State == PppState.Ended ? 0 : 1;
        }

        /// <summary>Accepts the last request that the link wrote.</summary>
        private void Acknowledge(byte[] ack)
        {
            TestLine line = _bench.Line;
            for (int at = 0; at < line.WrittenLength;)
            {
                at += _reader.Take(line.Written, at, line.WrittenLength - at);
                if (_reader.Length == ack.Length + 4 && _reader.Frame[4] == ControlPacket.ConfigureRequest)
                {
                    System.Array.Copy(_reader.Frame, 4, ack, 0, ack.Length);
                    ack[0] = ControlPacket.ConfigureAck;
                    Give(
                        line,
                        _writer,
                        _scratch,
                        (_reader.Frame[2] << 8) | _reader.Frame[3],
                        ack,
                        ack.Length);
                    _bench.Link.Poll(_now);
                    ack[0] = ControlPacket.ConfigureRequest;
                    ack[ack.Length - 1] ^= 1;
                }
            }
        }

        private void Send(int protocol, byte[] packet)
        {
            Give(_bench.Line, _writer, _scratch, protocol, packet, packet.Length);
            _bench.Link.Poll(_now);
        }
    }
}
