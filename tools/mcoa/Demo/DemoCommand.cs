using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading.Tasks;

namespace McoaRouter.Tools.Demo;

/// <summary><c>mcoa demo</c>: a simulated vehicle with a real console, without root or hardware.</summary>
internal static class DemoCommand
{
    private const int MostSpeed = 100;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string> console = new("--console")
        {
            Description = "The Unix socket of the console.",
            HelpName = "PATH",
            DefaultValueFactory = _ => DefaultPath(),
        };
        Option<bool> pseudoTerminal = new("--pty")
        {
            Description = "Give the console a pseudo-terminal too, as a serial device is one, and say which.",
        };
        Option<string?> store = new("--store")
        {
            Description = "The directory that keeps what is committed; otherwise it is forgotten at the end.",
            HelpName = "DIRECTORY",
        };
        Option<string?> config = new("--config")
        {
            Description = "The router's first configuration, JSON; a shipped example otherwise.",
            HelpName = "FILE",
        };
        Option<uint> seed = new("--seed")
        {
            Description = "Where everything random comes from.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        Option<int> speed = new("--speed")
        {
            Description = $"How many times faster than a real drive, 1 to {MostSpeed}; the console's times are the world's.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        speed.Validators.Add(CheckSpeed);
        Option<bool> quiet = new("--quiet") { Description = "Leave the drive's events out." };
        Command command = new("demo", "Drive a simulated vehicle for ever, with the router's console to try every tool on.")
        {
            console,
            pseudoTerminal,
            store,
            config,
            seed,
            speed,
            quiet,
        };
        command.SetAction((arguments, cancellation) => Task.Run(() => DemoRun.Execute(
            new DemoOptions(
                arguments.GetValue(config),
                arguments.GetValue(seed),
                arguments.GetValue(speed),
                arguments.GetValue(console),
                arguments.GetValue(pseudoTerminal),
                arguments.GetValue(store),
                arguments.GetValue(quiet)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellation)));
        return command;
    }

    private static string DefaultPath()
    {
        return Path.Combine(
            System.Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? Path.GetTempPath(), "mcoarouter-demo.sock");
    }

    private static void CheckSpeed(OptionResult result)
    {
        if (result.GetValueOrDefault<int>() is < 1 or > MostSpeed)
        {
            result.AddError($"--speed must be a whole number, 1 to {MostSpeed}.");
        }
    }
}
