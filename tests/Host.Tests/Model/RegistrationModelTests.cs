using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using McoaRouter.HomeAgents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Model;

/// <summary>
/// The model of the registration protocol holds, a broken one is refuted, and what it says that it mirrors exists.
/// </summary>
[TestClass]
public sealed class RegistrationModelTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("-DSECURE")]
    [DataRow("-DRFC5648")]
    [DataRow("-DRFC5648 -DSECURE")]
    [DataRow("-DINDIVIDUAL -DDISTURBANCES=3")]
    [DataRow("-DINDIVIDUAL -DSECURE -DDISTURBANCES=3")]
    public void No_state_is_dead_and_no_sequence_number_goes_backwards(string switches)
    {
        AssertHolds(Spin.Verify(switches, false));
    }

    [TestMethod]
    [DataRow("-DSECURE")]
    [DataRow("-DRFC5648")]
    [DataRow("-DINDIVIDUAL -DSECURE -DDISTURBANCES=3")]
    public void Both_ends_agree_once_it_is_calm(string switches)
    {
        AssertHolds(Spin.Verify(switches, true));
    }

    [TestMethod]
    [DataRow("-DBREAK_IGNORES_135", "assertion violated (waited<=2)")]
    [DataRow("-DBREAK_ACCEPTS_ANY_SEQUENCE", "lastNumber-updates")]
    [DataRow("-DBREAK_TAKES_ANOTHER_ADDRESS", "had[")]
    [DataRow("-DBREAK_NEVER_REFRESHES", "invalid end state")]
    [DataRow("-DBREAK_NEVER_RETRANSMITS", "invalid end state")]
    [DataRow("-DRFC5648 -DBREAK_GOES_BACK", "origin")]
    public void A_broken_protocol_is_refuted(string switches, string reason)
    {
        string output = Spin.Verify(switches, false);
        StringAssert.Contains(output, "errors: 1");
        StringAssert.Contains(output, reason);
    }

    [TestMethod]
    public void A_protocol_that_never_refreshes_does_not_agree()
    {
        string output = Spin.Verify("-DBREAK_NEVER_REFRESHES -DROUNDS=99", true);
        StringAssert.Contains(output, "acceptance cycle");
    }

    [TestMethod]
    public void What_the_model_mirrors_exists()
    {
        HashSet<string> members = [.. Members(typeof(MobileRouter).Assembly), .. Members(typeof(HomeAgent).Assembly)];
        string[] named = [.. Regex.Matches(Repository.Read(Spin.File), @"\b[A-Z]\w+\.[A-Z]\w+\b").Select(match => match.Value)];
        Assert.IsGreaterThan(60, named.Length);
        Assert.IsEmpty(named.Where(name => !members.Contains(name)));
    }

    [TestMethod]
    public void Every_switch_is_told_and_tried()
    {
        string page = Repository.Read("tests", "Model", "README.md");
        string source = Repository.Read("tests", "Host.Tests", "Model", "RegistrationModelTests.cs");
        string[] switches = [.. Regex.Matches(Repository.Read(Spin.File), @"BREAK_[A-Z0-9_]+\b").Select(match => match.Value)];
        Assert.IsNotEmpty(switches);
        Assert.IsEmpty(switches.Where(name => !page.Contains(name) || !source.Contains("-D" + name)));
    }

    private static void AssertHolds(string output)
    {
        StringAssert.Contains(output, "errors: 0");
        Assert.DoesNotContain("max search depth too small", output);
        Assert.DoesNotContain("Search not completed", output);
        Assert.IsGreaterThan(50000, Spin.States(output));
    }

    private static IEnumerable<string> Members(Assembly assembly)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        return assembly.GetTypes().SelectMany(type => type.GetMembers(All).Select(member => type.Name + "." + member.Name));
    }
}
