using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Boards.Linux.Segments;
using McoaRouter.Links;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>What is joined for the TUN and taken apart behind it, in memory and by the kernel.</summary>
[TestClass]
public sealed class LinuxBoardSegmentTests
{
    private const int Full = 1360;
    private const byte Ack = 0x10;
    private const byte AckPush = 0x18;
    private const byte AckFinish = 0x11;
    private const nuint UnknownOffload = 0x8000;

    private static readonly byte[] s_source = Address("2001:db8:c::2");
    private static readonly byte[] s_destination = Address("2001:db8:d::2");

    [TestMethod]
    public void SegmentsOfAStream_BecomeOne_AndTheSameAgain()
    {
        List<byte[]> packets = Stream(45, Full, AckPush);
        Assert.AreEqual(1, JoinAndSplit(packets));
    }

    [TestMethod]
    [DataRow(64, 1)]
    [DataRow(65, 2)]
    public void DatagramsOfOneSize_BecomeOne_OfNoMoreThanEveryKernelTakes(int count, int pieces)
    {
        List<byte[]> packets = [];
        for (int i = 0; i < count; i++)
        {
            packets.Add(Udp(5000, 64, i));
        }

        Assert.AreEqual(pieces, JoinAndSplit(packets));
    }

    [TestMethod]
    public void ASmallerDatagram_IsTheLast()
    {
        Assert.AreEqual(2, JoinAndSplit([Udp(5000, 100, 1), Udp(5000, 60, 2), Udp(5000, 60, 3)]));
    }

    [TestMethod]
    [DataRow("sequence")]
    [DataRow("acknowledgement")]
    [DataRow("window")]
    [DataRow("options")]
    [DataRow("flags")]
    [DataRow("trafficClass")]
    [DataRow("hopLimit")]
    [DataRow("checksum")]
    [DataRow("larger")]
    public void WhatDiffersFromTheSegmentBefore_IsNotJoined(string what)
    {
        byte[] first = Tcp(1000, Ack, Full - 100, 1);
        byte[] second = Tcp(1000 + Full - 100, Ack, what == "larger" ? Full : Full - 100, 2);
        switch (what)
        {
            case "sequence": second[47]++; break;
            case "acknowledgement": second[51]++; break;
            case "window": second[55]++; break;
            case "options": second[63]++; break;
            case "flags": second[53] |= 0x80; break;
            case "trafficClass": second[1] |= 0x20; break;
            case "hopLimit": second[7]--; break;
            default: break;
        }

        if (what != "checksum")
        {
            WriteChecksum(second, 56);
        }
        else
        {
            second[^1] ^= 1;
        }

        Assert.AreEqual(2, JoinAndSplit([first, second]));
        Assert.AreEqual(2, JoinAndSplit([second, first]));
    }

