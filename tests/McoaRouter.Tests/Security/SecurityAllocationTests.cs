using McoaRouter.HomeAgents;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Security;

/// <summary>No message that is authenticated, judged or made unpredictable allocates anything.</summary>
[TestClass]
public sealed class SecurityAllocationTests
{
    [TestMethod]
    public void Hashing_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new HashLoop());
    }

    [TestMethod]
    public void Codes_And_Keys_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new MacLoop());
    }

    [TestMethod]
    public void Authenticating_And_Judging_A_Message_Allocates_Nothing()
    {
        AuthenticationLoop loop = new AuthenticationLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Surprises);
    }

    [TestMethod]
    public void Timestamps_Allocate_Nothing()
    {
        TimestampLoop loop = new TimestampLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Surprises);
    }

    [TestMethod]
    public void Return_Routability_Allocates_Nothing()
    {
        ReturnRoutabilityLoop loop = new ReturnRoutabilityLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Surprises);
    }

    [TestMethod]
    public void Random_Octets_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new RandomLoop());
    }

    private sealed class HashLoop : IRepeatable
    {
        private readonly Sha1 _sha1 = new Sha1();
        private readonly byte[] _octets = Octets.Sequence(70);

        public void Run()
        {
            _sha1.Begin();
            _sha1.Add(_octets, 0, 3);
            _sha1.Add(_octets, 3, 67);
            _sha1.Finish(_octets, 0);
        }
    }

    private sealed class MacLoop : IRepeatable
    {
        private readonly HmacSha1 _hmac = new HmacSha1();
        private readonly byte[] _octets = Octets.Sequence(65);

        public void Run()
        {
            _hmac.SetKey(_octets, 0, 65);
            _hmac.SetKey(_octets, 0, 20);
            _hmac.Begin();
            _hmac.Add(_octets, 0, 10);
            _hmac.Finish(_octets, 0);
        }
    }

    private sealed class AuthenticationLoop : IRepeatable
    {
        private readonly byte[] _buffer = new byte[128];
        private readonly byte[] _careOfAddress = Hex.Address(RouterBench.First);
        private readonly byte[] _homeAddress = Hex.Address("2001:db8:1::100");
        private readonly ReceivedUpdate _update = new ReceivedUpdate(WireProfile.Draft01(35));
        private readonly MessageAuthenticator _association =
            new MessageAuthenticator(256, Octets.Sequence(16), Octets.Sequence(18));

        /// <summary>How often a right message was refused or a wrong one taken.</summary>
        internal int Surprises { get; private set; }

        public void Run()
        {
            int at = BindingUpdate.Begin(_buffer, 0, 1, 0, 60);
            int end = _association.Append(_buffer, 0, at, 1, _careOfAddress, 0, _homeAddress, 0);
            bool read = _update.TryRead(_buffer, 0, end);
            Surprises += read && Verify() == Refusal.None ? 0 : 1;
            _buffer[end - 1]++;
            Surprises += Verify() == Refusal.AuthenticationFailed ? 0 : 1;
        }

        private Refusal Verify()
        {
            return _association.Verify(_buffer, 0, _update.Options, _careOfAddress, 0, _homeAddress, 0);
        }
    }

    private sealed class TimestampLoop : IRepeatable
    {
        private readonly TimestampSource _source = new TimestampSource(Octets.SeededSource());
        private readonly ReplayWindow _window = new ReplayWindow(ReplayWindow.DefaultMs);
        private long _now;

        internal int Surprises { get; private set; }

        public void Run()
        {
            _now++;
            _source.SetClock(1000000 + _now, _now);
            long sent = _source.Next(_now);
            long local = ReplayTimestamp.FromUnixMilliseconds(1000000 + _now);
            bool fresh = _window.IsFresh(sent, local);
            _window.Accept(sent);
            _source.Accept(sent);
            bool corrected = _source.Correct(sent, ReplayWindow.Answer(sent, local, false), _now);
            Surprises += fresh && corrected ? 0 : 1;
        }
    }

    private sealed class ReturnRoutabilityLoop : IRepeatable
    {
        private readonly NonceTable _table = new NonceTable(Octets.SeededSource());
        private readonly BindingAuthorization _authorization = new BindingAuthorization();
        private readonly ReceivedUpdate _update = new ReceivedUpdate(WireProfile.Draft01(35));
        private readonly Sha1 _sha1 = new Sha1();
        private readonly byte[] _address = Hex.Address(RouterBench.First);
        private readonly byte[] _tokens = new byte[2 * KeygenToken.Octets];
        private readonly byte[] _key = new byte[Sha1.DigestLength];
        private readonly byte[] _buffer = new byte[64];
        private long _now;

        internal int Surprises { get; private set; }

        public void Run()
        {
            _now += 30000;
            _table.Advance(_now);
            Surprises += _table.IsAcceptable(_table.CurrentIndex, _now) ? 0 : 1;
            _table.Compute(_table.CurrentIndex, _address, 0, false, _tokens, 0);
            _table.Compute(_table.CurrentIndex, _address, 0, true, _tokens, KeygenToken.Octets);
            BindingManagementKey.Compute(_sha1, _tokens, 0, _key, 0);
            BindingManagementKey.Compute(_sha1, _tokens, 0, _tokens, KeygenToken.Octets, _key, 0);
            int at = BindingUpdate.Begin(_buffer, 0, 1, 0, 60);
            int end = _authorization.Append(_buffer, 0, at, _key, 0, _address, 0, _address, 0);
            bool read = _update.TryRead(_buffer, 0, end);
            Refusal refusal = _authorization.Verify(
                _buffer, 0, _update.Options, _key, 0, _address, 0, _address, 0);
            Surprises += read && refusal == Refusal.None ? 0 : 1;
        }
    }

    private sealed class RandomLoop : IRepeatable
    {
        private readonly RandomSource _random = Octets.SeededSource();
        private readonly byte[] _octets = new byte[21];

        public void Run()
        {
            _random.Fill(_octets, 0, _octets.Length);
            _random.Seed(_octets, 0, _random.NextUInt16() & 15);
        }
    }
}
