using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using McoaRouter.Consoles;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// The tables of <c>firmware/PROTOCOL.md</c> name the tests that there are, every test that claims a clause is in the
/// row of that clause, and the reader finds each kind of fault.
/// </summary>
[TestClass]
public sealed class ProtocolTableTests
{
    private const string Heading = "| clause | statement | level | side | where | tests |\n|---|---|---|---|---|---|\n";

    private static readonly string[] s_tests = ["SampleTests.Draft_5_4_Goes", "SampleTests.Works"];
    private static readonly string[] s_files = ["firmware/A/One.cs", "tools/B/One.cs", "tools/B/Two.cs"];

    [TestMethod]
    public void Every_row_has_its_form()
    {
        AssertNone(ProtocolRules.Form(Document()));
    }

    [TestMethod]
    public void Every_row_is_held_by_a_test_or_left_out_for_a_reason()
    {
        AssertNone(ProtocolRules.Evidence(Document()));
    }

    [TestMethod]
    public void Every_test_that_is_named_exists()
    {
        AssertNone(ProtocolRules.Tests(Document(), RepositoryNames.TestMethods()));
    }

    [TestMethod]
    public void Every_test_that_claims_a_clause_is_in_its_row()
    {
        AssertNone(ProtocolRules.Claims(Document(), RepositoryNames.TestMethods()));
    }

    [TestMethod]
    public void Every_source_that_is_named_exists()
    {
        AssertNone(ProtocolRules.Sources(Document(), RepositoryNames.SourceFiles()));
    }

