using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>
/// Uplinks come and go, messages are lost, doubled and re-ordered; then the storm is over, and what the home agent holds
/// must be what the router says, which must be what is up. Every run can be repeated from its seed.
/// </summary>
[TestClass]
public sealed class RegistrationStormTests
{
    private const string Three = ",\"uplinks\":[" + Configurations.Wifi + "," + Configurations.Lte
        + ",{\"name\":\"sat\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}]";

    private const int Runs = 6;

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"registration\":\"individual\"")]
    [DataRow(",\"registration\":\"single\"")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    [DataRow(",\"wireProfile\":\"rfc5648\",\"registration\":\"individual\"")]
    [DataRow(",\"registration\":\"individual\",\"signallingUplink\":\"lte\"")]
    [DataRow(",\"returningHome\":\"stay-away\"")]
    [DataRow(",\"wireProfile\":\"rfc5648\",\"returningHome\":\"simultaneous\"")]
    public void After_A_Storm_Router_And_Home_Agent_Agree(string members)
    {
        for (int seed = 1; seed <= Runs; seed++)
        {
            Storm storm = new Storm(new RouterBench(Three + members), seed);
            storm.Blow();
            Assert.AreEqual(string.Empty, storm.Difference(), "seed " + seed.ToString());
            Assert.AreEqual(0, storm.IdlePolls, "seed " + seed.ToString());
            Assert.AreEqual(0, storm.UpdatesOverRate, "seed " + seed.ToString());
        }
    }

    private sealed class Storm
    {
        private const int Kept = 4;

        private readonly RouterBench _bench;
        private readonly ReceivedUpdate _update;
        private readonly byte[][] _addresses = new byte[4][];
        private readonly long[] _until = new long[4];
        private readonly byte[][] _late = new byte[Kept][];
        private readonly int[] _lateUplink = new int[Kept];
        private uint _random;
        private int _sequence = -1;

        internal Storm(RouterBench bench, int seed)
        {
            _bench = bench;
            _random = (uint)seed * 2654435761;
            _update = new ReceivedUpdate(bench.Settings.Profile);
            for (int i = 0; i < bench.Uplinks.Length; i++)
            {
                bench.Uplinks[i].KeepsLastOnly = true;
            }
        }

        /// <summary>How often a poll left something due that it should have done.</summary>
        internal int IdlePolls { get; private set; }

        internal int UpdatesOverRate
        {
            get { return _bench.UpdatesOverRate; }
        }

        internal void Blow()
        {
            for (int step = 0; step < 300; step++)
            {
                int what = Next(10);
                int uplink = Next(3);
                if (what == 0)
                {
                    _bench.Down(uplink);
                }
                else if (what <= 2)
                {
                    string network = Next(6) == 0 ? "2001:db8:1::" : "2001:db8:a:" + uplink.ToString() + "::";
                    _bench.Up(uplink, network + (Next(4) + 12).ToString());
                }

                Poll(Next(what == 3 ? 40000 : 700));
                Carry(2);
            }

            _bench.Up(0, RouterBench.First);
            _bench.Down(1);
            _bench.Up(2, "2001:db8:c:3::31");
            for (int step = 0; step < 1000; step++)
            {
                Carry(0);
                Poll(1000);
            }
        }

        /// <summary>What the home agent holds that the router does not say, or the other way round.</summary>
        internal string Difference()
        {
            bool single = _bench.Router.Form == McoaRouter.Settings.RegistrationForm.Single;
            string expected = single ? "+.." : "+.+";
            string text = _bench.States() == expected ? string.Empty : "states " + _bench.States() + " ";
            for (int bid = 0; bid < _addresses.Length; bid++)
            {
                bool held = _addresses[bid] != null && _until[bid] > _bench.Now;
                bool wanted = single ? bid == 0 : bid == 1 || bid == 3;
                byte[] address = _bench.Router.Bindings.At(bid == 3 ? 2 : 0).CareOfAddress;
                if (held != wanted || (held && !Ipv6Address.Equal(address, 0, _addresses[bid], 0)))
                {
                    text += "binding " + bid.ToString() + " ";
                }
            }

            return text;
        }

        private void Poll(int milliseconds)
        {
            _bench.PollAt(_bench.Now + milliseconds);
            IdlePolls += _bench.Router.NextDeadline > _bench.Now ? 0 : 1;
        }

        private int Next(int bound)
        {
            _random = (_random * 1664525) + 1013904223;
            return (int)((_random >> 16) % (uint)bound);
        }

        /// <summary>The last update of each uplink reaches the home agent or is lost, and so does its answer.</summary>
        private void Carry(int losses)
        {
            for (int i = 0; i < _bench.Uplinks.Length; i++)
            {
                TestLink link = _bench.Uplinks[i];
                if (link.Count == 0)
                {
                    continue;
                }

                byte[] update = new byte[link.LastLength];
                System.Array.Copy(link.LastOctets, 0, update, 0, update.Length);
                link.Clear();
                if (Next(5) < losses)
                {
                    continue;
                }

                byte[] answer = Answer(update);
                int late = Next(Kept);
                if (losses > 0 && Next(3) == 0)
                {
                    _late[late] = answer;
                    _lateUplink[late] = i;
                }
                else if (Next(5) >= losses)
                {
                    _bench.Receive(i, answer);
                }

                if (losses > 0 && _late[late] != null && Next(2) == 0)
                {
                    _bench.Receive(_lateUplink[late], _late[late]);
                }
            }
        }

        private byte[] Answer(byte[] update)
        {
            int header = SentUpdate.HeaderOf(update);
            Assert.IsTrue(_update.TryRead(update, header, update.Length - header));
            bool fresh = _sequence < 0 || ((_update.Sequence - _sequence - 1) & 0xFFFF) < 0x8000;
            if (fresh)
            {
                _sequence = _update.Sequence;
                Take(update);
            }

            byte[] home = _bench.Settings.HomeAddress;
            byte[] packet = new byte[1024];
            bool away = header > Ipv6Header.Length;
            Ipv6Header.Write(
                packet, 0, 0, 0, away ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility, update, 24, update, 8);
            int start = away
                ? RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, home, 0)
                : Ipv6Header.Length;
            int at = BindingAcknowledgement.Begin(
                packet,
                start,
                fresh ? BindingStatus.Accepted : BindingStatus.SequenceOutOfWindow,
                BindingAcknowledgement.MobileRouterFlag,
                _sequence,
                fresh ? _update.LifetimeUnits : 0);
            for (int i = 0; i < _update.Options.BindingIdentifierCount; i++)
            {
                at = _bench.Settings.Profile.WriteAnswer(
                    packet, start, at, update, _update.Options.BindingIdentifierAt(i), 0);
            }

            int length = MobilityHeader.Finish(packet, start, at, update, 24, home, 0);
            return RouterBench.Cut(packet, start + length);
        }

        private void Take(byte[] update)
        {
            MobilityOptions options = _update.Options;
            bool clears = options.BindingIdentifierCount == 0 || (_update.Flags & BindingUpdate.OverwriteFlag) != 0;
            for (int bid = 0; clears && bid < _addresses.Length; bid++)
            {
                _addresses[bid] = null;
            }

            if (options.BindingIdentifierCount == 0 && _update.LifetimeUnits > 0)
            {
                Store(0, update, CareOfAddressAt(options));
            }

            for (int i = 0; i < options.BindingIdentifierCount; i++)
            {
                int at = options.BindingIdentifierAt(i);
                int bid = BindingIdentifierOption.Bid(update, at);
                WireProfile profile = _bench.Settings.Profile;
                _addresses[0] = null;
                if (_update.LifetimeUnits == 0 || profile.Removes(update, at))
                {
                    _addresses[bid] = null;
                }
                else
                {
                    Store(
                        bid,
                        update,
                        profile.NamesCareOfAddress(update, at)
                            ? BindingIdentifierOption.CareOfAddressOffset(at)
                            : CareOfAddressAt(options));
                }
            }
        }

        private void Store(int bid, byte[] update, int at)
        {
            _addresses[bid] = new byte[Ipv6Address.Length];
            _until[bid] = _bench.Now + (4000L * _update.LifetimeUnits);
            Ipv6Address.Copy(update, at, _addresses[bid], 0);
        }

        private static int CareOfAddressAt(MobilityOptions options)
        {
            return options.AlternateCareOfAddressOffset >= 0
                ? options.AlternateCareOfAddressOffset
                : Ipv6Header.SourceOffset;
        }
    }
}
