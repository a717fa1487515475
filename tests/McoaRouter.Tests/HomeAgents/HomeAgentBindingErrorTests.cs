using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Binding Errors and what else answers a message that is none (RFC 6275 §9.2, §9.3, draft §6.5).</summary>
[TestClass]
public sealed class HomeAgentBindingErrorTests
{
    private const string HomeAgentAddress = "20010db8000100000000000000000001";
    private const string HomeAddress = "20010db8000100000000000000000100";

    // A type that no specification assigns.
    private const int UnknownType = 99;

    [TestMethod]
    public void Draft_6_5_A_Home_Address_That_Is_Not_Bound_To_The_Source_Is_Answered_1()
    {
        HomeAgentBench bench = Expect.Registered();
        Data(bench, bench.Correspondent, bench.HomeAddress);
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00188740" + HomeAgentAddress + "20010db8009900000000000000000001"
                    + "3b020700 31960100" + HomeAddress),
            bench.Sent());
        Assert.AreEqual(1, bench.Refused(Refusal.NoBinding));
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Home_Address_Of_Nobody_Is_Answered_1()
    {
        HomeAgentBench bench = Expect.Registered();
        Data(bench, bench.Wifi, HomeAgentBench.Address("2001:db8:77::1"));
        Assert.AreEqual(BindingError.UnknownBinding, Error(bench, "2001:db8:77::1", "2001:db8:a::10", 0));
    }

    [TestMethod]
    public void Rfc5648_6_5_Any_Of_The_Care_Of_Addresses_Will_Do()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        int before = bench.Network.Sent;
        Data(bench, bench.Wifi, bench.HomeAddress);
        Data(bench, bench.Cellular, bench.HomeAddress);
        Assert.AreEqual(2, bench.Refused(Refusal.UnknownProtocol));
        Assert.AreEqual(before, bench.Network.Sent);
        Data(bench, bench.Satellite, bench.HomeAddress);
        Assert.AreEqual(BindingError.UnknownBinding, Error(bench, "2001:db8:1::100", "2001:db8:c::30", 0));
    }

    [TestMethod]
    public void Rfc5648_6_5_A_Binding_Update_Is_Not_Verified_So()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Home_Address_That_Is_Not_Routable_Is_Dropped_In_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        Data(bench, bench.Wifi, bench.HomeAddress);
        int home = bench.Packet.Start + Ipv6Header.Length + 8;
        Ipv6Address.Copy(HomeAgentBench.Address("ff02::1"), 0, bench.Packet.Octets, home);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.NoHomeAddress));
        Assert.AreEqual(before, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc6275_9_3_1_What_Ipsec_Protects_Is_Not_Judged()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        for (int protocol = 50; protocol <= 51; protocol++)
        {
            bench.Inner(bench.HomeAddress, bench.Settings.Address, 8);
            bench.AddHomeAddress(bench.Satellite);
            bench.Packet.Octets[bench.Packet.Start + Ipv6Header.Length] = (byte)protocol;
            bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        }

        Assert.AreEqual(2, bench.Refused(Refusal.UnknownProtocol));
        Assert.AreEqual(before, bench.Network.Sent);
    }

    [TestMethod]
    public void Draft_6_5_An_Unknown_Message_Is_Answered_2_With_The_Bid_Of_Its_Binding()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Mobility(bench.Wifi, bench.HomeAddress, UnknownType);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        CollectionAssert.AreEqual(
            Hex.Read(
                "60000000 00208740" + HomeAgentAddress + "20010db8000a00000000000000000010"
                    + "3b030700 0d080200" + HomeAddress + "2304 0001 0000 0100"),
            bench.Sent());
        Assert.AreEqual(1, bench.Refused(Refusal.UnknownMessage));
    }

    [TestMethod]
    public void Draft_6_5_Without_A_Binding_No_Bid_Is_Named()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Mobility(bench.Satellite, bench.HomeAddress, UnknownType);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(BindingError.UnrecognizedMessage, Error(bench, "2001:db8:1::100", "2001:db8:c::30", 0));
    }

    [TestMethod]
    public void Rfc5648_4_3_A_Binding_Error_Names_No_Bid()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Mobility(bench.Wifi, bench.HomeAddress, UnknownType);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(BindingError.UnrecognizedMessage, Error(bench, "2001:db8:1::100", "2001:db8:a::10", 0));
    }

    [TestMethod]
    public void Rfc6275_9_3_3_Without_A_Home_Address_The_Field_Is_Unspecified()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Mobility(bench.Correspondent, null, UnknownType);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(BindingError.UnrecognizedMessage, Error(bench, "::", "2001:db8:99::1", 0));
    }

    [TestMethod]
    public void Rfc6275_9_2_Messages_That_Are_Known_But_Not_Ours_Get_No_Error()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        for (int type = 0; type <= MobilityHeader.BindingError; type++)
        {
            if (type != MobilityHeader.BindingUpdate)
            {
                bench.Mobility(bench.Wifi, bench.HomeAddress, type);
                bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
            }
        }

        Assert.AreEqual(MobilityHeader.BindingError, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual(before, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc6275_9_3_3_Binding_Errors_Are_Limited()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        for (int i = 0; i < 30; i++)
        {
            bench.Mobility(bench.Wifi, bench.HomeAddress, UnknownType);
            bench.Agent.ReceiveFromNetwork(bench.Packet, 1000);
        }

        Assert.AreEqual(before + 10, bench.Network.Sent);
        Assert.AreEqual(30, bench.Refused(Refusal.UnknownMessage));
    }

    [TestMethod]
    public void Rfc6275_9_3_3_No_Binding_Error_Goes_To_An_Address_That_Is_Not_Unicast()
    {
        HomeAgentBench bench = Expect.Registered();
        int before = bench.Network.Sent;
        bench.Mobility(HomeAgentBench.Address("ff02::1"), bench.HomeAddress, UnknownType);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        bench.Mobility(HomeAgentBench.Address("::"), bench.HomeAddress, UnknownType);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(before, bench.Network.Sent);
    }

    [TestMethod]
    public void Rfc6275_9_3_3_An_Unknown_Message_Out_Of_A_Tunnel_Is_Answered_Through_It()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Mobility(bench.HomeAddress, null, UnknownType);
        bench.Wrap(bench.Cellular);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(0, bench.Inside.Sent);
        Ipv6Packet outer = new Ipv6Packet();
        Assert.IsTrue(outer.TryRead(bench.Network.Last.Octets, bench.Network.Last.Start, bench.Network.Last.Length));
        Assert.AreEqual(ProtocolNumbers.Ipv6, outer.Protocol);
        Assert.IsTrue(Ipv6Address.Equal(outer.Buffer, outer.DestinationOffset, bench.Wifi, 0));
        bench.Network.Last.Strip(Ipv6Header.Length);
        Assert.AreEqual(BindingError.UnrecognizedMessage, Error(bench, "::", "2001:db8:1::100", 0));
    }

    [TestMethod]
    public void Rfc6275_9_3_3_A_Home_Address_Out_Of_A_Tunnel_Is_Judged_Alike()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Inner(HomeAgentBench.Address("2001:db8:77::1"), bench.Settings.Address, 8);
        bench.AddHomeAddress(bench.Passenger);
        bench.Wrap(bench.Wifi);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(0, bench.Inside.Sent);
        bench.Network.Last.Strip(Ipv6Header.Length);
        Assert.AreEqual(BindingError.UnknownBinding, Error(bench, "2001:db8:77::1", "2001:db8:100:1::7", 0));
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Binding_Update_Out_Of_A_Tunnel_Is_Refused()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.End();
        bench.Wrap(bench.Wifi);
        int before = bench.Network.Sent;
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
        Assert.AreEqual(1, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(before, bench.Network.Sent);
        Assert.AreEqual(2, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc6275_9_2_Another_Payload_Protocol_Is_Told_Where_It_Stands()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.End();
        int header = bench.Packet.Start + Ipv6Header.Length + HomeAddressOption.HeaderLength;
        int sum = BigEndian.ReadUInt16(bench.Packet.Octets, header + MobilityHeader.ChecksumOffset);
        bench.Packet.Octets[header] = 58;
        BigEndian.WriteUInt16(bench.Packet.Octets, header + MobilityHeader.ChecksumOffset, sum + 0x100);
        Assert.AreEqual(HomeAgentBench.OtherAnswer, bench.Deliver(1));
        ParameterProblem(bench, 64);
        Assert.AreEqual(1, bench.Refused(Refusal.PayloadProtocol));
        bench.Packet.Octets[header + MobilityHeader.ChecksumOffset] ^= 1;
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.Deliver(1));
    }

    [TestMethod]
    public void Rfc6275_9_2_A_Header_Too_Short_For_Its_Message_Is_Told_Where_It_Says_So()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Mobility(bench.Wifi, bench.HomeAddress, MobilityHeader.BindingUpdate);
        Assert.AreEqual(HomeAgentBench.OtherAnswer, bench.Deliver(1));
        ParameterProblem(bench, 65);
        Assert.AreEqual(1, bench.Refused(Refusal.Truncated));
    }

    private static void Data(HomeAgentBench bench, byte[] source, byte[] homeAddress)
    {
        bench.Inner(homeAddress, bench.Settings.Address, 8);
        bench.AddHomeAddress(source);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 1);
    }

    /// <summary>The status of the last packet as a Binding Error with these fields.</summary>
    private static int Error(HomeAgentBench bench, string homeAddress, string destination, int identifiers)
    {
        Ipv6Packet packet = new Ipv6Packet();
        byte[] octets = bench.Network.Last.Octets;
        Assert.IsTrue(packet.TryRead(octets, bench.Network.Last.Start, bench.Network.Last.Length));
        Assert.AreEqual(Refusal.None, MobilityHeader.Check(packet));
        Assert.AreEqual(MobilityHeader.BindingError, MobilityHeader.Type(octets, packet.PayloadOffset));
        BindingError error = new BindingError(bench.Profile);
        Assert.IsTrue(error.TryRead(octets, packet.PayloadOffset, packet.PayloadLength));
        Assert.AreEqual(homeAddress, Ipv6AddressText.Write(octets, error.HomeAddressOffset));
        Assert.AreEqual(destination, Ipv6AddressText.Write(octets, packet.DestinationOffset));
        Assert.AreEqual(-1, packet.RoutingAddressOffset);
        Assert.AreEqual(identifiers, error.Options.BindingIdentifierCount);
        return error.Status;
    }

    private static void ParameterProblem(HomeAgentBench bench, int pointer)
    {
        byte[] sent = bench.Sent();
        Assert.AreEqual(ProtocolNumbers.Icmpv6, (int)sent[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(Icmpv6Error.ParameterProblem, (int)sent[40]);
        Assert.AreEqual(0, (int)sent[41]);
        Assert.AreEqual(pointer, (int)BigEndian.ReadUInt32(sent, 44));
        Assert.IsTrue(Ipv6Address.Equal(sent, Ipv6Header.DestinationOffset, bench.Wifi, 0));
    }
}
