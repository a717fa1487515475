using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>Every form of registration, in both profiles, allocates nothing after start.</summary>
[TestClass]
public sealed class RegistrationAllocationTests
{
    private const string Individual = ",\"registration\":\"individual\"";
    private const string Single = ",\"registration\":\"single\"";
    private const string Final = ",\"wireProfile\":\"rfc5648\"";
    private const string Security = ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key
        + "\",\"identifier\":\"bus-17@example.net\"}";

    private const string Two = ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]";

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Single)]
    [DataRow(Final)]
    [DataRow(Final + Individual)]
    [DataRow(Security)]
    [DataRow(Security + Individual)]
    public void Loss_Return_Refresh_And_Home_Allocate_Nothing(string members)
    {
        LifeLoop life = new LifeLoop(new RouterBench(members), members.IndexOf("spi") >= 0);
        Heap.AssertAllocatesNothing(life);
        Assert.AreEqual(0, life.Failures);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(Individual)]
    [DataRow(Final + Individual)]
    [DataRow(Security)]
    public void Silence_And_Failover_Allocate_Nothing(string members)
    {
        RouterBench bench = new RouterBench(members + Two);
        bench.BothUp();
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new SilenceLoop(bench));
    }

    private sealed class SilenceLoop : IRepeatable
    {
        private readonly RouterBench _bench;

        internal SilenceLoop(RouterBench bench)
        {
            _bench = bench;
        }

        public void Run()
        {
            _bench.PollAt(_bench.Router.NextDeadline);
        }
    }

    /// <summary>
    /// Both uplinks come up and are registered, are refreshed, one is lost and removed, and comes back on the home link.
    /// Each update is answered by the acknowledgement that it asks for, laid out in one buffer.
    /// </summary>
    private sealed class LifeLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly byte[] _first = Hex.Address(RouterBench.First);
        private readonly byte[] _second = Hex.Address(RouterBench.Second);
        private readonly byte[] _home = Hex.Address("2001:db8:1::77");
        private readonly AnsweringLink _answers;

        internal LifeLoop(RouterBench bench, bool authenticates)
        {
            _bench = bench;
            _answers = new AnsweringLink(bench, authenticates);
        }

        /// <summary>
        /// How often something did not succeed; an assertion in the loop would allocate its message.
        /// </summary>
        internal int Failures { get; private set; }

        public void Run()
        {
            MobileRouter router = _bench.Router;
            _bench.Now += 5000;
            router.LinkUp(1, _second, 0, _bench.Now);
            _answers.Answer();
            router.LinkUp(0, _first, 0, _bench.Now);
            _answers.Answer();
            Failures += router.Path == 0 ? 0 : 1;
            _bench.PollAt(router.NextDeadline);
            _answers.Answer();
            router.LinkDown(0, _bench.Now);
            _answers.Answer();
            Failures += router.Path == 1 ? 0 : 1;
            router.LinkUp(0, _home, 0, _bench.Now);
            _answers.Answer();
            Failures += router.HomeUplink == 0 ? 0 : 1;
            router.LinkDown(0, _bench.Now);
            _answers.Answer();
            router.LinkDown(1, _bench.Now);
        }
    }

    /// <summary>Answers what left last until nothing leaves any more within the rate.</summary>
    private sealed class AnsweringLink
    {
        private readonly RouterBench _bench;
        private readonly PacketBuffer _buffer = new PacketBuffer();
        private readonly MessageAuthenticator _authenticator;
        private readonly ReceivedUpdate _update;

        internal AnsweringLink(RouterBench bench, bool authenticates)
        {
            _bench = bench;
            _update = new ReceivedUpdate(bench.Settings.Profile);
            _authenticator = authenticates
                ? new MessageAuthenticator(256, Hex.Read(Configurations.Key), bench.Settings.Security.Identifier)
                : null;
            for (int i = 0; i < bench.Uplinks.Length; i++)
            {
                bench.Uplinks[i].KeepsLastOnly = true;
            }
        }

        internal void Answer()
        {
            for (int round = 0; round < 4; round++)
            {
                for (int i = 0; i < _bench.Uplinks.Length; i++)
                {
                    if (_bench.Uplinks[i].Count > 0)
                    {
                        AnswerLast(i);
                    }
                }

                _bench.PollAt(_bench.Now + 1000);
            }
        }

        private void AnswerLast(int uplink)
        {
            TestLink link = _bench.Uplinks[uplink];
            byte[] sent = link.LastOctets;
            link.Clear();
            bool away = sent[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.DestinationOptions;
            int from = away ? Ipv6Header.Length + HomeAddressOption.HeaderLength : Ipv6Header.Length;
            _update.TryRead(sent, from, link.LastLength - from);
            _buffer.Reset();
            byte[] octets = _buffer.Octets;
            int start = _buffer.Start;
            Ipv6Header.Write(
                octets, start, 0, 0, away ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility, sent, 24, sent, 8);
            int header = start + Ipv6Header.Length;
            byte[] home = _bench.Settings.HomeAddress;
            if (away)
            {
                header = RoutingHeaderType2.Write(octets, header, ProtocolNumbers.Mobility, home, 0);
            }

            int at = BindingAcknowledgement.Begin(octets, header, 0, 0x40, _update.Sequence, _update.LifetimeUnits);
            for (int i = 0; i < _update.Options.BindingIdentifierCount; i++)
            {
                at = _bench.Settings.Profile.WriteAnswer(
                    octets, header, at, sent, _update.Options.BindingIdentifierAt(i), 0);
            }

            if (_authenticator != null)
            {
                long timestamp = ReplayProtectionOption.Timestamp(sent, _update.Options.ReplayProtectionAt);
                at = _authenticator.Append(octets, header, at, timestamp, sent, 8, home, 0);
            }

            int length = header - start + MobilityHeader.Finish(octets, header, at, sent, 24, home, 0);
            BigEndian.WriteUInt16(octets, start + Ipv6Header.PayloadLengthOffset, length - Ipv6Header.Length);
            _buffer.SetLength(length);
            _bench.Router.Receive(uplink, _buffer, _bench.Now);
        }
    }
}
