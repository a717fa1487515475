using System.CommandLine;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa hello</c>: who is there.</summary>
internal static class HelloCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        return OperatorCommand.Create("hello", "Ask who is there: product, board, uptime, configuration.", RunAsync);
    }

    /// <summary>How the configuration stands, in words.</summary>
    public static string Configuration(JsonElement hello)
    {
        long revision = hello.NumberOf("revision") ?? 0;
        string text = hello.TextOf("configuration") switch
        {
            "confirmed" => $"revision {revision}, confirmed",
            "trial" => $"revision {revision}, on trial: rolls back in {Words.Seconds(hello.NumberOf("confirmWithinMs"))} unless confirmed",
            _ => "none",
        };
        return (hello.NumberOf("staging") ?? 0) > 0 ? text + "; changes are staged" : text;
    }

    private static async Task<int> RunAsync(OperatorSession session, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement hello = client.Hello;
        session.Write(hello);
        session.Say($"{Words.Text(hello, "name")}: {Words.Text(hello, "product")} {Words.Text(hello, "version")} on {Words.Text(hello, "board")}, "
            + $"up {Words.Duration(hello.NumberOf("uptimeMs"))}, started by {Words.Text(hello, "bootReason")}");
        session.Say($"configuration: {Configuration(hello)}");
        if (hello.MemberOf("rolledBack") is { } rolledBack)
        {
            session.Say($"rolled back: revision {rolledBack.NumberOf("revision")}, {Words.Text(rolledBack, "reason")}");
        }

        session.Say(Words.IsOpen(hello) ? Words.OpenSecurity : $"security: {Words.Text(hello, "security")}");
        session.Say($"capabilities: {SafeText.Of(string.Join(", ", hello.ItemsOf("capabilities").Select(each => each.ToString())))}");
        return ExitCode.Done;
    }
}
