using System;
using System.CommandLine;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using McoaRouter.Tools;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Dashboard;

[TestClass]
public sealed class DashboardCommandTests
{
    [TestMethod]
    [DataRow("0.0.0.0:8580", "is no loopback address")]
    [DataRow("[::]:8580", "is no loopback address")]
    [DataRow("192.0.2.1:8580", "is no loopback address")]
    [DataRow("here", "is no address with a port")]
    public async Task AnAddress_That_OthersReach_IsRefused(string listen, string message)
    {
        (int code, string output, string error) = await RunAsync("--listen", listen);
        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        StringAssert.Contains(error, message);
    }

    [TestMethod]
    public async Task APort_That_IsNot_There_IsNamed()
    {
        (int code, string output, string error) = await RunAsync("--port", "/dev/ttyUSB99");
        Assert.AreEqual(3, code);
        Assert.AreEqual("", output);
        StringAssert.Contains(error, "/dev/ttyUSB99");
    }

    [TestMethod]
    public async Task AnAddress_That_IsTaken_IsNamed_With_WhatToDo()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        using ScriptedRouter router = new(watched: true);
        (int code, string output, string error) = await RunAsync(
            "--port", router.Port, "--listen", taken.LocalEndpoint.ToString()!);
        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        StringAssert.Contains(error, "--listen 127.0.0.1:0");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await CommandLine.RunAsync(
            ["dashboard", .. arguments], new InvocationConfiguration { Output = output, Error = error })
            .WaitAsync(TimeSpan.FromSeconds(60));
        return (code, output.ToString(), error.ToString());
    }
}
