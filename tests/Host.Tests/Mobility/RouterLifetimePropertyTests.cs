using System.Numerics;
using CsCheck;
using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Mobility;

/// <summary>
/// When a router's binding is refreshed and ends, whatever was asked, granted and advised, however long the answer took and
/// whatever the clock shows, against arithmetic in whole numbers.
/// </summary>
[TestClass]
public sealed class RouterLifetimePropertyTests
{
    private const int LongestUnits = 0xFFFF;

    private static readonly Gen<int> s_units = Gen.Frequency(
        (3, Gen.Int[1, LongestUnits]), (1, Gen.Int[1, 9]), (1, Pick.From(1, 2, 0x7FFF, 0x8000, 0xFFFF)));

    private static readonly Gen<long> s_clock = Gen.Frequency(
        (1, Gen.Long[0, 100000]),
        (1, Pick.From(int.MaxValue - 1L, int.MaxValue, uint.MaxValue - 1L, uint.MaxValue, uint.MaxValue + 1L)),
        (1, Gen.Long[0, 1L << 52]));

    [TestMethod]
    public void A_binding_is_refreshed_and_ends_at_the_millisecond_of_whole_numbers()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_clock, s_units, s_units, Gen.Frequency((1, Gen.Const(-1)), (1, s_units)), Gen.Int[0, 900]),
            (start, asked, granted, advised, delay) =>
            {
                Kept link = new();
                MobileRouter router = new(Settings(4 * asked), [link], new Kept(), new DriveTotals(), null, null);
                router.LinkUp(0, Address("2001:db8:a::17"), 0, start);
                Assert.IsTrue(link.Sent > 0);
                Assert.AreEqual(asked, link.LifetimeUnits);

                int sent = link.Sent;
                router.Receive(0, Answer(link.Sequence, granted, advised), start + delay);
                Binding binding = router.Bindings.At(0);
                Assert.AreEqual(BindingState.Registered, binding.State);
                BigInteger lifetime = 4000 * BigInteger.Min(asked, granted);
                BigInteger refresh = lifetime * 3 / 4;
                refresh = advised > 0 ? BigInteger.Min(refresh, 4000 * new BigInteger(advised)) : refresh;
                long ends = (long)(start + lifetime);
                Assert.AreEqual(ends, binding.ExpiresAt);

                long due = (long)(start + refresh);
                router.Poll(due - 1);
                Assert.AreEqual(sent, link.Sent);
                Assert.AreEqual(due, router.NextDeadline);
                router.Poll(due);
                Assert.AreEqual(sent + 1, link.Sent);
                router.Poll(ends - 1);
                Assert.AreEqual(BindingState.Registered, binding.State);
                router.Poll(ends);
                Assert.AreNotEqual(BindingState.Registered, binding.State);
            },
            iter: 1000,
            threads: 1);
    }

    private static RouterSettings Settings(int lifetimeSeconds)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            """
            {"version":1,"name":"bench","homeAddress":"2001:db8:1::100/64","homeAgents":["2001:db8:1::1"],
            "homeAgentDiscovery":false,"mobileNetworkPrefixes":["2001:db8:100::/56"],"security":"none",
            "port":{"link":"simulated","prefix":"2001:db8:100:1::/64"},"registration":"individual",
            "uplinks":[{"name":"one","bid":1,"priority":100,"link":"simulated"}],"lifetimeSeconds":
            """ + lifetimeSeconds + "}");
        Assert.IsEmpty(result.Faults);
        return result.Settings;
    }

    private static PacketBuffer Answer(int sequence, int granted, int advised)
    {
        byte[] home = Address("2001:db8:1::100");
        byte[] agent = Address("2001:db8:1::1");
        PacketBuffer packet = new();
        Assert.IsTrue(packet.SetLength(512));
        int at = packet.Start + Ipv6Header.Length;
        int message = RoutingHeaderType2.Write(packet.Octets, at, ProtocolNumbers.Mobility, home, 0);
        int next = BindingAcknowledgement.Begin(
            packet.Octets, message, 0, BindingAcknowledgement.MobileRouterFlag, sequence, granted);
        next = WireProfile.Draft01(35).WriteReference(packet.Octets, message, next, 1);
        next = advised >= 0 ? BindingRefreshAdviceOption.Write(packet.Octets, message, next, advised) : next;
        int length = MobilityHeader.Finish(packet.Octets, message, next, agent, 0, home, 0);
        int payload = message + length - at;
        Ipv6Header.Write(
            packet.Octets, packet.Start, 0, payload, ProtocolNumbers.Routing, agent, 0, Address("2001:db8:a::17"), 0);
        Assert.IsTrue(packet.SetLength(Ipv6Header.Length + payload));
        return packet;
    }

    private static byte[] Address(string text)
    {
        byte[] address = new byte[Ipv6Address.Length];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, address, 0));
        return address;
    }

    /// <summary>A link that keeps what the last Binding Update asks.</summary>
    private sealed class Kept : ILink
    {
        private readonly Ipv6Packet _packet = new();

        public int MaximumTransmissionUnit => 1500;

        public int Sent { get; private set; }

        public int Sequence { get; private set; }

        public int LifetimeUnits { get; private set; }

        public bool Send(PacketBuffer packet)
        {
            Assert.IsTrue(_packet.TryRead(packet.Octets, packet.Start, packet.Length));
            if (_packet.Protocol == ProtocolNumbers.Mobility)
            {
                Sent++;
                Sequence = BigEndian.ReadUInt16(packet.Octets, _packet.PayloadOffset + BindingUpdate.SequenceOffset);
                LifetimeUnits = BigEndian.ReadUInt16(packet.Octets, _packet.PayloadOffset + BindingUpdate.LifetimeOffset);
            }

            return true;
        }
    }
}
