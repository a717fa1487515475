using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>What RFC 5648 §6.2 asks of a home agent, where it differs from the draft.</summary>
[TestClass]
public sealed class HomeAgentRfc5648Tests
{
    private const string Both = "1:199@2001:db8:a::10;2:100@2001:db8:b::20;";

    [TestMethod]
    public void Rfc5648_5_3_Bulk_Registers_And_Is_Answered_0_With_Statuses_0()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual(Both, bench.Show());
        Assert.AreEqual(60, bench.Answer.LifetimeUnits);
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
    }

    [TestMethod]
    public void Rfc5648_4_3_An_Answer_Names_No_Care_Of_Address()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        for (int i = 0; i < 2; i++)
        {
            int at = bench.Answer.Options.BindingIdentifierAt(i);
            Assert.AreEqual(BindingIdentifierOption.ShortLength, MobilityOption.DataLength(bench.Network.Last.Octets, at));
            Assert.AreEqual(i + 1, BindingIdentifierOption.Bid(bench.Network.Last.Octets, at));
        }
    }

    [TestMethod]
    public void Rfc5648_6_2_The_Care_Of_Address_Is_The_Options_Not_The_Sources()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(3, 255, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(Both + "3:255@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Known_Bid_Takes_Another_Care_Of_Address()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(2, 100, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:199@2001:db8:a::10;2:100@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_Length_4_Refreshes_A_Known_Bid_And_Keeps_Its_Care_Of_Address()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router, 70);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(1000));
        Assert.AreEqual("1:0@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.IsTrue(bench.Bindings.At(0).ExpiresAt == 1000 + 280000);
        Assert.IsTrue(bench.Bindings.At(1).ExpiresAt == 240000);
    }

    [TestMethod]
    public void Rfc5648_6_2_Length_4_With_An_Unknown_Bid_Is_Answered_167()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        string before = bench.Snapshot();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Reference(3);
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Rfc5648_6_2_Bulk_May_Mix_Lengths_4_And_20()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Reference(2);
        bench.Identifier(3, 0, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:199@2001:db8:a::10;2:0@2001:db8:b::20;3:0@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Partial_Failure_Is_Answered_4_With_A_Status_Each()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 70);
        bench.Reference(1);
        bench.Reference(9);
        bench.Identifier(3, 0, false, HomeAgentBench.Address("ff02::1"));
        Assert.AreEqual(BindingStatus.NotComplete, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.AnswerStatus(1));
        Assert.AreEqual(BindingStatus.Malformed, bench.AnswerStatus(2));
        Assert.AreEqual(70, bench.Answer.LifetimeUnits);
        Assert.AreEqual("1:0@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    [DataRow("::")]
    [DataRow("::1")]
    [DataRow("ff02::1")]
    [DataRow("fe80::1")]
    [DataRow("2001:db8:1::1")]
    [DataRow("2001:db8:1::100")]
    [DataRow("2001:db8:100:5::9")]
    public void Rfc5648_6_2_An_Address_That_Cannot_Be_One_Is_Answered_164(string address)
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        string before = bench.Snapshot();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(3, 0, false, HomeAgentBench.Address(address));
        Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(1, bench.Refused(Refusal.BindingIdentifierMalformed));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Wrong_Length_Has_The_Whole_Update_Answered_164()
    {
        for (int length = 0; length <= 24; length++)
        {
            if (length == 4 || length == 8 || length == 20)
            {
                continue;
            }

            byte[] option = new byte[2 + length];
            option[0] = HomeAgentBench.OptionType;
            option[1] = (byte)length;
            for (int i = 2; i < option.Length; i++)
            {
                option[i] = 0x20;
            }

            HomeAgentBench bench = Expect.RegisteredByRfc5648();
            string before = bench.Snapshot();
            bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
            bench.Identifier(3, 0, false, bench.Satellite);
            bench.Raw(option);
            Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
            Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
            Assert.AreEqual(0, bench.AnswerStatus(0));
            Assert.AreEqual(before, bench.Snapshot());
        }
    }

    [TestMethod]
    public void Rfc5648_4_3_Bid_0_And_A_Bid_That_Stands_Twice_Are_Answered_164()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        string before = bench.Snapshot();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(0, 0, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 50);
        bench.Reference(1);
        bench.Identifier(1, 0, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Rfc5648_6_2_A_Regular_Binding_In_The_Way_Is_Answered_165()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:c::30;", bench.Show());
        Assert.AreEqual(BindingStatus.RegularBindingExists, bench.RegisterTwo(3, 60, 0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual("0:0@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_O_Replaces_A_Regular_Binding()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Exchange(0);
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:199@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_4_2_O_Replaces_All_Bindings_By_Those_In_The_Update()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 60);
        bench.Identifier(2, 0, false, bench.Cellular);
        bench.Identifier(3, 0, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("2:0@2001:db8:b::20;3:0@2001:db8:c::30;", bench.Show());
        Assert.AreEqual("binding 0:1-;binding 0:2+;binding 0:3+;answer 0:0/2;", bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc5648_4_2_O_Without_A_Binding_Identifier_Says_Nothing()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Satellite, bench.HomeAddress, 2, HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:c::30;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_O_In_A_Removal_Is_Ignored()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 0);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("2:100@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_O_With_Nothing_To_Register_Removes_Nothing()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        string before = bench.Snapshot();
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 60);
        bench.Reference(7);
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, bench.Exchange(0));
        Assert.AreEqual(before, bench.Snapshot());
    }

    [TestMethod]
    public void Rfc5648_6_2_O_Makes_Room_For_Eight_Others()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        Eight(bench, 10);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(50, 0, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.Exchange(0));
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 60);
        Eight(bench, 14);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(8, bench.Bindings.Count);
        Assert.AreEqual(14, bench.Bindings.At(0).Bid);
        Assert.AreEqual(21, bench.Bindings.At(7).Bid);
    }

    [TestMethod]
    public void Rfc5648_6_2_Several_Options_Are_Answered_168_Where_Bulk_Is_Prohibited()
    {
        HomeAgentBench bench = new HomeAgentBench(false, 600);
        bench.Speak(WireProfile.Rfc5648());
        Assert.AreEqual(BindingStatus.BulkProhibited, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.Bindings.Count);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1:199@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_Binding_Identifiers_Are_Answered_166_Where_They_Are_Prohibited()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Routers[0].Mcoa = false;
        bench.Speak(WireProfile.Rfc5648());
        Assert.AreEqual(BindingStatus.MultipleCareOfAddressesProhibited, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.Bindings.Count);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
    }

    [TestMethod]
    public void Rfc5648_8_1_An_Ipv4_Care_Of_Address_Never_Registered_In_Udp_Is_Answered_174()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 70);
        bench.Reference(1);
        bench.Raw(Hex.Read("2308 0003 0000 c0000207"));
        Assert.AreEqual(BindingStatus.NotComplete, bench.Exchange(0));
        Assert.AreEqual(0, bench.AnswerStatus(0));
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, bench.AnswerStatus(1));
        Assert.AreEqual("1:0@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    [DataRow("00000000")]
    [DataRow("7f000001")]
    [DataRow("e0000001")]
    [DataRow("ffffffff")]
    public void Rfc5648_6_2_An_Ipv4_Address_That_Is_Not_Unicast_Is_Answered_164(string address)
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 70);
        bench.Raw(Hex.Read("2308 0003 0000 " + address));
        Assert.AreEqual(BindingStatus.Malformed, bench.Exchange(0));
        Assert.AreEqual(Both, bench.Show());
    }

    [TestMethod]
    public void Rfc6089_4_1_The_Lower_Bid_Pri_Carries_The_Traffic()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Raw(Hex.Read("2314 0001 0014" + "20010db8000a0000" + "0000000000000010"));
        bench.Raw(Hex.Read("0100 2314 0002 000a" + "20010db8000b0000" + "0000000000000020"));
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(2, bench.Bindings.Preferred.Bid);
    }

    [TestMethod]
    public void Rfc5648_4_1_One_Sequence_Number_Counts_For_All_Bids()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Wifi, bench.HomeAddress, 7, HomeAgentBench.Router, 60);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        bench.Begin(bench.Wifi, bench.HomeAddress, 7, HomeAgentBench.Router, 60);
        bench.Reference(2);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.Exchange(0));
        Assert.AreEqual(7, bench.Answer.Sequence);
    }

    [TestMethod]
    public void Rfc5648_6_2_Each_Router_Is_Read_In_Its_Own_Profile()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Profiles = new WireProfile[] { Vectors.Draft, WireProfile.Rfc5648() };
        bench.Settings.Routers[0].Profile = WireProfile.Draft01(200);
        bench.Settings.Routers[1].Profile = bench.Settings.Profiles[1];
        bench.Restart();
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual("1:200@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Raw(Hex.Read("2314 0001 0001" + "20010db8000c0000" + "0000000000000030"));
        bench.Exchange(0);
        Assert.AreEqual(1, bench.Agent.Bindings.Router(1).Count);
        Assert.AreEqual(255, bench.Agent.Bindings.Router(1).At(0).Priority);
    }

    private static void Eight(HomeAgentBench bench, int firstBid)
    {
        byte[] address = HomeAgentBench.Address("2001:db8:d::");
        for (int i = 0; i < 8; i++)
        {
            address[15] = (byte)(firstBid + i);
            bench.Identifier(firstBid + i, 0, false, address);
        }
    }
}
