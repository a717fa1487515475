using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

[TestClass]
public sealed class EthernetFrameTests
{
    [TestMethod]
    public void Rfc2464_3_A_Frame_Is_Destination_Source_Type_And_Packet()
    {
        PortBench bench = PortBench.WithHost();
        bench.Send(Frames.Outside, Frames.Host);
        CollectionAssert.AreEqual(
            Hex.Read(Frames.HostStation + Frames.Station + "86DD 60000000 0008 11 FF" + Frames.Digits(Frames.Outside)
                + Frames.Digits(Frames.Host) + "1388 1389 0008"),
            Frames.Resize(bench.Device.Last(), Frames.Message + 6));
    }

    [TestMethod]
    public void Rfc2464_4_A_Link_Local_Address_Is_Made_Of_The_Stations_Eui_64()
    {
        byte[] address = new byte[16];
        EthernetAddress.WriteLinkLocal(address, Hex.Read("34 56 78 9A BC DE"));
        CollectionAssert.AreEqual(Hex.Address("fe80::3656:78ff:fe9a:bcde"), address);
        EthernetAddress.WriteLinkLocal(address, Hex.Read(Frames.Station));
        CollectionAssert.AreEqual(Hex.Address(Frames.LinkLocal), address);
    }

    [TestMethod]
    public void Rfc2464_7_A_Multicast_Address_Is_The_Group_Of_Its_Last_Four_Octets()
    {
        byte[] group = new byte[6];
        EthernetAddress.WriteGroup(group, 0, Hex.Address("ff02::1:ff12:3456"), 0);
        CollectionAssert.AreEqual(Hex.Read("33 33 FF 12 34 56"), group);
        Assert.IsTrue(EthernetAddress.IsGroup(group, 0));
        Assert.IsTrue(EthernetAddress.IsGroup(Hex.Read("FF FF FF FF FF FF"), 0));
        Assert.IsFalse(EthernetAddress.IsGroup(Hex.Read(Frames.Station), 0));
    }

    [TestMethod]
    public void Two_Stations_Are_The_Same_In_All_Six_Octets_Only()
    {
        byte[] station = Hex.Read(Frames.Station);
        for (int i = 0; i < station.Length; i++)
        {
            byte[] other = Hex.Read(Frames.Station);
            Assert.IsTrue(EthernetAddress.Equal(station, 0, other, 0));
            other[i] ^= 0x80;
            Assert.IsFalse(EthernetAddress.Equal(station, 0, other, 0));
        }
    }

    [TestMethod]
    public void A_Frame_Cut_Anywhere_Is_Refused_And_Padding_Is_Taken_Off()
    {
        byte[] frame = Frames.Datagram(Frames.Host, Frames.Outside);
        for (int length = 1; length < frame.Length; length++)
        {
            PortBench cut = PortBench.Up();
            cut.Give(Frames.Resize(frame, length));
            Assert.AreEqual(1L, cut.Refused(LinkRefusal.Truncated));
            Assert.AreEqual(0, cut.Received);
        }

        PortBench bench = PortBench.Up();
        bench.Give(Frames.Resize(frame, frame.Length + 20));
        CollectionAssert.AreEqual(Frames.PacketOf(frame), bench.LastReceived());
        Assert.AreEqual(0L, bench.AllRefused());
    }

    [TestMethod]
    public void A_Frame_Over_The_Largest_Is_Refused_And_The_Largest_Is_Taken()
    {
        PortBench bench = PortBench.Up();
        byte[] frame = Frames.Resize(Frames.Datagram(Frames.Host, Frames.Outside), EthernetFrame.LargestLength);
        BigEndian.WriteUInt16(
            frame, Frames.Packet + Ipv6Header.PayloadLengthOffset, frame.Length - Frames.Message);
        bench.Give(frame);
        Assert.AreEqual(Limits.PacketOctets, bench.LastReceived().Length);

        bench.Give(Frames.Resize(frame, EthernetFrame.LargestLength + 1));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.Oversized));
        Assert.AreEqual(1, bench.Received);
    }

    [TestMethod]
    public void Frames_For_Others_And_Of_Other_Protocols_Are_Refused()
    {
        PortBench bench = PortBench.Up();
        byte[] frame = Frames.Datagram(Frames.Host, Frames.Outside);
        frame[5] = 0x77;
        bench.Give(frame);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NotForUs));

        // What all stations get must not be forwarded to one, nor what comes back from ourselves.
        frame = Frames.Datagram(Frames.Host, Frames.Outside);
        frame[0] = 0x33;
        bench.Give(frame);
        frame = Frames.Datagram(Frames.Host, Frames.Outside);
        frame[11] = 0x01;
        bench.Give(frame);
        frame = Frames.Datagram(Frames.Host, Frames.Outside);
        frame[6] |= 1;
        bench.Give(frame);
        Assert.AreEqual(4L, bench.Refused(LinkRefusal.NotForUs));

        frame = Frames.Datagram(Frames.Host, Frames.Outside);
        frame[12] = 0x08;
        frame[13] = 0x00;
        bench.Give(frame);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.UnknownProtocol));

        frame = Frames.Datagram(Frames.Host, Frames.Outside);
        frame[Frames.Packet] = 0x45;
        bench.Give(frame);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.Malformed));
        Assert.AreEqual(0, bench.Received);
        Assert.AreEqual(0, bench.Device.Count);
    }

    [TestMethod]
    public void A_Group_That_Is_Not_Ours_Is_Refused()
    {
        PortBench bench = PortBench.Up();
        bench.Give(Frames.Echo(Frames.HostLinkLocal, "ff02::16", Frames.HostStation));
        bench.Give(Frames.Echo(Frames.HostLinkLocal, "ff02::1:ff00:5", Frames.HostStation));
        Assert.AreEqual(2L, bench.Refused(LinkRefusal.NotForUs));
        Assert.AreEqual(0, bench.Device.Count);
    }
}
