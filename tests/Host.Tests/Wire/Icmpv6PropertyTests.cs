using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using McoaRouter.Health;
using McoaRouter.Links;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>
/// Every ICMPv6 message that is written here, in packets at any place of the buffer, with options in any order: what is
/// read is what was written.
/// </summary>
[TestClass]
public sealed class Icmpv6PropertyTests
{
    private const int Largest = 2048;
    private const int ForeignOption = 14;

    private static readonly GenArray<byte> s_octets = new(Gen.Byte);
    private static readonly Gen<int> s_word = Gen.Frequency((3, Gen.Int[0, 0xFFFF]), (1, Pick.From(0, 1, 0xFFFF)));
    private static readonly Gen<long> s_lifetime = Gen.Frequency(
        (3, Gen.Long[0, uint.MaxValue]), (1, Pick.From(0L, 0x80000000L, PrefixInformationOption.InfiniteLifetime)));

    // An address that no multicast is.
    private static readonly Gen<byte[]> s_address = s_octets[16].Select(octets => (byte[])[0x20, .. octets[1..]]);

    private static readonly Gen<Option> s_prefix = Gen.Select(
        s_octets[16], Gen.Int[0, 128], Gen.Int[0, 255], s_lifetime, s_lifetime, (octets, length, flags, valid, preferred) =>
            new Option(
                $"prefix {Convert.ToHexString(octets)}/{length} {flags} {valid} {preferred}",
                (buffer, at) => PrefixInformationOption.Write(buffer, at, octets, 0, length, flags, valid, preferred)));

    private static readonly Gen<Option> s_foreign = s_octets[6].Select(octets => new Option(
        string.Empty, (buffer, at) => NeighborDiscoveryOption.WriteLinkLayerAddress(buffer, at, ForeignOption, octets)));

