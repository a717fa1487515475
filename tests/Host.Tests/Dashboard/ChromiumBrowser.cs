using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

/// <summary>Chromium without a screen, driven over its debugging port; without it the test is inconclusive.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly HttpClient _http = new();
    private int _port;

    private ChromiumBrowser(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Starts one with a profile of its own.</summary>
    public static async Task<ChromiumBrowser> StartAsync()
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("mcoa-chromium-");
        ProcessStartInfo start = new("chromium",
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--disable-background-timer-throttling", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}",
            "about:blank",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            profile.Delete(recursive: true);
            Assert.Inconclusive("chromium is not installed; it shows the page in this test.");
            throw;
        }

        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ChromiumBrowser browser = new(process, profile);
        browser._port = await browser.ReadPortAsync();
        return browser;
    }

    /// <summary>Opens a page of its own.</summary>
    public async Task<BrowserPage> OpenAsync(string address)
    {
        using HttpResponseMessage answer = await _http.PutAsync($"http://127.0.0.1:{_port}/json/new?about:blank", null);
        JsonNode target = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return await BrowserPage.ConnectAsync(new Uri(target["webSocketDebuggerUrl"]!.ToString()), address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        for (int attempt = 0; attempt < 20 && _profile.Exists; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<int> ReadPortAsync()
    {
        string file = Path.Combine(_profile.FullName, "DevToolsActivePort");
        for (int attempt = 0; attempt < 300 && !_process.HasExited; attempt++)
        {
            if (File.Exists(file) && File.ReadAllText(file).Split('\n') is [{ Length: > 0 } port, { Length: > 0 }, ..])
            {
                return int.Parse(port);
            }

            await Task.Delay(100);
        }

        throw new AssertFailedException("chromium did not say where its debugging port is.");
    }
}
