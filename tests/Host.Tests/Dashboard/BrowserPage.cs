using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>One page of the browser, over the Chrome DevTools Protocol.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1);
    private int _id;

    private BrowserPage()
    {
    }

    /// <summary>What the page complained of: errors and warnings of its console, exceptions, refusals of its policy.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Connects to a page and leads it to an address.</summary>
    public static async Task<BrowserPage> ConnectAsync(Uri socket, string address)
    {
        BrowserPage page = new();
        await page._socket.ConnectAsync(socket, CancellationToken.None);
        _ = Task.Run(page.ReadAsync);
        foreach (string domain in new[] { "Page", "Runtime", "Log" })
        {
            _ = await page.SendAsync(domain + ".enable");
        }

        _ = await page.SendAsync("Page.navigate", new JsonObject { ["url"] = address });
        await page.UntilAsync("document.readyState === 'complete' && location.href !== 'about:blank'");
        return page;
    }

    /// <summary>Runs a script in the page; its value as JSON.</summary>
    public async Task<JsonNode?> RunAsync(string script)
    {
        JsonNode result = await SendAsync("Runtime.evaluate", new JsonObject
        {
            ["expression"] = script,
            ["returnByValue"] = true,
            ["awaitPromise"] = true,
            ["userGesture"] = true,
        });
        Assert.IsNull(result["exceptionDetails"], $"{script}: {result["exceptionDetails"]?.ToJsonString()}");
        return result["result"]!["value"]?.DeepClone();
    }

    /// <summary>The text of the first element that a selector finds.</summary>
    public async Task<string> TextAsync(string selector)
    {
        return (await RunAsync($"document.querySelector({Quote(selector)})?.textContent ?? ''"))!.ToString();
    }

    /// <summary>Waits until a script gives true.</summary>
    public async Task UntilAsync(string script)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while ((await RunAsync($"Boolean({script})"))!.GetValue<bool>() == false)
        {
            if (watch.Elapsed > s_patience)
            {
                JsonNode? text = await RunAsync("document.body.innerText");
                Assert.Fail($"It never came to {script}; the page says:\n{text}\n{string.Join("\n", Complaints)}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Clicks an element as a finger does.</summary>
    public async Task ClickAsync(string selector)
    {
        await UntilAsync($"(e => e && !e.disabled)(document.querySelector({Quote(selector)}))");
        _ = await RunAsync($"document.querySelector({Quote(selector)}).click()");
    }

    /// <summary>Types into a field, key by key.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await UntilAsync($"document.querySelector({Quote(selector)})");
        _ = await RunAsync($"(e => {{ e.focus(); e.select?.(); }})(document.querySelector({Quote(selector)}))");
        _ = await SendAsync("Input.insertText", new JsonObject { ["text"] = text });
    }

    /// <summary>Presses a key where the focus is.</summary>
    public async Task PressAsync(string key)
    {
        foreach (string type in new[] { "keyDown", "keyUp" })
        {
            _ = await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key });
        }
    }

    /// <summary>Chooses the size of the screen and its colours.</summary>
    public async Task LookAsync(int width, int height, bool dark)
    {
        await SizeAsync(width, height);
        _ = await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject
            {
                ["name"] = "prefers-color-scheme",
                ["value"] = dark ? "dark" : "light",
            }),
        });
    }

    /// <summary>Keeps what is seen, in the directory that MCOAROUTER_SCREENSHOTS names; nothing without it.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("MCOAROUTER_SCREENSHOTS") is { Length: > 0 } directory)
        {
            // A screen as high as the page, so that what sticks to an edge of the screen covers nothing.
            JsonNode layout = await SendAsync("Page.getLayoutMetrics");
            int width = (int)layout["cssLayoutViewport"]!["clientWidth"]!;
            await SizeAsync(width, (int)layout["cssContentSize"]!["height"]!);
            await Task.Delay(200);
            JsonNode picture = await SendAsync("Page.captureScreenshot");
            await SizeAsync(width, (int)layout["cssLayoutViewport"]!["clientHeight"]!);
            _ = Directory.CreateDirectory(directory);
            File.WriteAllBytes(
                Path.Combine(directory, name + ".png"), Convert.FromBase64String(picture["data"]!.ToString()));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SizeAsync(int width, int height)
    {
        _ = await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width,
            ["height"] = height,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = false,
        });
    }

    private static string Quote(string text)
    {
        return JsonSerializer.Serialize(text);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        int id = Interlocked.Increment(ref _id);
        TaskCompletionSource<JsonNode> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        JsonObject request = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await _turn.WaitAsync();
        try
        {
            await _socket.SendAsync(
                Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }

        return await answer.Task.WaitAsync(s_patience);
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[1 << 16];
        using MemoryStream message = new();
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Take(JsonNode.Parse(message.ToArray())!);
                    message.SetLength(0);
                }
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The page is closed.
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_waiting.TryRemove(id.GetValue<int>(), out TaskCompletionSource<JsonNode>? answer))
            {
                JsonNode? error = message["error"];
                if (error == null)
                {
                    answer.SetResult(message["result"]!);
                }
                else
                {
                    answer.SetException(new AssertFailedException(error.ToJsonString()));
                }
            }

            return;
        }

        JsonNode? details = message["params"];
        switch (message["method"]?.ToString())
        {
            case "Runtime.exceptionThrown":
                Complaints.Enqueue(details!["exceptionDetails"]!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when details!["type"]!.ToString() is "error" or "warning" or "assert":
                Complaints.Enqueue(string.Join(" ", details["args"]!.AsArray().Select(argument => argument!.ToJsonString())));
                break;
            case "Log.entryAdded" when details!["entry"]!["level"]!.ToString() is "error" or "warning":
                Complaints.Enqueue(details["entry"]!.ToJsonString());
                break;
            default:
                break;
        }
    }
}