    [TestMethod]
    public void Every_status_has_its_reaction_in_the_document()
    {
        string[] lines = Repository.Read(ProtocolTable.File).Split('\n');
        string[] rows = [.. lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        foreach (FieldInfo status in typeof(BindingStatus).GetFields())
        {
            int number = (int)status.GetRawConstantValue()!;
            Assert.IsTrue(
                number == BindingStatus.None || rows.Any(row => Numbers(row).Contains(number)),
                $"{ProtocolTable.File} has no row for status {number} ({status.Name}); say what the router does.");
        }
    }

    [TestMethod]
    public void Every_notice_is_told_of_in_the_document()
    {
        string text = Repository.Read(ProtocolTable.File);
        for (RouterNotice notice = 0; notice < RouterNotice.Count; notice++)
        {
            string name = RouterNoticeNames.Of(notice);
            Assert.Contains($"`{name}`", text, $"{ProtocolTable.File} does not say what causes '{name}'; add it.");
        }
    }

    [TestMethod]
    public void A_row_is_read_with_all_its_cells()
    {
        ProtocolTable table = Sample("| 5.4 a | All go. | MUST NOT | MR, HA | `A/One.cs`<br>`Two.cs` | `X.Y`<br>`Z` |");

        Assert.IsEmpty(table.Faults);
        ProtocolRow row = table.Rows.Single();
        Assert.AreEqual(5, row.Line);
        Assert.AreEqual("Draft", row.Document);
        Assert.AreEqual("5.4", row.Clause);
        Assert.AreEqual("a", row.Letter);
        Assert.AreEqual("All go.", row.Statement);
        Assert.AreEqual("MUST NOT", row.Level);
        CollectionAssert.AreEqual(new[] { "MR", "HA" }, row.Sides);
        CollectionAssert.AreEqual(new[] { "A/One.cs", "Two.cs" }, row.Sources);
        CollectionAssert.AreEqual(new[] { "X.Y", "Z" }, row.Tests);
        Assert.AreEqual(string.Empty, row.LeftOut);
        Assert.AreEqual("Draft_5_4", row.Claim);
    }

    [TestMethod]
    public void A_reason_is_read_and_other_tables_are_not()
    {
        ProtocolTable table = ProtocolTable.Read(
            "## Timers\n| timer | value |\n|---|---|\n| first | 1.5 s |\n\n## RFC 6275: Mobility\n" + Heading
            + "| 11.7.3 | Keys move. | SHOULD | MR | | left out: keys are configured. |\n\n| a | b |\n");

        Assert.IsEmpty(table.Faults);
        ProtocolRow row = table.Rows.Single();
        Assert.AreEqual("keys are configured.", row.LeftOut);
        Assert.AreEqual("Rfc6275_11_7_3", row.Claim);
        AssertNone(ProtocolRules.Evidence(table));
    }

    [TestMethod]
    [DataRow("Draft_5_4_All_Go", "Draft_5_4")]
    [DataRow("Draft_A_Figure_4_Returns_Home", "Draft_A_Figure_4")]
    [DataRow("Rfc6275_11_7_3_Status_135_Continues", "Rfc6275_11_7_3")]
    [DataRow("Rfc3963_5_A_Router", "Rfc3963_5")]
    [DataRow("Draft_A_Bulk_Update_Is_Read", "")]
    [DataRow("Rfc5952_Addresses_Are_Written", "")]
    [DataRow("A_Draft_5_4_Is_Not_Claimed", "")]
    public void A_test_claims_the_clause_that_its_name_begins_with(string method, string claim)
    {
        Assert.AreEqual(claim, ProtocolTable.ClaimOf(method));
    }

    [TestMethod]
    public void Another_document_can_be_named_in_the_row()
    {
        ProtocolTable table = ProtocolTable.Read(
            "## Other documents\n" + Heading + "| RFC 4443 2.4 b | Limited. | MUST | HA | `Two.cs` | `Works` |\n");

        Assert.AreEqual("Rfc4443_2_4", table.Rows.Single().Claim);
        Assert.AreEqual("b", table.Rows.Single().Letter);
    }

    [TestMethod]
    [DataRow("| 5.4 | All go. | must | MR | `Two.cs` | `Works` |", "'must' is no level")]
    [DataRow("| 5.4 | All go. | MUST | MN | `Two.cs` | `Works` |", "'MN' is no side")]
    [DataRow("| 5.4 | | MUST | MR | `Two.cs` | `Works` |", "the statement is missing")]
    [DataRow("| 5.4 | All go. | MUST | MR | `Two.cs` |", "5 cells where a row has 6")]
    [DataRow("| §5.4 | All go. | MUST | MR | `Two.cs` | `Works` |", "'§5.4' is no clause")]
    public void A_malformed_row_is_found(string row, string message)
    {
        AssertFinds(message, ProtocolRules.Form(Sample(row)));
    }

    [TestMethod]
    public void A_number_given_twice_is_found()
    {
        const string Row = "| 5.4 a | All go. | MUST | MR | `Two.cs` | `Works` |\n";
        AssertFinds("an earlier row has the same number", ProtocolRules.Form(Sample(Row + Row)));
    }

    [TestMethod]
    public void A_document_without_a_table_is_found()
    {
        AssertFinds("Rfc6275 has no table", ProtocolRules.Form(Sample(string.Empty)));
    }

    [TestMethod]
    [DataRow("| 5.4 | All go. | MUST | MR | `Two.cs` | |", "no test holds it")]
    [DataRow("| 5.4 | All go. | MUST | MR | `Two.cs` | left out: |", "no test holds it")]
    [DataRow("| 5.4 | All go. | MUST | MR | `Two.cs` | left out: too big, `Works` |", "a test holds what is left out")]
    [DataRow("| 5.4 | All go. | MUST | MR | | `Works` |", "no source is named")]
    public void A_row_without_evidence_is_found(string row, string message)
    {
        AssertFinds(message, ProtocolRules.Evidence(Sample(row)));
    }

    [TestMethod]
    public void A_test_that_does_not_exist_is_found_and_others_are_not()
    {
        AssertFinds(
            "there is no test 'Draft_5_4_Gone'",
            ProtocolRules.Tests(
                Sample("| 5.4 | All go. | MUST | MR | `Two.cs` | `Works`<br>`Draft_5_4_Gone` |"), s_tests));
        AssertFinds(
            "there is no test 'OtherTests.Works'",
            ProtocolRules.Tests(Sample("| 5.4 | All go. | MUST | MR | `Two.cs` | `OtherTests.Works` |"), s_tests));
        AssertNone(
            ProtocolRules.Tests(Sample("| 5.4 | All go. | MUST | MR | `Two.cs` | `SampleTests.Works` |"), s_tests));
    }

    [TestMethod]
    public void A_test_that_is_not_in_a_row_of_its_clause_is_found()
    {
        AssertFinds(
            "no row of Draft_5_4 in firmware/PROTOCOL.md names it",
            ProtocolRules.Claims(Sample("| 5.4 | All go. | MUST | MR | `Two.cs` | `Works` |"), s_tests));
        AssertFinds(
            "firmware/PROTOCOL.md has no row for Draft_5_4",
            ProtocolRules.Claims(Sample("| 5.3 | All go. | MUST | MR | `Two.cs` | `Draft_5_4_Goes` |"), s_tests));
        AssertNone(
            ProtocolRules.Claims(Sample("| 5.4 b | All go. | MUST | MR | `Two.cs` | `Draft_5_4_Goes` |"), s_tests));
        AssertNone(ProtocolRules.Claims(
            Sample("| 5.4 b | All go. | MUST | MR | `Two.cs` | `SampleTests.Draft_5_4_Goes` |"), s_tests));
    }

    [TestMethod]
    public void A_source_that_does_not_exist_or_could_be_two_is_found()
    {
        AssertFinds(
            "there is no source 'Three.cs'",
            ProtocolRules.Sources(Sample("| 5.4 | All go. | MUST | MR | `Three.cs` | `Works` |"), s_files));
        AssertFinds(
            "2 sources are called 'One.cs'",
            ProtocolRules.Sources(Sample("| 5.4 | All go. | MUST | MR | `One.cs` | `Works` |"), s_files));
        AssertNone(
            ProtocolRules.Sources(Sample("| 5.4 | All go. | MUST | MR | `A/One.cs`<br>`Two.cs` | `Works` |"), s_files));
        AssertFinds(
            "firmware/PROTOCOL.md:6: there is no source 'Three.cs'",
            ProtocolRules.Sources(Sample("\n| timer | 1 s | `Three.cs` |\n"), s_files));
        AssertNone(ProtocolRules.Sources(Sample("\nThe owner is `Two.cs`, not `three.json`.\n"), s_files));
    }

    // The statuses in the first cell of a row.
    private static IEnumerable<int> Numbers(string row)
    {
        return row.Split('|')[1].Split(',').Where(number => int.TryParse(number, out _)).Select(int.Parse);
    }

    private static ProtocolTable Document()
    {
        return ProtocolTable.Read(Repository.Read(ProtocolTable.File));
    }

    private static ProtocolTable Sample(string rows)
    {
        return ProtocolTable.Read("# Protocol\n## draft-ietf-monami6-multiplecoa-01\n" + Heading + rows);
    }

    private static void AssertNone(IEnumerable<string> messages)
    {
        string[] lines = [.. messages];
        if (lines.Length > 0)
        {
            Assert.Fail($"{lines.Length} faults:\n{string.Join('\n', lines)}");
        }
    }

    private static void AssertFinds(string message, IEnumerable<string> messages)
    {
        string[] lines = [.. messages];
        Assert.IsTrue(
            lines.Any(line => line.Contains(message, StringComparison.Ordinal)),
            $"'{message}' is not among:\n{string.Join('\n', lines)}");
    }
}
