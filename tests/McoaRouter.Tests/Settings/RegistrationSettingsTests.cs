using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class RegistrationSettingsTests
{
    private const string Rfc5648 = ",\"wireProfile\":\"rfc5648\"";

    [TestMethod]
    public void Draft_3_1_Registration_Is_Bulk_Individual_Or_Single()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(",\"registration\":\"bulk\""));
        Assert.AreEqual((int)RegistrationForm.Bulk, (int)settings.Registration);
        settings = Configurations.Accepts(Configurations.With(",\"registration\":\"individual\""));
        Assert.AreEqual((int)RegistrationForm.Individual, (int)settings.Registration);
        settings = Configurations.Accepts(Configurations.With(",\"registration\":\"single\""));
        Assert.AreEqual((int)RegistrationForm.Single, (int)settings.Registration);
        const string Remedy = "use \"bulk\", \"individual\" or \"single\"";
        Configurations.Refuses(Configurations.With(",\"registration\":\"all\""), "registration: \"all\" is unknown", Remedy);
        Configurations.Refuses(
            Configurations.With(",\"registration\":true"), "registration: is true or false, not a text", Remedy);
    }

    [TestMethod]
    public void Rfc5648_5_1_Local_Configuration_Decides_On_Binding_Identifiers()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(Rfc5648 + ",\"registration\":\"single\""));
        Assert.AreEqual((int)RegistrationForm.Single, (int)settings.Registration);
        settings = Configurations.Accepts(Configurations.With(Rfc5648));
        Assert.AreEqual((int)RegistrationForm.Bulk, (int)settings.Registration);
    }

    [TestMethod]
    public void Rfc6275_13_The_First_Timeout_Is_Configured_And_1500_Ms_Otherwise()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(string.Empty));
        Assert.AreEqual(1500, settings.FirstAcknowledgementTimeoutMs);
        settings = Configurations.Accepts(Configurations.With(",\"firstAcknowledgementTimeoutMs\":32000"));
        Assert.AreEqual(32000, settings.FirstAcknowledgementTimeoutMs);
        Configurations.Refuses(
            Configurations.With(",\"firstAcknowledgementTimeoutMs\":32001"),
            "firstAcknowledgementTimeoutMs: 32001 is outside 100..32000", "give milliseconds within 100..32000");
    }

    [TestMethod]
    public void Rfc3963_5_2_Local_Configuration_Decides_The_Prefix_Mode()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(",\"prefixMode\":\"explicit\""));
        Assert.IsFalse(settings.ImplicitPrefixes);
        settings = Configurations.Accepts(Configurations.With(",\"prefixMode\":\"implicit\""));
        Assert.IsTrue(settings.ImplicitPrefixes);
        Assert.AreEqual(1, settings.MobileNetworkPrefixes.Length);
        Configurations.Refuses(
            Configurations.With(",\"prefixMode\":\"dynamic\""),
            "prefixMode: \"dynamic\" is unknown", "use \"explicit\" or \"implicit\"");
        Configurations.Refuses(
            Configurations.WithAddresses(null, "\"homeAgents\":[\"2001:db8:1::1\"],\"prefixMode\":\"implicit\"", "\"flows\":[]"),
            "mobileNetworkPrefixes: is missing", "give 1..16 prefixes, such as 2001:db8:100::/56");
    }

    [TestMethod]
    public void Wire_profile_is_that_of_the_draft_or_of_its_final_form()
    {
        RouterSettings settings = Configurations.Accepts(
            Configurations.With(",\"wireProfile\":\"draft-01\",\"bindingIdentifierOptionType\":200"));
        Assert.IsTrue(settings.Profile.MixesRemovals);
        Assert.AreEqual(200, settings.Profile.BindingIdentifierOptionType);
        settings = Configurations.Accepts(Configurations.With(Rfc5648));
        Assert.IsTrue(settings.Profile.HasHomeBindings);
        Configurations.Refuses(
            Configurations.With(",\"wireProfile\":\"draft-02\""),
            "wireProfile: \"draft-02\" is unknown", "use \"draft-01\" or \"rfc5648\"");
    }

    [TestMethod]
    public void Rfc5648_4_3_Option_Type_Is_35()
    {
        RouterSettings settings = Configurations.Accepts(
            Configurations.With(Rfc5648 + ",\"bindingIdentifierOptionType\":35"));
        Assert.AreEqual(35, settings.Profile.BindingIdentifierOptionType);
        Configurations.Refuses(
            Configurations.With(Rfc5648 + ",\"bindingIdentifierOptionType\":200"),
            "bindingIdentifierOptionType: 200 is not the type of RFC 5648", "write 35, leave it out, or use \"draft-01\"");
    }

    [TestMethod]
    public void Draft_4_3_1_Option_Type_Is_That_Of_No_Other_Option()
    {
        Configurations.Refuses(
            Configurations.With(",\"bindingIdentifierOptionType\":6"),
            "bindingIdentifierOptionType: 6 is the type of another mobility option",
            "give the type that both ends use, 35 where nothing else is agreed on");
        Assert.IsFalse(AssignedMobilityOptions.Contains(WireProfile.DefaultBindingIdentifierOptionType));
    }

    [TestMethod]
    public void Draft_5_5_Returning_Home_Or_Staying_Away_Is_Chosen()
    {
        RouterSettings settings = Configurations.Accepts(Configurations.With(",\"returningHome\":\"return\""));
        Assert.AreEqual((int)ReturningHome.Return, (int)settings.ReturningHome);
        settings = Configurations.Accepts(Configurations.With(",\"returningHome\":\"stay-away\""));
        Assert.AreEqual((int)ReturningHome.StayAway, (int)settings.ReturningHome);
        Configurations.Refuses(
            Configurations.With(",\"returningHome\":\"never\""),
            "returningHome: \"never\" is unknown", "use \"return\", \"stay-away\" or \"simultaneous\"");
    }

    [TestMethod]
    public void Rfc5648_5_6_Home_And_Foreign_Links_At_Once_Take_Its_Profile_And_Several_Bindings()
    {
        const string Simultaneous = ",\"returningHome\":\"simultaneous\"";
        const string Profile = "returningHome: \"simultaneous\" is not in this wireProfile; "
            + "use \"return\" or \"stay-away\", or set wireProfile to \"rfc5648\"";
        const string Form = "returningHome: \"simultaneous\" takes two bindings, and registration \"single\" has one; "
            + "use \"return\" or \"stay-away\", or set registration to \"bulk\" or \"individual\"";
        RouterSettings settings = Configurations.Accepts(Configurations.With(Rfc5648 + Simultaneous));
        Assert.AreEqual((int)ReturningHome.Simultaneous, (int)settings.ReturningHome);
        Configurations.Refuses(Configurations.With(Simultaneous), Profile);
        Configurations.Refuses(Configurations.With(Rfc5648 + Simultaneous + ",\"registration\":\"single\""), Form);
        RouterSettingsResult result = RouterSettingsReader.Read(
            Configurations.With(Simultaneous + ",\"registration\":\"single\""));
        CollectionAssert.AreEqual(new string[] { Profile, Form }, result.Faults);
    }

    [TestMethod]
    public void Draft_5_6_Signalling_Uplink_Is_An_Uplink()
    {
        const string Remedy = "name the uplink that is to carry the signalling, or leave it out";
        RouterSettings settings = Configurations.Accepts(Configurations.With(",\"signallingUplink\":\"lte\""));
        Assert.AreEqual(1, settings.SignallingUplink);
        settings = Configurations.Accepts(Configurations.With(",\"signallingUplink\":\"wifi\""));
        Assert.AreEqual(0, settings.SignallingUplink);
        Configurations.Refuses(
            Configurations.With(",\"signallingUplink\":\"sat\""),
            "signallingUplink: \"sat\" is the name of no uplink", Remedy);
        Configurations.Refuses(
            Configurations.With(",\"signallingUplink\":2"), "signallingUplink: is a number, not a text", Remedy);
        Configurations.Refuses(
            Configurations.With(",\"signallingUplink\":null"), "signallingUplink: is null, not a text", Remedy);
    }
}
