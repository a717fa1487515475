using System.CommandLine;
using System.CommandLine.Invocation;
using System.Threading.Tasks;
using McoaRouter.Tools.Check;
using McoaRouter.Tools.CorrespondentDaemon;
using McoaRouter.Tools.Dashboard;
using McoaRouter.Tools.Demo;
using McoaRouter.Tools.Drive;
using McoaRouter.Tools.Emulator;
using McoaRouter.Tools.HomeAgentDaemon;
using McoaRouter.Tools.Lab;
using McoaRouter.Tools.Operate;
using McoaRouter.Tools.Schema;
using McoaRouter.Tools.Torture;

namespace McoaRouter.Tools;

/// <summary>The whole command line, for the program and for tests that call it with writers of their own.</summary>
internal static class CommandLine
{
    private const int Unusable = 2;

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">What was typed behind the program's name.</param>
    /// <param name="configuration">Where it writes.</param>
    /// <returns>The exit code: the command's, or 2 where the arguments are none that it takes.</returns>
    public static async Task<int> RunAsync(string[] arguments, InvocationConfiguration configuration)
    {
        RootCommand root = new("McoaRouter: a multihomed vehicle router, tried, run, owned and watched from here.");
        GroupedHelp.Install(
            root,
            ("Try it, without hardware",
                [DriveCommand.Create(), DemoCommand.Create(), LabCommand.Create(), TortureCommand.Create()]),
            ("Own a router, over its console", [.. OperateCommands.CreateAll(), DashboardCommand.Create()]),
            ("Write its configuration", [CheckCommand.Create(), SchemaCommand.Create()]),
            ("Run what belongs around it",
                [HomeAgentCommand.Create(), CorrespondentCommand.Create(), EmulatorCommand.Create()]));
        ParseResult result = root.Parse(arguments);
        if (result.Action is ParseErrorAction mistakes)
        {
            // Standard output stays what a program may read: no help or guesses in it that nobody asked for.
            mistakes.ShowHelp = false;
            mistakes.ShowTypoCorrections = false;
        }

        int code = await result.InvokeAsync(configuration);
        return result.Errors.Count > 0 ? Unusable : code;
    }
}
