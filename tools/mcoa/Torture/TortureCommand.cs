using System;
using System.CommandLine;
using System.Threading.Tasks;

namespace McoaRouter.Tools.Torture;

/// <summary>
/// <c>mcoa torture</c>: the real router and home agent through simulated hours of faults, with invariants checked after every
/// event; many seeds, or one of them told as a story.
/// </summary>
internal static class TortureCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        TortureArguments what = new();
        Option<bool> json = new("--json") { Description = "One JSON object a line, nothing else on standard output." };
        Command command = new("torture", "Torture simulated routers and their home agent with faults, and check what must hold.");
        what.AddTo(command);
        command.Options.Add(json);
        command.SetAction((arguments, cancellation) =>
        {
            InvocationConfiguration configuration = arguments.InvocationConfiguration;
            bool terminal = ReferenceEquals(configuration.Output, Console.Out) && !Console.IsOutputRedirected;
            TortureScreen screen = new(configuration.Output, terminal, arguments.GetValue(json));
            TortureTrial trial = new(what.Read(arguments), screen, configuration.Error, SteadyRun.Run);
            return Task.FromResult(trial.Execute(cancellation));
        });
        return command;
    }
}
