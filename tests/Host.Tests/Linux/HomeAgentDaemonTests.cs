using System.Runtime.InteropServices;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class HomeAgentDaemonTests
{
    [TestMethod]
    public void AFaultyConfiguration_IsListedWhole_AndNothingStarts()
    {
        using TrialConfiguration file = new("{ \"address\": \"here\", \"homePrefix\": \"2001:db8:1::/200\" }");
        using ProgramTrial homeAgent = ProgramTrial.Start(ProgramTrial.CommandLine, "home-agent", file.Path);

        Assert.AreEqual(2, homeAgent.ExitCode());
        StringAssert.Contains(homeAgent.Errors, "address: ");
        StringAssert.Contains(homeAgent.Errors, "homePrefix: ");
        StringAssert.Contains(homeAgent.Errors, "routers: ");
        Assert.AreEqual("", homeAgent.Output.Trim());
    }

    [TestMethod]
    public void AConfigurationThatIsNotThere_IsOneSentence()
    {
        using ProgramTrial homeAgent = ProgramTrial.Start(ProgramTrial.CommandLine, "home-agent", "/nowhere/ha.json");

        Assert.AreEqual(2, homeAgent.ExitCode());
        StringAssert.StartsWith(homeAgent.Errors, "The configuration can't be read: ");
    }

    [TestMethod]
    public void WithoutPrivileges_OneSentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using TrialConfiguration file = new(TrialConfiguration.HomeAgent);
        using ProgramTrial homeAgent = ProgramTrial.StartWithoutPrivileges(
            ProgramTrial.CommandLine, "home-agent", file.Path);

        Assert.AreEqual(2, homeAgent.ExitCode());
        StringAssert.StartsWith(homeAgent.Errors, "The home agent needs the capabilities ");
    }

    [TestMethod]
    public void ARegistration_RoutesPrefixAndHomeAddress_AndItsEndRemovesThem()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        using TemporaryNamespace home = new();
        place.Ip("link", "set", "wifi-far", "netns", home.Name);
        home.Ip("link", "set", "wifi-far", "up");
        home.Ip("address", "add", "2001:db8:1::1/64", "dev", "wifi-far", "nodad");
        home.Ip("route", "add", "2001:db8:a::/64", "dev", "wifi-far");
        place.Ip("-6", "route", "add", "default", "dev", "wifi");
        using TrialConfiguration routerFile = new(TrialConfiguration.Router);
        using TrialConfiguration homeFile = new(TrialConfiguration.HomeAgent);
        using ProgramTrial homeAgent = ProgramTrial.StartIn(
            home, ProgramTrial.CommandLine, "home-agent", homeFile.Path);
        homeAgent.WaitForOutput("home agent started");
        Assert.DoesNotContain("2001:db8:100::/56", home.Ip("-6", "route", "list"));
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, routerFile.Path);

        router.WaitForOutput("path: wifi");
        homeAgent.WaitForOutput("2001:db8:100::/56 is routed");
        StringAssert.Contains(home.Ip("-6", "route", "list"), "2001:db8:100::/56 dev mcoa0");
        StringAssert.Contains(home.Ip("-6", "route", "list"), "2001:db8:1::100 dev mcoa0");

        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode());
        homeAgent.WaitForOutput("2001:db8:100::/56 is routed no more");
        Assert.DoesNotContain("mcoa0", home.Ip("-6", "route", "list", "2001:db8:1::100"));
        homeAgent.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, homeAgent.ExitCode());
        Assert.AreEqual("", homeAgent.Errors.Trim());
        Assert.DoesNotContain("mcoa0", home.Ip("link", "list"));
        Assert.AreEqual("", IpCommand.Run("netns", "exec", home.Name, "nft", "list", "tables").Trim());
    }
}
