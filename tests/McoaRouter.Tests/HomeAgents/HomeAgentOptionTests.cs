using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>What a home agent says to each Binding Identifier option (draft §4.3.1, §6.2).</summary>
[TestClass]
public sealed class HomeAgentOptionTests
{
    [TestMethod]
    public void Draft_6_2_Bulk_Is_Answered_146_Where_It_Is_Not_Supported()
    {
        HomeAgentBench bench = new HomeAgentBench(false, 600);
        Expect.Refused(bench, bench.RegisterTwo(1, 60, 0), BindingStatus.BulkNotSupported);
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(0, bench.Bindings.Count);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_An_Option_Too_Short_For_C_Does_Not_Ask_For_Bulk()
    {
        HomeAgentBench bench = new HomeAgentBench(false, 600);
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 50);
        bench.Raw(new byte[] { HomeAgentBench.OptionType, 0 });
        bench.Raw(new byte[] { 200, 2, 0, 0x80 });
        Expect.Refused(bench, bench.Exchange(0), BindingStatus.BulkFailed);
        Assert.AreEqual(128, bench.AnswerStatus(0));
    }

    [TestMethod]
    public void Draft_4_3_1_R_Without_C_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Patch(1, 0x40);
        Expect.Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_Length_20_Without_C_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5, false, bench.Satellite);
        bench.Patch(17, 0);
        Expect.Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_C_Without_A_Care_Of_Address_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Patch(1, 0x80);
        Expect.Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_6_2_C_With_An_Address_That_Cannot_Be_One_Is_Answered_145_And_128()
    {
        IncompliantAddress("::");
        IncompliantAddress("::1");
        IncompliantAddress("ff02::1");
        IncompliantAddress("fe80::1");
        IncompliantAddress("2001:db8:1::1");
        IncompliantAddress("2001:db8:1::100");
        IncompliantAddress("2001:db8:100:5::9");
    }

    [TestMethod]
    public void Draft_4_3_1_Bid_0_Is_Answered_145_And_128()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(0, 5);
        Expect.Incompliant(bench, bench.Exchange(0));
    }

    [TestMethod]
    public void Draft_4_3_1_An_Option_Of_Any_Other_Length_Is_Answered_145_And_128()
    {
        for (int length = 0; length <= 24; length++)
        {
            if (length == BindingIdentifierOption.ShortLength)
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

            HomeAgentBench bench = Expect.Registered();
            bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
            bench.Raw(option);
            Expect.Incompliant(bench, bench.Exchange(0));
            int answered = bench.Answer.Options.BindingIdentifierAt(0);
            Assert.AreEqual(
                length < 4 ? 4 : length, MobilityOption.DataLength(bench.Network.Last.Octets, answered));
        }
    }

    [TestMethod]
    public void Draft_4_3_1_Several_Options_Need_C_Each_And_The_Good_Ones_Register()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5);
        bench.Identifier(2, 6, false, bench.Cellular);
        bench.Identifier(3, 7, false, HomeAgentBench.Address("::"));
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(128, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual(128, bench.AnswerStatus(2));
        Assert.AreEqual(50, bench.Answer.LifetimeUnits);
        Assert.AreEqual("2:6@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Draft_6_2_Options_With_The_Same_Bid_Are_Answered_128_Each()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5, false, bench.Wifi);
        bench.Identifier(2, 6, false, bench.Cellular);
        bench.Identifier(1, 7, true, bench.Satellite);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(128, bench.AnswerStatus(0));
        Assert.AreEqual(0, bench.AnswerStatus(1));
        Assert.AreEqual(128, bench.AnswerStatus(2));
        Assert.AreEqual("2:6@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Limits_Nine_Options_Are_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        for (int i = 1; i <= Limits.BindingIdentifierOptions + 1; i++)
        {
            bench.Identifier(i, 5, false, bench.Satellite);
        }

        Expect.Silent(bench, bench.Exchange(0), Refusal.TooManyOptions);
    }

    [TestMethod]
    public void Limits_Options_Too_Long_To_Copy_Are_Silence()
    {
        HomeAgentBench bench = Expect.Registered();
        EightOptions(bench, 2, 168);
        Expect.Incompliant(bench, bench.Exchange(0));
        Assert.AreEqual(8, bench.Answer.Options.BindingIdentifierCount);
        EightOptions(bench, 3, 170);
        Expect.Silent(bench, bench.Exchange(0), Refusal.TooManyOptions);
    }

    private static void EightOptions(HomeAgentBench bench, int sequence, int length)
    {
        byte[] option = new byte[MobilityOption.DataOffset + length];
        option[0] = HomeAgentBench.OptionType;
        option[1] = (byte)length;
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 50);
        for (int i = 0; i < 8; i++)
        {
            bench.Raw(option);
        }
    }

    private static void IncompliantAddress(string text)
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 50);
        bench.Identifier(1, 5, false, HomeAgentBench.Address(text));
        Expect.Incompliant(bench, bench.Exchange(0));
    }
}
