using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The picture of the packets around the loss of an uplink.</summary>
[TestClass]
public sealed class CutPictureTests
{
    private const double Loss = 10_000;

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private static readonly TappedPacket[] s_packets =
    [
        new(Loss - 100, "wifi", true, PacketKind.Udp),
        new(Loss - 40, "wifi", true, PacketKind.Udp),
        new(Loss - 20, "wifi", false, PacketKind.Tcp),
        new(Loss + 3, "lte", true, PacketKind.BindingUpdate),
        new(Loss + 10, "lte", true, PacketKind.Udp),
        new(Loss + 13, "lte", false, PacketKind.BindingAcknowledgement),
        new(Loss + 30, "lte", false, PacketKind.Echo),
        new(Loss + 60, "lte", false, PacketKind.Echo),
    ];

    [TestMethod]
    public void EachPacket_IsOneMark_WhereItsTimeIs()
    {
        XElement picture = Draw(new LabChange(Loss, "wifi", LabChangeKind.Cut));
        double[] wifi = Marks(picture, "f0");
        double[] lte = Marks(picture, "f1");
        Assert.HasCount(2, wifi, "What was seen long before is not drawn.");
        Assert.HasCount(3, lte);
        Assert.HasCount(1, Of(picture, "circle", "f3").Where(dot => dot.HasElements).ToArray());
        Assert.HasCount(1, Of(picture, "circle", "f2").Where(dot => dot.HasElements).ToArray());
        double width = (wifi[1] - wifi[0]) / 20;
        Assert.AreEqual(50 * width, lte[0] - wifi[0], 0.1);
        Assert.AreEqual(100 * width, lte[2] - wifi[0], 0.1);
    }

    [TestMethod]
    public void TheGap_IsFromTheLastByTheLostUplink_ToTheFirstByAnother()
    {
        XElement picture = Draw(new LabChange(Loss, "wifi", LabChangeKind.Cut));
        CollectionAssert.AreEqual(
            new[] { "50.0 ms", "50.0 ms" }, Of(picture, "text", "warning").Select(text => text.Value).ToArray());
        double[] shades = [.. Of(picture, "rect", "shade").Select(shade => (double)shade.Attribute("width")!)];
        double[] wifi = Marks(picture, "f0");
        Assert.AreEqual((wifi[1] - wifi[0]) / 20 * 50, shades[0], 0.1);
    }

    [TestMethod]
    public void WhereNothingHadToMove_ThereIsNoGap()
    {
        XElement picture = Draw(new LabChange(Loss, "lte", LabChangeKind.Silenced));
        Assert.IsEmpty(Of(picture, "rect", "shade"));
        LabChange[] none = [];
        XElement.Parse(new CutPicture("bulk", none, s_packets).Draw());
    }

    [TestMethod]
    public void OnlyLosses_HaveAPanel()
    {
        XElement picture = Draw(
            new LabChange(Loss, "wifi", LabChangeKind.Faded),
            new LabChange(Loss + 20, "wifi", LabChangeKind.Restored),
            new LabChange(Loss + 40, "lte", LabChangeKind.Cut));
        string[] titles = [.. Of(picture, "text", "strong").Select(text => text.Value)];
        CollectionAssert.AreEqual(
            new[] { "mcoa lab: cut", "the signal of wifi falls below its floor", "lte is unplugged" }, titles);
    }

    private static XElement Draw(params LabChange[] changes)
    {
        return XElement.Parse(new CutPicture("cut", changes, s_packets).Draw());
    }

    private static IEnumerable<XElement> Of(XElement picture, string element, string style)
    {
        return picture.Descendants(s_svg + element).Where(mark => mark.Attribute("class")!.Value.Split(' ').Contains(style));
    }

    private static double[] Marks(XElement picture, string style)
    {
        return [.. Of(picture, "rect", style).Where(mark => mark.HasElements).Select(mark => (double)mark.Attribute("x")!)];
    }
}
