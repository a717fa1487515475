using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace McoaRouter.Tools.Dashboard;

/// <summary>An open line to the console of one router.</summary>
internal interface IRouterLine : IAsyncDisposable
{
    /// <summary>Sends one request and waits for its answer; several callers wait their turn.</summary>
    /// <param name="request">The request without <c>id</c>: the line numbers its requests itself.</param>
    /// <param name="cancellation">Ends the wait, never the request.</param>
    /// <returns>The answer as it came.</returns>
    /// <exception cref="RouterLineException">The line was lost, or no answer came in time.</exception>
    Task<JsonObject> RequestAsync(JsonObject request, CancellationToken cancellation);

    /// <summary>The console's events, a line each, until the line is lost.</summary>
    /// <exception cref="RouterLineException">Why it was lost.</exception>
    IAsyncEnumerable<string> EventsAsync(CancellationToken cancellation);
}
