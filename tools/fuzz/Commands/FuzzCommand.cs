using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Commands;

/// <summary>The command line of the fuzz harness.</summary>
public static class FuzzCommand
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>0; 1 where something was found; 2 where the command line is wrong.</returns>
    public static int Run(string[] args)
    {
        ParseResult command = Create().Parse(args);
        return command.Errors.Count > 0 ? InvokeWrong(command) : command.Invoke();
    }

    private static int InvokeWrong(ParseResult command)
    {
        _ = command.Invoke();
        return 2;
    }

    private static RootCommand Create()
    {
        return new RootCommand("Fuzzes every door of McoaRouter, guided by coverage.")
        {
            ListCommand.Create(),
            RunCommand.Create(),
            LongCommand.Create(),
            ReplayCommand.Create(),
            MinimiseCommand.Create(),
            AflCommand.Create(),
            AflCommand.CreateTarget(),
        };
    }

    /// <summary>The door that a command is about.</summary>
    internal static Argument<string> DoorArgument(bool orAll)
    {
        Argument<string> argument = new("door")
        {
            Description = orAll ? "the door, or all" : "the door",
        };
        argument.Validators.Add(result => Check(result, orAll));
        return argument;
    }

    /// <summary>The doors that an argument names.</summary>
    internal static IReadOnlyList<IDoor> DoorsOf(string name)
    {
        return name == "all" ? AllDoors.Create() : [AllDoors.Named(name)];
    }

    /// <summary>Where the corpus is.</summary>
    internal static Option<DirectoryInfo> CorpusOption()
    {
        return new Option<DirectoryInfo>("--corpus")
        {
            Description = "the folder with a folder of inputs for each door",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("tests", "Corpus")),
        };
    }

    /// <summary>The corpus of a door.</summary>
    internal static CorpusFolder CorpusOf(DirectoryInfo corpus, IDoor door)
    {
        return new CorpusFolder(Path.Combine(corpus.FullName, door.Name), door.Form);
    }

    private static void Check(ArgumentResult result, bool orAll)
    {
        string name = result.GetValueOrDefault<string>();
        if (name == "all" && orAll)
        {
            return;
        }

        try
        {
            _ = AllDoors.Named(name);
        }
        catch (ArgumentException wrong)
        {
            result.AddError(wrong.Message);
        }
    }
}
