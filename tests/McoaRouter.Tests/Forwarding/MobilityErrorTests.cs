using McoaRouter.Wire;

namespace McoaRouter.Tests.Forwarding;

/// <summary>What the router answers to mobility messages that it can't read.</summary>
[TestClass]
public sealed class MobilityErrorTests
{
    private const string Stranger = "2001:db8:cc::80";

    [TestMethod]
    [DataRow(8)]
    [DataRow(255)]
    public void Rfc6275_9_2_An_Unknown_Type_Is_Answered_By_A_Binding_Error_With_Status_2(int type)
    {
        RouterBench bench = Registered();
        bench.Receive(0, Message(Stranger, RouterBench.First, type, 8));
        byte[] sent = bench.Uplinks[0].Last();
        byte[] expected = Hex.Read(
            "60000000 0018 87 40 20010db8000a00010000000000000017 20010db800cc00000000000000000080"
            + "3b02 0700 0000 0200 00000000000000000000000000000000");
        System.Array.Copy(sent, 44, expected, 44, 2);
        CollectionAssert.AreEqual(expected, sent);
        Assert.IsTrue(IsSound(sent));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc6275_9_3_3_The_Binding_Error_Names_The_Home_Address_Of_A_Home_Address_Option()
    {
        RouterBench bench = Registered();
        byte[] home = Hex.Address("2001:db8:77::1");
        byte[] packet = new byte[72];
        Ipv6Header.Write(
            packet, 0, 0, 32, ProtocolNumbers.DestinationOptions, Hex.Address(Stranger), 0, Hex.Address(RouterBench.First), 0);
        int header = HomeAddressOption.Write(packet, 40, ProtocolNumbers.Mobility, home, 0);
        MobilityHeader.Begin(packet, header, 99);
        MobilityHeader.Finish(packet, header, header + 8, home, 0, packet, 24);
        bench.Receive(0, packet);
        byte[] sent = bench.Uplinks[0].Last();
        Assert.AreEqual(Stranger, SentUpdate.Destination(sent));
        for (int i = 0; i < 16; i++)
        {
            Assert.AreEqual((int)home[i], (int)sent[48 + i]);
        }
    }

    [TestMethod]
    public void Rfc6275_9_2_Another_Payload_Proto_Is_Answered_By_A_Parameter_Problem_That_Points_At_It()
    {
        RouterBench bench = Registered();
        byte[] message = Message(RouterBench.HomeAgentAddress, RouterBench.First, 6, 16);
        message[40] = 17;
        Seal(message);
        bench.Receive(0, message);
        Assert.AreEqual(1L, bench.Refused(Refusal.PayloadProtocol));
        AssertParameterProblem(bench, message, 40);
    }

    [TestMethod]
    [DataRow(1, 8)]
    [DataRow(2, 8)]
    [DataRow(3, 16)]
    [DataRow(4, 16)]
    [DataRow(5, 8)]
    [DataRow(6, 8)]
    [DataRow(7, 16)]
    public void Rfc6275_9_2_A_Header_Shorter_Than_Its_Type_Is_Answered_By_A_Parameter_Problem_That_Points_At_The_Length(
        int type, int length)
    {
        RouterBench bench = Registered();
        byte[] message = Message(RouterBench.HomeAgentAddress, RouterBench.First, type, length);
        bench.Receive(0, message);
        AssertParameterProblem(bench, message, 41);
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc6275_9_2_A_Wrong_Checksum_Is_Silence()
    {
        RouterBench bench = Registered();
        byte[] message = Message(Stranger, RouterBench.First, 99, 8);
        message[44] ^= 1;
        bench.Receive(0, message);
        message[40] = 17;
        bench.Receive(0, message);
        Assert.AreEqual(1L, bench.Refused(Refusal.Checksum));
        Assert.AreEqual(1L, bench.Refused(Refusal.PayloadProtocol));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_9_2_What_Is_Only_Not_For_The_Router_Is_Silence()
    {
        RouterBench bench = Registered();
        bench.Receive(0, Message(Stranger, RouterBench.First, 6, 16));
        bench.Receive(0, Message(Stranger, RouterBench.First, 5, 16));
        bench.Receive(0, Message(Stranger, RouterBench.First, 1, 16));
        bench.Receive(0, Message(Stranger, RouterBench.Second, 99, 8));
        bench.Receive(0, Message(Stranger, RouterBench.HomeAddress, 99, 8));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    [DataRow("::")]
    [DataRow("::1")]
    [DataRow("fe80::1")]
    [DataRow("ff02::1")]
    public void Rfc6275_9_3_3_A_Source_That_Is_Not_Unicast_Gets_No_Answer(string source)
    {
        RouterBench bench = Registered();
        bench.Receive(0, Message(source, RouterBench.First, 99, 8));
        bench.Receive(0, Message(source, RouterBench.First, 6, 8));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_9_3_3_Answers_Keep_To_A_Rate()
    {
        RouterBench bench = Registered();
        byte[] unknown = Message(Stranger, RouterBench.First, 99, 8);
        byte[] small = Message(Stranger, RouterBench.First, 6, 8);
        for (int i = 0; i < 20; i++)
        {
            bench.Receive(0, unknown);
            bench.Receive(0, small);
        }

        Assert.AreEqual(10, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_9_2_At_Home_The_Answer_Comes_From_The_Home_Address()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, "2001:db8:1::77");
        bench.ClearSent();
        bench.Receive(0, Message(Stranger, RouterBench.HomeAddress, 99, 8));
        Assert.AreEqual(0x0100, BigEndian.ReadUInt16(bench.Uplinks[0].Last(), 22));
        Assert.IsTrue(IsSound(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Answering_Allocates_Nothing()
    {
        RouterBench bench = Registered();
        byte[] unknown = Message(Stranger, RouterBench.First, 99, 8);
        byte[] small = Message(Stranger, RouterBench.First, 6, 8);
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new ErrorLoop(bench, unknown, small));
    }

    private static RouterBench Registered()
    {
        RouterBench bench = RouterBench.Registered();
        bench.ClearSent();
        return bench;
    }

    private static byte[] Message(string from, string to, int type, int length)
    {
        byte[] packet = new byte[Ipv6Header.Length + length];
        Ipv6Header.Write(
            packet, 0, 0, length, ProtocolNumbers.Mobility, Hex.Address(from), 0, Hex.Address(to), 0);
        packet[40] = 59;
        packet[41] = (byte)((length / 8) - 1);
        packet[42] = (byte)type;
        Seal(packet);
        return packet;
    }

    private static void Seal(byte[] packet)
    {
        packet[44] = 0;
        packet[45] = 0;
        int checksum = InternetChecksum.Compute(packet, 8, packet, 24, 135, packet, 40, packet.Length - 40);
        BigEndian.WriteUInt16(packet, 44, checksum);
    }

    private static bool IsSound(byte[] packet)
    {
        Ipv6Packet read = new Ipv6Packet();
        return read.TryRead(packet, 0, packet.Length) && MobilityHeader.Check(read) == Refusal.None;
    }

    private static void AssertParameterProblem(RouterBench bench, byte[] message, int pointer)
    {
        byte[] sent = bench.Uplinks[0].Last();
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(RouterBench.HomeAgentAddress, SentUpdate.Destination(sent));
        Assert.AreEqual(48 + message.Length, sent.Length);
        Assert.AreEqual(0x0400, BigEndian.ReadUInt16(sent, 40));
        Assert.AreEqual(pointer, (int)BigEndian.ReadUInt32(sent, 44));
        Assert.AreEqual(0x17, (int)sent[23]);
        for (int i = 0; i < message.Length; i++)
        {
            Assert.AreEqual((int)message[i], (int)sent[48 + i]);
        }

        Assert.IsTrue(Icmpv6Messages.IsSealed(sent));
    }

    private sealed class ErrorLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly byte[] _unknown;
        private readonly byte[] _small;

        internal ErrorLoop(RouterBench bench, byte[] unknown, byte[] small)
        {
            _bench = bench;
            _unknown = unknown;
            _small = small;
        }

        public void Run()
        {
            _bench.Now += 200;
            _bench.Receive(0, _unknown);
            _bench.Receive(0, _small);
        }
    }
}
