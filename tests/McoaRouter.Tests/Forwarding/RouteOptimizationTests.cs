using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Forwarding;

[TestClass]
public sealed class RouteOptimizationTests
{
    private const string Home = "20010db8000100000000000000000100";
    private const string CareOf = "20010db8000a00010000000000000017";
    private const string Correspondent = "20010db8000900000000000000000009";
    private const string LinkLocal = "fe800000000000000000000000000009";
    private const string Group = "ff0e0000000000000000000000000001";
    private const string None = "00000000000000000000000000000000";
    private const string Datagram = "1388 1f90 000c 0000 01020304";
    private const string Unknown = "11001e04 00000000";
    private const string HopByHop = "110005020000 0100";
    private const string Fragmented = "1100 0001 00000007" + Datagram;

    [TestMethod]
    public void Rfc6275_11_3_1_The_Care_Of_Address_Becomes_The_Source_And_The_Home_Address_An_Option()
    {
        AssertHomeAddress(
            Packet("000c", "11", Home, Correspondent) + Datagram,
            Packet("0024", "3c", CareOf, Correspondent) + "11020102 0000c910" + Home + Datagram);
    }

    [TestMethod]
    public void Rfc6275_6_3_The_Home_Address_Stands_Behind_Hop_By_Hop_Options()
    {
        AssertHomeAddress(
            Packet("0014", "00", Home, Correspondent) + HopByHop + Datagram,
            Packet("002c", "00", CareOf, Correspondent) + "3c" + HopByHop.Substring(2)
            + "11020102 0000c910" + Home + Datagram);
    }

    [TestMethod]
    public void Rfc6275_6_3_The_Home_Address_Stands_Behind_A_Routing_Header()
    {
        AssertHomeAddress(
            Packet("002c", "3c", Home, CareOf) + "2b00 1e04 00000000" + Routing("11") + Datagram,
            Packet("0044", "3c", CareOf, CareOf) + "2b00 1e04 00000000" + Routing("3c")
            + "11020102 0000c910" + Home + Datagram);
    }

    [TestMethod]
    public void Rfc6275_6_3_The_Home_Address_Stands_Before_Other_Destination_Options()
    {
        AssertHomeAddress(
            Packet("0014", "3c", Home, Correspondent) + Unknown + Datagram,
            Packet("002c", "3c", CareOf, Correspondent) + "3c020102 0000c910" + Home + Unknown + Datagram);
    }

    [TestMethod]
    public void Rfc6275_6_3_The_Home_Address_Stands_Before_A_Fragment_Header()
    {
        AssertHomeAddress(
            Packet("0014", "2c", Home, Correspondent) + Fragmented,
            Packet("002c", "3c", CareOf, Correspondent) + "2c020102 0000c910" + Home + Fragmented);
    }

    [TestMethod]
    [DataRow("32")]
    [DataRow("33")]
    public void Rfc6275_6_3_The_Home_Address_Stands_Before_Esp_And_Ah(string protocol)
    {
        AssertHomeAddress(
            Packet("000c", protocol, Home, Correspondent) + Datagram,
            Packet("0024", "3c", CareOf, Correspondent) + protocol + "020102 0000c910" + Home + Datagram);
    }

    [TestMethod]
    public void Rfc6275_6_3_A_Packet_Has_One_Home_Address_At_Most()
    {
        AssertNoHomeAddress(
            Packet("0024", "3c", CareOf, Correspondent) + "11020102 0000c910" + Home + Datagram);
    }

    [TestMethod]
    [DataRow(LinkLocal)]
    [DataRow(Group)]
    [DataRow(None)]
    public void Rfc6275_6_3_A_Home_Address_Is_Routable(string address)
    {
        AssertNoHomeAddress(Packet("000c", "11", address, Correspondent) + Datagram);
        PacketBuffer packet = Load(
            Packet("0024", "3c", CareOf, Correspondent) + "11020102 0000c910" + address + Datagram);
        byte[] before = Octets(packet);
        Assert.IsFalse(RouteOptimization.RemoveHomeAddress(packet, new Ipv6Packet()));
        CollectionAssert.AreEqual(before, Octets(packet));
    }

    [TestMethod]
    public void Rfc6275_11_3_1_A_Link_Local_Peer_Sees_No_Home_Address()
    {
        AssertNoHomeAddress(Packet("000c", "11", Home, LinkLocal) + Datagram);
    }

    [TestMethod]
    [DataRow("85")]
    [DataRow("87")]
    [DataRow("89")]
    public void Rfc6275_11_3_1_Neighbor_Discovery_Uses_No_Home_Address(string type)
    {
        AssertNoHomeAddress(Packet("0008", "3a", Home, Correspondent) + type + "00 0000 00000000");
    }

