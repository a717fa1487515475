using System;
using System.CommandLine;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools;

/// <summary>The form of a command that runs a program on this machine's interfaces until a signal.</summary>
internal static class DaemonCommand
{
    /// <summary>The command with its options.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="configuration">What its file is.</param>
    /// <param name="start">Runs the program: the file, and where events go; returns the exit code.</param>
    public static Command Create(
        string name,
        string description,
        string configuration,
        Func<string, EventWriter, int> start)
    {
        Argument<string> file = new("configuration") { Description = configuration };
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of sentences." };
        Command command = new(name, description) { file, json };
        command.SetAction(result => start(
            result.GetRequiredValue(file), new EventWriter(Console.Out, result.GetValue(json))));
        return command;
    }
}
