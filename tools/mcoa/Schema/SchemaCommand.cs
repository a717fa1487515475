using System;
using System.CommandLine;
using System.IO;

namespace McoaRouter.Tools.Schema;

/// <summary><c>mcoa schema</c>: the JSON Schema of the router's configuration, for editors.</summary>
internal static class SchemaCommand
{
    private const int Unusable = 2;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string?> output = new("--output")
        {
            Description = "Write it into this file instead of standard output.",
            HelpName = "FILE",
        };
        Command command = new("schema", "Print the JSON Schema of the router's configuration, for editors.") { output };
        command.SetAction(arguments => Write(arguments.GetValue(output), arguments.InvocationConfiguration));
        return command;
    }

    private static int Write(string? file, InvocationConfiguration configuration)
    {
        string schema = SchemaWriter.Write();
        if (file == null)
        {
            configuration.Output.Write(schema);
            return 0;
        }

        try
        {
            File.WriteAllText(file, schema);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            configuration.Error.WriteLine($"--output: cannot write {file}: {fault.Message}");
            return Unusable;
        }
    }
}
