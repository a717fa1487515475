using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Dashboard;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

[TestClass]
public sealed class DashboardServerTests
{
    [TestMethod]
    public async Task ThePage_And_ItsFiles_Come_With_AStrictPolicy()
    {
        await using Site site = new();
        await site.OpenAsync();
        foreach (string path in new[] { "/", "/page.css", "/app.js", "/icon.svg" })
        {
            using HttpResponseMessage answer = await site.SendAsync(HttpMethod.Get, path);
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, path);
            string policy = string.Join(" ", answer.Headers.GetValues("Content-Security-Policy"));
            StringAssert.Contains(policy, "default-src 'none'; script-src 'self';");
            StringAssert.Contains(policy, "frame-ancestors 'none'");
            Assert.DoesNotContain("unsafe", policy);
            Assert.AreEqual("nosniff", string.Join(" ", answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.DoesNotContain("://", Regex.Replace(await answer.Content.ReadAsStringAsync(), "http://www.w3.org/2000/svg", ""));
        }
    }

    [TestMethod]
    [DataRow("GET", "/nothing", HttpStatusCode.NotFound)]
    [DataRow("GET", "/../mcoa.dll", HttpStatusCode.NotFound)]
    [DataRow("GET", "/api/other", HttpStatusCode.NotFound)]
    [DataRow("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [DataRow("GET", "/api/request", HttpStatusCode.MethodNotAllowed)]
    [DataRow("POST", "/api/events", HttpStatusCode.MethodNotAllowed)]
    [DataRow("PUT", "/api/check", HttpStatusCode.MethodNotAllowed)]
    public async Task WhatIsNot_There_IsRefused(string method, string path, HttpStatusCode status)
    {
        await using Site site = new();
        await site.OpenAsync();
        using HttpResponseMessage answer = await site.SendAsync(new HttpMethod(method), path, site.Token);
        Assert.AreEqual(status, answer.StatusCode);
    }

    [TestMethod]
    [DataRow("Host", "router.example")]
    [DataRow("Host", "localhost")]
    [DataRow("Host", "127.0.0.1:1")]
    [DataRow("Origin", "http://router.example")]
    [DataRow("Origin", "null")]
    [DataRow("Origin", "https://localhost:{port}")]
    [DataRow("Origin", "http://localhost:{port}")]
    [DataRow("Sec-Fetch-Site", "cross-site")]
    [DataRow("Sec-Fetch-Site", "same-site")]
    [DataRow(DashboardGuard.TokenHeader, "")]
    [DataRow(DashboardGuard.TokenHeader, "0000")]
    public async Task ARequest_FromElsewhere_IsRefused_Before_TheRouter_HearsOfIt(string header, string value)
    {
        await using Site site = new();
        await site.OpenAsync();
        using HttpRequestMessage request = site.NewRequest("""{"id":1,"op":"restart"}""");
        _ = request.Headers.Remove(header);
        _ = request.Headers.TryAddWithoutValidation(
            header, value.Replace("{port}", $"{site.Server.EndPoint.Port}", StringComparison.Ordinal));
        using HttpResponseMessage answer = await site.Http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.IsEmpty(site.Router.Requests);
    }

    [TestMethod]
    public async Task TheToken_Is_InThePage_For_ThisName_Alone()
    {
        await using Site site = new();
        await site.OpenAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, site.Server.Address);
        request.Headers.Host = "router.example:8580";
        using HttpResponseMessage answer = await site.Http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(site.Token, await answer.Content.ReadAsStringAsync());
        await using Site other = new();
        await other.OpenAsync();
        Assert.AreNotEqual(site.Token, other.Token);
    }

    [TestMethod]
    public async Task ARequest_IsPassedOn_And_Answered_Under_ItsOwnNumber()
    {
        await using Site site = new();
        await site.OpenAsync();
        JsonNode answer = await site.AskAsync("""{"id":4711,"op":"get"}""");
        Assert.AreEqual(4711, (int)answer["id"]!);
        Assert.AreEqual("bus-17", answer["result"]!["value"]!["name"]!.ToString());
        Assert.AreEqual("***", answer["result"]!["value"]!["security"]!["key"]!.ToString());
        JsonNode refused = await site.AskAsync("""{"op":"confirm"}""");
        Assert.IsNull(refused["id"]);
        Assert.AreEqual("no-trial", refused["error"]!["code"]!.ToString());
    }

    [TestMethod]
    [DataRow("reset")]
    [DataRow("capture")]
    [DataRow("watch")]
    [DataRow("nothing")]
    public async Task WhatThePage_DoesNotNeed_IsNotPassedOn(string op)
    {
        await using Site site = new();
        await site.OpenAsync();
        JsonNode answer = await site.AskAsync($$"""{"id":1,"op":"{{op}}","confirm":"erase"}""");
        Assert.AreEqual("unsupported", answer["error"]!["code"]!.ToString());
        Assert.IsEmpty(site.Router.Requests);
    }

    [TestMethod]
    [DataRow("[]")]
    [DataRow("{")]
    [DataRow("")]
    [DataRow("{\"op\":7}")]
    [DataRow("{\"id\":1}")]
    public async Task WhatIs_NoRequest_IsRefused(string body)
    {
        await using Site site = new();
        await site.OpenAsync();
        using HttpRequestMessage request = site.NewRequest(body);
        using HttpResponseMessage answer = await site.Http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.IsEmpty(site.Router.Requests);
    }

    [TestMethod]
    public async Task ARequest_AsAForm_Or_TooLong_IsRefused()
    {
        await using Site site = new();
        await site.OpenAsync();
        using HttpRequestMessage form = site.NewRequest("""{"id":1,"op":"restart"}""");
        form.Content!.Headers.ContentType = new("text/plain");
        using HttpResponseMessage refused = await site.Http.SendAsync(form);
        Assert.AreEqual(HttpStatusCode.BadRequest, refused.StatusCode);
        JsonNode answer = await site.AskAsync($$"""{"id":1,"op":"set","value":"{{new string('x', 5000)}}"}""");
        Assert.AreEqual("too-long", answer["error"]!["code"]!.ToString());
        Assert.IsEmpty(site.Router.Requests);
    }

    [TestMethod]
    public async Task ACheck_Finds_Faults_By_Path_And_Takes_AStoredSecret()
    {
        await using Site site = new();
        await site.OpenAsync();
        JsonNode value = JsonNode.Parse(Repository.Read("tools", "mcoa", "Drive", "example.json"))!;
        value["security"]!["key"] = "***";
        JsonNode good = await site.AskAsync(new JsonObject { ["value"] = value.DeepClone() }.ToJsonString(), "/api/check");
        Assert.IsEmpty(good["faults"]!.AsArray());
        value["uplinks"]![1]!["bid"] = 1;
        value["port"]!["prefix"] = "2001:db8:200::/64";
        JsonArray faults = (await site.AskAsync(
            new JsonObject { ["value"] = value.DeepClone() }.ToJsonString(), "/api/check"))["faults"]!.AsArray();
        Assert.HasCount(2, faults);
        Assert.AreEqual("uplinks[1].bid", faults[0]!["path"]!.ToString());
        StringAssert.StartsWith(faults[0]!["message"]!.ToString(), "1 is already used");
        Assert.AreEqual("port.prefix", faults[1]!["path"]!.ToString());
        Assert.IsEmpty(site.Router.Requests);
    }

    [TestMethod]
    public async Task TheSchema_Is_Served()
    {
        await using Site site = new();
        await site.OpenAsync();
        using HttpResponseMessage answer = await site.SendAsync(HttpMethod.Get, "/api/schema", site.Token);
        JsonNode schema = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.IsNotNull(schema["properties"]!["uplinks"]);
    }

    [TestMethod]
    public async Task SeveralPages_GetTheSameEvents_And_OneThatLeaves_DisturbsNone()
    {
        await using Site site = new();
        await site.OpenAsync();
        using Reader one = await site.ReadAsync();
        using (Reader two = await site.ReadAsync())
        {
            site.Router.MoveTo("lte");
            Assert.AreEqual("lte", (await two.UntilAsync("path"))["uplink"]!.ToString());
        }

        Assert.AreEqual("lte", (await one.UntilAsync("path"))["uplink"]!.ToString());
        site.Router.MoveTo("wifi");
        Assert.AreEqual("wifi", (await one.UntilAsync("path"))["uplink"]!.ToString());
        using Reader late = await site.ReadAsync();
        Assert.AreEqual("lte", (await late.UntilAsync("path"))["uplink"]!.ToString());
        _ = await late.UntilAsync("present");
    }

    [TestMethod]
    public async Task ALostRouter_IsSaid_And_TakenUpAgain_When_ItIsBack()
    {
        await using Site site = new();
        await site.OpenAsync();
        using Reader reader = await site.ReadAsync();
        _ = await reader.UntilAsync("status");
        site.Router.Leave();
        JsonNode lost = await reader.UntilAsync("line", line => line["state"]!.ToString() == "lost");
        Assert.AreNotEqual("", lost["message"]!.ToString());
        using HttpRequestMessage request = site.NewRequest("""{"id":5,"op":"status"}""");
        using HttpResponseMessage answer = await site.Http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        JsonNode said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.AreEqual(5, (int)said["id"]!);
        Assert.AreEqual("connection-lost", said["error"]!["code"]!.ToString());
        site.Router.Return();
        JsonNode back = await reader.UntilAsync("line", line => line["state"]!.ToString() == "connected");
        Assert.AreEqual("bus-17", back["hello"]!["name"]!.ToString());
        _ = await reader.UntilAsync("status");
        Assert.IsTrue((bool)(await site.AskAsync("""{"id":6,"op":"status"}"""))["ok"]!);
    }

    [TestMethod]
    public async Task ARouter_That_ComesLater_IsWaitedFor()
    {
        await using Site site = new();
        site.Router.Leave();
        await site.OpenAsync(wait: false);
        using Reader reader = await site.ReadAsync();
        _ = await reader.UntilAsync("line", line => line["state"]!.ToString() == "lost");
        site.Router.Return();
        _ = await reader.UntilAsync("line", line => line["state"]!.ToString() == "connected");
    }

    [TestMethod]
    public async Task AServer_Ends_While_Pages_Listen()
    {
        await using Site site = new();
        await site.OpenAsync();
        using Reader reader = await site.ReadAsync();
        _ = await reader.UntilAsync("status");
        Stopwatch watch = Stopwatch.StartNew();
        await site.Server.DisposeAsync();
        Assert.IsLessThan(10, watch.Elapsed.TotalSeconds);
    }

    [TestMethod]
    public async Task AnAddress_That_OthersReach_IsRefused()
    {
        using ScriptedRouter router = new(watched: true);
        _ = await Assert.ThrowsExactlyAsync<ArgumentException>(
            () => DashboardServer.StartAsync(new IPEndPoint(IPAddress.Any, 0), new SocketPort(router.Port)));
    }

    /// <summary>A router, the server before it, and a client that is no browser.</summary>
    private sealed class Site : IAsyncDisposable
    {
        public HttpClient Http { get; } = new();

        public ScriptedRouter Router { get; } = new(watched: true);

        public DashboardServer Server { get; private set; } = null!;

        public string Token { get; private set; } = "";

        public async Task OpenAsync(bool wait = true)
        {
            Server = await DashboardServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), new SocketPort(Router.Port));
            string page = await Http.GetStringAsync(Server.Address);
            Token = Regex.Match(page, "name=\"mcoa-token\" content=\"([0-9a-f]{64})\"").Groups[1].Value;
            Assert.AreEqual(64, Token.Length);
            if (wait)
            {
                using Reader reader = await ReadAsync();
                _ = await reader.UntilAsync("line", line => line["state"]!.ToString() == "connected");
            }
        }

        public HttpRequestMessage NewRequest(string body, string path = "/api/request")
        {
            HttpRequestMessage request = new(HttpMethod.Post, new Uri(new Uri(Server.Address), path))
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add(DashboardGuard.TokenHeader, Token);
            request.Headers.Add("Origin", Server.Address.TrimEnd('/'));
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            return request;
        }

        public async Task<JsonNode> AskAsync(string body, string path = "/api/request")
        {
            using HttpRequestMessage request = NewRequest(body, path);
            using HttpResponseMessage answer = await Http.SendAsync(request);
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        }

        public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null)
        {
            using HttpRequestMessage request = new(method, new Uri(new Uri(Server.Address), path));
            request.Headers.Add(DashboardGuard.TokenHeader, token ?? "");
            return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }

        public async Task<Reader> ReadAsync()
        {
            HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/api/events", Token);
            Assert.AreEqual("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
            return new Reader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await Server.DisposeAsync();
            Router.Dispose();
        }
    }

    /// <summary>One page's events.</summary>
    private sealed class Reader(HttpResponseMessage answer, StreamReader lines) : IDisposable
    {
        public async Task<JsonNode> UntilAsync(string name, Func<JsonNode, bool>? fits = null)
        {
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
            List<string> seen = [];
            while (await lines.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    JsonNode found = JsonNode.Parse(line[6..])!;
                    Assert.IsGreaterThan(0, (long)found["at"]!);
                    JsonNode told = found["event"]!;
                    Assert.AreEqual(told["event"]!.ToString() is "status" or "present", found["text"] == null, line);
                    seen.Add(told["event"]!.ToString());
                    if (told["event"]!.ToString() == name && (fits == null || fits(told)))
                    {
                        return told;
                    }
                }
            }

            throw new AssertFailedException($"No {name} came, only {string.Join(", ", seen)}.");
        }

        public void Dispose()
        {
            lines.Dispose();
            answer.Dispose();
        }
    }
}
