using System;
using System.Globalization;
using System.Linq;
using System.Net;
using CsCheck;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>Headers around packets, and addresses as texts: what is read is what was written.</summary>
[TestClass]
public sealed class EncapsulationPropertyTests
{
    private static readonly GenArray<byte> s_octets = new(Gen.Byte);
    private static readonly Gen<int> s_word = Gen.Frequency((3, Gen.Int[0, 0xFFFF]), (1, Pick.From(0, 1, 0xFFFF)));

    // Zeros in runs, which texts leave out.
    private static readonly Gen<byte[]> s_sparse = Gen.Select(
        s_octets[16], Gen.Int[0, 0xFF], (octets, kept) => octets.Select(
            (octet, index) => ((kept >> (index / 2)) & 1) == 0 ? (byte)0 : octet).ToArray());

    [TestMethod]
    public void Packets_in_UDP_over_IPv4_read_as_they_were_written()
    {
        CsCheck.Check.Sample(
            Gen.Select(
                Gen.Int[0, 1480], Gen.Int[0, 255], s_word, Gen.Select(s_octets[4], s_octets[4]), s_word, Gen.Int[0, 9]),
            (length, traffic, identification, ends, port, start) =>
            {
                byte[] buffer = new byte[2048];
                Array.Fill(buffer, (byte)0xEE);
                UdpEncapsulation.Write(
                    buffer, start, length, traffic, identification, ends.Item1, 0, port, ends.Item2, 0, UdpEncapsulation.Port);
                int whole = UdpEncapsulation.Length + length;
                Assert.IsTrue(UdpEncapsulation.Is(buffer, start, whole));
                Assert.AreEqual(Refusal.None, UdpEncapsulation.Check(buffer, start, whole));
                Assert.AreEqual(Refusal.Truncated, UdpEncapsulation.Check(buffer, start, whole - 1));
                Assert.AreEqual(Refusal.OverLong, UdpEncapsulation.Check(buffer, start, whole + 1));
                Assert.AreEqual(traffic, Ipv4Header.TrafficClass(buffer, start));
                Assert.AreEqual(port, UdpEncapsulation.SourcePort(buffer, start));
                Assert.IsTrue(Ipv4Address.Equal(buffer, start + Ipv4Header.SourceOffset, ends.Item1, 0));
                Assert.IsTrue(Ipv4Address.Equal(buffer, start + Ipv4Header.DestinationOffset, ends.Item2, 0));
                Assert.AreEqual((byte)0xEE, buffer[start + UdpEncapsulation.Length]);
                Assert.IsTrue(buffer.AsSpan(0, start).IndexOfAnyExcept((byte)0xEE) < 0);

                // Another identification changes the checksum, and sealing mends it.
                buffer[start + 5] ^= 1;
                Assert.AreEqual(Refusal.Checksum, Ipv4Header.Check(buffer, start, whole));
                Ipv4Header.Seal(buffer, start);
                Assert.AreEqual(Refusal.None, Ipv4Header.Check(buffer, start, whole));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Headers_of_IPv6_and_Ethernet_read_as_they_were_written()
    {
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[0, 255], s_word, Gen.Int[0, 255], s_octets[16], s_octets[16], Gen.Int[0, 9]),
            (traffic, payload, next, source, destination, start) =>
            {
                byte[] buffer = new byte[128];
                int at = start + EthernetFrame.HeaderLength;
                EthernetFrame.Write(buffer, start, destination, 3, source);
                Ipv6Header.Write(buffer, at, traffic, payload, next, source, 0, destination, 0);
                Assert.IsTrue(EthernetFrame.IsIpv6(buffer, start));
                Assert.IsTrue(EthernetAddress.Equal(buffer, start, destination, 3));
                Assert.IsTrue(EthernetAddress.Equal(buffer, start + EthernetFrame.SourceOffset, source, 0));
                Assert.IsTrue(Ipv6Header.IsIpv6(buffer, at));
                Assert.AreEqual(traffic, Ipv6Header.TrafficClass(buffer, at));
                Assert.AreEqual(Refusal.None, Ipv6Header.Check(buffer, at, Ipv6Header.Length + payload));
                Assert.AreEqual(next, buffer[at + Ipv6Header.NextHeaderOffset]);
                Assert.IsTrue(Ipv6Address.Equal(buffer, at + Ipv6Header.SourceOffset, source, 0));
                Assert.IsTrue(Ipv6Address.Equal(buffer, at + Ipv6Header.DestinationOffset, destination, 0));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Addresses_and_prefixes_are_written_as_the_class_library_does_and_read_back()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_sparse, Gen.Int[0, 128], Gen.Int[0, 3]),
            (octets, length, start) =>
            {
                byte[] buffer = new byte[32];
                octets.CopyTo(buffer, start);
                string text = Ipv6AddressText.Write(buffer, start);
                Assert.AreEqual(octets[0] == 0 ? text : new IPAddress(octets).ToString(), text);
                CollectionAssert.AreEqual(octets, IPAddress.Parse(text).GetAddressBytes());
                // The last four octets may be written with dots where they are an IPv4 address, and are not read so.
                bool mapped = Ipv4MappedAddress.Is(octets, 0);
                byte[] again = new byte[16];
                Assert.AreEqual(!mapped, Ipv6AddressText.TryRead(text, again, 0));
                Assert.IsTrue(mapped || again.SequenceEqual(octets));

                Ipv6Prefix prefix = new(octets, 0, length);
                Ipv6Prefix read = Ipv6Prefix.TryRead(prefix.ToString(), true);
                Assert.IsTrue(Ipv4MappedAddress.Is(prefix.Octets, 0) || read.Same(prefix));
                Assert.IsTrue(prefix.Contains(octets, 0));

                string dotted = Ipv4AddressText.Write(buffer, start);
                Assert.AreEqual(string.Join('.', octets[..4].Select(octet => octet.ToString(CultureInfo.InvariantCulture))), dotted);
                Assert.IsTrue(Ipv4AddressText.TryRead(dotted, again, 0));
                Assert.IsTrue(Ipv4Address.Equal(again, 0, octets, 0));

                Ipv4MappedAddress.Write(buffer, start, octets, 12);
                Assert.IsTrue(Ipv4MappedAddress.Is(buffer, start));
                Assert.IsTrue(Ipv4Address.Equal(buffer, start + Ipv4MappedAddress.Ipv4Offset, octets, 12));
            },
            iter: 10000,
            threads: 1);
    }

    [TestMethod]
    public void Groups_and_anycast_addresses_keep_what_they_are_made_of()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_octets[16], Gen.Int[0, 128], Gen.Int[0, 9]),
            (octets, length, start) =>
            {
                byte[] buffer = new byte[32];
                NeighborDiscovery.WriteSolicitedNode(buffer, start, octets, 0);
                Assert.AreEqual(
                    "FF0200000000000000000001FF" + Convert.ToHexString(octets, 13, 3), Convert.ToHexString(buffer, start, 16));
                NeighborDiscovery.WriteAllNodes(buffer, start);
                Assert.AreEqual("FF020000000000000000000000000001", Convert.ToHexString(buffer, start, 16));
                NeighborDiscovery.WriteAllRouters(buffer, start);
                Assert.AreEqual("FF020000000000000000000000000002", Convert.ToHexString(buffer, start, 16));

                Ipv6Prefix prefix = new(octets, 0, length);
                bool made = HomeAgentsAnycastAddress.TryWrite(buffer, start, prefix);
                Assert.AreEqual(length <= HomeAgentsAnycastAddress.LongestPrefix, made);
                Assert.IsTrue(!made || (prefix.Contains(buffer, start) && (buffer[start + 15] & 0x7F) == 0x7E));
            },
            iter: 4000,
            threads: 1);
    }
}
