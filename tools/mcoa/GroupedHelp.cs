using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools;

/// <summary>The help of the whole program: its commands by what they are for. Commands have the usual one.</summary>
internal sealed class GroupedHelp : SynchronousCommandLineAction
{
    private const int NameWidth = 16;

    private static readonly string[] s_ends =
    [
        "\"mcoa COMMAND --help\" explains a command.",
        "Exit codes: 0 done; 1 refused, or rolled back; 2 usage; 3 no connection; 4 invalid configuration.",
    ];

    private readonly HelpAction _usual;
    private readonly RootCommand _root;

    private GroupedHelp(RootCommand root, HelpAction usual)
    {
        _root = root;
        _usual = usual;
    }

    /// <summary>The groups, each with its commands, in the order in which they were added.</summary>
    private Dictionary<string, IReadOnlyList<Command>> Groups { get; } = [];

    /// <summary>Has a program's help show its commands in groups.</summary>
    /// <param name="root">The program.</param>
    /// <param name="groups">Titles with commands, which are added to it.</param>
    public static void Install(RootCommand root, params (string Title, IReadOnlyList<Command> Commands)[] groups)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        GroupedHelp help = new(root, (HelpAction)option.Action!);
        foreach ((string title, IReadOnlyList<Command> commands) in groups)
        {
            help.Groups.Add(title, commands);
            foreach (Command command in commands)
            {
                root.Subcommands.Add(command);
            }
        }

        option.Action = help;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command != _root)
        {
            return _usual.Invoke(parseResult);
        }

        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(_root.Description);
        foreach ((string title, IReadOnlyList<Command> commands) in Groups)
        {
            output.WriteLine();
            output.WriteLine($"{title}:");
            foreach (Command command in commands)
            {
                output.WriteLine($"  {command.Name.PadRight(NameWidth)}{command.Description}");
            }
        }

        output.WriteLine();
        foreach (string line in s_ends)
        {
            output.WriteLine(line);
        }

        return 0;
    }
}
