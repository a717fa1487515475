using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Operate;

namespace McoaRouter.Tools.Dashboard;

/// <summary><c>mcoa dashboard</c>: a page on this machine that shows the router and changes its configuration.</summary>
internal static class DashboardCommand
{
    private const int DefaultPort = 8580;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        OperatorOptions router = new();
        Option<bool> demo = new("--demo")
        {
            Description = "Show a simulated vehicle instead, without root or hardware.",
        };
        Option<IPEndPoint> listen = new("--listen")
        {
            Description = "A loopback address and a port for the page; port 0 is any free one.",
            HelpName = "ADDRESS:PORT",
            CustomParser = ReadEndPoint,
            DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, DefaultPort),
        };
        Command command = new("dashboard", "Serve a page on this machine that shows the router and changes its configuration.")
        {
            router.Port,
            router.Baud,
            demo,
            listen,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(demo) && result.GetValue(router.Port) != null)
            {
                result.AddError("--demo has a router of its own; leave --port out.");
            }
        });
        command.SetAction(async (arguments, cancellation) => await RunAsync(
            () => arguments.GetValue(demo)
                ? new DemoPort(1)
                : ConsolePorts.Find(arguments.GetValue(router.Port), arguments.GetValue(router.Baud)),
            arguments.GetRequiredValue(listen),
            arguments.InvocationConfiguration,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Func<IConsolePort> find, IPEndPoint listen, InvocationConfiguration console, CancellationToken cancellation)
    {
        IConsolePort? port = null;
        try
        {
            port = find();
            await using DashboardServer server = await DashboardServer.StartAsync(listen, port);
            console.Output.WriteLine($"Open {server.Address} in a browser: the router on {port.Name}. Ctrl-C ends it.");
            console.Output.Flush();
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Done;
        }
        catch (NoConnectionException none)
        {
            console.Error.WriteLine(none.Message);
            return ExitCode.NoConnection;
        }
        catch (IOException taken)
        {
            console.Error.WriteLine($"{taken.Message} Give another port with --listen, such as --listen 127.0.0.1:0.");
            return ExitCode.Usage;
        }
        finally
        {
            if (port is IAsyncDisposable world)
            {
                await world.DisposeAsync();
            }
        }
    }

    private static IPEndPoint? ReadEndPoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string named = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase)
            ? "127.0.0.1" + text["localhost".Length..]
            : text;
        if (IPEndPoint.TryParse(named, out IPEndPoint? endPoint) && IPAddress.IsLoopback(endPoint.Address))
        {
            return endPoint;
        }

        result.AddError(endPoint == null
            ? $"--listen: {text} is no address with a port, such as 127.0.0.1:{DefaultPort}."
            : $"--listen: {text} is no loopback address. The page can change the router, so it is for this machine alone; "
                + "from another one come by ssh -L.");
        return null;
    }
}
