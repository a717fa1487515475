using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Ppp;

/// <summary>
/// Two of our own over a line that loses and changes octets: they agree all the same, or say why not.
/// </summary>
[TestClass]
public sealed class LossyPairTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(400)]
    [DataRow(150)]
    public void Rfc1661_4_Two_Links_Agree_Over_A_Line_That_Loses_Octets(int oneIn)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            AssertAgree(seed, oneIn, "seed " + seed.ToString());
        }
    }

    [TestMethod]
    public void Over_A_Line_That_Garbles_Everything_They_Give_Up()
    {
        LossyLine line = new LossyLine(9, 4);
        PppLink first = Make(9);
        PppLink second = Make(1009);
        LinkRecorder router = new LinkRecorder();
        long now = 0;
        first.Start(line.First, 0, router, now);
        second.Start(line.Second, 0, router, now);
        while (now < PppLink.EstablishMs)
        {
            now += 50;
            first.Poll(now);
            second.Poll(now);
        }

        Assert.AreEqual(PppState.Ended, first.State);
        Assert.AreEqual(0, router.Ups);
    }

    private static void AssertAgree(int seed, int oneIn, string name)
    {
        LossyLine line = new LossyLine(seed, oneIn);
        PppLink first = Make(seed);
        PppLink second = Make(seed + 1000);
        LinkRecorder router = new LinkRecorder();
        long now = 0;
        first.Start(line.First, 0, router, now);
        second.Start(line.Second, 0, router, now);
        while (now < 25000 && (first.State != PppState.Configuring || second.State != PppState.Configuring))
        {
            now += 10;
            first.Poll(now);
            second.Poll(now);
        }

        Assert.AreEqual(PppState.Configuring, first.State, name);
        Assert.AreEqual(PppState.Configuring, second.State, name);
        first.Stop(now);
        long stopped = now;
        while (first.State != PppState.Ended || second.State != PppState.Ended)
        {
            now += 50;
            first.Poll(now);
            second.Poll(now);
            Assert.IsTrue(now < stopped + 70000);
        }

        Assert.AreEqual(PppEndCause.Stopped, first.EndCause);
    }

    private static PppLink Make(int seed)
    {
        RandomSource random = new RandomSource();
        byte[] octets = new byte[RandomSource.SeedOctets];
        octets[0] = (byte)seed;
        octets[1] = (byte)(seed >> 8);
        random.Seed(octets, 0, octets.Length);
        return new PppLink(Transport.Ipv6, null, null, random, new LinkRefusalCounters());
    }

    /// <summary>Two ends; of so many octets one is lost or changed.</summary>
    private sealed class LossyLine
    {
        internal LossyLine(int seed, int oneIn)
        {
            TestRandom random = new TestRandom(seed);
            TestLine there = new TestLine();
            TestLine back = new TestLine();
            First = new End(back, there, random, oneIn);
            Second = new End(there, back, random, oneIn);
        }

        internal ISerialLine First { get; }

        internal ISerialLine Second { get; }
    }

    private sealed class End : ISerialLine
    {
        private readonly TestLine _from;
        private readonly TestLine _to;
        private readonly TestRandom _random;
        private readonly int _oneIn;
        private readonly byte[] _octet = new byte[1];

        internal End(TestLine from, TestLine to, TestRandom random, int oneIn)
        {
            _from = from;
            _to = to;
            _random = random;
            _oneIn = oneIn;
        }

        public int Read(byte[] buffer, int offset, int capacity)
        {
            return _from.Read(buffer, offset, capacity);
        }

        public int Write(byte[] buffer, int offset, int length)
        {
            for (int i = 0; i < length; i++)
            {
                _octet[0] = buffer[offset + i];
                int luck = _oneIn == 0 ? 1 : _random.Next(2 * _oneIn);
                if (luck == 0)
                {
                    continue;
                }

                _octet[0] = luck == _oneIn ? (byte)(_octet[0] ^ (1 << _random.Next(8))) : _octet[0];
                _to.Give(_octet, 0, 1);
            }

            return length;
        }

        public bool PulseReset()
        {
            return false;
        }
    }
}
