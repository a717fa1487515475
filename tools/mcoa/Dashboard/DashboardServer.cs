using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace McoaRouter.Tools.Dashboard;

/// <summary>
/// The page and what it asks: <c>POST /api/request</c> one request of the console; <c>POST /api/check</c> a configuration
/// to validate here; <c>GET /api/events</c> Server-Sent Events; <c>GET /api/schema</c> the configuration's JSON Schema.
/// </summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    private const int LargestBody = 128 * 1024;
    private const string Json = "application/json";

    /// <summary>
    /// Everything comes from here and nothing is put together from text, so that no value of a router or a network can
    /// become a script.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>What a page may ask. Erasing and capturing is for the command line, watching is done for all pages.</summary>
    private static readonly string[] s_operations =
    [
        "hello", "get", "set", "changes", "check", "commit", "confirm", "rollback", "status", "bindings", "counters", "log",
        "restart",
    ];

    private readonly WebApplication _application;
    private readonly RouterFeed _feed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _feeding;
    private readonly DashboardGuard _guard;

    private DashboardServer(WebApplication application, IPEndPoint endPoint, RouterFeed feed)
    {
        _application = application;
        _feed = feed;
        EndPoint = endPoint;
        _guard = new DashboardGuard(endPoint);
        _feeding = feed.RunAsync(_stop.Token);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The address to open in a browser.</summary>
    public string Address => $"http://{EndPoint}/";

    /// <summary>Starts a server.</summary>
    /// <param name="endPoint">A loopback address; port 0: any free one.</param>
    /// <param name="port">Where the router is; it need not be there yet.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DashboardServer> StartAsync(IPEndPoint endPoint, IConsolePort port)
    {
        if (!IPAddress.IsLoopback(endPoint.Address))
        {
            throw new ArgumentException($"{endPoint.Address} is no loopback address.", nameof(endPoint));
        }

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _ = builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestBody;
            options.Listen(endPoint);
        });
        WebApplication application = builder.Build();
        DashboardServer? server = null;
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        application.Run(async context =>
        {
            await started.Task;
            await server!.HandleAsync(context);
        });
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        int chosen = new Uri(application.Urls.First()).Port;
        server = new DashboardServer(application, new IPEndPoint(endPoint.Address, chosen), new RouterFeed(port));
        started.SetResult();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _application.DisposeAsync();
        await _feeding;
        _stop.Dispose();
    }

    private static JsonObject Refused(JsonNode? id, string code, string message)
    {
        return new JsonObject
        {
            ["id"] = id,
            ["ok"] = false,
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        };
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        return WriteAsync(context, status, Json, Refused(null, code, message).ToJsonString());
    }

    private static Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task<JsonObject?> ReadBodyAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, null, default, context.RequestAborted) as JsonObject;
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        string? refusal = _guard.Refusal(context.Request);
        if (refusal != null)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "forbidden", refusal);
            return;
        }

        try
        {
            await RouteAsync(context);
        }
        catch (OperationCanceledException)
        {
            // The browser went away, or the server ends.
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        string method = path is "/api/request" or "/api/check" ? HttpMethods.Post : HttpMethods.Get;
        if (context.Request.Method != method)
        {
            context.Response.Headers.Allow = method;
            return RefuseAsync(
                context, StatusCodes.Status405MethodNotAllowed, "method", $"this takes {method} alone");
        }

        return path switch
        {
            "/api/request" => PassOnAsync(context),
            "/api/check" => CheckAsync(context),
            "/api/events" => SendEventsAsync(context),
            "/api/schema" => WriteAsync(context, StatusCodes.Status200OK, "application/schema+json", SchemaWriter.Write()),
            "/" => SendFileAsync(context, "index.html"),
            _ => SendFileAsync(context, path[1..]),
        };
    }

    private Task SendFileAsync(HttpContext context, string name)
    {
        string? text = WebFiles.Find(name);
        return text == null
            ? RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", "there is no such page")
            : WriteAsync(
                context,
                StatusCodes.Status200OK,
                WebFiles.TypeOf(name),
                name == "index.html" ? text.Replace("{{token}}", _guard.Token, StringComparison.Ordinal) : text);
    }

    private async Task PassOnAsync(HttpContext context)
    {
        JsonObject? request = await ReadBodyAsync(context);
        if (request == null || request["op"] is not JsonValue op || op.GetValueKind() != JsonValueKind.String)
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest, "not-a-request", "send one JSON object with \"op\"");
            return;
        }

        JsonNode? id = request["id"]?.DeepClone();
        string name = op.GetValue<string>();
        _ = request.Remove("id");
        _ = request.Remove("op");
        (int status, JsonObject answer) = await AskAsync(id, name, request, context.RequestAborted);
        await WriteAsync(context, status, Json, answer.ToJsonString());
    }

    private async Task<(int Status, JsonObject Answer)> AskAsync(
        JsonNode? id, string op, JsonObject arguments, CancellationToken cancellation)
    {
        if (!s_operations.Contains(op))
        {
            return (StatusCodes.Status200OK, Refused(
                id, "unsupported", "the page has no such operation; use mcoa on the command line"));
        }

        if (!RequestLine.Fits(op, arguments))
        {
            return (StatusCodes.Status200OK, Refused(
                id, "too-long", $"a request has at most {RequestLine.Longest} octets; set the configuration by its members"));
        }

        try
        {
            JsonObject answer = JsonObject.Create(await _feed.RequestAsync(op, arguments, cancellation))!;
            answer["id"] = id;
            return (StatusCodes.Status200OK, answer);
        }
        catch (NoConnectionException lost)
        {
            return (StatusCodes.Status503ServiceUnavailable, Refused(id, lost.Code, lost.Message));
        }
    }

    private static async Task CheckAsync(HttpContext context)
    {
        JsonObject? body = await ReadBodyAsync(context);
        if (body == null)
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest, "not-a-request", "send {\"value\": the configuration}");
            return;
        }

        await WriteAsync(
            context, StatusCodes.Status200OK, Json, ConfigurationCheck.Run(body["value"]).ToJsonString());
    }

    private async Task SendEventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, _stop.Token);
        await foreach (string line in _feed.ReadAsync(end.Token))
        {
            await context.Response.WriteAsync($"data: {line}\n\n", end.Token);
            await context.Response.Body.FlushAsync(end.Token);
        }
    }
}
