using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Lab;

/// <summary>The operator of the lab's router, at its console.</summary>
internal sealed class LabConsole : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly RouterClient _client;

    /// <summary>Connects.</summary>
    /// <exception cref="BoardException">Nobody listens there, or no router.</exception>
    public LabConsole(string path)
    {
        _client = Await(RouterClient.ConnectAsync(new SocketPort(path), s_patience, CancellationToken.None));
    }

    /// <summary>Has something done.</summary>
    /// <param name="op">What.</param>
    /// <param name="arguments">The request's other members, or null.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="BoardException">It is refused, or not answered.</exception>
    public JsonElement Ask(string op, JsonObject? arguments = null)
    {
        return Await(_client.RequestAsync(op, arguments, CancellationToken.None));
    }

    /// <summary>Leaves.</summary>
    public void Dispose()
    {
        _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static T Await<T>(Task<T> task)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (ConsoleException fault)
        {
            throw new BoardException($"The router's console: {fault.Message}.");
        }
    }
}
