using System.Linq;
using System.Net;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Dashboard;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>The page in a real browser, against a console by script.</summary>
[TestClass]
public sealed class DashboardPageTests
{
    [TestMethod]
    public async Task Shows_TheRouter_And_AHandover_Without_Complaints()
    {
        await using Stage stage = await Stage.OpenAsync();
        BrowserPage page = stage.Page;
        await page.UntilAsync("document.querySelectorAll('#uplinks article').length === 2");
        Assert.AreEqual("bus-17", await page.TextAsync("#name"));
        StringAssert.StartsWith(await page.TextAsync("#summary"), "Traffic takes wifi; 2 of 2 uplinks registered");
        StringAssert.Contains(await page.TextAsync("[aria-label='Uplink wifi']"), "2001:db8:a:4::51");
        await page.UntilAsync("document.querySelector('#bindings tbody tr')");
        await page.UntilAsync("document.querySelector('#counters').textContent.includes('bad checksum')");

        stage.Router.Bind("wifi", "absent");
        stage.Router.MoveTo("lte");
        await page.UntilAsync("document.querySelector('#summary').textContent.startsWith('Traffic takes lte; 1 of 2')");
        await page.UntilAsync("document.querySelectorAll('#timeline rect.dot').length === 1");
        await page.UntilAsync("document.querySelector('#announcer').textContent.includes('path: lte.')");
        StringAssert.Contains(await page.TextAsync("#handovers tbody"), "wifi → lte");
        StringAssert.Contains(await page.TextAsync("#timeline svg title"), "wifi");
        StringAssert.Contains(
            (await page.RunAsync("document.querySelector('#timeline svg').getAttribute('aria-label')"))!.ToString(),
            "1 hand-over; traffic takes lte now");
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));
    }

    [TestMethod]
    public async Task Shows_HowWellThePathsServe_And_WhatTheFlowsTake()
    {
        await using Stage stage = await Stage.OpenAsync();
        BrowserPage page = stage.Page;
        await page.UntilAsync("document.querySelectorAll('#uplinks article').length === 2");
        string wifi = await page.TextAsync("[aria-label='Uplink wifi']");
        StringAssert.Contains(wifi, "path good");
        StringAssert.Contains(wifi, "0 % lost");
        StringAssert.Contains(wifi, "300 of 301 answered");
        StringAssert.Contains(await page.TextAsync("[aria-label='Uplink lte']"), "path degraded");
        string flows = await page.TextAsync("#flows tbody");
        StringAssert.Contains(flows, "lte, then wifi");
        StringAssert.Contains(flows, "follows");
        StringAssert.Contains(flows, "refuses (128)");
        await page.UntilAsync(
            "document.querySelector(\"[aria-label='Uplink wifi'] polyline\").getAttribute('points').split(' ').length > 2");

        stage.Router.Judge("wifi", "dead");
        await page.UntilAsync("document.querySelector(\"[aria-label='Uplink wifi']\").textContent.includes('path dead')");
        await page.PictureAsync("dead");
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));
    }

    [TestMethod]
    public async Task ARouter_WithoutAuthentication_IsWarnedOf()
    {
        const string Warning = "document.querySelector('#registration .fault')";
        await using Stage stage = await Stage.OpenAsync();
        await stage.Page.UntilAsync("document.querySelector('#registration').textContent.includes('HMAC')");
        await stage.Page.UntilAsync($"{Warning} === null");
        stage.Router.Running["security"] = "none";
        await stage.Page.UntilAsync($"{Warning}?.textContent.startsWith('none: anyone on the path')");
    }

    [TestMethod]
    public async Task APage_That_ComesLate_Shows_TheHandover_Before_It()
    {
        await using Stage stage = await Stage.OpenAsync();
        await stage.Page.UntilAsync("document.querySelectorAll('#uplinks article').length === 2");
        stage.Router.MoveTo("lte");
        await stage.Page.UntilAsync("document.querySelectorAll('#timeline rect.dot').length === 1");
        await using BrowserPage late = await stage.Browser.OpenAsync(stage.Server.Address);
        await late.UntilAsync("document.querySelector('#handovers').textContent.includes('wifi → lte')");
    }

    [TestMethod]
    public async Task ABadConfiguration_IsRefused_At_TheField()
    {
        await using Stage stage = await Stage.OpenAsync("#configuration");
        BrowserPage page = stage.Page;
        await page.TypeAsync("[data-path='uplinks[1].bid']", "1");
        await page.UntilAsync("document.querySelector('[data-path=\"uplinks[1].bid\"]').ariaInvalid === 'true'");
        string fault = await page.TextAsync("[id='fault-uplinks[1].bid']");
        Assert.AreEqual("1 is already used by uplinks[0]; give each uplink its own BID (1..65535)", fault);
        StringAssert.Contains(await page.TextAsync(".faults"), "uplinks[1].bid");
        Assert.AreEqual(
            1, (await page.RunAsync("document.querySelectorAll('[aria-invalid=true]').length"))!.GetValue<int>());

        // The router says the same when it is staged, and the focus goes to the field.
        await page.ClickAsync("#show-changes");
        await page.UntilAsync("document.activeElement.dataset.path === 'uplinks[1].bid'");
        await page.PictureAsync("refused");
        Assert.AreEqual(7, stage.Router.Revision);
        Assert.IsFalse(stage.Router.Requests.Exists(request => request.Contains("\"commit\"")));
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));
    }

    [TestMethod]
    public async Task AGoodConfiguration_IsShown_Applied_And_Confirmed_ByItself()
    {
        await using Stage stage = await Stage.OpenAsync("#configuration");
        BrowserPage page = stage.Page;
        await page.TypeAsync("[data-path='name']", "bus-18");
        await page.ClickAsync("#show-changes");
        await page.UntilAsync("document.querySelector('#dialog').open");
        StringAssert.Contains(await page.TextAsync("#dialog tbody"), "bus-17bus-18");
        await page.PictureAsync("changes");
        await page.ClickAsync("#apply");
        await page.UntilAsync("document.querySelector('#name').textContent === 'bus-18'");
        await stage.UntilAsync(() => stage.Router.Configuration == "confirmed" && stage.Router.Revision == 8);
        Assert.AreEqual("bus-18", (string?)stage.Router.Running["name"]);
        await page.UntilAsync("!document.querySelector('[data-kind=trial]')");

        // The key was neither seen nor changed.
        string set = stage.Router.Requests.Single(request => request.Contains("\"set\""));
        StringAssert.Contains(set, "\"key\":\"***\"");
        StringAssert.Contains(stage.Router.Running["security"]!.ToJsonString(), "00112233445566778899aabbccddeeff");
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));
    }

    [TestMethod]
    public async Task ATrial_WithoutRegistration_IsNotConfirmed_And_ItsRollBack_IsShown_With_TheReason()
    {
        await using Stage stage = await Stage.OpenAsync("#configuration");
        BrowserPage page = stage.Page;
        stage.Router.Bind("wifi", "absent");
        stage.Router.Bind("lte", "registering");
        await page.TypeAsync("[data-path='name']", "bus-18");
        await page.ClickAsync("#show-changes");
        await page.ClickAsync("#apply");
        await page.UntilAsync("document.querySelector('[data-kind=trial]')");
        await page.PictureAsync("trial");
        await page.ClickAsync("[data-kind=trial] .primary");
        await page.UntilAsync("document.querySelector('[data-kind=trial]').textContent.includes('no uplink is registered')");
        Assert.AreEqual("trial", stage.Router.Configuration);
        stage.Router.RollBack("not registered in time");
        await page.UntilAsync("document.querySelector('#rolled-back')");
        StringAssert.Contains(
            await page.TextAsync("#rolled-back"), "Configuration 8 was rolled back: not registered in time.");
        await page.UntilAsync("!document.querySelector('[data-kind=trial]')");
    }

    [TestMethod]
    public async Task TheFieldsOf_ALink_Come_And_Go_With_It()
    {
        await using Stage stage = await Stage.OpenAsync("#configuration");
        BrowserPage page = stage.Page;
        await page.UntilAsync("document.querySelector('[data-path=\"uplinks[1].link\"]')");
        Assert.AreEqual("", await page.TextAsync("[for='field-uplinks[1].ssid']"));
        await ChooseAsync(page, "uplinks[1].link", "wifi");
        await page.UntilAsync("document.querySelector('[data-path=\"uplinks[1].ssid\"]')");
        await page.TypeAsync("[data-path='uplinks[1].passphrase']", "secret");
        Assert.AreEqual("password", (await page.RunAsync(
            "document.querySelector('[data-path=\"uplinks[1].passphrase\"]').type"))!.ToString());
        await page.UntilAsync("document.querySelector('[id=\"fault-uplinks[1].ssid\"]').textContent.includes('missing')");
        await ChooseAsync(page, "uplinks[1].link", "ethernet");
        await page.UntilAsync("!document.querySelector('[data-path=\"uplinks[1].ssid\"]')");
    }

    [TestMethod]
    public async Task ALostLine_IsSaid_And_ItsReturn()
    {
        await using Stage stage = await Stage.OpenAsync();
        BrowserPage page = stage.Page;
        await page.UntilAsync("document.querySelector('#line').textContent === 'connected'");
        stage.Router.Leave();
        await page.UntilAsync("document.querySelector('#lost')");
        Assert.AreEqual("line lost", await page.TextAsync("#line"));
        stage.Router.Return();
        await page.UntilAsync("!document.querySelector('#lost')");
        await page.UntilAsync("document.querySelector('#line').textContent === 'connected'");
    }

    [TestMethod]
    public async Task Markup_FromTheRouter_Stays_Text()
    {
        await using Stage stage = await Stage.OpenAsync("#log");
        await stage.Page.UntilAsync("document.querySelector('#lines').textContent.includes('<b>wifi</b> is up')");
        Assert.AreEqual("", await stage.Page.TextAsync("#lines b"));
    }

    [TestMethod]
    public async Task Tabs_Are_MovedThrough_ByKeys()
    {
        await using Stage stage = await Stage.OpenAsync();
        BrowserPage page = stage.Page;
        _ = await page.RunAsync("document.querySelector('#tab-live').focus()");
        await page.PressAsync("ArrowRight");
        await page.UntilAsync("document.activeElement.id === 'tab-configuration' && !document.querySelector('#configuration').hidden");
        await page.PressAsync("End");
        await page.UntilAsync("document.activeElement.id === 'tab-log' && document.querySelector('#configuration').hidden");
    }

    [TestMethod]
    [DataRow("light", 1280, false)]
    [DataRow("dark", 1280, true)]
    [DataRow("phone", 390, false)]
    [DataRow("phone-dark", 390, true)]
    public async Task Fits_TheScreen_And_Has_Names_And_Contrast(string name, int width, bool dark)
    {
        await using Stage stage = await Stage.OpenAsync();
        BrowserPage page = stage.Page;
        await page.LookAsync(width, 900, dark);
        await page.UntilAsync("document.querySelector('#bindings tbody tr')");
        await stage.PlayAsync();
        await page.UntilAsync("document.querySelectorAll('#timeline .mark').length === 3");
        await CheckAsync(page);
        await page.PictureAsync(name + "-live");
        await page.ClickAsync("#tab-configuration");
        await page.UntilAsync("document.querySelector('[data-path=\"uplinks[1].bid\"]')");
        await CheckAsync(page);
        await page.PictureAsync(name + "-configuration");
        await page.ClickAsync("#tab-log");
        await page.UntilAsync("document.querySelector('#lines li')");
        await CheckAsync(page);
        await page.PictureAsync(name + "-log");
    }

    [TestMethod]
    public async Task TheDemo_HandsOver_And_Takes_AnotherConfiguration()
    {
        await using ChromiumBrowser browser = await ChromiumBrowser.StartAsync();
        await using DemoPort demo = new(speed: 10);
        await using DashboardServer server = await DashboardServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), demo);
        await using BrowserPage page = await browser.OpenAsync(server.Address);
        await page.UntilAsync("document.querySelectorAll('#timeline .mark').length > 0");
        await page.UntilAsync("document.querySelector('#uplinks [data-state=registered]')");
        await page.PictureAsync("demo");
        await page.ClickAsync("#tab-configuration");
        await page.TypeAsync("[data-path='name']", "bus-18");
        await page.ClickAsync("#show-changes");
        await page.ClickAsync("#apply");
        await page.UntilAsync("document.querySelector('#about').textContent.includes('configuration 1')");
        await page.UntilAsync("document.querySelector('#name').textContent === 'bus-18'");
        await page.UntilAsync("!document.querySelector('#about').textContent.includes('on trial')");
        await page.UntilAsync("[...document.querySelectorAll('.banner')].length === 0");
        Assert.IsEmpty(page.Complaints, string.Join("\n", page.Complaints));
    }

    private static async Task ChooseAsync(BrowserPage page, string path, string text)
    {
        _ = await page.RunAsync(
            $$"""
            (select => {
              select.value = [...select.options].find(option => option.text === "{{text}}").value;
              select.dispatchEvent(new Event("change", { bubbles: true }));
            })(document.querySelector('[data-path="{{path}}"]'))
            """);
    }

    /// <summary>Nothing sticks out, every control has a name, every text stands out from its ground (WCAG 2.1, 4.5:1).</summary>
    private static async Task CheckAsync(BrowserPage page)
    {
        string found = (await page.RunAsync(
            """
            (() => {
              const found = [];
              const shown = node => node.getClientRects().length > 0;
              if (document.documentElement.scrollWidth > innerWidth) {
                found.push(`the page is ${document.documentElement.scrollWidth} wide on ${innerWidth}`);
              }
              for (const control of document.querySelectorAll("button, input, select")) {
                if (shown(control) && !control.labels?.length && !control.ariaLabel && !control.textContent.trim()) {
                  found.push(`no name: ${control.outerHTML}`);
                }
              }
              const ids = [...document.querySelectorAll("[id]")].map(node => node.id);
              ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push(`twice: ${id}`));
              const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
              const rgb = colour => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
              const ground = node => {
                for (let at = node; at; at = at.parentElement) {
                  const colour = rgb(getComputedStyle(at).backgroundColor);
                  if (colour[3] === 255) {
                    return colour;
                  }
                }
                return [255, 255, 255, 255];
              };
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const seen = new Set();
              while (walk.nextNode()) {
                const node = walk.currentNode.parentElement;
                if (!walk.currentNode.textContent.trim() || seen.has(node) || !shown(node) || node.closest("svg, :disabled, .unseen")) {
                  continue;
                }
                seen.add(node);
                const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
                if ((a + .05) / (b + .05) < 4.5) {
                  found.push(`contrast ${((a + .05) / (b + .05)).toFixed(2)}: ${node.outerHTML.slice(0, 120)}`);
                }
              }
              return found.join("\n");
            })()
            """))!.ToString();
        Assert.AreEqual("", found);
    }

    /// <summary>A router, the server before it, and a browser with its page.</summary>
    private sealed class Stage : System.IAsyncDisposable
    {
        private Stage(ScriptedRouter router, DashboardServer server, ChromiumBrowser browser, BrowserPage page)
        {
            Router = router;
            Server = server;
            Browser = browser;
            Page = page;
        }

        public ScriptedRouter Router { get; }

        public DashboardServer Server { get; }

        public ChromiumBrowser Browser { get; }

        public BrowserPage Page { get; }

        public static async Task<Stage> OpenAsync(string view = "")
        {
            ChromiumBrowser browser = await ChromiumBrowser.StartAsync();
            ScriptedRouter router = new(watched: true);
            DashboardServer server = await DashboardServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), new SocketPort(router.Port));
            return new Stage(router, server, browser, await browser.OpenAsync(server.Address + view));
        }

        /// <summary>Half a minute's worth of driving in six seconds.</summary>
        public async Task PlayAsync()
        {
            string?[] paths = ["lte", null, "wifi"];
            for (int i = 0; i < 60; i++)
            {
                Router.Signal("wifi", -52 - (i % 20 * 2));
                Router.Signal("lte", -78 - (i % 14 * 2));
                if (i % 20 == 10)
                {
                    string? path = paths[i / 20];
                    Router.Bind("wifi", path == "wifi" ? "registered" : "registering");
                    Router.Bind("lte", path == null ? "refused" : "registered");
                    Router.MoveTo(path);
                }

                await Task.Delay(100);
            }
        }

        public async Task UntilAsync(System.Func<bool> condition)
        {
            for (int i = 0; i < 200 && !condition(); i++)
            {
                await Task.Delay(50);
            }

            Assert.IsTrue(condition());
        }

        public async ValueTask DisposeAsync()
        {
            await Page.DisposeAsync();
            await Browser.DisposeAsync();
            await Server.DisposeAsync();
            Router.Dispose();
        }
    }
}
