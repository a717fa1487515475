using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Every threat of <c>firmware/THREATS.md</c> is held against by classes and tests that there are, or is said to be open;
/// and the reader finds each kind of fault.
/// </summary>
[TestClass]
public sealed class ThreatTableTests
{
    private const string Heading = "| threat | who | what happens | where | tests |\n|---|---|---|---|---|\n";

    private static readonly string[] s_tests = ["SampleTests.Works"];
    private static readonly string[] s_files = ["firmware/A/One.cs", "tools/B/One.cs", "tools/B/Two.cs"];

    [TestMethod]
    public void Every_threat_has_its_form()
    {
        AssertNone(Document().Faults);
    }

    [TestMethod]
    public void Every_threat_is_held_against_by_a_test_or_said_to_be_open()
    {
        ThreatTable page = Document();
        AssertNone(page.Evidence());
        Assert.IsTrue(page.Threats.Any(threat => threat.NotDefended.Length > 0), "a page without limits is not believed");
    }

    [TestMethod]
    public void Every_test_that_is_named_exists()
    {
        AssertNone(Document().MissingTests(RepositoryNames.TestMethods()));
    }

    [TestMethod]
    public void Every_source_that_is_named_exists()
    {
        AssertNone(Document().MissingSources(RepositoryNames.SourceFiles()));
    }

    [TestMethod]
    public void Every_attacker_has_a_threat()
    {
        string[] who = [.. Document().Threats.SelectMany(threat => threat.Who).Distinct().Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(new[] { "agent", "fleet", "host", "off", "path", "serial", "thief" }, who);
    }

    [TestMethod]
    public void Every_test_of_the_attacks_is_on_the_page()
    {
        string[] named = [.. Document().Threats.SelectMany(threat => threat.Tests)];
        AssertNone(
            from test in RepositoryNames.TestMethods("Attacks")
            where !named.Contains(test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..]) && !named.Contains(test)
            select $"{ThreatTable.File} does not name {test}; add it to the threat that it is about.");
    }

    [TestMethod]
    public void A_row_is_read_with_all_its_cells()
    {
        ThreatTable table = Sample("| A flood. | off, host | Bounded. | `A/One.cs`<br>`Two.cs` | `X.Y`<br>`Z` |\n"
            + "| Theft. | thief | | | not defended: lock `it`. |");

        AssertNone(table.Faults);
        AssertNone(table.Evidence());
        Threat held = table.Threats[0];
        Assert.AreEqual(4, held.Line);
        Assert.AreEqual("A flood.", held.What);
        CollectionAssert.AreEqual(new[] { "off", "host" }, held.Who);
        CollectionAssert.AreEqual(new[] { "A/One.cs", "Two.cs" }, held.Sources);
        CollectionAssert.AreEqual(new[] { "X.Y", "Z" }, held.Tests);
        Assert.AreEqual(string.Empty, held.NotDefended);
        Assert.AreEqual("lock `it`.", table.Threats[1].NotDefended);
        Assert.IsEmpty(table.Threats[1].Tests);
    }

    [TestMethod]
    [DataRow("| A flood. | off | Bounded. | `Two.cs` |", "4 cells where a row has 5")]
    [DataRow("| A flood. | mafia | Bounded. | `Two.cs` | `Works` |", "'mafia' is nobody")]
    [DataRow("| Theft. | thief | | | not defended: |", "say why it is not defended")]
    public void A_malformed_row_is_found(string row, string message)
    {
        AssertFinds(message, Sample(row).Faults);
    }

    [TestMethod]
    [DataRow("| A flood. | off | Bounded. | `Two.cs` | |", "name the class and a test")]
    [DataRow("| A flood. | off | Bounded. | | `Works` |", "name the class and a test")]
    [DataRow("| A flood. | off | | `Two.cs` | `Works` |", "say what happens")]
    [DataRow("| A flood. | off | | `Two.cs` | not defended: no. |", "make two rows of it")]
    public void A_threat_without_evidence_is_found(string row, string message)
    {
        AssertFinds(message, Sample(row).Evidence());
    }

    [TestMethod]
    public void Names_of_nothing_are_found()
    {
        AssertFinds(
            "there is no test 'Gone'", Sample("| A. | off | B. | `Two.cs` | `Works`<br>`Gone` |").MissingTests(s_tests));
        AssertNone(Sample("| A. | off | B. | `Two.cs` | `SampleTests.Works` |").MissingTests(s_tests));
        AssertFinds("0 sources are called 'Three.cs'", Sample("| A. | off | B. | `Three.cs` | `W` |").MissingSources(s_files));
        AssertFinds("2 sources are called 'One.cs'", Sample("| A. | off | B. | `One.cs` | `W` |").MissingSources(s_files));
        AssertNone(Sample("| A. | off | B. | `A/One.cs` | `W` |").MissingSources(s_files));
    }

    private static ThreatTable Document()
    {
        return ThreatTable.Read(Repository.Read(ThreatTable.File));
    }

    private static ThreatTable Sample(string rows)
    {
        return ThreatTable.Read("# Threats\n" + Heading + rows);
    }

    private static void AssertNone(IEnumerable<string> messages)
    {
        string[] lines = [.. messages];
        Assert.IsEmpty(lines, string.Join('\n', lines));
    }

    private static void AssertFinds(string message, IEnumerable<string> messages)
    {
        string[] lines = [.. messages];
        Assert.IsTrue(
            lines.Any(line => line.Contains(message, StringComparison.Ordinal)),
            $"'{message}' is not among:\n{string.Join('\n', lines)}");
    }
}