    [TestMethod]
    [DataRow("84")]
    [DataRow("8a")]
    public void Rfc6275_11_3_1_Other_Icmpv6_Uses_It(string type)
    {
        string message = type + "00 0000 00000000";
        AssertHomeAddress(
            Packet("0008", "3a", Home, Correspondent) + message,
            Packet("0020", "3c", CareOf, Correspondent) + "3a020102 0000c910" + Home + message);
    }

    [TestMethod]
    public void Rfc6275_6_1_Mobility_Messages_Pass_Both_Lists()
    {
        AssertNoHomeAddress(Packet("0008", "87", Home, Correspondent) + "3b000000 0000 0000");
        AssertNoRoutingHeader(Packet("0008", "87", Correspondent, Home) + "3b000000 0000 0000");
    }

    [TestMethod]
    public void Rfc6275_9_3_1_Only_The_Home_Address_Option_Is_Taken_Out_Of_A_Shared_Header()
    {
        PacketBuffer packet = Load(
            Packet("002c", "3c", CareOf, Correspondent) + "1103 1e02 0000 c910" + Home + "0106000000000000" + Datagram);
        Assert.IsTrue(RouteOptimization.RemoveHomeAddress(packet, new Ipv6Packet()));
        AssertOctets(
            Packet("002c", "3c", Home, Correspondent) + "1103 1e02 0000 0110" + None + "0106000000000000" + Datagram,
            packet);
    }

