using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Tests.Ppp;

[TestClass]
public sealed class HdlcTests
{
    // LCP, Configure-Request with the magic number 0x01027e7d; laid out by hand, the check sequence by another program.
    private const string RequestFrame =
        "7e ff 7d23 c0 21 7d21 7d21 7d20 7d2a 7d25 7d26 7d21 7d22 7d5e 7d5d 3c 7d2c 7e";

    [TestMethod]
    public void Rfc1662_4_2_Flag_Escape_And_Control_Characters_Are_Escaped()
    {
        HdlcWriter writer = new HdlcWriter();
        byte[] packet = Hex.Read("0101000a 0506 01027e7d");
        writer.Write(PppProtocol.Lcp, packet, 0, packet.Length);
        CollectionAssert.AreEqual(Hex.Read(RequestFrame), Flush(writer));
    }

    [TestMethod]
    public void Rfc1662_C_2_The_Check_Sequence_Is_The_Ccitt_Polynomial_Backwards()
    {
        byte[] digits = Hex.Read("313233343536373839");
        int fcs = Hdlc.InitialFcs;
        for (int i = 0; i < digits.Length; i++)
        {
            fcs = (fcs >> 8) ^ Hdlc.FcsTable[(fcs ^ digits[i]) & 0xFF];
        }

        Assert.AreEqual(0x906E, fcs ^ 0xFFFF);
    }

    [TestMethod]
    public void Rfc1662_7_1_Only_What_The_Map_Names_Is_Escaped_But_In_Lcp_All()
    {
        HdlcWriter writer = new HdlcWriter();
        writer.SetControlMap(0x00000002);
        writer.Write(PppProtocol.Ipv6, Hex.Read("60 00 01 02"), 0, 4);
        byte[] found = Flush(writer);
        CollectionAssert.AreEqual(Hex.Read("7e ff 03 00 57 60 00 7d21 02"), Slice(found, 0, 10));
        writer.Write(PppProtocol.Lcp, Hex.Read("00 01 02 03"), 0, 4);
        CollectionAssert.AreEqual(
            Hex.Read("7e ff 7d23 c0 21 7d20 7d21 7d22 7d23"), Slice(Flush(writer), 0, 14));
    }

    [TestMethod]
    public void Rfc1661_6_5_And_6_6_What_The_Peer_Takes_Is_Compressed_But_In_Lcp()
    {
        HdlcWriter writer = new HdlcWriter();
        writer.SetControlMap(0);
        writer.CompressesAddress = true;
        writer.CompressesProtocol = true;
        writer.Write(PppProtocol.Ipv6, Hex.Read("60 00"), 0, 2);
        CollectionAssert.AreEqual(Hex.Read("7e 57 60 00"), Slice(Flush(writer), 0, 4));
        writer.Write(PppProtocol.Ipcp, Hex.Read("01 02"), 0, 2);
        CollectionAssert.AreEqual(Hex.Read("7e 80 21 01 02"), Slice(Flush(writer), 0, 5));
        writer.Write(PppProtocol.Lcp, Hex.Read("55 66"), 0, 2);
        CollectionAssert.AreEqual(Hex.Read("7e ff 7d23 c0 21 55 66"), Slice(Flush(writer), 0, 8));
    }

    [TestMethod]
    public void Every_Octet_Comes_Back_In_Any_Two_Pieces()
    {
        byte[] packet = Ramp(256);
        HdlcWriter writer = new HdlcWriter();
        writer.Write(PppProtocol.Ipv6, packet, 0, packet.Length);
        byte[] stream = Flush(writer);
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        for (int first = 0; first <= stream.Length; first++)
        {
            int taken = reader.Take(stream, 0, first);
            Assert.AreEqual(first, taken);
            if (first < stream.Length)
            {
                Assert.AreEqual(0, reader.Length);
                Assert.AreEqual(stream.Length - first, reader.Take(stream, first, stream.Length - first));
            }

            Assert.AreEqual(packet.Length + Hdlc.HeaderOctets, reader.Length);
            CollectionAssert.AreEqual(packet, Slice(reader.Frame, Hdlc.HeaderOctets, packet.Length));
        }

        Assert.AreEqual(0L, Total(refusals));
    }

