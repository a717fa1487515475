using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>The dashboard as a user starts it, before the Linux board on a network with cuts, in a real browser.</summary>
[TestClass]
public sealed class DashboardBoardTests
{
    [TestMethod]
    public async Task TheBoard_IsShown_HandsOver_And_Takes_AnotherConfiguration()
    {
        LinuxTrial.Require();
        await using ChromiumBrowser browser = await ChromiumBrowser.StartAsync();
        using LabStage stage = new(
            new LabSettings { Console = true, FirstAcknowledgementTimeoutMs = 200 },
            new LabReport(new EventWriter(TextWriter.Null, json: true)),
            null,
            CancellationToken.None);
        stage.StartAll();
        using ProgramTrial dashboard = ProgramTrial.Start(
            ProgramTrial.CommandLine, "dashboard", "--port", stage.ConsolePath, "--listen", "127.0.0.1:0");
        dashboard.WaitForOutput("Open http://");
        string address = Regex.Match(dashboard.Output, "http://[0-9.:]+/").Value;
        await using BrowserPage page = await browser.OpenAsync(address);
        await page.UntilAsync(
            "document.querySelector('#summary').textContent.startsWith('Traffic takes wifi; 2 of 2 uplinks registered')");
        StringAssert.Contains(await page.TextAsync("[aria-label='Uplink lte']"), "2001:db8:b::2");
        await page.UntilAsync("document.querySelectorAll('#bindings tbody tr').length === 2");
        StringAssert.Contains(await page.TextAsync("#bindings tbody"), " of 4 min");

        stage.Topology.Cut("wifi");
        await page.UntilAsync("document.querySelector('#handovers').textContent.includes('wifi → lte')");
        await page.UntilAsync("document.querySelector('#summary').textContent.startsWith('Traffic takes lte; 1 of 2')");
        stage.Topology.Restore("wifi");
        await page.UntilAsync("document.querySelector('#handovers').textContent.includes('lte → wifi')");
        await page.PictureAsync("board-live");

        await page.ClickAsync("#tab-configuration");
        await page.TypeAsync("[data-path='uplinks[0].priority']", "50");
        await page.ClickAsync("#show-changes");
        await page.ClickAsync("#apply");
        await page.UntilAsync("document.querySelector('#about').textContent.includes('configuration 1')");
        await page.ClickAsync("#tab-live");
        await page.UntilAsync("document.querySelector('#summary').textContent.startsWith('Traffic takes lte; 2 of 2')");
        await page.UntilAsync("!document.querySelector('#about').textContent.includes('on trial')");
        await page.UntilAsync("!document.querySelector('.banner')");
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));

        using (ConsoleClient console = ConsoleClient.Connect(stage.ConsolePath))
        {
            JsonElement hello = console.Done("\"op\":\"hello\"");
            Assert.AreEqual(1, hello.GetProperty("revision").GetInt32());
            Assert.AreEqual("confirmed", hello.GetProperty("configuration").GetString());
            Assert.AreEqual("lte", console.Done("\"op\":\"status\"").GetProperty("path").GetString());
        }

        dashboard.Signal(PosixSignal.SIGINT);
        Assert.AreEqual(0, dashboard.ExitCode(), dashboard.Errors);
        stage.ExpectCleanEnd();
    }
}
