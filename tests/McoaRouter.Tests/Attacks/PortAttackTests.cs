using McoaRouter.LinkLayers;
using McoaRouter.Tests.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>What a hostile host says to the in-vehicle port beside what floods it with.</summary>
[TestClass]
public sealed class PortAttackTests
{
    [TestMethod]
    public void A_Redirect_Moves_Nobody()
    {
        PortBench bench = PortBench.WithHost();
        byte[] redirect = Frames.Seal(Hex.Read(
            Frames.Station + Frames.BadStation + "86DD 60000000 0000 3A FF"
            + Frames.Digits(Frames.HostLinkLocal) + Frames.Digits(Frames.LinkLocal)
            + "89 00 0000 00000000" + Frames.Digits("fe80::66") + Frames.Digits(Frames.Host)
            + "0201" + Frames.BadStation));
        bench.Give(redirect);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.UnknownProtocol));
        Assert.AreEqual(0, bench.Received);
        bench.Send(Frames.Outside, Frames.Host);
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), 0, Frames.HostStation));
    }

    [TestMethod]
    [DataRow("2b", "3a 02 02 01 00000000 20010db8000100000000000000000100")]
    [DataRow("2b", "3a 02 00 01 00000000 20010db8000100000000000000000100")]
    [DataRow("2c", "3a 00 0001 00000042")]
    [DataRow("2c", "3a 00 0008 00000042")]
    [DataRow("3c", "3a 02 c9 10 20010db8010000010000000000000007 0104 00000000")]
    [DataRow("3c", "3a 00 8b 04 00000000")]
    public void A_Question_Behind_Extension_Headers_Is_Not_Answered(string next, string header)
    {
        PortBench bench = PortBench.Up();
        byte[] echo = Frames.Echo(Frames.Host, Frames.Global, Frames.HostStation);
        byte[] octets = Hex.Read(header);
        byte[] frame = new byte[echo.Length + octets.Length];
        System.Array.Copy(echo, 0, frame, 0, Frames.Message);
        System.Array.Copy(octets, 0, frame, Frames.Message, octets.Length);
        System.Array.Copy(echo, Frames.Message, frame, Frames.Message + octets.Length, echo.Length - Frames.Message);
        frame[Frames.Packet + Ipv6Header.NextHeaderOffset] = Hex.Read(next)[0];
        BigEndian.WriteUInt16(
            frame, Frames.Packet + Ipv6Header.PayloadLengthOffset, frame.Length - Frames.Packet - Ipv6Header.Length);
        bench.Give(frame);
        Assert.AreEqual(1L, bench.AllRefused());
        Assert.AreEqual(0, bench.Device.Count);
        Assert.AreEqual(0, bench.Received);
    }

    [TestMethod]
    public void A_Mobility_Message_To_The_Routers_Own_Addresses_Is_Refused()
    {
        PortBench bench = PortBench.Up();
        string[] own = { Frames.Global, Frames.Home, Frames.LinkLocal };
        for (int i = 0; i < own.Length; i++)
        {
            byte[] frame = Frames.Datagram(Frames.Host, own[i]);
            frame[Frames.Packet + Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Mobility;
            bench.Give(frame);
            frame = Frames.Datagram(Frames.Host, own[i]);
            frame[Frames.Packet + Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Ipv6;
            bench.Give(frame);
        }

        Assert.AreEqual(6L, bench.Refused(LinkRefusal.UnknownProtocol));
        Assert.AreEqual(0, bench.Received);
        Assert.AreEqual(0, bench.Device.Count);
    }
}
