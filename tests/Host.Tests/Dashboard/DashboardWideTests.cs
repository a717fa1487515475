using System.IO;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Dashboard;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>The page and a configuration whose flow rules are longer than a request, in front of a whole console.</summary>
[TestClass]
public sealed class DashboardWideTests
{
    private const int Fast = 20;
    private const string LastFlow = "flows[15].name";

    [TestMethod]
    public async Task FlowRules_ThatAre_Longer_ThanARequest_Are_Staged_OneByOne()
    {
        await using ChromiumBrowser browser = await ChromiumBrowser.StartAsync();
        JsonObject wide = WideConfiguration.CreatePlain();
        Assert.IsGreaterThan(RequestLine.Longest, wide["flows"]!.ToJsonString().Length);
        using DemoTrial demo = new(Fast);
        Apply(wide, demo.Path);
        await using DashboardServer server = await DashboardServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), new SocketPort(demo.Path));
        await using BrowserPage page = await browser.OpenAsync(server.Address + "#configuration");
        await page.UntilAsync($"document.querySelector('[data-path=\"{LastFlow}\"]')");
        Assert.AreEqual(
            wide["flows"]![15]!["name"]!.ToString(),
            (await page.RunAsync($"document.querySelector('[data-path=\"{LastFlow}\"]').value"))!.ToString());

        await page.TypeAsync($"[data-path='{LastFlow}']", "last");
        await page.ClickAsync("#show-changes");
        await page.UntilAsync("document.querySelector('#dialog').open");
        StringAssert.StartsWith(await page.TextAsync("#dialog"), "One change");
        await page.ClickAsync("#apply");
        await page.UntilAsync("document.querySelector('#about').textContent.includes('configuration 2')");
        await page.UntilAsync("!document.querySelector('#about').textContent.includes('on trial')");
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));

        wide["flows"]![15]!["name"] = "last";
        wide["security"]!["key"] = "***";
        JsonNode got = JsonNode.Parse(OperatorRun.Of("get", "--json", "--port", demo.Path).Output)!;
        Assert.IsTrue(JsonNode.DeepEquals(wide, got["value"]), got.ToJsonString());
        Assert.AreEqual(2, got["revision"]!.GetValue<int>());
    }

    private static void Apply(JsonObject configuration, string port)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, configuration.ToJsonString());
            OperatorRun run = OperatorRun.Of("apply", file, "--yes", "--confirm-seconds", "3600", "--port", port);
            Assert.AreEqual(0, run.Code, run.Output + run.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
