using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.HomeAgents;

/// <summary>
/// A home agent that many Binding Updates of several routers reach in any order, against dictionaries: every binding, every
/// look-up, the next deadline and what is refused for want of memory.
/// </summary>
[TestClass]
public sealed class BindingCacheModelTests
{
    private const int Routers = 5;

    // One for each router, and four that whoever is first can have.
    private const int Bindings = Routers + 4;
    private const int CareOfAddresses = 6;
    private const int Bids = 10;

    // Registrations are the most frequent.
    private static readonly Kind[] s_kinds =
    [
        Kind.Register, Kind.Register, Kind.Register, Kind.RegisterWithout, Kind.Remove, Kind.RemoveAll, Kind.Wait,
    ];

    private enum Kind
    {
        Register,
        RegisterWithout,
        Remove,
        RemoveAll,
        Wait,
    }

    [TestMethod]
    public void Updates_in_any_order_leave_what_a_dictionary_holds()
    {
        Gen<Step> step = Gen.Select(
            Gen.Int[0, s_kinds.Length - 1].Select(i => s_kinds[i]),
            Gen.Int[0, Routers - 1],
            Gen.Int[1, Bids],
            Gen.Int[0, CareOfAddresses - 1],
            Gen.Int[1, 10],
            (kind, router, bid, careOf, amount) => new Step(kind, router, bid, careOf, amount));
        CsCheck.Check.Sample(
            new GenArray<Step>(step)[1, 80],
            steps =>
            {
                Run run = new();
                foreach (Step one in steps)
                {
                    run.Take(one);
                    run.Compare();
                }
            },
            iter: 1000,
            threads: 1);
    }

    private sealed record Step(Kind Kind, int Router, int Bid, int CareOf, int Amount);

    /// <summary>One home agent and the model beside it: of each router its Binding Identifiers, and what stands of each.</summary>
    private sealed class Run : HomeAgentListener, ILink
    {
        private readonly HomeAgentSettings _settings;
        private readonly HomeAgent _agent;
        private readonly PacketBuffer _packet = new();
        private readonly SortedDictionary<int, (int CareOf, long ExpiresAt)>[] _model;
        private readonly HashSet<(int Router, int Bid)> _told = [];
        private readonly byte[][] _careOf = [.. Enumerable.Range(0, CareOfAddresses).Select(i => Address(0xA, (byte)i, 0x10))];
        private int _sequence;
        private long _now = 1000;
        private long _full;

        public Run()
        {
            WireProfile profile = WireProfile.Draft01(WireProfile.DefaultBindingIdentifierOptionType);
            _settings = new HomeAgentSettings
            {
                Address = Address(1, 0, 1),
                HomePrefix = new Ipv6Prefix(Address(1, 0, 0), 0, 64),
                Profiles = [profile],
                RefreshRequests = false,
                LifetimeLimitSeconds = 600,
                BindingCapacity = Bindings,
                Routers = [.. Enumerable.Range(0, Routers).Select(i => new RouterAccount
                {
                    HomeAddress = Address(1, 0, (byte)(0x80 + i)),
                    Prefixes = [new Ipv6Prefix(Address(2, (byte)i, 0), 0, i == 0 ? 60 : 64)],
                    Profile = profile,
                })],
            };
            _model = [.. Enumerable.Range(0, Routers).Select(_ => new SortedDictionary<int, (int, long)>())];
            _agent = new HomeAgent(_settings, this, this, null, this);
        }

        public int MaximumTransmissionUnit
        {
            get { return 1500; }
        }

        public bool Send(PacketBuffer packet)
        {
            return true;
        }

        public void Take(Step step)
        {
            SortedDictionary<int, (int CareOf, long ExpiresAt)> bindings = _model[step.Router];
            long expiresAt = _now + (step.Amount * 4000);
            switch (step.Kind)
            {
                case Kind.Register:
                    _ = bindings.Remove(RouterBindings.RegularBid);
                    if (HasRoomFor(step.Router, step.Bid))
                    {
                        bindings[step.Bid] = (step.CareOf, expiresAt);
                    }
                    else
                    {
                        _full++;
                    }

                    Deliver(step, step.Amount, step.Bid);
                    break;
                case Kind.RegisterWithout:
                    bindings.Clear();
                    bindings[RouterBindings.RegularBid] = (step.CareOf, expiresAt);
                    Deliver(step, step.Amount, RouterBindings.RegularBid);
                    break;
                case Kind.Remove:
                    _ = bindings.Remove(step.Bid);
                    Deliver(step, 0, step.Bid);
                    break;
                case Kind.RemoveAll:
                    bindings.Clear();
                    Deliver(step, 0, RouterBindings.RegularBid);
                    break;
                default:
                    _now += 1500 * step.Amount;
                    foreach (SortedDictionary<int, (int CareOf, long ExpiresAt)> one in _model)
                    {
                        foreach (int bid in one.Where(pair => pair.Value.ExpiresAt <= _now).Select(pair => pair.Key).ToArray())
                        {
                            _ = one.Remove(bid);
                        }
                    }

                    _agent.Poll(_now);
                    break;
            }
        }

