using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The lab's scenarios of paths and flows, and the picture of what was captured.</summary>
[TestClass]
public sealed class LabHealthTests : CapturingTests
{
    private const string HomeAgentLink = "home-agent";
    private const string FlowIdentification = "45";
    private const string FlowSummary = "44";

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [TestMethod]
    public void ASilentFarEnd_IsFound_AndThePictureShowsTheCapturedPackets()
    {
        string file = Path.Combine(Captures, "silent.svg");
        LabOutcome outcome = LabOutcome.OfScenario("silent", Captures, "--svg", file);
        int found = outcome.Events("measured").First().GetProperty("milliseconds").GetInt32();
        Assert.IsInRange(500, 1550, found);

        XElement picture = XElement.Parse(File.ReadAllText(file));
        double[] updates = Marks(picture, "circle", "f3", "BindingUpdate");
        double[] upward = [.. Marks(picture, "rect", "f0", "Echo"), .. Marks(picture, "rect", "f1", "Echo")];
        Assert.IsNotEmpty(updates);

        // The picture's time is that since the death of the far end, the capture's that since its beginning.
        Dissection capture = new(Captures);
        double[] captured = Times(capture, "mip6.mhtype == 5");
        double[] requests = Times(
            capture, "icmpv6.type == 128 && ipv6.dst == 2001:db8:1::1 && !(ipv6.src == 2001:db8:1::100)");
        double[] replies = Downward(capture);
        double update = captured.First(time => requests.Any(request => request > time && request < time + 50)
            && !requests.Any(request => request > time - 400 && request < time));
        double death = update - updates[0];
        double from = death - 60;
        double to = death + upward.Max() + 1;
        double[] expected = [.. requests.Concat(replies).Where(time => time >= from && time <= to).Select(time => time - death).Order()];
        double[] drawn = [.. upward.Order()];
        Assert.AreEqual(expected.Length, drawn.Length, 1);
        Assert.IsNotEmpty(drawn);
        foreach (double mark in drawn)
        {
            Assert.IsTrue(expected.Any(time => Math.Abs(time - mark) < 10), $"No packet at {mark} ms.");
        }
    }

    [TestMethod]
    public void VoiceAndBulk_EachGoByTheirOwnUplink_BothWays()
    {
        LabOutcome.OfScenario("flows", Captures);
        Dissection capture = new(Captures);
        foreach ((string link, string filter) in ((string, string)[])[("lte", "udp.port == 5004"), ("wifi", "tcp.port == 50000")])
        {
            Assert.IsNotEmpty(capture.Select(link, filter + " && ipv6.src == 2001:db8:100:1::2", "frame.number"));
            Assert.IsNotEmpty(capture.Select(link, filter + " && ipv6.dst == 2001:db8:100:1::2", "frame.number"));
        }

        // Bulk has never another way; voice none between the first second, in which the home agent hears of the flows, and
        // the cut of its uplink.
        Assert.IsEmpty(capture.Select("lte", "tcp.port == 50000", "frame.number"));
        double[] voice = Times(capture, "lte", "udp.port == 5004");
        double first = Times(capture, "wifi", "udp.port == 5004").Select(time => time - voice[0]).First(time => time > 1000);
        Assert.IsGreaterThan(3000, first);

        // The home agent was told of both flows in full, and of what stayed by its number alone (RFC 6089 §4.2, §4.3).
        string[] options = [.. capture.Select(HomeAgentLink, "mip6.mhtype == 5", "mip6.mobility_opt").Select(fields => fields[0])];
        Assert.IsTrue(Array.Exists(options, known => known.Split(',').Count(option => option == FlowIdentification) == 2));
        Assert.IsTrue(Array.Exists(options, known => known.Split(',').Contains(FlowSummary)));
        string[] answers = [.. capture.Select(HomeAgentLink, "mip6.mhtype == 6", "mip6.mobility_opt").Select(fields => fields[0])];
        Assert.IsTrue(Array.Exists(answers, known => known.Split(',').Contains(FlowIdentification)));
    }

    [TestMethod]
    public void APlannedMove_LosesNoPacket_AndKeepsTheirOrder_BothWays()
    {
        LabOutcome outcome = LabOutcome.OfScenario("planned", Captures);
        Dissection capture = new(Captures);
        foreach ((string link, string port) in ((string, string)[])[("correspondent", "udp.dstport"), ("vehicle", "udp.srcport")])
        {
            // A kernel hands over several packets of a flow as one.
            int[] numbers = [.. capture.Select(link, port + " == 5004", "udp.payload")
                .SelectMany(fields => fields[0].Replace(":", "", StringComparison.Ordinal).Chunk(2 * PacketStream.Octets))
                .Select(packet => int.Parse(packet.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            Assert.IsGreaterThan(600, numbers.Length);
            CollectionAssert.AreEqual(Enumerable.Range(numbers[0], numbers.Length).ToArray(), numbers);
        }

        foreach (string link in (string[])["wifi", "lte"])
        {
            Assert.IsNotEmpty(capture.Select(link, "udp.srcport == 5004", "frame.number"));
            Assert.IsNotEmpty(capture.Select(link, "udp.dstport == 5004", "frame.number"));
        }

        JsonElement held = outcome.Events("measured").Last();
        Assert.IsGreaterThanOrEqualTo(2000, held.GetProperty("milliseconds").GetInt32());
    }

    private static double[] Times(Dissection capture, string filter)
    {
        return Times(capture, HomeAgentLink, filter);
    }

    /// <summary>When packets were captured, in ms since the epoch.</summary>
    private static double[] Times(Dissection capture, string link, string filter)
    {
        return [.. capture.Select(link, filter, "frame.time_epoch")
            .Select(fields => double.Parse(fields[0], CultureInfo.InvariantCulture) * 1000)];
    }

    private static double[] Downward(Dissection capture)
    {
        const string replies = "icmpv6.type == 129 && !(ipv6.dst == 2001:db8:1::100)";
        IEnumerable<double> times = Times(capture, "wifi", replies).Concat(Times(capture, "lte", replies));
        return [.. times];
    }

    /// <summary>The times that marks of a class tell in their hints, such as <c>Echo at 12.3 ms</c>.</summary>
    private static double[] Marks(XElement picture, string element, string style, string kind)
    {
        return [.. picture.Descendants(s_svg + element)
            .Where(mark => mark.Attribute("class")!.Value == style)
            .Select(mark => mark.Element(s_svg + "title")?.Value ?? "")
            .Where(hint => hint.StartsWith(kind + " at ", StringComparison.Ordinal))
            .Select(hint => double.Parse(hint[(kind.Length + 4)..^3], CultureInfo.InvariantCulture))];
    }
}