    [TestMethod]
    public void Discovery_messages_read_as_they_were_written()
    {
        CsCheck.Check.Sample(
            Gen.Select(Gen.Bool, s_word, s_word, new GenArray<byte[]>(s_octets[16])[0, 40], Gen.Int[0, 9]),
            (reply, identifier, flags, addresses, start) =>
            {
                byte[] buffer = Fresh();
                byte[][] sent = reply ? addresses : [];
                int message = start + Ipv6Header.Length;
                int type = reply ? Icmpv6.HomeAgentDiscoveryReply : Icmpv6.HomeAgentDiscoveryRequest;
                int at = Icmpv6.Begin(buffer, message, type, identifier, flags);
                at = sent.Aggregate(at, (next, address) => HomeAgentDiscovery.WriteAddress(buffer, next, address, 0));
                Ipv6Packet packet = Finish(buffer, start, at, 64, sent.FirstOrDefault() ?? new byte[16], new byte[16]);

                HomeAgentDiscovery read = new();
                Assert.IsTrue(read.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength), read.Refusal.ToString());
                Assert.AreEqual(type, Icmpv6.Type(buffer, packet.PayloadOffset));
                Assert.AreEqual(identifier, read.Identifier);
                Assert.AreEqual(flags, read.Flags);
                CollectionAssert.AreEqual(
                    sent.Select(Convert.ToHexString).ToArray(),
                    Enumerable.Range(0, read.AddressCount)
                        .Select(index => Convert.ToHexString(buffer, read.AddressOffset(index), 16)).ToArray());
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Mobile_prefix_messages_read_as_they_were_written()
    {
        CsCheck.Check.Sample(
            Gen.Select(Gen.Bool, s_word, s_word, new GenArray<Option>(Gen.OneOf(s_prefix, s_foreign))[0, 16], Gen.Int[0, 9]),
            (advertises, identifier, flags, options, start) =>
            {
                byte[] buffer = Fresh();
                int type = advertises ? Icmpv6.MobilePrefixAdvertisement : Icmpv6.MobilePrefixSolicitation;
                int at = Icmpv6.Begin(buffer, start + Ipv6Header.Length, type, identifier, flags);
                Ipv6Packet packet = Finish(buffer, start, Write(buffer, at, options), 64, new byte[16], new byte[16]);

                MobilePrefixAdvertisement read = new();
                Assert.IsTrue(read.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength), read.Refusal.ToString());
                Assert.AreEqual(identifier, read.Identifier);
                Assert.AreEqual(flags, read.Flags);
                CollectionAssert.AreEqual(
                    Named(options, "prefix"),
                    Enumerable.Range(0, read.PrefixCount).Select(index => Prefix(buffer, read.PrefixAt(index))).ToArray());
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Router_advertisements_read_as_they_were_written()
    {
        Gen<Option> mtu = Gen.Frequency((3, Gen.Int[0, int.MaxValue]), (1, Pick.From(1280, 1500))).Select(value =>
            new Option($"mtu {value}", (buffer, at) => MtuOption.Write(buffer, at, value)));
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[0, 255], s_word, new GenArray<Option>(Gen.OneOf(s_prefix, s_foreign, mtu))[0, 16], Gen.Int[0, 9]),
            (hopLimit, lifetime, options, start) =>
            {
                byte[] buffer = Fresh();
                int at = RouterAdvertisement.Write(buffer, start + Ipv6Header.Length, hopLimit, lifetime);
                Ipv6Packet packet = Finish(buffer, start, Write(buffer, at, options), 255, new byte[16], new byte[16]);

                RouterAdvertisement read = new();
                Assert.IsTrue(read.TryRead(buffer, packet.PayloadOffset, packet.PayloadLength), read.Refusal.ToString());
                Assert.AreEqual(0, packet.PayloadLength % 8);
                Assert.AreEqual(hopLimit, buffer[packet.PayloadOffset + 4]);
                Assert.AreEqual(lifetime, read.RouterLifetime);
                // Of several the last counts.
                Assert.AreEqual(
                    Named(options, "mtu").LastOrDefault(string.Empty),
                    read.MtuAt < 0 ? string.Empty : $"mtu {MtuOption.Mtu(buffer, read.MtuAt)}");
                CollectionAssert.AreEqual(
                    Named(options, "prefix"),
                    Enumerable.Range(0, read.PrefixCount).Select(index => Prefix(buffer, read.PrefixAt(index))).ToArray());
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Solicitations_and_neighbor_messages_read_as_they_were_written()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_address, s_address, s_octets[6], new GenArray<Option>(s_foreign)[0, 6], Gen.Int[0, 7], Gen.Int[0, 9]),
            (target, source, station, options, bits, start) =>
            {
                byte[] buffer = Fresh();
                byte[] group = new byte[16];
                int message = start + Ipv6Header.Length;

                int at = RouterSolicitation.Write(buffer, message);
                NeighborDiscovery.WriteAllRouters(group, 0);
                Ipv6Packet packet = Finish(buffer, start, Write(buffer, at, options), 255, source, group);
                Assert.AreEqual(
                    Refusal.None, RouterSolicitation.Check(buffer, packet.PayloadOffset, packet.PayloadLength));
                Assert.AreEqual(RouterSolicitation.Type, Icmpv6.Type(buffer, packet.PayloadOffset));

                bool probes = (bits & 1) != 0;
                at = Write(buffer, NeighborSolicitation.Write(buffer, message, target, 0), options);
                at = probes ? at : NeighborDiscoveryOption.WriteLinkLayerAddress(
                    buffer, at, NeighborDiscoveryOption.SourceLinkLayerAddress, station);
                NeighborDiscovery.WriteSolicitedNode(group, 0, target, 0);
                packet = Finish(buffer, start, Write(buffer, at, options), 255, probes ? new byte[16] : source, group);
                NeighborSolicitation solicitation = new();
                Assert.IsTrue(solicitation.TryRead(packet), solicitation.Refusal.ToString());
                Assert.AreEqual(probes, solicitation.IsProbe);
                Same(target, buffer, solicitation.TargetOffset);
                Assert.AreEqual(probes, solicitation.LinkLayerAddressOffset < 0);
                Same(probes ? [] : station, buffer, solicitation.LinkLayerAddressOffset);

                int flags = bits << 13;
                at = NeighborAdvertisement.Write(buffer, message, flags, target, station);
                packet = Finish(buffer, start, Write(buffer, at, options), 255, target, source);
                Assert.AreEqual(Refusal.None, NeighborAdvertisement.Check(packet));
                Assert.AreEqual(flags, NeighborAdvertisement.Flags(buffer, packet.PayloadOffset));
                Same(target, buffer, NeighborAdvertisement.TargetOffset(packet.PayloadOffset));
                Same(station, buffer, NeighborAdvertisement.LinkLayerAddressOffset(packet));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Errors_quote_what_gave_rise_to_them_within_the_least_maximum()
    {
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[1, 4], Gen.Int[0, 7], Gen.Int[0, int.MaxValue], s_address, s_address, Gen.Int[0, 1460], Gen.Int[0, 9]),
            (type, code, mtu, source, destination, payload, start) =>
            {
                byte[] offending = Fresh();
                Ipv6Header.Write(offending, start, 0, payload, 59, source, 0, destination, 0);
                Ipv6Packet cause = new();
                Assert.IsTrue(cause.TryRead(offending, start, Ipv6Header.Length + payload));
                byte[] buffer = Fresh();
                int length = Icmpv6Error.Write(buffer, start, type, code, mtu, destination, cause);

                Ipv6Packet packet = new();
                Assert.IsTrue(packet.TryRead(buffer, start, length));
                Assert.IsTrue(length <= Limits.MinimumMtu);
                Assert.AreEqual(Refusal.None, Icmpv6.Check(packet));
                Assert.IsTrue(Icmpv6Error.IsError(packet));
                Assert.AreEqual((uint)mtu, Icmpv6Error.Mtu(buffer, packet.PayloadOffset));
                Assert.AreEqual(code, buffer[packet.PayloadOffset + Icmpv6.CodeOffset]);
                Same(source, buffer, packet.DestinationOffset);
                int quoted = length - Ipv6Header.Length - Icmpv6Error.InvokingPacketOffset;
                Assert.AreEqual(Math.Min(cause.Length, Limits.MinimumMtu - 48), quoted);
                Same(offending[start..(start + quoted)], buffer, packet.PayloadOffset + Icmpv6Error.InvokingPacketOffset);
                Ipv6Packet quote = new();
                Assert.IsTrue(quote.TryReadQuote(buffer, packet.PayloadOffset + Icmpv6Error.InvokingPacketOffset, quoted));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void A_path_probe_is_answered_by_any_host_and_known_by_its_marks()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_address, s_address, s_word, s_word, s_octets[8], s_octets[8]),
            (home, agent, identifier, sequence, secret, other) =>
            {
                PacketBuffer packet = new();
                PathProbe.Write(packet, home, agent, identifier, sequence, secret);
                byte[] octets = packet.Octets;
                Assert.AreEqual(Refusal.None, PathProbe.Check(octets, packet.Start));
                Assert.IsTrue(home.SequenceEqual(agent)
                    || !PathProbe.IsAnswer(octets, packet.Start, packet.Length, home, agent));

                Icmpv6Echo.Answer(octets, packet.Start, new byte[16]);
                Assert.IsTrue(PathProbe.IsAnswer(octets, packet.Start, packet.Length, home, agent));
                Assert.AreEqual(Refusal.None, PathProbe.Check(octets, packet.Start));
                Assert.IsTrue(PathProbe.Answers(octets, packet.Start, identifier, sequence, secret));
                Assert.IsTrue(PathProbe.HasMark(octets, packet.Start, identifier, other));
                Assert.IsTrue(PathProbe.HasMark(octets, packet.Start, identifier ^ 1, secret));
                Assert.IsFalse(PathProbe.Answers(octets, packet.Start, identifier, sequence ^ 1, secret));
                Assert.AreEqual(
                    secret.SequenceEqual(other), PathProbe.Answers(octets, packet.Start, identifier, sequence, other));
            },
            iter: 4000,
            threads: 1);
    }

    private static byte[] Fresh()
    {
        byte[] buffer = new byte[Largest];
        Array.Fill(buffer, (byte)0xEE);
        return buffer;
    }

    private static int Write(byte[] buffer, int at, IEnumerable<Option> options)
    {
        return options.Aggregate(at, (next, option) => option.Write(buffer, next));
    }

    /// <summary>Puts the header before the message, and reads and checks the packet.</summary>
    private static Ipv6Packet Finish(byte[] buffer, int start, int end, int hopLimit, byte[] source, byte[] destination)
    {
        int message = start + Ipv6Header.Length;
        int length = Icmpv6.Finish(buffer, message, end, source, 0, destination, 0);
        Assert.AreEqual(end - message, length);
        Ipv6Header.Write(buffer, start, 0, length, ProtocolNumbers.Icmpv6, source, 0, destination, 0);
        buffer[start + Ipv6Header.HopLimitOffset] = (byte)hopLimit;
        Ipv6Packet packet = new();
        Assert.IsTrue(packet.TryRead(buffer, start, end - start), packet.Refusal.ToString());
        Assert.AreEqual(Refusal.None, Icmpv6.Check(packet));
        return packet;
    }

    private static string Prefix(byte[] buffer, int at)
    {
        string octets = Convert.ToHexString(buffer, PrefixInformationOption.PrefixOffset(at), 16);
        return $"prefix {octets}/{PrefixInformationOption.PrefixLength(buffer, at)} {PrefixInformationOption.Flags(buffer, at)}"
            + $" {PrefixInformationOption.ValidLifetime(buffer, at)} {PrefixInformationOption.PreferredLifetime(buffer, at)}";
    }

    private static string[] Named(IEnumerable<Option> options, string kind)
    {
        return [.. options.Select(option => option.Text).Where(text => text.StartsWith(kind, StringComparison.Ordinal))];
    }

    private static void Same(byte[] expected, byte[] buffer, int at)
    {
        Assert.IsTrue(expected.Length == 0 || buffer.AsSpan(at, expected.Length).SequenceEqual(expected));
    }

    private sealed record Option(string Text, Func<byte[], int, int> Write);
}
