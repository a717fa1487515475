using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa log</c>: the last lines of the router's log.</summary>
internal static class LogCommand
{
    private const int Most = 32;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> last = OperatorOptions.NewNumber("--last", $"How many lines, 1 to {Most}.", Most, 1, Most);
        return OperatorCommand.Create(
            "log",
            "Show the last lines of the router's log.",
            (session, cancellation) => RunAsync(session, session.Arguments.GetValue(last), cancellation),
            last);
    }

    private static async Task<int> RunAsync(OperatorSession session, int last, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement result = await client.RequestAsync("log", new JsonObject { ["last"] = last }, cancellation);
        session.Write(result);
        foreach (JsonElement line in result.ItemsOf("lines"))
        {
            session.Say(SafeText.Of(line.ToString()));
        }

        return ExitCode.Done;
    }
}
