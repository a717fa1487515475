using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What a router, or whatever is at the other end, writes to the computer's console client.</summary>
internal sealed class ClientDoor : TextDoor
{
    private static readonly byte[][] s_words = Words(
        """
        "id": "ok": true false "result": "error": "code": "message": "path": "faults": "event": "op": "product": "McoaRouter"
        "protocol":1 "uplinks": "name": "state": null {} [] "" 0 -1 1e99 \ud800 \u0000 NFPKTV1 NFDBGV1 { } [ ] : ,
        """.ReplaceLineEndings(" "));

    private static readonly string[] s_seeds =
    [
        "{\"id\":1,\"ok\":true,\"result\":{\"product\":\"McoaRouter\",\"protocol\":1}}\r\n{\"event\":\"path\",\"t\":7,\"uplink\":\"wifi\"}\n",
        "{\"id\":2,\"ok\":false,\"error\":{\"code\":\"invalid\",\"message\":\"has faults\",\"path\":\"uplinks\",\"faults\":"
            + "[\"uplinks[0].bid: 0; give 1\",{\"path\":\"a\",\"message\":\"b\"}]}}\n{\"op\":\"hello\"}\n{\"temperature\":21}\n",
        "boot: ESP-ROM\r\nNFPKTV1 garbage\n\u0000\u0001{\n{}\n[1,2]\n  {\"event\":\"status\"}\n",
        "{\"id\":3,\"ok\":true,\"result\":{\"uplinks\":[{\"name\":\"\\ud800\"}]}}\n",
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "client"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "what comes to the console client of mcoa: answers, events, refusals, other devices, noise"; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return s_words; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        return s_seeds.Select(Encoding.UTF8.GetBytes);
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        Coverage.NextStep();
        _ = ReadAsync(input).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        if (ReadAsync(Encoding.UTF8.GetBytes(s_seeds[0])).GetAwaiter().GetResult() != 1)
        {
            throw new BrokenPromiseException("liveness", "the client takes no good answer");
        }
    }

    private static async Task<int> ReadAsync(byte[] input)
    {
        await using ConsoleLine line = new(new MemoryStream(input));
        int answers = 0;
        await foreach (JsonElement answer in line.Answers.ReadAllAsync())
        {
            answers++;
            _ = answer.NumberOf("id");
            _ = answer.MemberOf("result")?.TextOf("product");
            if (!answer.IsTrue("ok"))
            {
                RefusedException refused = RefusedException.Read(answer);
                _ = refused.Faults.Count + SafeText.Of(refused.Message).Length;
            }

            foreach (JsonElement uplink in (answer.MemberOf("result") ?? default).ItemsOf("uplinks"))
            {
                _ = uplink.TextOf("name");
            }
        }

        await foreach (JsonElement told in line.Events.ReadAllAsync())
        {
            _ = told.TextOf("event");
        }

        NoConnectionException explained = line.Signs.Explain(new NoPort(), TimeSpan.FromSeconds(1));
        if (explained.Message.Length is 0 or > 512 || explained.Message.Any(char.IsControl))
        {
            throw new BrokenPromiseException("limit", "an explanation that is none, or no line: " + explained.Message);
        }

        return answers;
    }

    private sealed class NoPort : IConsolePort
    {
        public string Name => "port";

        public int Baud => 115200;

        public Task<Stream> OpenAsync(CancellationToken cancellation)
        {
            throw new NotSupportedException();
        }
    }
}