    [TestMethod]
    public void Rfc6275_9_3_1_Padding_Goes_With_The_Home_Address_Option()
    {
        PacketBuffer packet = Load(
            Packet("0034", "00", CareOf, Correspondent) + "3c" + HopByHop.Substring(2)
            + "1103 0000 0000 c910" + Home + "00 01040000000000" + Datagram);
        Assert.IsTrue(RouteOptimization.RemoveHomeAddress(packet, new Ipv6Packet()));
        AssertOctets(Packet("0014", "00", Home, Correspondent) + HopByHop + Datagram, packet);
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Packet_Without_Home_Address_Is_Left_Alone()
    {
        PacketBuffer packet = Load(Packet("0014", "3c", CareOf, Correspondent) + Unknown + Datagram);
        byte[] before = Octets(packet);
        Assert.IsFalse(RouteOptimization.RemoveHomeAddress(packet, new Ipv6Packet()));
        CollectionAssert.AreEqual(before, Octets(packet));
    }

    [TestMethod]
    public void Rfc6275_9_3_2_The_Care_Of_Address_Becomes_The_Destination_And_The_Home_Address_A_Routing_Header()
    {
        AssertRoutingHeader(
            Packet("000c", "11", Correspondent, Home) + Datagram,
            Packet("0024", "2b", Correspondent, CareOf) + Routing("11") + Datagram);
    }

    [TestMethod]
    public void Rfc6275_6_4_1_The_Routing_Header_Stands_Behind_Hop_By_Hop_Options_And_Before_All_Else()
    {
        AssertRoutingHeader(
            Packet("001c", "00", Correspondent, Home) + "3c" + HopByHop.Substring(2) + Unknown + Datagram,
            Packet("0034", "00", Correspondent, CareOf) + "2b" + HopByHop.Substring(2) + Routing("3c") + Unknown
            + Datagram);
        AssertRoutingHeader(
            Packet("0014", "2c", Correspondent, Home) + Fragmented,
            Packet("002c", "2b", Correspondent, CareOf) + Routing("2c") + Fragmented);
    }

    [TestMethod]
    public void Rfc6275_6_4_1_The_Routing_Header_Follows_One_That_Is_Used_Up()
    {
        string other = "0000 00000000";
        AssertRoutingHeader(
            Packet("0014", "2b", Correspondent, Home) + "1100" + other + Datagram,
            Packet("002c", "2b", Correspondent, CareOf) + "2b00" + other + Routing("11") + Datagram);
    }

    [TestMethod]
    public void Rfc6275_9_3_2_Neighbor_Discovery_Uses_No_Routing_Header()
    {
        AssertNoRoutingHeader(Packet("0008", "3a", Correspondent, Home) + "8800 0000 00000000");
    }

    [TestMethod]
    public void Rfc6275_6_4_A_Routing_Header_Holds_One_Routable_Address()
    {
        AssertNoRoutingHeader(Packet("0024", "2b", Correspondent, CareOf) + Routing("11") + Datagram);
        AssertNoRoutingHeader(Packet("000c", "11", Correspondent, LinkLocal) + Datagram);
        AssertNoRoutingHeader(Packet("000c", "11", Correspondent, Group) + Datagram);
    }

    [TestMethod]
    public void Rfc6275_11_3_3_A_Routing_Header_To_Another_Home_Address_Is_Refused()
    {
        PacketBuffer packet = Load(Packet("0024", "2b", Correspondent, CareOf) + Routing("11") + Datagram);
        byte[] before = Octets(packet);
        Assert.IsFalse(
            RouteOptimization.RemoveRoutingHeader(packet, new Ipv6Packet(), Hex.Read(Correspondent), 0));
        CollectionAssert.AreEqual(before, Octets(packet));
        packet = Load(Packet("000c", "11", Correspondent, Home) + Datagram);
        Assert.IsFalse(RouteOptimization.RemoveRoutingHeader(packet, new Ipv6Packet(), Hex.Read(Home), 0));
        packet = Load(Packet("0024", "2b", Correspondent, CareOf) + "1102 0202 00000000" + Home + Datagram);
        Assert.IsFalse(RouteOptimization.RemoveRoutingHeader(packet, new Ipv6Packet(), Hex.Read(Home), 0));
    }

    [TestMethod]
    public void Rfc6275_6_3_Between_Two_Mobile_Nodes_The_Routing_Header_Stands_Before_The_Home_Address()
    {
        string plain = Packet("000c", "11", Home, Correspondent) + Datagram;
        string both = Packet("003c", "2b", CareOf, LinkLocal) + "3c020201 00000000" + Correspondent
            + "11020102 0000c910" + Home + Datagram;
        Ipv6Packet reader = new Ipv6Packet();
        PacketBuffer packet = Load(plain);
        Assert.IsTrue(RouteOptimization.AddHomeAddress(packet, reader, Hex.Read(CareOf), 0));
        Assert.IsTrue(RouteOptimization.AddRoutingHeader(packet, reader, Hex.Read(LinkLocal), 0));
        AssertOctets(both, packet);
        packet = Load(plain);
        Assert.IsTrue(RouteOptimization.AddRoutingHeader(packet, reader, Hex.Read("ff" + LinkLocal), 1));
        packet.Octets[packet.Start + Ipv6Header.DestinationOffset] = 0x20;
        Assert.IsTrue(RouteOptimization.AddHomeAddress(packet, reader, Hex.Read("ff" + CareOf), 1));
        packet.Octets[packet.Start + Ipv6Header.DestinationOffset] = 0xFE;
        AssertOctets(both, packet);
        Assert.IsTrue(RouteOptimization.RemoveHomeAddress(packet, reader));
        Assert.IsTrue(RouteOptimization.RemoveRoutingHeader(packet, reader, Hex.Read(Correspondent), 0));
        AssertOctets(plain, packet);
    }

    [TestMethod]
    public void A_Packet_Cut_At_Any_Length_Is_Left_Alone()
    {
        byte[] whole = Hex.Read(
            Packet("0044", "00", CareOf, CareOf) + "2b" + HopByHop.Substring(2) + Routing("3c")
            + "3a020102 0000c910" + Home + Datagram);
        Ipv6Packet reader = new Ipv6Packet();
        for (int length = 0; length < whole.Length; length++)
        {
            PacketBuffer packet = new PacketBuffer();
            Assert.IsTrue(packet.Load(whole, 0, length));
            byte[] before = Octets(packet);
            Assert.IsFalse(RouteOptimization.AddHomeAddress(packet, reader, Hex.Read(CareOf), 0));
            Assert.IsFalse(RouteOptimization.RemoveHomeAddress(packet, reader));
            Assert.IsFalse(RouteOptimization.AddRoutingHeader(packet, reader, Hex.Read(CareOf), 0));
            Assert.IsFalse(RouteOptimization.RemoveRoutingHeader(packet, reader, Hex.Read(Home), 0));
            CollectionAssert.AreEqual(before, Octets(packet));
        }
    }

    [TestMethod]
    public void Without_Headroom_A_Packet_Is_Left_Alone()
    {
        PacketBuffer packet = Load(Packet("000c", "11", Home, Correspondent) + Datagram);
        Move(packet, Limits.HeadroomOctets - HomeAddressOption.HeaderLength + 1);
        byte[] before = Octets(packet);
        Assert.IsFalse(RouteOptimization.AddHomeAddress(packet, new Ipv6Packet(), Hex.Read(CareOf), 0));
        Assert.IsFalse(RouteOptimization.AddRoutingHeader(packet, new Ipv6Packet(), Hex.Read(CareOf), 0));
        CollectionAssert.AreEqual(before, Octets(packet));
    }

    [TestMethod]
    public void A_Full_Headroom_Is_Enough_For_Both_And_A_Tunnel()
    {
        PacketBuffer packet = Load(Packet("000c", "11", Home, Correspondent) + Datagram);
        Ipv6Packet reader = new Ipv6Packet();
        byte[] careOf = Hex.Read(CareOf);
        Assert.IsTrue(RouteOptimization.AddHomeAddress(packet, reader, careOf, 0));
        Assert.IsTrue(RouteOptimization.AddRoutingHeader(packet, reader, careOf, 0));
        Assert.IsTrue(Tunnel.Encapsulate(packet, careOf, 0, careOf, 0));
    }

    [TestMethod]
    public void Nothing_Is_Allocated()
    {
        Heap.AssertAllocatesNothing(new Both());
    }

    /// <summary>A packet's header with a hop limit of 64.</summary>
    private static string Packet(string length, string nextHeader, string source, string destination)
    {
        return "60000000" + length + nextHeader + "40" + source + destination;
    }

    private static string Routing(string nextHeader)
    {
        return nextHeader + "020201 00000000" + Home;
    }

    private static PacketBuffer Load(string text)
    {
        byte[] octets = Hex.Read(text);
        PacketBuffer packet = new PacketBuffer();
        Assert.IsTrue(packet.Load(octets, 0, octets.Length));
        return packet;
    }

    /// <summary>The packet again, further to the front, with less headroom left.</summary>
    private static void Move(PacketBuffer packet, int octets)
    {
        byte[] copy = Octets(packet);
        Assert.IsTrue(packet.Prepend(octets));
        System.Array.Copy(copy, 0, packet.Octets, packet.Start, copy.Length);
        Assert.IsTrue(packet.SetLength(copy.Length));
    }

    private static byte[] Octets(PacketBuffer packet)
    {
        byte[] octets = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, octets, 0, octets.Length);
        return octets;
    }