    [TestMethod]
    public void AnyPackets_ComeOutAsTheyWentIn_InTheOrderOfEachFlow()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            List<byte[]> packets = [];
            uint sequence = (uint)random.Next();
            for (int i = 0; i < 60; i++)
            {
                int length = random.Next(4) == 0 ? random.Next(1, Full) : Full;
                byte flags = random.Next(12) switch { 0 => AckPush, 1 => AckFinish, 2 => 0x90, _ => Ack };
                byte[] packet = random.Next(3) == 0
                    ? Udp(random.Next(5000, 5012), random.Next(3) == 0 ? random.Next(1, 200) : 64, i)
                    : Tcp(sequence, flags, length, i);
                if (packet[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Tcp)
                {
                    sequence += (uint)length;
                }

                packet[^1] ^= random.Next(20) == 0 ? (byte)1 : (byte)0;
                packets.Add(packet);
            }

            JoinAndSplit(packets, $"seed {seed}, round {round}");
        }
    }

    [TestMethod]
    public void GarbageBehindAnOffloadHeader_IsRefused()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        SegmentSplitter splitter = new();
        PacketBuffer packet = new();
        for (int round = 0; round < 20_000; round++)
        {
            int length = random.Next(4) == 0 ? random.Next(0, splitter.Capacity + 1) : random.Next(0, 200);
            Span<byte> memory = Memory(splitter);
            random.NextBytes(memory[..length]);
            if (length > OffloadHeader.Length)
            {
                memory[0] &= 1;
                memory[1] = (byte)(random.Next(3) == 0 ? memory[1] : random.Next(6));
                memory[6] = 40;
                memory[7] = 0;
                memory[8] = (byte)(random.Next(2) == 0 ? 16 : 6);
                memory[9] = 0;
                memory[OffloadHeader.Length] = 0x60;
            }

            int left = splitter.TryLoad(length) ? length : 0;
            while (splitter.TryNext(packet))
            {
                Assert.IsTrue(packet.Length is > 0 and <= Limits.PacketOctets, $"seed {seed}");
                left--;
            }

            Assert.IsTrue(left >= 0 && !splitter.HasMore, $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow(ProtocolNumbers.Tcp)]
    [DataRow(ProtocolNumbers.Udp)]
    public void SixtyFourKilobytes_CrossTheKernelInOnePiece_AndComeOutAsTheyWentIn(int protocol)
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using NetworkConfigurator network = place.Run(() => new NetworkConfigurator());
        using Tun near = place.Run(() => new Tun("near", 1460, network));
        using Tun far = place.Run(() => new Tun("far", 1460, network));
        AssertForwards(place, network, near, far, protocol, inOnePiece: true);
        Assert.IsNull(far.Notice);
    }

    [TestMethod]
    [DataRow(ProtocolNumbers.Tcp)]
    [DataRow(ProtocolNumbers.Udp)]
    public void AKernelThatRefusesOffloads_HandsOverThePackets_AndANoticeSaysSo(int protocol)
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using NetworkConfigurator network = place.Run(() => new NetworkConfigurator());
        using Tun near = place.Run(() => new Tun("near", 1460, network));
        using Tun far = place.Run(() => new Tun("far", 1460, network, UnknownOffload));
        StringAssert.Contains(far.Notice, "far: the kernel refuses offloads (Invalid argument)");
        AssertForwards(place, network, near, far, protocol, inOnePiece: false);

        // The other way round nothing is joined either.
        AssertForwards(place, network, far, near, protocol, inOnePiece: false);
    }

    [TestMethod]
    public void TheWayThroughATun_AllocatesNothing()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using NetworkConfigurator network = place.Run(() => new NetworkConfigurator());
        using Tun near = place.Run(() => new Tun("near", 1460, network));
        using Tun far = place.Run(() => new Tun("far", 1460, network));
        Forward(place, network, far);
        List<byte[]> sent = Stream(20, Full, Ack);
        PacketBuffer packet = new();
        long allocated = 0;
        int received = 0;
        for (int round = 0; round < 200; round++)
        {
            // The first rounds compile.
            allocated = round == 100 ? GC.GetAllocatedBytesForCurrentThread() : allocated;
            for (int i = 0; i < sent.Count; i++)
            {
                packet.Load(sent[i], 0, sent[i].Length);
                near.Send(packet);
            }

            near.Flush();
            while (far.TryReceive(packet))
            {
                received += IsOurs(packet) ? 1 : 0;
            }
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.AreEqual(200 * sent.Count, received);
    }

    private static void Forward(TemporaryNamespace place, NetworkConfigurator network, Tun far)
    {
        place.Run(() =>
        {
            File.WriteAllText("/proc/sys/net/ipv6/conf/all/forwarding", "1");
            return true;
        });
        network.AddRoute(Ipv6Prefix.TryRead("2001:db8:d::/64", true), far.InterfaceIndex, NetworkConfigurator.MainTable);
    }

    private static void AssertForwards(
        TemporaryNamespace place, NetworkConfigurator network, Tun near, Tun far, int protocol, bool inOnePiece)
    {
        Forward(place, network, far);
        List<byte[]> sent = [];
        if (protocol == ProtocolNumbers.Tcp)
        {
            sent = Stream(45, Full, Ack);
        }
        else
        {
            for (int i = 0; i < 45; i++)
            {
                sent.Add(Udp(5000, 1400, i));
            }
        }

        PacketBuffer packet = new();
        foreach (byte[] octets in sent)
        {
            Assert.IsTrue(packet.Load(octets, 0, octets.Length));
            Assert.IsTrue(near.Send(packet));
        }

        near.Flush();
        Assert.AreEqual(0, near.Dropped);
        for (int i = 0; i < sent.Count; i++)
        {
            LinuxTrial.WaitFor(() => far.TryReceive(packet) && IsOurs(packet), () => $"Packet {i} did not come.");
            sent[i][Ipv6Header.HopLimitOffset]--;
            CollectionAssert.AreEqual(sent[i], Octets(packet), $"packet {i}");
            Assert.AreEqual(inOnePiece && i < sent.Count - 1, far.HasMore, $"packet {i}");
        }

        network.RemoveRoute(Ipv6Prefix.TryRead("2001:db8:d::/64", true), far.InterfaceIndex, NetworkConfigurator.MainTable);
        Assert.AreEqual(0, far.Oversized);
    }

    /// <summary>Joins packets as the TUN's writer does and takes all apart again: the same must come out.</summary>
    /// <returns>Into how many pieces they were joined.</returns>
    private static int JoinAndSplit(List<byte[]> packets, string message = "")
    {
        string path = Path.GetTempFileName();
        using FileStream file = new(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        SegmentJoiner joiner = new((int)file.SafeFileHandle.DangerousGetHandle(), tcp: true, udp: true);
        foreach (byte[] packet in packets)
        {
            Assert.IsTrue(joiner.Send(packet));
        }

        joiner.Flush();
        Assert.AreEqual(0, joiner.Dropped);
        byte[] written = new byte[RandomAccess.GetLength(file.SafeFileHandle)];
        RandomAccess.Read(file.SafeFileHandle, written, 0);
        List<byte[]> pieces = Pieces(written);
        SegmentSplitter splitter = new();
        PacketBuffer buffer = new();
        Dictionary<string, Queue<byte[]>> flows = [];
        foreach (byte[] packet in packets)
        {
            string flow = Flow(packet);
            flows.TryAdd(flow, new Queue<byte[]>());
            flows[flow].Enqueue(packet);
        }

        foreach (byte[] piece in pieces)
        {
            piece.CopyTo(Memory(splitter));
            Assert.IsTrue(splitter.TryLoad(piece.Length), message);
            while (splitter.TryNext(buffer))
            {
                byte[] octets = Octets(buffer);
                CollectionAssert.AreEqual(flows[Flow(octets)].Dequeue(), octets, message);
            }
        }

        foreach (Queue<byte[]> flow in flows.Values)
        {
            Assert.AreEqual(0, flow.Count, message);
        }

        return pieces.Count;
    }

    /// <summary>What was written, piece by piece, each with its offload header.</summary>
    private static List<byte[]> Pieces(byte[] written)
    {
        List<byte[]> pieces = [];
        for (int at = 0; at < written.Length;)
        {
            int payload = BinaryPrimitives.ReadUInt16BigEndian(
                written.AsSpan(at + OffloadHeader.Length + Ipv6Header.PayloadLengthOffset));
            int end = at + OffloadHeader.Length + Ipv6Header.Length + payload;
            pieces.Add(written[at..end]);
            at = end;
        }

        return pieces;
    }

    private static unsafe Span<byte> Memory(SegmentSplitter splitter)
    {
        return new Span<byte>(splitter.Memory, splitter.Capacity);
    }

    /// <summary>The kernel reports its groups through a TUN as well.</summary>
    private static bool IsOurs(PacketBuffer packet)
    {
        return Ipv6Address.Equal(packet.Octets, packet.Start + Ipv6Header.DestinationOffset, s_destination, 0);
    }

    private static string Flow(byte[] packet)
    {
        return packet[Ipv6Header.NextHeaderOffset] + Convert.ToHexString(packet, Ipv6Header.Length, 4);
    }

    private static byte[] Octets(PacketBuffer packet)
    {
        return packet.Octets[packet.Start..(packet.Start + packet.Length)];
    }

    private static List<byte[]> Stream(int count, int length, byte lastFlags)
    {
        List<byte[]> packets = [];
        for (int i = 0; i < count; i++)
        {
            bool last = i == count - 1;
            packets.Add(Tcp(uint.MaxValue - 1000 + (uint)(i * length), last ? lastFlags : Ack, last ? length / 2 : length, i));
        }

        return packets;
    }

    /// <summary>A TCP segment with the timestamps option.</summary>
    private static byte[] Tcp(uint sequence, byte flags, int length, int fill)
    {
        byte[] packet = Packet(ProtocolNumbers.Tcp, 32 + length, fill);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(40), 40000);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(42), 443);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(44), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(48), 77);
        packet[52] = 0x80;
        packet[53] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(54), 501);
        new byte[] { 0, 0, 0, 0, 1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2 }.CopyTo(packet, 56);
        WriteChecksum(packet, 56);
        return packet;
    }

    private static byte[] Udp(int port, int length, int fill)
    {
        byte[] packet = Packet(ProtocolNumbers.Udp, 8 + length, fill);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(40), (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(42), 53);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(44), (ushort)(8 + length));
        WriteChecksum(packet, 46);
        return packet;
    }

    private static byte[] Packet(int protocol, int length, int fill)
    {
        byte[] packet = new byte[Ipv6Header.Length + length];
        new Random(fill).NextBytes(packet);
        Ipv6Header.Write(packet, 0, 0, length, protocol, s_source, 0, s_destination, 0);
        return packet;
    }

    /// <summary>Word by word, unlike what is tested.</summary>
    private static void WriteChecksum(byte[] packet, int at)
    {
        packet[at] = 0;
        packet[at + 1] = 0;
        long sum = packet[Ipv6Header.NextHeaderOffset] + packet.Length - Ipv6Header.Length;
        for (int i = Ipv6Header.SourceOffset; i < packet.Length; i++)
        {
            sum += i % 2 == 0 ? packet[i] << 8 : packet[i];
        }

        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        ushort checksum = (ushort)~sum;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at), checksum == 0 ? ushort.MaxValue : checksum);
    }

    private static byte[] Address(string text)
    {
        byte[] octets = new byte[Ipv6Address.Length];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, octets, 0));
        return octets;
    }
}
