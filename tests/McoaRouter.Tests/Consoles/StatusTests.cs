using System.Text;
using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

/// <summary>What <c>status</c> tells of paths and flow rules.</summary>
[TestClass]
public sealed class StatusTests
{
    private const string Status = "{\"op\":\"status\"}";
    private const string Rule = "{\"name\":\"voice\",\"protocol\":\"udp\",\"uplinks\":[\"lte\",\"wifi\"]}";
    private const string Balanced = "{\"name\":\"bulk\",\"uplinks\":[\"wifi\",\"lte\"],\"balance\":[3,1]}";

    // What counters may add to a status that a test can make.
    private const int CountersReserve = 1500;

    [TestMethod]
    public void A_Rule_Is_Told_With_What_Takes_It_And_What_The_Home_Agent_Makes_Of_It()
    {
        ConsoleBench bench = Steered("\"flows\":[" + Rule + "]");
        const string Head = "\"flows\":[{\"name\":\"voice\",\"uplinks\":[1,0],\"balanced\":false,\"shares\":";
        bench.Has(Status, Head + "[0,0],\"choice\":null,\"homeAgent\":null,\"status\":0}]");
        bench.Register();
        bench.Has(Status, Head + "[0,16],\"choice\":\"wifi\",\"homeAgent\":\"stated\",\"status\":0}]");

        // An answer without flow bindings.
        bench.Register();
        bench.Has(Status, Head + "[0,16],\"choice\":\"wifi\",\"homeAgent\":\"ignored\",\"status\":0}]");
    }

    [TestMethod]
    public void A_Balanced_Rule_Is_Told_With_The_Shares_Of_Its_Uplinks()
    {
        ConsoleBench bench = Steered("\"flows\":[" + Balanced + "]");
        bench.Register();
        bench.Has(Status, "\"uplinks\":[0,1],\"balanced\":true,\"shares\":[16,0],\"choice\":\"wifi\"");
    }

    [TestMethod]
    public void Probes_Are_Told_Where_Paths_Are_Watched()
    {
        ConsoleBench bench = Steered("\"health\":{}");
        bench.Has(
            Status,
            "\"roundTripMs\":null,\"probes\":{\"sent\":0,\"answered\":0,\"lossPercent\":0,\"roundTripMs\":null},\"transport\"");
        bench.Has(Status, "\"flows\":[]");
        new ConsoleBench().Has(Status, "\"probes\":null,\"transport\"");
        Steered("\"flows\":[" + Rule + "]").Has(Status, "\"probes\":null,\"transport\"");
    }

    [TestMethod]
    public void The_Largest_Status_Fits_Into_An_Answer_And_Into_An_Event()
    {
        ConsoleBench bench = new ConsoleBench(new TestSlots(), Largest());
        bench.Register();
        string answer = bench.Ask(Status);
        Assert.IsTrue(answer.IndexOf("\"ok\":true") > 0);
        Assert.IsTrue(answer.IndexOf("\"traffic\":{") > 0);
        Assert.IsTrue(answer.Length < ConsoleLimits.LineOctets - CountersReserve);

        bench.Ask("{\"op\":\"watch\",\"statusEveryMs\":250}");
        bench.PollAt(bench.Now + 250);
        string told = bench.Output.Take();
        Assert.IsTrue(told.IndexOf("\"event\":\"status\"") > 0);
        Assert.IsTrue(told.IndexOf("\"traffic\":{") > 0);
        Assert.AreEqual(16, Count(told, "\"homeAgent\":\"stated\""));
    }

    private static ConsoleBench Steered(string members)
    {
        return new ConsoleBench(new TestSlots(), Unsecured(ConsoleBench.Plain, members));
    }

    private static string Unsecured(string json, string members)
    {
        return json.Substring(0, json.IndexOf("\"security\"")) + "\"security\":\"none\"," + members + ","
            + json.Substring(json.IndexOf("\"uplinks\""));
    }

    /// <summary>As many uplinks and rules as there can be, with names that take the most room.</summary>
    private static string Largest()
    {
        StringBuilder uplinks = new StringBuilder();
        StringBuilder flows = new StringBuilder();
        for (int i = 0; i < Limits.Uplinks; i++)
        {
            uplinks.Append(i == 0 ? "{\"name\":\"" : ",{\"name\":\"").Append(Name(i)).Append("\",\"bid\":")
                .Append((1 + i).ToString()).Append(",\"priority\":").Append((200 - i).ToString())
                .Append(",\"link\":\"modem\",\"apn\":\"a\"}");
        }

        for (int i = 0; i < Limits.Flows; i++)
        {
            flows.Append(i == 0 ? "{\"name\":\"" : ",{\"name\":\"").Append(Name(i)).Append("\",\"uplinks\":[\"")
                .Append(Name(0)).Append("\"]}");
        }

        string json = ConsoleBench.Plain;
        int port = json.IndexOf("\"port\"");
        string whole = json.Substring(0, json.IndexOf("\"uplinks\"")) + "\"uplinks\":[" + uplinks.ToString() + "],"
            + json.Substring(port);
        return Unsecured(whole, "\"health\":{},\"flows\":[" + flows.ToString() + "]");
    }

    private static string Name(int index)
    {
        return new string('\u4E2D', 31) + (char)('\u4E2E' + index);
    }

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int at = text.IndexOf(part); at >= 0; at = text.IndexOf(part, at + 1))
        {
            count++;
        }

        return count;
    }
}
