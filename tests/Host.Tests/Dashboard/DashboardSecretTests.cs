using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Dashboard;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>Everything that the dashboard's server says, in front of a whole console, must hold no secret.</summary>
[TestClass]
public sealed class DashboardSecretTests
{
    private const int Fast = 20;

    [TestMethod]
    public async Task NoAnswer_And_NoEvent_ShowsASecret()
    {
        using DemoTrial demo = new(Fast);
        using (ConsoleClient client = demo.Connect())
        {
            client.WaitForRegistration();
        }

        await using DashboardServer server = await DashboardServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), new SocketPort(demo.Path));
        using Visitor visitor = await Visitor.ComeAsync(server.Address);
        Task<string> events = visitor.ListenAsync("\"rolledBack\"");
        GivenSecrets.Stage(members => visitor.AskAsync($"{{\"id\":1,{members}}}").GetAwaiter().GetResult());
        foreach (string op in (string[])
            ["hello", "get", "changes", "check", "status", "bindings", "counters", "log", "commit", "confirm", "get", "rollback"])
        {
            StringAssert.StartsWith(await visitor.AskAsync($"{{\"id\":1,\"op\":\"{op}\"}}"), "{\"");
        }

        StringAssert.Contains(visitor.Said, "\"***\"");
        await visitor.AskAsync("{\"op\":\"get\",\"path\":\"uplinks[0].passphrase\"}");
        await TellFaultsAsync(visitor);
        GivenSecrets.AssertHidden(await events);
        GivenSecrets.AssertHidden(visitor.Said);
    }

    /// <summary>A fault tells of a value what is wrong with it, and a refusal of a request where it breaks off.</summary>
    private static async Task TellFaultsAsync(Visitor visitor)
    {
        string whole = Repository.Read("tools", "mcoa", "Drive", "example.json");
        string faulty = whole
            .Replace(GivenSecrets.StoredKey, GivenSecrets.Key + "no hexadecimal", StringComparison.Ordinal)
            .Replace("\"depot\"", $"\"depot\",\"passphrase\":\"{GivenSecrets.Passphrase.PadRight(64, '-')}\"", StringComparison.Ordinal)
            .ReplaceLineEndings("");
        StringAssert.Contains(await visitor.AskAsync($"{{\"value\":{faulty}}}", "/api/check"), "security.key");
        StringAssert.Contains(
            await visitor.AskAsync($"{{\"op\":\"set\",\"value\":{faulty}}}"), "uplinks[0].passphrase");
        await visitor.AskAsync("{\"op\":\"commit\"}");
        await visitor.AskAsync("{\"op\":\"rollback\"}");
        foreach (string broken in (string[])
        [
            $"{{\"op\":\"set\",\"path\":\"security.key\",\"value\":\"{GivenSecrets.Key}\"",
            $"{{\"op\":\"set\",\"path\":\"name.key\",\"value\":\"{GivenSecrets.Key}\"}}",
            $"{{\"op\":\"set\",\"path\":7,\"value\":\"{GivenSecrets.Key}\"}}",
            $"{{\"op\":\"unheard\",\"value\":\"{GivenSecrets.Key}\"}}",
        ])
        {
            StringAssert.Contains(await visitor.AskAsync(broken), "\"error\"");
        }
    }

    /// <summary>A client of the server that keeps every word of it.</summary>
    private sealed class Visitor : IDisposable
    {
        private readonly HttpClient _http = new();
        private readonly StringBuilder _said = new();

        private Visitor(string address)
        {
            _http.BaseAddress = new Uri(address);
            _http.Timeout = TimeSpan.FromSeconds(60);
        }

        /// <summary>All that was answered.</summary>
        public string Said => _said.ToString();

        /// <summary>Opens the page and what belongs to it.</summary>
        public static async Task<Visitor> ComeAsync(string address)
        {
            Visitor visitor = new(address);
            string page = await visitor.KeepAsync(await visitor._http.GetAsync("/"));
            visitor._http.DefaultRequestHeaders.Add(
                DashboardGuard.TokenHeader, Regex.Match(page, "content=\"([0-9a-f]{64})\"").Groups[1].Value);
            await visitor.KeepAsync(await visitor._http.GetAsync("/api/schema"));
            return visitor;
        }

        /// <summary>Asks for something, and gives the answer as it came.</summary>
        public async Task<string> AskAsync(string body, string path = "/api/request")
        {
            using HttpRequestMessage request = new(HttpMethod.Post, path)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Origin", _http.BaseAddress!.GetLeftPart(UriPartial.Authority));
            return await KeepAsync(await _http.SendAsync(request));
        }

        /// <summary>Reads the events until one has a text in it.</summary>
        public async Task<string> ListenAsync(string last)
        {
            using HttpResponseMessage answer = await _http.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
            using StreamReader lines = new(await answer.Content.ReadAsStreamAsync());
            StringBuilder heard = new();
            string? line;
            do
            {
                line = await lines.ReadLineAsync().WaitAsync(_http.Timeout);
                Assert.IsNotNull(line, heard.ToString());
                heard.Append(line).Append('\n');
            }
            while (!line.Contains(last, StringComparison.Ordinal) || line.Contains("\"status\"", StringComparison.Ordinal));
            return heard.ToString();
        }

        public void Dispose()
        {
            _http.Dispose();
        }

        private async Task<string> KeepAsync(HttpResponseMessage answer)
        {
            string text = await answer.Content.ReadAsStringAsync();
            answer.Dispose();
            _said.Append(text).Append('\n');
            return text;
        }
    }
}
