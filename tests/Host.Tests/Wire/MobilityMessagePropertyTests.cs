using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using McoaRouter.Security;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.Wire.OptionValue;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>
/// Every message of the Mobility Header with every set of options, in any order and behind any padding, at any place of
/// the buffer: what is read is what was written, and what is written from that reads the same.
/// </summary>
[TestClass]
public sealed class MobilityMessagePropertyTests
{
    private const int Largest = 2048;

    // The fixed fields, of which each message takes what it has.
    private static readonly Gen<Fields> s_fields = Gen.Select(
        Gen.Frequency((3, Gen.Int[0, 0xFFFF]), (1, Pick.From(0, 1, 0x7FFF, 0x8000, 0xFFFF))),
        Gen.Frequency((3, Gen.Int[0, 0xFFFF]), (1, Pick.From(0, 1, 0xFFFF))),
        Gen.Int[0, 0xFFFF],
        Gen.Int[0, 255],
        OptionBench.Address,
        (sequence, lifetime, flags, status, address) =>
            new Fields(sequence, lifetime, flags, status, Convert.ToHexString(address)));

    [TestMethod]
    [DataRow(MobilityHeader.BindingRefreshRequest, false)]
    [DataRow(MobilityHeader.HomeTestInit, true)]
    [DataRow(MobilityHeader.CareOfTestInit, true)]
    [DataRow(MobilityHeader.HomeTest, true)]
    [DataRow(MobilityHeader.CareOfTest, true)]
    [DataRow(MobilityHeader.BindingUpdate, false)]
    [DataRow(MobilityHeader.BindingUpdate, true)]
    [DataRow(MobilityHeader.BindingAcknowledgement, false)]
    [DataRow(MobilityHeader.BindingAcknowledgement, true)]
    [DataRow(MobilityHeader.BindingError, false)]
    public void Every_message_reads_as_it_was_written(int type, bool final)
    {
        WireProfile profile = final ? WireProfile.Rfc5648() : WireProfile.Draft01(200);
        CsCheck.Check.Sample(
            Gen.Select(s_fields, OptionBench.Options(profile), Gen.Int[0, 9], OptionBench.Address, Gen.Int[0, 3]),
            (fields, options, start, address, route) =>
            {
                byte[] buffer = new byte[Largest + 128];
                Array.Fill(buffer, (byte)0xEE);
                int end = WritePacket(buffer, start, type, fields, options, address, route);
                (Fields Fields, OptionValue[] Options) read = ReadPacket(buffer, start, end, type, profile, address, route);

                // What the message has no room for reads as nothing.
                Assert.AreEqual(fields.Of(type), read.Fields);
                Assert.AreEqual(Show(options.Select(each => each.Option)), Show(read.Options));
                Assert.AreEqual((byte)0xEE, buffer[end]);
                Assert.IsTrue(buffer.AsSpan(0, start).IndexOfAnyExcept((byte)0xEE) < 0);

                byte[] again = new byte[Largest + 128];
                OptionValue[] ordered = [.. read.Options.OrderBy(option => option is Authentication or AuthorizationData)];
                end = WritePacket(again, 0, type, read.Fields, ordered.Select(option => (0, option)), address, route);
                (Fields Fields, OptionValue[] Options) other = ReadPacket(again, 0, end, type, profile, address, route);
                Assert.AreEqual(read.Fields, other.Fields);
                Assert.AreEqual(Show(read.Options), Show(other.Options));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Answers_name_what_was_asked_with_their_status(bool final)
    {
        WireProfile profile = final ? WireProfile.Rfc5648() : WireProfile.Draft01(200);
        CsCheck.Check.Sample(
            Gen.Select(OptionBench.Options(profile), Gen.Int[0, 255], Gen.Int[0, 9]),
            (asked, status, padding) =>
            {
                byte[] buffer = new byte[Largest];
                byte[] answer = new byte[Largest];
                int at = BindingUpdate.Begin(buffer, 0, 7, BindingUpdate.HomeFlag, 60);
                int end = MobilityHeader.Finish(buffer, 0, OptionBench.Write(buffer, 0, at, asked), new byte[16], 0, new byte[16], 0);
                MobilityOptions options = new(profile);
                Assert.IsTrue(options.TryRead(buffer, 0, at, end), options.Refusal.ToString());
                int next = BindingAcknowledgement.Begin(answer, 0, status, 0x40, 7, 60);
                for (int i = 0; i < options.BindingIdentifierCount; i++)
                {
                    next = OptionBench.Pad(answer, next, (padding + i) % 10);
                    next = profile.WriteAnswer(answer, 0, next, buffer, options.BindingIdentifierAt(i), status);
                }

                next = MobilityHeader.Finish(answer, 0, next, new byte[16], 0, new byte[16], 0);
                BindingAcknowledgement read = new(profile);
                Assert.IsTrue(read.TryRead(answer, 0, next), read.Refusal.ToString());
                Assert.AreEqual(options.BindingIdentifierCount, read.Options.BindingIdentifierCount);
                for (int i = 0; i < options.BindingIdentifierCount; i++)
                {
                    int one = options.BindingIdentifierAt(i);
                    int other = read.Options.BindingIdentifierAt(i);
                    BindingIdentifier before = BindingIdentifier.Read(buffer, one, profile);
                    BindingIdentifier after = BindingIdentifier.Read(answer, other, profile);
                    Assert.AreEqual(before.Bid, after.Bid);
                    Assert.AreEqual(status, BindingIdentifierOption.Status(answer, other));
                    Assert.AreEqual(BindingIdentifierOption.Octet3(buffer, one), BindingIdentifierOption.Octet3(answer, other));
                    // The draft's are whole copies; RFC 5648's have no address.
                    Assert.AreEqual(final ? string.Empty : before.Address, after.Address);
                }
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void Codes_behind_any_options_verify_and_not_once_an_octet_has_changed()
    {
        WireProfile profile = WireProfile.Draft01(200);
        byte[] key = [.. Enumerable.Range(0, 20).Select(octet => (byte)octet)];
        byte[] name = [.. "bus-17@example.net"u8];
        MessageAuthenticator agent = new(0x80000001, key, name);
        BindingAuthorization correspondent = new();
        CsCheck.Check.Sample(
            Gen.Select(OptionBench.Options(profile), OptionBench.Address, Gen.Long, Gen.Int[0, 1 << 20], Gen.Int[1, 255], Gen.Bool),
            (options, address, timestamp, where, change, home) =>
            {
                // The codes and what goes with them come from those who write them.
                (int Padding, OptionValue Option)[] others = [.. options.Where(each =>
                    each.Option is not (Authentication or AuthorizationData or Identifier or ReplayProtection))];
                byte[] buffer = new byte[Largest];
                int at = BindingUpdate.Begin(buffer, 8, 7, BindingUpdate.HomeFlag, 60);
                at = OptionBench.Write(buffer, 8, at, others);
                int end = home
                    ? agent.Append(buffer, 8, at, timestamp, address, 0, key, 4)
                    : correspondent.Append(buffer, 8, at, key, 0, address, 0, key, 4);
                Assert.AreEqual(end - 8, MobilityHeader.Finish(buffer, 8, end, address, 0, key, 4));
                MobilityOptions read = new(profile);
                Assert.IsTrue(read.TryRead(buffer, 8, 8 + BindingUpdate.FixedLength, end), read.Refusal.ToString());
                Assert.AreEqual(Refusal.None, Verify());
                Assert.IsTrue(!home || ReplayProtectionOption.Timestamp(buffer, read.ReplayProtectionAt) == timestamp);

                // All but the checksum is covered.
                int changed = 8 + (where % (end - 8));
                buffer[changed] ^= (byte)change;
                bool covered = changed is < 12 or > 13;
                bool reads = read.TryRead(buffer, 8, 8 + BindingUpdate.FixedLength, end);
                Assert.IsTrue(covered ? !reads || Verify() != Refusal.None : Verify() == Refusal.None);

                Refusal Verify()
                {
                    return home
                        ? agent.Verify(buffer, 8, read, address, 0, key, 4)
                        : correspondent.Verify(buffer, 8, read, key, 0, address, 0, key, 4);
                }
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void A_copied_flow_reads_as_the_one_that_was_received_at_the_same_alignment()
    {
        WireProfile profile = WireProfile.Rfc5648();
        CsCheck.Check.Sample(
            Gen.Select(OptionBench.Options(profile), Gen.Int[0, 255], Gen.Int[0, 9], Gen.Int[0, 9]),
            (sent, status, padding, start) =>
            {
                byte[] buffer = new byte[Largest];
                int end = OptionBench.Write(buffer, start, start + BindingUpdate.FixedLength, sent);
                byte[] copy = new byte[Largest];
                int to = 12;
                for (int at = start + 12; at < end; at += buffer[at] == 0 ? 1 : 2 + buffer[at + 1])
                {
                    if (buffer[at] == FlowIdentificationOption.Type)
                    {
                        to = OptionBench.Pad(copy, to, padding);
                        to = FlowIdentificationOption.WriteCopy(copy, 0, to, buffer, start, at, status);
                    }
                }

                MobilityOptions options = new(profile);
                Assert.IsTrue(options.TryRead(copy, 0, 12, to), options.Refusal.ToString());
                Assert.AreEqual(
                    Show(sent.Select(each => each.Option).OfType<FlowIdentification>().Select(each => each with { Status = status })),
                    Show(OptionValue.Read(copy, 0, 12, options)));
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void A_priority_that_was_read_from_seven_bits_writes_the_same_and_keeps_the_order()
    {
        WireProfile profile = WireProfile.Rfc5648();
        byte[] buffer = new byte[64];
        int before = -1;
        for (int priority = 0; priority <= 255; priority++)
        {
            int read = Told(priority);
            Assert.AreEqual(read, Told(read), priority.ToString(CultureInfo.InvariantCulture));
            Assert.IsTrue(read >= before && read <= priority && priority - read <= 2);
            before = read;
        }

        int Told(int priority)
        {
            int end = profile.WriteIndividual(buffer, 0, 0, 1, priority, new byte[16], 0);
            return profile.Priority(buffer, end - 22);
        }
    }

    [TestMethod]
    public void An_IPv4_registration_and_removals_read_as_written_in_the_draft()
    {
        WireProfile profile = WireProfile.Draft01(200);
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[1, 0xFFFF], Gen.Int[0, 255], OptionBench.Address, Gen.Int[0, 9], Gen.Bool),
            (bid, priority, address, padding, several) =>
            {
                byte[] buffer = new byte[128];
                int at = OptionBench.Pad(buffer, 12, padding);
                at = profile.WriteIpv4(buffer, 0, at, bid, priority, address, 3);
                at = profile.WriteRemoval(buffer, 0, at, bid, several, address, 0);
                MobilityOptions options = new(profile);
                Assert.IsTrue(options.TryRead(buffer, 0, 12, at), options.Refusal.ToString());
                OptionValue[] expected =
                [
                    new BindingIdentifier(profile, BindingIdentifier.Short, bid, priority, string.Empty),
                    new Ipv4CareOfAddress(Convert.ToHexString(address, 3, 4)),
                    new BindingIdentifier(
                        profile,
                        several ? BindingIdentifier.Long : BindingIdentifier.Short,
                        bid,
                        0,
                        several ? Convert.ToHexString(address) : string.Empty),
                ];
                Assert.AreEqual(Show(expected), Show(OptionValue.Read(buffer, 0, 12, options)));
            },
            iter: 4000,
            threads: 1);
    }

    private static int WritePacket(
        byte[] buffer,
        int start,
        int type,
        Fields fields,
        IEnumerable<(int Padding, OptionValue Option)> options,
        byte[] home,
        int route)
    {
        byte[] careOf = Convert.FromHexString("20010DB8000A00000000000000000017");
        byte[] agent = Convert.FromHexString("20010DB8000100000000000000000001");
        int at = start + Ipv6Header.Length;
        int first = route == 1 ? ProtocolNumbers.DestinationOptions
            : route == 2 ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility;
        at = route == 1 ? HomeAddressOption.Write(buffer, at, ProtocolNumbers.Mobility, home, 0)
            : route == 2 ? RoutingHeaderType2.Write(buffer, at, ProtocolNumbers.Mobility, home, 0) : at;
        int end = OptionBench.Write(buffer, at, Begin(buffer, at, type, fields), options);
        int length = MobilityHeader.Finish(
            buffer, at, end, route == 1 ? home : careOf, 0, route == 2 ? home : agent, 0);
        Assert.AreEqual(0, length % 8);
        int payload = at + length - start - Ipv6Header.Length;
        Ipv6Header.Write(buffer, start, fields.Status, payload, first, careOf, 0, agent, 0);
        return at + length;
    }

    private static int Begin(byte[] buffer, int at, int type, Fields fields)
    {
        byte[] address = Convert.FromHexString(fields.Address);
        return type switch
        {
            MobilityHeader.BindingRefreshRequest => BindingRefreshRequest.Begin(buffer, at),
            MobilityHeader.HomeTestInit or MobilityHeader.CareOfTestInit => TestInit.Begin(buffer, at, type, address, 0),
            MobilityHeader.HomeTest or MobilityHeader.CareOfTest =>
                TestReply.Begin(buffer, at, type, fields.Sequence, address, 0, address, 8),
            MobilityHeader.BindingUpdate =>
                BindingUpdate.Begin(buffer, at, fields.Sequence, fields.Flags, fields.Lifetime),
            MobilityHeader.BindingAcknowledgement => BindingAcknowledgement.Begin(
                buffer, at, fields.Status, fields.Flags & 0xFF, fields.Sequence, fields.Lifetime),
            _ => BindingError.Begin(buffer, at, fields.Status, address, 0),
        };
    }

    private static (Fields Fields, OptionValue[] Options) ReadPacket(
        byte[] buffer, int start, int end, int type, WireProfile profile, byte[] home, int route)
    {
        Ipv6Packet packet = new();
        Assert.IsTrue(packet.TryRead(buffer, start, end - start), packet.Refusal.ToString());
        Assert.AreEqual(ProtocolNumbers.Mobility, packet.Protocol);
        AssertAddress(route == 1, home, buffer, packet.HomeAddressOffset);
        AssertAddress(route == 2, home, buffer, packet.RoutingAddressOffset);
        Assert.AreEqual(Refusal.None, MobilityHeader.Check(packet));
        int at = packet.PayloadOffset;
        Assert.AreEqual(type, MobilityHeader.Type(buffer, at));
        (Fields fields, MobilityOptions options) = ReadFields(buffer, at, packet.PayloadLength, type, profile);
        return (fields, [.. OptionValue.Read(buffer, at, at + FixedLength(type), options)]);
    }

    private static void AssertAddress(bool expected, byte[] address, byte[] buffer, int at)
    {
        Assert.AreEqual(expected, at >= 0);
        Assert.IsTrue(!expected || buffer.AsSpan(at, 16).SequenceEqual(address));
    }

    private static int FixedLength(int type)
    {
        return MobilityHeader.LeastLength(type);
    }

    private static (Fields Fields, MobilityOptions Options) ReadFields(
        byte[] buffer, int at, int length, int type, WireProfile profile)
    {
        Fields none = new(0, 0, 0, 0, string.Empty);
        switch (type)
        {
            case MobilityHeader.BindingRefreshRequest:
                BindingRefreshRequest request = new(profile);
                Assert.IsTrue(request.TryRead(buffer, at, length), request.Refusal.ToString());
                return (none, request.Options);
            case MobilityHeader.HomeTestInit:
            case MobilityHeader.CareOfTestInit:
                TestInit init = new(profile);
                Assert.IsTrue(init.TryRead(buffer, at, length), init.Refusal.ToString());
                return (none with { Address = Convert.ToHexString(buffer, init.CookieOffset, 8) }, init.Options);
            case MobilityHeader.HomeTest:
            case MobilityHeader.CareOfTest:
                TestReply reply = new(profile);
                Assert.IsTrue(reply.TryRead(buffer, at, length), reply.Refusal.ToString());
                string cookies = Convert.ToHexString(buffer, reply.CookieOffset, 8)
                    + Convert.ToHexString(buffer, reply.TokenOffset, 8);
                return (none with { Sequence = reply.NonceIndex, Address = cookies }, reply.Options);
            case MobilityHeader.BindingUpdate:
                MobilityOptions options = new(profile);
                Assert.IsTrue(
                    options.TryRead(buffer, at, at + BindingUpdate.FixedLength, at + length), options.Refusal.ToString());
                return (none with
                {
                    Sequence = BigEndian.ReadUInt16(buffer, at + BindingUpdate.SequenceOffset),
                    Flags = BigEndian.ReadUInt16(buffer, at + BindingUpdate.FlagsOffset),
                    Lifetime = BigEndian.ReadUInt16(buffer, at + BindingUpdate.LifetimeOffset),
                }, options);
            case MobilityHeader.BindingAcknowledgement:
                BindingAcknowledgement answer = new(profile);
                Assert.IsTrue(answer.TryRead(buffer, at, length), answer.Refusal.ToString());
                return (
                    new Fields(answer.Sequence, answer.LifetimeUnits, answer.Flags, answer.Status, string.Empty), answer.Options);
            default:
                BindingError error = new(profile);
                Assert.IsTrue(error.TryRead(buffer, at, length), error.Refusal.ToString());
                return (none with
                {
                    Status = error.Status,
                    Address = Convert.ToHexString(buffer, error.HomeAddressOffset, 16),
                }, error.Options);
        }
    }

    private sealed record Fields(int Sequence, int Lifetime, int Flags, int Status, string Address)
    {
        /// <summary>Those that a message has; the others are 0.</summary>
        public Fields Of(int type)
        {
            Fields none = new(0, 0, 0, 0, string.Empty);
            return type switch
            {
                MobilityHeader.BindingRefreshRequest => none,
                MobilityHeader.HomeTestInit or MobilityHeader.CareOfTestInit => none with { Address = Address[..16] },
                MobilityHeader.HomeTest or MobilityHeader.CareOfTest => none with { Sequence = Sequence, Address = Address },
                MobilityHeader.BindingUpdate => this with { Status = 0, Address = string.Empty },
                MobilityHeader.BindingAcknowledgement => this with { Flags = Flags & 0xFF, Address = string.Empty },
                _ => none with { Status = Status, Address = Address },
            };
        }
    }
}