    [TestMethod]
    public void Rfc1662_4_2_Control_Characters_That_The_Line_Inserts_Are_Dropped()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        byte[] frame = Hex.Read(
            "7e 11 ff 7d 13 23 c0 21 7d21 7d21 7d20 7d2a 7d25 7d26 0d0a 7d21 7d22 7d5e 7d5d 3c 7d2c 7e");
        reader.Take(frame, 0, 1);
        reader.Take(frame, 1, frame.Length - 1);
        CollectionAssert.AreEqual(Hex.Read("ff03 c021 0101000a 0506 01027e7d"), Slice(reader.Frame, 0, reader.Length));
    }

    [TestMethod]
    public void Rfc1662_3_1_Flags_Between_Frames_And_One_Between_Two_Are_Fine()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        byte[] frame = Hex.Read(RequestFrame);
        byte[] stream = new byte[(2 * frame.Length) + 3];
        stream[0] = Hdlc.Flag;
        stream[1] = Hdlc.Flag;
        Array.Copy(frame, 0, stream, 2, frame.Length);
        Array.Copy(frame, 1, stream, 2 + frame.Length, frame.Length - 1);
        int at = 0;
        int frames = 0;
        while (at < stream.Length)
        {
            at += reader.Take(stream, at, stream.Length - at);
            frames += reader.Length > 0 ? 1 : 0;
        }

        Assert.AreEqual(2, frames);
        Assert.AreEqual(0L, refusals.Of(LinkRefusal.Checksum) + refusals.Of(LinkRefusal.Aborted));
    }

    [TestMethod]
    public void Rfc1662_C_A_Frame_With_Any_Bit_Changed_Is_Refused()
    {
        byte[] frame = Hex.Read(RequestFrame);
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        for (int bit = 8; bit < 8 * (frame.Length - 1); bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            int at = 0;
            while (at < frame.Length)
            {
                at += reader.Take(frame, at, frame.Length - at);
                Assert.AreEqual(0, reader.Length);
            }

            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.IsTrue(refusals.Of(LinkRefusal.Checksum) > 0);
        Assert.AreEqual(frame.Length, reader.Take(frame, 0, frame.Length));
        Assert.AreEqual(14, reader.Length);
    }

    [TestMethod]
    public void A_Frame_Cut_At_Every_Length_Is_Refused_And_The_Next_Is_Read()
    {
        byte[] frame = Hex.Read(RequestFrame);
        for (int length = 2; length < frame.Length - 1; length++)
        {
            LinkRefusalCounters refusals = new LinkRefusalCounters();
            HdlcReader reader = new HdlcReader(refusals);
            reader.Take(frame, 0, length);
            Assert.AreEqual(1, reader.Take(frame, 0, 1));
            Assert.AreEqual(0, reader.Length);
            Assert.AreEqual(1L, Total(refusals));
            Assert.AreEqual(frame.Length - 1, reader.Take(frame, 1, frame.Length - 1));
            Assert.AreEqual(14, reader.Length);
        }
    }

    [TestMethod]
    public void Rfc1662_4_2_An_Escape_Before_The_Flag_Gives_The_Frame_Up()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        byte[] stream = Hex.Read("7e ff 7d23 c0 21 7d21 7d 7e");
        reader.Take(stream, 0, stream.Length);
        Assert.AreEqual(0, reader.Length);
        Assert.AreEqual(1L, refusals.Of(LinkRefusal.Aborted));
    }

    [TestMethod]
    public void An_Endless_Frame_Is_Refused_Once_And_Never_Written_Past_The_Buffer()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        byte[] noise = new byte[1000];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = (byte)(i % 7 == 0 ? Hdlc.Escape : 0x55);
        }

        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual(noise.Length, reader.Take(noise, 0, noise.Length));
        }

        byte[] frame = Hex.Read(RequestFrame);
        reader.Take(frame, 0, 1);
        Assert.AreEqual(1L, refusals.Of(LinkRefusal.Oversized));
        reader.Take(frame, 1, frame.Length - 1);
        Assert.AreEqual(14, reader.Length);
    }

    [TestMethod]
    public void The_Largest_Packet_Passes_And_One_Octet_More_Does_Not()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        byte[] packet = new byte[1501];
        for (int length = 1500; length <= 1501; length++)
        {
            HdlcWriter writer = new HdlcWriter();
            Assert.IsTrue(writer.Write(PppProtocol.Ipv6, packet, 0, length));
            byte[] stream = Flush(writer);
            reader.Take(stream, 0, stream.Length);
            Assert.AreEqual(length == 1500 ? 1504 : 0, reader.Length);
        }

        Assert.AreEqual(1L, refusals.Of(LinkRefusal.Oversized));
    }

    [TestMethod]
    public void A_Full_Queue_Refuses_And_What_Was_Queued_Goes_Out_Whole()
    {
        HdlcWriter writer = new HdlcWriter();
        TestLine line = new TestLine { Room = 0 };
        byte[] packet = Ramp(1000);
        int written = 0;
        while (writer.Write(PppProtocol.Ipv6, packet, 0, packet.Length))
        {
            written++;
            Assert.IsTrue(writer.Flush(line));
        }

        Assert.IsTrue(written >= 3);
        Assert.AreEqual(0, line.WrittenLength);
        line.Room = 33;
        writer.Flush(line);
        Assert.IsTrue(writer.IsEmpty);
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        int read = 0;
        for (int at = 0; at < line.WrittenLength;)
        {
            at += reader.Take(line.Written, at, line.WrittenLength - at);
            read += reader.Length == packet.Length + 4 ? 1 : 0;
        }

        Assert.AreEqual(written, read);
    }

    [TestMethod]
    public void A_Partly_Sent_Queue_Makes_Room()
    {
        HdlcWriter writer = new HdlcWriter();
        TestLine line = new TestLine { Room = 0 };
        byte[] packet = Ramp(1400);
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        HdlcReader reader = new HdlcReader(refusals);
        int read = 0;
        for (int i = 0; i < 50; i++)
        {
            Assert.IsTrue(writer.Write(PppProtocol.Ipv6, packet, 0, packet.Length));
            line.Clear();
            line.Room = 1;
            for (int turn = 0; turn < 1700 && !writer.IsEmpty; turn++)
            {
                writer.Flush(new OneOctetLine(line));
            }

            for (int at = 0; at < line.WrittenLength;)
            {
                at += reader.Take(line.Written, at, line.WrittenLength - at);
                read += reader.Length == packet.Length + 4 ? 1 : 0;
            }
        }

        Assert.IsTrue(read >= 49);
        Assert.AreEqual(0L, Total(refusals));
    }

    private static byte[] Ramp(int length)
    {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++)
        {
            octets[i] = (byte)i;
        }

        return octets;
    }

    private static byte[] Flush(HdlcWriter writer)
    {
        TestLine line = new TestLine();
        Assert.IsTrue(writer.Flush(line));
        return Slice(line.Written, 0, line.WrittenLength);
    }

    private static byte[] Slice(byte[] octets, int offset, int length)
    {
        byte[] slice = new byte[length];
        Array.Copy(octets, offset, slice, 0, length);
        return slice;
    }

    private static long Total(LinkRefusalCounters refusals)
    {
        long total = 0;
        for (LinkRefusal reason = 0; reason < LinkRefusal.Count; reason++)
        {
            total += refusals.Of(reason);
        }

        return total;
    }

    /// <summary>Takes one octet, then none, of what is offered.</summary>
    private sealed class OneOctetLine : ISerialLine
    {
        private readonly TestLine _line;
        private bool _full;

        internal OneOctetLine(TestLine line)
        {
            _line = line;
        }

        public int Read(byte[] buffer, int offset, int capacity)
        {
            return 0;
        }

        public int Write(byte[] buffer, int offset, int length)
        {
            if (_full)
            {
                return 0;
            }

            _full = true;
            return _line.Write(buffer, offset, length);
        }

        public bool PulseReset()
        {
            return false;
        }
    }
}
