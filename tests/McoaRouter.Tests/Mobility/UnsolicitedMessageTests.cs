using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>Binding Refresh Requests and Binding Errors of the home agent, and of others.</summary>
[TestClass]
public sealed class UnsolicitedMessageTests
{
    private const string Individual = ",\"registration\":\"individual\"";
    private const string Single = ",\"registration\":\"single\"";
    private const string Prefix = " mnp 2001:db8:100::";
    private const string Bulk =
        "2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17 2:6480@2001:db8:b:2::29" + Prefix;

    [TestMethod]
    public void Draft_5_8_A_Request_With_Bid_Refreshes_That_Binding_Alone_Under_Its_Bid()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 2));
        Assert.AreEqual("2001:db8:a:1::17 c400 240 2:6480@2001:db8:b:2::29" + Prefix, bench.Sent(0));
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual("++", bench.States());
        bench.Reply(0, BindingStatus.Accepted).Bid(2, 0).Receive();
        Assert.AreEqual(bench.Now + 240000, bench.Router.Bindings.At(1).ExpiresAt);
        Assert.AreEqual(241000L, bench.Router.Bindings.At(0).ExpiresAt);
    }

    [TestMethod]
    public void Draft_5_8_A_Request_With_Bid_Refreshes_Individually_Too()
    {
        RouterBench bench = Registered(Individual);
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 2));
        Assert.AreEqual("2001:db8:b:2::29 c400 240 2:6400" + Prefix, bench.Sent(1));
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_6_1_A_Request_With_A_Routing_Header_Is_Taken_Though_None_Should_Be_Sent()
    {
        RouterBench bench = Registered(string.Empty);
        byte[] home = Hex.Address(RouterBench.HomeAddress);
        byte[] packet = Begin(RouterBench.HomeAgentAddress, RouterBench.Second);
        packet[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Routing;
        int header = RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, home, 0);
        int at = BindingRefreshRequest.Begin(packet, header);
        int length = MobilityHeader.Finish(packet, header, at, packet, 8, home, 0);
        bench.Receive(1, RouterBench.Cut(packet, header + length));
        Assert.AreEqual(Bulk, bench.Sent(0));
    }

    [TestMethod]
    public void Rfc6275_9_5_5_A_Request_To_The_Home_Address_Comes_Through_The_Tunnel()
    {
        RouterBench bench = Registered(string.Empty);
        byte[] request = Request(RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 2);
        bench.Receive(1, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, request));
        Assert.AreEqual("2001:db8:a:1::17 c400 240 2:6480@2001:db8:b:2::29" + Prefix, bench.Sent(0));
        Assert.AreEqual(0L, bench.Router.Refusals.Total());
    }

    [TestMethod]
    public void Rfc6275_9_3_3_An_Error_To_The_Home_Address_Comes_Through_The_Tunnel()
    {
        RouterBench bench = Registered(string.Empty);
        byte[] error = Error(
            RouterBench.HomeAgentAddress, RouterBench.HomeAddress, BindingError.UnknownBinding, RouterBench.HomeAddress);
        bench.Receive(0, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, error));
        Assert.AreEqual(Bulk, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_8_Tunnelled_Requests_From_Strangers_Or_To_Other_Addresses_Are_Refused()
    {
        RouterBench bench = Registered(string.Empty);
        byte[] request = Request(RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 2);
        bench.Receive(0, Tunnelled("2001:db8:1::2", RouterBench.First, request));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelFromStranger));
        bench.Receive(0, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, request));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelToWrongAddress));
        byte[] strange = Request("2001:db8:1::2", RouterBench.HomeAddress, 2);
        bench.Receive(0, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, strange));
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        byte[] elsewhere = Request(RouterBench.HomeAgentAddress, RouterBench.First, 2);
        bench.Receive(0, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, elsewhere));
        Assert.AreEqual(1L, bench.Refused(Refusal.DestinationOutsidePrefix));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_9_5_4_No_Acknowledgement_Comes_Through_The_Tunnel()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        int sent = bench.SentCount();
        byte[] packet = Begin(RouterBench.HomeAgentAddress, RouterBench.HomeAddress);
        int at = BindingAcknowledgement.Begin(packet, Ipv6Header.Length, BindingStatus.Accepted, 0x40, 2, 60);
        bench.Receive(0, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, Finish(packet, at)));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(sent, bench.SentCount());
    }

    [TestMethod]
    public void Rfc5648_5_8_A_Request_With_Bid_Is_Answered_By_An_Update_With_Bid()
    {
        RouterBench bench = Registered(",\"wireProfile\":\"rfc5648\"");
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 2));
        Assert.AreEqual("2001:db8:a:1::17 c400 240 2:004e@2001:db8:b:2::29" + Prefix, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_8_A_Request_Without_Bid_Refreshes_Everything()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(1, Request(RouterBench.HomeAgentAddress, RouterBench.Second, 0));
        Assert.AreEqual(Bulk, bench.Sent(0));
        Assert.AreEqual(1, bench.SentCount());
        bench = Registered(Single);
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 0));
        Assert.AreEqual("2001:db8:a:1::17 c400 240" + Prefix, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_8_A_Request_Where_Nothing_Is_Registered_Registers_By_Policy()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Reply(0, BindingStatus.InsufficientResources).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        bench.Now += 2000;
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 0));
        Assert.AreEqual(Bulk, bench.Sent(0));
    }

    [TestMethod]
    public void Draft_5_8_Requests_From_Strangers_Or_To_Other_Addresses_Are_Refused()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(0, Request("2001:db8:1::2", RouterBench.First, 2));
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.Second, 2));
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 2));
        Assert.AreEqual(3L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Draft_5_8_A_Request_For_An_Unknown_Or_Malformed_Bid_Changes_Nothing()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 7));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownBindingIdentifier));
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, -1));
        Assert.AreEqual(1L, bench.Refused(Refusal.BindingIdentifierMalformed));
        bench.Down(1);
        bench.ClearSent();
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 2));
        Assert.AreEqual(2L, bench.Refused(Refusal.UnknownBindingIdentifier));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Draft_5_8_What_Is_Being_Registered_Is_Not_Asked_For_Twice()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        int sent = bench.SentCount();
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 0));
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 1));
        Assert.AreEqual(sent, bench.SentCount());
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_8_Requests_Leave_One_Of_Three_Updates_A_Second_Free()
    {
        RouterBench bench = Registered(string.Empty);
        for (int i = 0; i < 20; i++)
        {
            bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 2));
            if (bench.Uplinks[0].Count > 0)
            {
                bench.Reply(0, BindingStatus.Accepted).Bid(2, 0).Receive();
            }
        }

        Assert.AreEqual(2, bench.SentCount());
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_8_A_Loss_Behind_Two_Refreshes_Is_Told_At_Once()
    {
        RouterBench bench = Registered(string.Empty);
        for (int i = 0; i < 3; i++)
        {
            bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 2));
            if (i < 2)
            {
                bench.Reply(0, BindingStatus.Accepted).Bid(2, 0).Receive();
            }
        }

        Assert.AreEqual(2, bench.Uplinks[0].Count);
        bench.Down(1);
        Assert.AreEqual(3, bench.Uplinks[0].Count);
        Assert.AreEqual(
            "2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17 2:64c0@2001:db8:b:2::29 mnp 2001:db8:100::", bench.Sent(0));
        bench.Up(1, RouterBench.Second);
        bench.Down(1);
        Assert.AreEqual(3, bench.SentCount());
        Assert.AreEqual(bench.Now + 1000, bench.Router.NextDeadline);
        Assert.AreEqual(0, bench.UpdatesOverRate);
    }

    [TestMethod]
    public void Rfc6275_11_8_No_Schedule_Has_More_Than_Three_Updates_In_A_Second()
    {
        RouterBench bench = Registered(string.Empty);
        int sent = 0;
        uint random = 12345;
        for (int i = 0; i < 600; i++)
        {
            random = (random * 1664525) + 1013904223;
            int what = (int)(random >> 28);
            int uplink = what & 1;
            if (what < 3)
            {
                bench.Down(uplink);
            }
            else if (what < 6)
            {
                bench.Up(uplink, "2001:db8:a:" + uplink.ToString() + "::" + what.ToString());
            }
            else if (what < 9)
            {
                bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 1 + uplink));
            }
            else if (bench.Uplinks[uplink].Count > 0)
            {
                bench.Reply(uplink, BindingStatus.Accepted).Bid(1 + uplink, 0).Receive();
            }

            sent += bench.SentCount();
            bench.ClearSent();
            bench.PollAt(bench.Now + (what * 20));
        }

        Assert.IsTrue(sent > 80);
        Assert.AreEqual(0, bench.UpdatesOverRate);
    }

    [TestMethod]
    public void Draft_5_8_At_Home_Nothing_Is_Registered_On_Request()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, "2001:db8:1::77");
        bench.Reply(0, BindingStatus.Accepted).WithLifetime(0).Receive();
        bench.ClearSent();
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 0));
        Assert.AreEqual(1L, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_11_3_6_Status_1_From_The_Home_Agent_Is_Answered_By_An_Update()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, BindingError.UnknownBinding, RouterBench.HomeAddress));
        Assert.AreEqual(Bulk, bench.Sent(0));
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_3_6_Errors_From_Strangers_Or_About_Others_Are_Ignored()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(0, Error("2001:db8:1::2", BindingError.UnknownBinding, RouterBench.HomeAddress));
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, BindingError.UnknownBinding, "2001:db8:1::101"));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownHomeAddress));
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, 3, RouterBench.HomeAddress));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownMessage));
        Assert.AreEqual(0, bench.SentCount());
    }

    [TestMethod]
    public void Draft_5_9_Status_2_Falls_Back_To_Single_Form_Where_An_Answer_Is_Due()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, BindingError.UnrecognizedMessage, "::"));
        Assert.IsTrue(bench.LastForm == RegistrationForm.Single);
        Assert.IsTrue(bench.LastNotice == RouterNotice.BindingIdentifiersIgnored);
        Assert.AreEqual("2001:db8:a:1::17 c400 240" + Prefix, bench.Sent(0));
        bench.Reply(0, BindingStatus.Accepted).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Rfc6275_11_3_6_Status_2_Without_An_Answer_Due_Is_Ignored()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, BindingError.UnrecognizedMessage, "::"));
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_3_6_Status_2_In_Single_Form_Comes_From_No_Home_Agent()
    {
        RouterBench bench = new RouterBench(Single + ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]");
        bench.Up(0, RouterBench.First);
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, BindingError.UnrecognizedMessage, "::"));
        Assert.AreEqual("2001:db8:1::2", SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.IsTrue(bench.LastNotice == RouterNotice.HomeAgentRefuses);
    }

    [TestMethod]
    public void Requests_And_Errors_Cut_At_Any_Length_Change_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.ClearSent();
        byte[] request = Request(RouterBench.HomeAgentAddress, RouterBench.First, 2);
        byte[] error = Error(RouterBench.HomeAgentAddress, BindingError.UnrecognizedMessage, "::");
        for (int length = 0; length < request.Length; length++)
        {
            bench.Receive(0, RouterBench.Cut(request, length));
        }

        for (int length = 0; length < error.Length; length++)
        {
            bench.Receive(0, RouterBench.Cut(error, length));
        }

        byte[] inner = Request(RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 2);
        for (int length = 0; length < inner.Length; length++)
        {
            byte[] cut = RouterBench.Cut(inner, length);
            bench.Receive(0, Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, cut));
        }

        Assert.AreEqual((long)request.Length + error.Length + inner.Length, bench.Router.Refusals.Total());
        Assert.AreEqual(0, bench.SentCount());
        Assert.IsTrue(bench.Router.Form == RegistrationForm.Bulk);
    }

    [TestMethod]
    public void After_The_Stop_Nothing_Is_Refreshed()
    {
        RouterBench bench = Registered(string.Empty);
        bench.Router.Stop(bench.Now);
        int sent = bench.SentCount();
        bench.Receive(0, Request(RouterBench.HomeAgentAddress, RouterBench.First, 0));
        bench.Receive(0, Error(RouterBench.HomeAgentAddress, BindingError.UnknownBinding, RouterBench.HomeAddress));
        Assert.AreEqual(2L, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(sent, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_11_7_3_A_Refresh_Advice_Brings_The_Refresh_Forward()
    {
        RouterBench bench = new RouterBench();
        bench.Up(0, RouterBench.First);
        Reply reply = bench.Reply(0, BindingStatus.Accepted).Bid(1, 0);
        reply.RefreshAdviceUnits = 10;
        reply.Receive();
        Assert.AreEqual(bench.Now + 40000, bench.Router.NextDeadline);
        Assert.AreEqual(bench.Now + 240000, bench.Router.Bindings.At(0).ExpiresAt);
    }

    /// <summary>
    /// A request in a packet without routing header; a BID of 0 leaves the option out, one of -1 writes the reserved 0.
    /// </summary>
    private static byte[] Request(string source, string destination, int bid)
    {
        byte[] packet = Begin(source, destination);
        int at = BindingRefreshRequest.Begin(packet, Ipv6Header.Length);
        if (bid != 0)
        {
            at = Vectors.Draft.WriteReference(packet, Ipv6Header.Length, at, bid < 0 ? 0 : bid);
        }

        return Finish(packet, at);
    }

    internal static byte[] Error(string source, int status, string homeAddress)
    {
        return Error(source, RouterBench.First, status, homeAddress);
    }

    /// <summary>A packet in a tunnel.</summary>
    private static byte[] Tunnelled(string source, string destination, byte[] inner)
    {
        byte[] packet = new byte[Ipv6Header.Length + inner.Length];
        Ipv6Header.Write(
            packet, 0, 0, inner.Length, ProtocolNumbers.Ipv6, Hex.Address(source), 0, Hex.Address(destination), 0);
        System.Array.Copy(inner, 0, packet, Ipv6Header.Length, inner.Length);
        return packet;
    }

    private static byte[] Error(string source, string destination, int status, string homeAddress)
    {
        byte[] packet = Begin(source, destination);
        return Finish(packet, BindingError.Begin(packet, Ipv6Header.Length, status, Hex.Address(homeAddress), 0));
    }

    private static byte[] Begin(string source, string destination)
    {
        byte[] packet = new byte[256];
        Ipv6Header.Write(
            packet, 0, 0, 0, ProtocolNumbers.Mobility, Hex.Address(source), 0, Hex.Address(destination), 0);
        return packet;
    }

    private static byte[] Finish(byte[] packet, int at)
    {
        return RouterBench.Cut(
            packet, Ipv6Header.Length + MobilityHeader.Finish(packet, Ipv6Header.Length, at, packet, 8, packet, 24));
    }

    private static RouterBench Registered(string members)
    {
        RouterBench bench = new RouterBench(members);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        if (bench.Router.Form == RegistrationForm.Single)
        {
            bench.Up(1, RouterBench.Second);
        }
        else if (bench.State(1) != McoaRouter.Bindings.BindingState.Registered)
        {
            bench.Reply(1, BindingStatus.Accepted).Bid(2, 0).Receive();
        }

        bench.Now += 2000;
        bench.ClearSent();
        return bench;
    }
}
