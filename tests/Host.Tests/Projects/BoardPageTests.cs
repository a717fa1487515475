using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The page of the ESP32 board says what its sources say: whoever wires a board goes by the page.</summary>
[TestClass]
public sealed partial class BoardPageTests
{
    // The columns of the page, and where Pins.Of has them.
    private const int PageEsp32 = 0;
    private const int PageS3 = 1;
    private const int PageC6 = 2;

    private static readonly string s_page = Repository.Read("boards", "Esp32", "README.md");

    [TestMethod]
    public void Pins_of_the_page_are_those_of_the_source()
    {
        int[][] sources =
        [
            .. PinsOfSource().Matches(Repository.Read("boards", "Esp32", "Pins.cs"))
                .Select(match => match.Groups["pins"].Value.Split(',').Select(int.Parse).ToArray()),
        ];
        int[][] rows =
        [
            .. PinRow().Matches(s_page).Select(match => match.Groups["pin"].Captures
                .Select(capture => int.Parse(capture.Value)).ToArray()),
        ];
        Assert.HasCount(3, sources);
        Assert.HasCount(10, rows);
        CollectionAssert.AreEqual(rows.Select(row => row[PageS3]).ToArray(), sources[0]);
        CollectionAssert.AreEqual(rows.Select(row => row[PageC6]).ToArray(), sources[1]);
        CollectionAssert.AreEqual(rows.Select(row => row[PageEsp32]).ToArray(), sources[2]);
    }

    [TestMethod]
    public void No_pin_of_a_chip_is_used_twice()
    {
        foreach (Match match in PinsOfSource().Matches(Repository.Read("boards", "Esp32", "Pins.cs")))
        {
            string[] pins = match.Groups["pins"].Value.Split(", ");
            Assert.HasCount(10, pins.Distinct());
        }
    }

    [TestMethod]
    public void Images_and_rate_of_the_page_are_those_of_nf_config()
    {
        XElement[] settings = [.. XDocument.Load(Repository.PathOf("nf.config")).Descendants()
            .Where(element => element.Name.LocalName.StartsWith("NanoFrameworkEsp32", StringComparison.Ordinal)
                && element.Name.LocalName.EndsWith("Target", StringComparison.Ordinal))];
        Assert.HasCount(3, settings);
        foreach (XElement setting in settings)
        {
            Assert.Contains($"| `{setting.Value}` | `{setting.Name.LocalName}` |", s_page);
        }

        string rate = XDocument.Load(Repository.PathOf("nf.config")).Descendants()
            .Single(element => element.Name.LocalName == "NanoFrameworkSerialBaudRate").Value;
        Assert.Contains($"{rate} bit/s", s_page);
    }

    [GeneratedRegex(@"new Pins\((?<pins>\d+(, \d+){9}), (true|false)\)")]
    private static partial Regex PinsOfSource();

    [GeneratedRegex(@"^\| (modem|Ethernet|console) [^|]+\|( (?<pin>\d+) \|){3}", RegexOptions.Multiline)]
    private static partial Regex PinRow();
}
