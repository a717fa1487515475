using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa ports</c>: where a router may be, and with <c>--probe</c> where one is.</summary>
internal static class PortsCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<bool> probe = new("--probe") { Description = "Say hello on each, and show who answers." };
        return OperatorCommand.Create(
            "ports",
            "List the ports of this machine behind which a router may be.",
            (session, cancellation) => RunAsync(session, session.Arguments.GetValue(probe), cancellation),
            probe);
    }

    private static async Task<int> RunAsync(OperatorSession session, bool probe, CancellationToken cancellation)
    {
        IReadOnlyList<ConsolePortInfo> ports = ConsolePorts.All();
        JsonArray list = [];
        foreach (ConsolePortInfo port in ports)
        {
            string text = $"{port.Name,-24}{port.Description}";
            JsonObject entry = new() { ["name"] = port.Name, ["description"] = port.Description };
            if (port.Holder is { } holder)
            {
                text += $", open in {SafeText.Of(holder.Name)} (process {holder.Process})";
                entry["heldBy"] = new JsonObject { ["process"] = holder.Process, ["name"] = holder.Name };
            }

            if (probe)
            {
                string found = await ProbeAsync(port.Name, entry, cancellation);
                text += $": {found}";
            }

            session.Say(text);
            list.Add(entry);
        }

        if (ports.Count == 0)
        {
            session.Say($"No serial device and no {ConsolePorts.DefaultSocket}: plug the board in, or start a router with --console.");
        }

        session.Write(new JsonObject { ["ports"] = list });
        return ExitCode.Done;
    }

    private static async Task<string> ProbeAsync(string name, JsonObject entry, CancellationToken cancellation)
    {
        try
        {
            await using RouterClient client = await RouterClient.ConnectAsync(
                ConsolePorts.Find(name, ConsolePorts.DefaultBaud), s_patience, cancellation);
            string router = client.Hello.TextOf("name") ?? "a router without a configuration";
            entry["router"] = router;
            return SafeText.Of(router);
        }
        catch (NoConnectionException exception)
        {
            entry["fault"] = exception.Code;
            return exception.Message;
        }
    }
}
