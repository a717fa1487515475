using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>PPP frames through any map of control characters, cut into any pieces, and the packets in them.</summary>
[TestClass]
public sealed class FramePropertyTests
{
    private static readonly GenArray<byte> s_octets = new(Gen.Byte);

    // Octets that must be escaped, and the others.
    private static readonly Gen<byte[]> s_data = new GenArray<byte>(Gen.Frequency(
        (2, Gen.Byte), (1, Gen.Byte[0, 0x20]), (1, Pick.From((byte)0x7E, (byte)0x7D, (byte)0x5E, (byte)0x5D))))[1, 300];

    private static readonly Gen<int> s_protocol = Pick.From(
        PppProtocol.Lcp, PppProtocol.Ipv6cp, PppProtocol.Ipv6, PppProtocol.Ipcp);

    [TestMethod]
    public void Frames_read_as_they_were_written_whatever_is_escaped_and_however_they_are_cut()
    {
        CsCheck.Check.Sample(
            Gen.Select(
                new GenArray<(int Protocol, byte[] Data)>(Gen.Select(s_protocol, s_data))[1, 4],
                Gen.UInt, Gen.Bool, Gen.Bool, new GenArray<int>(Gen.Int[1, 60])[1, 8]),
            (packets, map, address, protocol, pieces) =>
            {
                HdlcWriter writer = new() { CompressesAddress = address, CompressesProtocol = protocol };
                writer.SetControlMap(map);
                Line line = new();
                foreach ((int number, byte[] data) in packets)
                {
                    Assert.IsTrue(writer.Write(number, data, 0, data.Length));
                }

                Assert.IsTrue(writer.Flush(line));
                Assert.IsTrue(writer.IsEmpty);
                HdlcReader reader = new(new LinkRefusalCounters());
                reader.SetControlMap(map);
                List<(int, string)> read = Read(reader, [.. line.Sent], pieces);
                CollectionAssert.AreEqual(
                    packets.Select(each => (each.Protocol, Convert.ToHexString(each.Data))).ToArray(), read);
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Control_packets_with_options_in_any_order_read_as_they_were_written()
    {
        Gen<(int Type, byte[] Data)> option = Gen.Select(Gen.Int[0, 255], Gen.Frequency((9, s_octets[0, 12]), (1, s_octets[253])));
        CsCheck.Check.Sample(
            Gen.Select(
                Gen.Int[1, 11], Gen.Int[0, 255], new GenArray<(int Type, byte[] Data)>(option)[0, 9], Gen.Int[0, 9], Gen.Int[0, 9]),
            (code, identifier, options, start, behind) =>
            {
                byte[] buffer = new byte[4096];
                int at = start + ControlPacket.HeaderLength;
                foreach ((int type, byte[] data) in options)
                {
                    at = ConfigurationOption.Begin(buffer, at, type, ConfigurationOption.HeaderLength + data.Length);
                    data.CopyTo(buffer, at);
                    at += data.Length;
                }

                int length = ControlPacket.Finish(buffer, start, code, identifier, at);
                Assert.AreEqual(at - start, length);
                // Octets behind the packet are padding (RFC 1661 §5).
                Assert.IsTrue(ControlPacket.IsWhole(buffer, start, length + behind));
                Assert.IsFalse(ControlPacket.IsWhole(buffer, start, length - 1));
                Assert.AreEqual(code, buffer[start]);
                Assert.AreEqual(identifier, buffer[start + ControlPacket.IdentifierOffset]);
                Assert.AreEqual(length, ControlPacket.Length(buffer, start));
                int first = start + ControlPacket.HeaderLength;
                Assert.IsTrue(ConfigurationOption.AreWhole(buffer, first, at));
                byte[] copy = new byte[4096];
                int to = 0;
                foreach ((int type, byte[] data) in options)
                {
                    Assert.AreEqual(type, buffer[first]);
                    Assert.AreEqual(data.Length, ConfigurationOption.Length(buffer, first) - ConfigurationOption.HeaderLength);
                    Assert.IsTrue(buffer.AsSpan(first + 2, data.Length).SequenceEqual(data));
                    int found = ConfigurationOption.Find(buffer, start + ControlPacket.HeaderLength, at, buffer, first);
                    Assert.IsTrue(found >= 0 && found <= first);
                    to = ConfigurationOption.Copy(buffer, first, copy, to);
                    first += ConfigurationOption.Length(buffer, first);
                }

                Assert.AreEqual(at, first);
                Assert.IsTrue(copy.AsSpan(0, to).SequenceEqual(buffer.AsSpan(start + ControlPacket.HeaderLength, to)));
            },
            iter: 4000,
            threads: 1);
    }

    /// <summary>The protocol and data of each frame, read as RFC 1662 §3.1 and RFC 1661 §6.5 say.</summary>
    private static List<(int Protocol, string Data)> Read(HdlcReader reader, byte[] sent, int[] pieces)
    {
        List<(int, string)> read = [];
        int at = 0;
        for (int piece = 0; at < sent.Length; piece++)
        {
            int end = Math.Min(sent.Length, at + pieces[piece % pieces.Length]);
            while (at < end)
            {
                at += reader.Take(sent, at, end - at);
                if (reader.Length > 0)
                {
                    byte[] frame = reader.Frame[..reader.Length];
                    int first = frame[0] == 0xFF && frame[1] == 0x03 ? 2 : 0;
                    bool shortened = (frame[first] & 1) != 0;
                    int protocol = shortened ? frame[first] : (frame[first] << 8) | frame[first + 1];
                    read.Add((protocol, Convert.ToHexString(frame.AsSpan(first + (shortened ? 1 : 2)))));
                }
            }
        }

        return read;
    }

    /// <summary>A line that takes all.</summary>
    private sealed class Line : ISerialLine
    {
        public List<byte> Sent { get; } = [];

        public int Read(byte[] buffer, int offset, int capacity)
        {
            return 0;
        }

        public int Write(byte[] buffer, int offset, int length)
        {
            Sent.AddRange(buffer.AsSpan(offset, length));
            return length;
        }

        public bool PulseReset()
        {
            return false;
        }
    }
}
