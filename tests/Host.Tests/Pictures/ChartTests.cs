using System.Linq;
using System.Xml.Linq;
using McoaRouter.Tools.Pictures;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Charts as SVG: whole XML, and each value where the scale has it.</summary>
[TestClass]
public sealed class ChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [TestMethod]
    public void EachBar_IsAsLongAsItsValue_AndNothingIsLost()
    {
        XElement picture = XElement.Parse(new BarChart
        {
            Title = "Gaps <of> \"all\" & more\u0001",
            Note = string.Join(' ', Enumerable.Repeat("words that fill the lines", 20)),
            Axis = "ms",
            Series = ["up", "down"],
            Groups =
            [
                new BarGroup("one", [new Bar(10), new Bar(20) { Low = 15, High = 30, Target = 25 }]),
                new BarGroup("two", [null, new Bar(40) { Text = "40 & some" }]),
            ],
        }.Draw());
        double[] widths = [.. Bars(picture, "f0"), .. Bars(picture, "f1")];
        Assert.HasCount(3, widths);
        Assert.AreEqual(2, widths[1] / widths[0], 0.01);
        Assert.AreEqual(4, widths[2] / widths[0], 0.01);
        string[] texts = [.. picture.Descendants(s_svg + "text").Select(text => text.Value)];
        CollectionAssert.IsSubsetOf(new[] { "Gaps <of> \"all\" & more", "10", "20", "40 & some", "–", "up", "down", "ms" }, texts);
        Assert.HasCount(1, Of(picture, "line", "target"));
        Assert.HasCount(3, Of(picture, "line", "span"));
        Assert.AreEqual(500, string.Join(' ', Of(picture, "text", "quiet").Select(text => text.Value))
            .Split(' ').Count(word => word is "words" or "that" or "fill" or "the" or "lines") * 5);
    }

    [TestMethod]
    public void ByPowersOfTen_EachDecadeIsAsLongAsAnother()
    {
        XElement picture = XElement.Parse(new BarChart
        {
            Title = "t",
            Axis = "octets",
            Series = [""],
            Groups = [new BarGroup("a", [new Bar(10)]), new BarGroup("b", [new Bar(100)]), new BarGroup("c", [new Bar(1000)])],
            Logarithmic = true,
        }.Draw());
        double[] widths = [.. Bars(picture, "f0")];
        Assert.AreEqual(0, widths[0], 0.01);
        Assert.AreEqual(2, widths[2] / widths[1], 0.01);
    }

    [TestMethod]
    public void EachPoint_HasItsDot_AndIsOnItsLine()
    {
        XElement picture = XElement.Parse(new LineChart
        {
            Title = "t",
            AxisX = "uplinks",
            AxisY = "a second",
            Series =
            [
                new LineSeries("build", [new LinePoint(1, 100), new LinePoint(2, 50), new LinePoint(4, 0) { Low = 0, High = 50 }]),
                new LineSeries("process", [new LinePoint(1, 10)]),
            ],
        }.Draw());
        double[] heights = [.. Of(picture, "circle", "f0").Select(dot => (double)dot.Attribute("cy")!)];
        Assert.HasCount(3, heights);
        Assert.AreEqual(heights[2] - heights[0], 2 * (heights[1] - heights[0]), 0.05);
        Assert.HasCount(1, Of(picture, "circle", "f1"));
        Assert.HasCount(1, Of(picture, "line", "l0"));
        foreach (XElement dot in Of(picture, "circle", "f0"))
        {
            StringAssert.Contains(
                Of(picture, "path", "l0")[0].Attribute("d")!.Value,
                $"{dot.Attribute("cx")!.Value} {dot.Attribute("cy")!.Value}");
        }
    }

    [TestMethod]
    public void AChart_OfNothing_IsStillAPicture()
    {
        XElement picture = XElement.Parse(
            new LineChart { Title = "t", AxisX = "x", AxisY = "y", Series = [new LineSeries("none", [])] }.Draw());
        Assert.IsNotEmpty(Of(picture, "line", "grid"));
    }

    [TestMethod]
    public void APicture_HasNoScript_NothingFromElsewhere_AndBothGrounds()
    {
        string text = new SvgCanvas(10, 10, "t", "d").Finish();
        Assert.DoesNotContain("script", text);
        Assert.DoesNotContain("url(", text);
        Assert.DoesNotContain("@import", text);
        Assert.DoesNotContain("href", text);
        StringAssert.Contains(text, "@media (prefers-color-scheme:dark)");
        Assert.AreEqual("img", XElement.Parse(text).Attribute("role")!.Value);
    }

    [TestMethod]
    [DataRow(0.0, "0")]
    [DataRow(0.0123, "0.0123")]
    [DataRow(0.5, "0.5")]
    [DataRow(12.34, "12.3")]
    [DataRow(123.4, "123")]
    [DataRow(1234.0, "1234")]
    [DataRow(85_300.0, "85.3 k")]
    [DataRow(1_000_000.0, "1 M")]
    [DataRow(2.5e9, "2.5 G")]
    public void AValue_IsWrittenInThreeDigits(double value, string text)
    {
        Assert.AreEqual(text, Scale.Text(value));
    }

    private static XElement[] Of(XElement picture, string element, string style)
    {
        return [.. picture.Descendants(s_svg + element).Where(mark => mark.Attribute("class")!.Value.Split(' ').Contains(style))];
    }

    /// <summary>The widths of the bars of a series: what has a hint, and so is no key.</summary>
    private static double[] Bars(XElement picture, string style)
    {
        return [.. Of(picture, "rect", style).Where(mark => mark.HasElements).Select(mark => (double)mark.Attribute("width")!)];
    }
}
