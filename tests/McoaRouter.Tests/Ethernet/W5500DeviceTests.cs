using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.LinkLayers.W5500;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>The driver of the W5500 against a model of the chip, and the port over both.</summary>
[TestClass]
public sealed class W5500DeviceTests
{
    private const int MostTransfers = 120;

    [TestMethod]
    public void Opening_Gives_The_Chip_Its_Address_And_All_Memory_To_Socket_0_In_Macraw_Mode()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        Assert.IsTrue(device.HasCarrier);
        byte[] station = Hex.Read(Frames.Station);
        for (int i = 0; i < station.Length; i++)
        {
            Assert.AreEqual((int)station[i], chip.Common(0x09 + i));
        }

        // MACRAW, own address and groups only, no broadcasts, but multicasts and IPv6.
        Assert.AreEqual(0xC4, chip.Register(0, 0x00));
        Assert.AreEqual(0x42, chip.Register(0, 0x03));
        for (int socket = 0; socket < 8; socket++)
        {
            Assert.AreEqual(socket == 0 ? 16 : 0, chip.Register(socket, 0x1E));
            Assert.AreEqual(socket == 0 ? 16 : 0, chip.Register(socket, 0x1F));
        }
    }

    [TestMethod]
    public void A_Chip_That_Is_Not_There_Or_Another_Is_Not_Opened()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Make(chip);
        chip.Present = false;
        Assert.IsFalse(device.Open(0));
        Assert.IsFalse(device.HasCarrier);
        chip.Present = true;
        chip.Version = 0x51;
        Assert.IsFalse(device.Open(0));
        chip.Version = 0;
        Assert.IsFalse(device.Open(0));
        chip.Version = 4;
        chip.ResetHangs = true;
        Assert.IsFalse(device.Open(0));
        chip.ResetHangs = false;
        chip.CommandDelay = int.MaxValue;
        Assert.IsFalse(device.Open(0));
        chip.CommandDelay = 3;
        Assert.IsTrue(device.Open(0));
    }

    [TestMethod]
    public void A_Frame_Leaves_As_It_Is_And_A_Short_One_Filled_Up_With_Zeros()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] large = Frame(1514, 1);
        Assert.IsTrue(device.Send(large, 0, large.Length));
        CollectionAssert.AreEqual(large, chip.At(0));

        // What the buffer held there before does not leave with the short one.
        for (int i = 0; i < 20; i++)
        {
            byte[] frame = Frame(20, i);
            Assert.IsTrue(device.Send(frame, 0, frame.Length));
            CollectionAssert.AreEqual(Frames.Resize(frame, 60), chip.Last());
        }

        Assert.IsFalse(device.Send(new byte[1515], 0, 1515));
    }

    [TestMethod]
    public void Frames_Come_And_Go_Whole_Wherever_Buffers_And_Pointers_Go_Round()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        int octets = 0;
        for (int i = 0; octets < 150_000; i++)
        {
            byte[] frame = Frame(61 + (i * 37 % 1453), i);
            octets += frame.Length;
            chip.Receive(frame);
            Assert.AreEqual(frame.Length, device.Receive(buffer, 0, buffer.Length));
            CollectionAssert.AreEqual(frame, Frames.Resize(buffer, frame.Length));
            Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
            Assert.IsTrue(device.Send(frame, 0, frame.Length));
            CollectionAssert.AreEqual(frame, chip.Last());
        }

        Assert.AreEqual(0, device.Recoveries);
        Assert.AreEqual(0, chip.Overruns);
        Assert.AreEqual(0, chip.Violations);
    }

    [TestMethod]
    public void After_An_Over_Run_What_Was_Kept_Is_Whole_And_The_Next_Is_Taken()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                chip.Receive(Frame(1514, i));
            }

            for (int i = 0; i < 10; i++)
            {
                Assert.AreEqual(1514, device.Receive(buffer, 0, buffer.Length));
                CollectionAssert.AreEqual(Frame(1514, i), buffer);
            }

            Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
        }

        Assert.AreEqual(30, chip.Overruns);
        Assert.AreEqual(0, device.Recoveries);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(15)]
    [DataRow(103)]
    [DataRow(1521)]
    [DataRow(0xFFFF)]
    public void A_Length_That_Makes_No_Sense_Has_The_Socket_Opened_Anew(int length)
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        chip.Receive(Frame(100, 1));
        chip.DestroyLength(length);
        Assert.AreEqual(-1, device.Receive(buffer, 0, buffer.Length));
        Assert.AreEqual(1, device.Recoveries);
        Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
        chip.Receive(Frame(100, 2));
        Assert.AreEqual(100, device.Receive(buffer, 0, buffer.Length));
        Assert.IsTrue(device.Send(buffer, 0, 100));
        CollectionAssert.AreEqual(Frame(100, 2), chip.Last());
    }

    [TestMethod]
    public void A_Frame_That_Does_Not_Fit_Is_Passed_Over()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        chip.Receive(Frame(1518, 1));
        chip.Receive(Frame(90, 2));
        Assert.AreEqual(-1, device.Receive(buffer, 0, buffer.Length));
        Assert.AreEqual(90, device.Receive(buffer, 0, buffer.Length));
        Assert.AreEqual(0, device.Recoveries);
    }

    [TestMethod]
    public void A_Size_That_Changes_While_It_Is_Read_Is_Read_Again()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        chip.Receive(Frame(200, 1));

        // 202 octets, and 302 a moment later: read in between they would be 46.
        chip.ReceiveWithinReading(Frame(98, 2));
        Assert.AreEqual(200, device.Receive(buffer, 0, buffer.Length));
        Assert.AreEqual(98, device.Receive(buffer, 0, buffer.Length));
        Assert.AreEqual(0, device.Recoveries);
    }

    [TestMethod]
    public void A_Frame_Waits_For_The_One_Before_It_For_A_While()
    {
        W5500Model chip = new W5500Model();
        chip.SendDelay = 40;
        W5500Device device = Open(chip);
        for (int i = 0; i < 5; i++)
        {
            byte[] frame = Frame(100, i);
            int before = chip.Transfers;
            Assert.IsTrue(device.Send(frame, 0, frame.Length));
            Assert.IsTrue(chip.Transfers - before < MostTransfers);
        }

        Assert.AreEqual(5, chip.Count);
        Assert.AreEqual(0, chip.Violations);
        CollectionAssert.AreEqual(Frame(100, 4), chip.Last());
    }

    [TestMethod]
    public void A_Frame_That_Never_Leaves_Has_The_Socket_Opened_Anew()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] frame = Frame(100, 1);
        chip.Stuck = true;
        Assert.IsTrue(device.Send(frame, 0, frame.Length));
        for (int i = 0; i < 8; i++)
        {
            int before = chip.Transfers;
            Assert.AreEqual(0, device.Recoveries);
            Assert.IsFalse(device.Send(frame, 0, frame.Length));
            Assert.IsTrue(chip.Transfers - before < MostTransfers);
        }

        Assert.AreEqual(1, device.Recoveries);
        chip.Stuck = false;
        frame = Frame(100, 2);
        Assert.IsTrue(device.Send(frame, 0, frame.Length));
        CollectionAssert.AreEqual(frame, chip.Last());
    }

    [TestMethod]
    public void Commands_That_Are_Not_Taken_Lose_The_Chip_Within_Bounds()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        chip.Receive(Frame(100, 1));
        chip.CommandDelay = int.MaxValue;
        int before = chip.Transfers;
        Assert.AreEqual(100, device.Receive(buffer, 0, buffer.Length));
        Assert.IsTrue(chip.Transfers - before < MostTransfers);
        Assert.AreEqual(-2, device.Receive(buffer, 0, buffer.Length));
        Assert.IsFalse(device.Send(buffer, 0, 100));
        chip.CommandDelay = 0;
        Assert.IsTrue(device.Open(0));
        Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
    }

    [TestMethod]
    public void The_Filters_Keep_Out_Other_Stations_And_Broadcasts_And_Let_Groups_In()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        byte[] frame = Frame(100, 1);
        frame[5] = 0x77;
        chip.Receive(frame);
        chip.Receive(Frames.Resize(Hex.Read("FF FF FF FF FF FF 02 00 00 00 00 05 08 06"), 60));
        Assert.AreEqual(2, chip.Filtered);
        Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
        chip.Receive(Frames.RouterSolicitation(Frames.HostLinkLocal, Frames.HostStation));
        Assert.AreEqual(70, device.Receive(buffer, 0, buffer.Length));
    }

    [TestMethod]
    public void A_Loss_Of_Carrier_Is_Seen_And_Is_No_Loss_Of_The_Chip()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        chip.Link = false;
        Assert.IsFalse(device.HasCarrier);
        chip.Receive(Frame(100, 1));
        Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
        chip.Link = true;
        Assert.IsTrue(device.HasCarrier);
    }

    [TestMethod]
    public void A_Chip_That_Was_Reset_Is_Found_By_The_Look_At_Its_Carrier()
    {
        W5500Model chip = new W5500Model();
        W5500Device device = Open(chip);
        byte[] buffer = new byte[1514];
        chip.PowerUp();
        Assert.AreEqual(0, device.Receive(buffer, 0, buffer.Length));
        Assert.IsFalse(device.HasCarrier);
        Assert.AreEqual(-2, device.Receive(buffer, 0, buffer.Length));
        Assert.IsTrue(device.Open(0));
        Assert.IsTrue(device.HasCarrier);
        chip.Receive(Frame(100, 1));
        Assert.AreEqual(100, device.Receive(buffer, 0, buffer.Length));
        Assert.AreEqual(0, chip.Violations);
    }

    [TestMethod]
    public void Frames_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new FrameLoop());
    }

    [TestMethod]
    public void The_Port_Over_The_Chip_Serves_A_Host()
    {
        W5500Model chip = new W5500Model();
        PortBench bench = PortOver(chip);
        bench.Run(20_000);
        chip.Receive(Frames.RouterSolicitation(Frames.HostLinkLocal, Frames.HostStation));
        bench.Port.Poll(bench.Now);
        bench.Run(500);
        bench.Port.Poll(bench.Now);
        AssertLastIs(chip, RouterAdvertisement.Type);
        chip.Receive(Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation));
        bench.Port.Poll(bench.Now);
        chip.Receive(Frames.Datagram(Frames.Host, Frames.Outside));
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(1, bench.Received);
        AssertLastIs(chip, NeighborAdvertisement.Type);
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        Assert.IsTrue(Frames.HasOctets(chip.Last(), 0, Frames.HostStation));
        Assert.IsTrue(Frames.Has(chip.Last(), Frames.Packet + Ipv6Header.SourceOffset, Frames.Outside));
        chip.Receive(Frames.Echo(Frames.Host, Frames.Global, Frames.HostStation));
        bench.Port.Poll(bench.Now);
        AssertLastIs(chip, Icmpv6Echo.Reply);
        Assert.AreEqual(0L, bench.AllRefused());
        Assert.AreEqual(0, chip.Violations);
    }

    [TestMethod]
    public void The_Port_Comes_Back_After_A_Reset_Of_The_Chip_In_The_Middle()
    {
        W5500Model chip = new W5500Model();
        PortBench bench = PortOver(chip);
        chip.PowerUp();
        bench.Run(500);
        Assert.AreEqual((int)VehiclePortState.Down, (int)bench.Port.State);
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.DeviceReset]);
        bench.Run(5000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        chip.Receive(Frames.Datagram(Frames.Host, Frames.Outside));
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(1, bench.Received);
    }

    [TestMethod]
    public void The_Port_Waits_For_A_Chip_That_Is_Not_There()
    {
        W5500Model chip = new W5500Model();
        chip.Present = false;
        PortBench bench = new PortBench(Make(chip));
        bench.Start();
        bench.Run(10_000);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.DeviceSilent]);
        chip.Present = true;
        bench.Run(20_000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
    }

    private static W5500Device Make(W5500Model chip)
    {
        return new W5500Device(chip, Hex.Read(Frames.Station));
    }

    private static W5500Device Open(W5500Model chip)
    {
        W5500Device device = Make(chip);
        Assert.IsTrue(device.Open(0));
        return device;
    }

    private static PortBench PortOver(W5500Model chip)
    {
        PortBench bench = new PortBench(Make(chip));
        bench.Start();
        bench.Run(4000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        return bench;
    }

    /// <summary>Whether the last frame that left holds an ICMPv6 message of a type.</summary>
    private static void AssertLastIs(W5500Model chip, int type)
    {
        Assert.AreEqual(type, (int)chip.Last()[Frames.Message]);
    }

    /// <summary>A frame to the station with octets that tell where each belongs.</summary>
    private static byte[] Frame(int length, int seed)
    {
        byte[] frame = new byte[length];
        for (int i = 0; i < length; i++)
        {
            frame[i] = (byte)((i * 7) + seed + (i >> 8));
        }

        System.Array.Copy(Hex.Read(Frames.Station + Frames.HostStation + "86DD"), 0, frame, 0, 14);
        return frame;
    }

    private sealed class FrameLoop : IRepeatable
    {
        private readonly W5500Model _chip = new W5500Model();
        private readonly W5500Device _device;
        private readonly byte[] _frame = Frame(100, 1);
        private readonly byte[] _buffer = new byte[1514];

        internal FrameLoop()
        {
            _chip.KeepsNothing = true;
            _device = Open(_chip);
        }

        public void Run()
        {
            _chip.Receive(_frame);
            _device.Receive(_buffer, 0, _buffer.Length);
            _device.Send(_frame, 0, _frame.Length);
        }
    }
}
