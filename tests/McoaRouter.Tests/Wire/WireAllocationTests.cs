using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class WireAllocationTests
{
    [TestMethod]
    public void Mobility_Messages_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new MobilityMessages());
    }

    [TestMethod]
    public void Icmpv6_Messages_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new Icmpv6Messages());
    }

    /// <summary>Each message is written with every option, and read; cut short, it is refused.</summary>
    private sealed class MobilityMessages : IRepeatable
    {
        private readonly byte[] _buffer = new byte[256];
        private readonly byte[] _address = Hex.Address(WireBench.Home);
        private readonly BindingRefreshRequest _request = new BindingRefreshRequest(Vectors.Draft);
        private readonly TestInit _init = new TestInit(Vectors.Draft);
        private readonly TestReply _reply = new TestReply(Vectors.Draft);
        private readonly BindingError _error = new BindingError(Vectors.Draft);

        public void Run()
        {
            int length = Finish(BindingRefreshRequest.Begin(_buffer, 0));
            _request.TryRead(_buffer, 0, length);
            _request.TryRead(_buffer, 0, length - 1);
            length = Finish(TestInit.Begin(_buffer, 0, MobilityHeader.CareOfTestInit, _address, 0));
            _init.TryRead(_buffer, 0, length);
            _init.TryRead(_buffer, 0, 7);
            length = Finish(TestReply.Begin(_buffer, 0, MobilityHeader.HomeTest, 1, _address, 0, _address, 8));
            _reply.TryRead(_buffer, 0, length);
            _reply.TryRead(_buffer, 0, 7);
            length = Finish(BindingError.Begin(_buffer, 0, BindingError.UnknownBinding, _address, 0));
            _error.TryRead(_buffer, 0, length);
            _error.TryRead(_buffer, 0, 7);
        }

        private int Finish(int at)
        {
            at = Vectors.Draft.WriteReference(_buffer, 0, at, 2);
            at = BindingRefreshAdviceOption.Write(_buffer, 0, at, 3);
            at = NonceIndicesOption.Write(_buffer, 0, at, 4, 5);
            at = LinkLayerAddressOption.Write(_buffer, at, _address, 0, 6);
            return MobilityHeader.Finish(_buffer, 0, at, _address, 0, _address, 0);
        }
    }

    private sealed class Icmpv6Messages : IRepeatable
    {
        private readonly byte[] _buffer = new byte[256];
        private readonly byte[] _address = Hex.Address(WireBench.Home);
        private readonly Ipv6Prefix _prefix = Ipv6Prefix.TryRead("2001:db8:1::/64", true);
        private readonly Ipv6Packet _packet = new Ipv6Packet();
        private readonly HomeAgentDiscovery _discovery = new HomeAgentDiscovery();
        private readonly MobilePrefixSolicitation _solicitation = new MobilePrefixSolicitation();
        private readonly MobilePrefixAdvertisement _advertisement = new MobilePrefixAdvertisement();

        public void Run()
        {
            HomeAgentsAnycastAddress.TryWrite(_buffer, 0, _prefix);
            int end = Icmpv6.Begin(_buffer, Ipv6Header.Length, Icmpv6.HomeAgentDiscoveryReply, 1, 0);
            int length = Finish(HomeAgentDiscovery.WriteAddress(_buffer, end, _address, 0));
            _discovery.TryRead(_buffer, Ipv6Header.Length, length);
            _discovery.TryRead(_buffer, Ipv6Header.Length, length - 1);
            length = Finish(Icmpv6.Begin(_buffer, Ipv6Header.Length, Icmpv6.MobilePrefixSolicitation, 1, 0));
            _solicitation.TryRead(_buffer, Ipv6Header.Length, length);
            _solicitation.TryRead(_buffer, Ipv6Header.Length, length - 1);
            end = Icmpv6.Begin(_buffer, Ipv6Header.Length, Icmpv6.MobilePrefixAdvertisement, 1, 0);
            length = Finish(PrefixInformationOption.Write(_buffer, end, _address, 0, 64, 0, 1, 1));
            _advertisement.TryRead(_buffer, Ipv6Header.Length, length);
            _advertisement.TryRead(_buffer, Ipv6Header.Length, length - 1);
        }

        private int Finish(int end)
        {
            int length = Icmpv6.Finish(_buffer, Ipv6Header.Length, end, _address, 0, _address, 0);
            Ipv6Header.Write(_buffer, 0, 0, length, ProtocolNumbers.Icmpv6, _address, 0, _address, 0);
            _packet.TryRead(_buffer, 0, end);
            Icmpv6.Check(_packet);
            return length;
        }
    }
}