        public void Compare()
        {
            for (int i = 0; i < Routers; i++)
            {
                RouterBindings bindings = _agent.Bindings.Router(i);
                IEnumerable<BindingCacheEntry> entries = Enumerable.Range(0, bindings.Count).Select(bindings.At);
                Assert.AreEqual(
                    string.Join(' ', _model[i].Select(pair => $"{pair.Key}>{pair.Value.CareOf}@{pair.Value.ExpiresAt}")),
                    string.Join(' ', entries.Select(entry => $"{entry.Bid}>{entry.CareOfAddress[7]}@{entry.ExpiresAt}")));
                Assert.AreEqual(bindings.Count > 0, bindings.Preferred != null);
                Assert.AreSame(bindings, _agent.Bindings.FindByHomeAddress(_settings.Routers[i].HomeAddress, 0));
                Assert.AreSame(bindings, _agent.Bindings.FindByAddress(_settings.Routers[i].HomeAddress, 0));
            }

            for (byte i = 0; i < 20; i++)
            {
                // The prefix of router 0 holds those of the others, and is the first.
                Assert.AreEqual(i < 16 ? 0 : null, _agent.Bindings.FindByAddress(Address(2, i, 7), 0)?.Index);
            }

            for (int i = 0; i < CareOfAddresses; i++)
            {
                bool known = _model.Any(one => one.Values.Any(binding => binding.CareOf == i));
                Assert.AreEqual(known, _agent.Bindings.HasCareOfAddress(_careOf[i], 0));
            }

            long[] deadlines = [.. _model.SelectMany(one => one.Values).Select(binding => binding.ExpiresAt)];
            Assert.AreEqual(deadlines.Length == 0 ? MobileRouter.NoDeadline : deadlines.Min(), _agent.NextDeadline);
            Assert.AreEqual(_full, _agent.Refusals.Of(Refusal.BindingCacheFull));
            Assert.AreEqual(_full, _agent.Refusals.Total());
            Assert.IsTrue(_told.SetEquals(_model.SelectMany((one, router) => one.Keys.Select(bid => (router, bid)))));
        }

        public override void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
        {
            _ = present ? _told.Add((router, bid)) : _told.Remove((router, bid));
        }

        /// <summary>A router without a binding must still get one, whatever the others have.</summary>
        private bool HasRoomFor(int router, int bid)
        {
            bool known = _model[router].ContainsKey(bid);
            int own = _model[router].Count + (known ? 0 : 1);
            int all = _model.Select((one, i) => Math.Max(1, i == router ? own : one.Count)).Sum();
            return known || (own <= Limits.Uplinks && all <= Bindings);
        }

        private void Deliver(Step step, int lifetimeUnits, int bid)
        {
            byte[] home = _settings.Routers[step.Router].HomeAddress;
            byte[] octets = _packet.Octets;
            _packet.Reset();
            int header = HomeAddressOption.Write(
                octets, _packet.Start + Ipv6Header.Length, ProtocolNumbers.Mobility, home, 0);
            int at = BindingUpdate.Begin(
                octets,
                header,
                ++_sequence,
                BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag,
                lifetimeUnits);
            if (bid != RouterBindings.RegularBid)
            {
                WireProfile profile = _settings.Profiles[0];
                at = lifetimeUnits == 0
                    ? profile.WriteRemoval(octets, header, at, bid, false, _careOf[step.CareOf], 0)
                    : profile.WriteIndividual(octets, header, at, bid, 100, _careOf[step.CareOf], 0);
            }

            int length = header + MobilityHeader.Finish(octets, header, at, home, 0, _settings.Address, 0) - _packet.Start;
            Ipv6Header.Write(
                octets,
                _packet.Start,
                0,
                length - Ipv6Header.Length,
                ProtocolNumbers.DestinationOptions,
                _careOf[step.CareOf],
                0,
                _settings.Address,
                0);
            _ = _packet.SetLength(length);
            _agent.ReceiveFromNetwork(_packet, _now);
        }

        // 2001:db8:0:KKnn::last, where the home link has KK 1, vehicles 2, care-of addresses 10.
        private static byte[] Address(byte kind, byte number, byte last)
        {
            byte[] address = new byte[Ipv6Address.Length];
            address[0] = 0x20;
            address[1] = 0x01;
            address[2] = 0x0D;
            address[3] = 0xB8;
            address[6] = kind;
            address[7] = number;
            address[15] = last;
            return address;
        }
    }
}
