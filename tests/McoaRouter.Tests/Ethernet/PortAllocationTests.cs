using McoaRouter.Links;

namespace McoaRouter.Tests.Ethernet;

/// <summary>After start the port allocates nothing: not per packet, not per timer, not per refusal.</summary>
[TestClass]
public sealed class PortAllocationTests
{
    [TestMethod]
    public void Packets_Out_Of_The_Vehicle_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new FrameLoop(Frames.Datagram(Frames.Host, Frames.Outside)));
    }

    [TestMethod]
    public void Packets_Into_The_Vehicle_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new SendLoop(Frames.Host));
    }

    [TestMethod]
    public void Resolutions_Errors_And_Timers_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new SendLoop("2001:db8:100:1::9"));
        Heap.AssertAllocatesNothing(new SendLoop("2001:db8:100:2::9"));
        Heap.AssertAllocatesNothing(new SendLoop(Frames.Global));
    }

    [TestMethod]
    public void Neighbour_Discovery_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new FrameLoop(
            Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation)));
        Heap.AssertAllocatesNothing(new FrameLoop(
            Frames.Advertisement(Frames.Host, Frames.LinkLocal, Frames.Host, "60", Frames.HostStation)));
        Heap.AssertAllocatesNothing(new FrameLoop(
            Frames.Advertisement(Frames.Global, Frames.AllNodes, Frames.Global, "20", Frames.BadStation)));
        Heap.AssertAllocatesNothing(new FrameLoop(Frames.RouterSolicitation("::", Frames.NoOption)));
        Heap.AssertAllocatesNothing(new FrameLoop(Frames.RouterAdvertisement("fe80::66")));
        Heap.AssertAllocatesNothing(new FrameLoop(
            Frames.Echo(Frames.Host, Frames.Global, Frames.HostStation)));
    }

    private sealed class FrameLoop : IRepeatable
    {
        private readonly PortBench _bench = PortBench.WithHost();
        private readonly byte[] _frame;

        internal FrameLoop(byte[] frame)
        {
            _frame = frame;
            _bench.Device.KeepsNothing = true;
            _bench.Keeps = false;
        }

        public void Run()
        {
            _bench.Now += 100;
            _bench.Give(_frame);
        }
    }

    private sealed class SendLoop : IRepeatable
    {
        private readonly PortBench _bench = PortBench.WithHost();
        private readonly PacketBuffer _buffer = new PacketBuffer();
        private readonly byte[] _packet;

        internal SendLoop(string to)
        {
            _packet = Frames.PacketOf(Frames.Echo(Frames.Outside, to, Frames.HostStation));
            _bench.Device.KeepsNothing = true;
            _bench.Keeps = false;
        }

        public void Run()
        {
            _bench.Now += 100;
            _buffer.Load(_packet, 0, _packet.Length);
            _bench.Port.Send(_buffer);
            _bench.Port.Poll(_bench.Now);
        }
    }
}