    private static void AssertOctets(string expected, PacketBuffer packet)
    {
        CollectionAssert.AreEqual(Hex.Read(expected), Octets(packet));
    }

    /// <summary>Puts the home address in and takes it out again; the packet may be a fragment.</summary>
    private static void AssertHomeAddress(string plain, string optimized)
    {
        PacketBuffer packet = Load(plain);
        Ipv6Packet reader = new Ipv6Packet();
        Assert.IsTrue(RouteOptimization.AddHomeAddress(packet, reader, Hex.Read(CareOf), 0));
        AssertOctets(optimized, packet);
        Assert.IsTrue(RouteOptimization.RemoveHomeAddress(packet, reader));
        AssertOctets(plain, packet);
    }

    private static void AssertNoHomeAddress(string text)
    {
        PacketBuffer packet = Load(text);
        Assert.IsFalse(RouteOptimization.AddHomeAddress(packet, new Ipv6Packet(), Hex.Read(CareOf), 0));
        AssertOctets(text, packet);
    }

    private static void AssertRoutingHeader(string plain, string optimized)
    {
        PacketBuffer packet = Load(plain);
        Ipv6Packet reader = new Ipv6Packet();
        Assert.IsTrue(RouteOptimization.AddRoutingHeader(packet, reader, Hex.Read("ff" + CareOf), 1));
        AssertOctets(optimized, packet);
        Assert.IsTrue(RouteOptimization.RemoveRoutingHeader(packet, reader, Hex.Read("ff" + Home), 1));
        AssertOctets(plain, packet);
    }

    private static void AssertNoRoutingHeader(string text)
    {
        PacketBuffer packet = Load(text);
        Assert.IsFalse(RouteOptimization.AddRoutingHeader(packet, new Ipv6Packet(), Hex.Read(CareOf), 0));
        AssertOctets(text, packet);
    }

    private sealed class Both : IRepeatable
    {
        private readonly PacketBuffer _packet = Load(Packet("000c", "11", Home, Correspondent) + Datagram);
        private readonly Ipv6Packet _reader = new Ipv6Packet();
        private readonly byte[] _careOf = Hex.Read(CareOf);
        private readonly byte[] _correspondent = Hex.Read(Correspondent);

        public void Run()
        {
            RouteOptimization.AddHomeAddress(_packet, _reader, _careOf, 0);
            RouteOptimization.AddRoutingHeader(_packet, _reader, _careOf, 0);
            RouteOptimization.RemoveRoutingHeader(_packet, _reader, _correspondent, 0);
            RouteOptimization.RemoveHomeAddress(_packet, _reader);
        }
    }
}
