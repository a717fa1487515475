using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Tests.Ppp;

/// <summary>
/// A million octets through each of the two loops that look at every octet of a PPP link. How long these tests take is
/// the figure in firmware/LinkLayers/Ppp/README.md, which names the commands.
/// </summary>
[TestClass]
public sealed class HdlcCostTests
{
    private const int Packets = 800;
    private const int PacketOctets = 1250;
    private const int ReadOctets = 512;

    [TestMethod]
    public void Cost_Of_Writing_A_Million_Octets()
    {
        HdlcWriter writer = new HdlcWriter();
        byte[] packet = Packet();
        writer.SetControlMap(0);
        int written = 0;
        for (int i = 0; i < Packets; i++)
        {
            written += writer.Write(PppProtocol.Ipv6, packet, 0, packet.Length) ? packet.Length : 0;
            writer.Clear();
        }

        Assert.AreEqual(Packets * PacketOctets, written);
    }

    [TestMethod]
    public void Cost_Of_Reading_A_Million_Octets()
    {
        HdlcWriter writer = new HdlcWriter();
        TestLine line = new TestLine();
        writer.SetControlMap(0);
        writer.Write(PppProtocol.Ipv6, Packet(), 0, PacketOctets);
        writer.Flush(line);
        HdlcReader reader = new HdlcReader(new LinkRefusalCounters());
        reader.SetControlMap(0);
        int read = 0;
        for (int i = 0; i < Packets; i++)
        {
            for (int at = 0; at < line.WrittenLength;)
            {
                int rest = line.WrittenLength - at;
                at += reader.Take(line.Written, at, rest < ReadOctets ? rest : ReadOctets);
                read += reader.Length > 0 ? reader.Length - Hdlc.HeaderOctets : 0;
            }
        }

        Assert.AreEqual(Packets * PacketOctets, read);
    }

    /// <summary>Octets as ciphertext has them: each value as often as another.</summary>
    private static byte[] Packet()
    {
        TestRandom random = new TestRandom(1);
        byte[] packet = new byte[PacketOctets];
        for (int i = 0; i < packet.Length; i++)
        {
            packet[i] = (byte)random.Next(256);
        }

        return packet;
    }
}
