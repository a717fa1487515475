using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using McoaRouter.Tools;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>One run of the command line inside a test.</summary>
internal sealed class OperatorRun
{
    private OperatorRun(int code, string output, string error)
    {
        Code = code;
        Output = output;
        Error = error;
    }

    /// <summary>The exit code.</summary>
    public int Code { get; }

    /// <summary>What it wrote to standard output.</summary>
    public string Output { get; }

    /// <summary>What it wrote to standard error.</summary>
    public string Error { get; }

    /// <summary>Standard output as JSON Lines.</summary>
    public JsonElement[] Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>Runs a command.</summary>
    public static OperatorRun Of(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        InvocationConfiguration configuration = new() { Output = output, Error = error };
        int code = CommandLine.RunAsync(arguments, configuration).GetAwaiter().GetResult();
        foreach (string secret in ScriptedRouter.Secrets)
        {
            Assert.DoesNotContain(secret, output.ToString(), "a secret is in the output");
            Assert.DoesNotContain(secret, error.ToString(), "a secret is in the errors");
        }

        return new OperatorRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The only object of standard output, which is one line.</summary>
    public JsonElement Object()
    {
        Assert.HasCount(1, Lines, Output);
        return Lines[0];
    }
}
