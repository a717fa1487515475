using System.CommandLine;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa status</c>: uplinks, bindings, path and flows as they are.</summary>
internal static class StatusCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        return OperatorCommand.Create(
            "status", "Show the uplinks, their bindings, the path and the flow rules' choice.", RunAsync);
    }

    private static async Task<int> RunAsync(OperatorSession session, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement status = await client.RequestAsync("status", null, cancellation);
        session.Write(status);
        if (!session.Json)
        {
            session.Screen.Write(StatusPicture.Of(status));
        }

        return ExitCode.Done;
    }
}
