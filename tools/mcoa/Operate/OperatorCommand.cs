using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>The form of a command towards a router: its options, its errors and its exit codes.</summary>
internal static class OperatorCommand
{
    /// <summary>Makes one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it, and says the exit code.</param>
    /// <param name="symbols">Its arguments and options besides those that all have.</param>
    public static Command Create(
        string name,
        string description,
        Func<OperatorSession, CancellationToken, Task<int>> run,
        params Symbol[] symbols)
    {
        Command command = new(name, description);
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        OperatorOptions options = new();
        options.AddTo(command);
        command.SetAction((arguments, cancellation) => RunAsync(new OperatorSession(arguments, options), run, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        OperatorSession session,
        Func<OperatorSession, CancellationToken, Task<int>> run,
        CancellationToken cancellation)
    {
        try
        {
            return await run(session, cancellation);
        }
        catch (NoConnectionException exception)
        {
            session.Fail(exception.Code, exception.Message, null, []);
            return ExitCode.NoConnection;
        }
        catch (RefusedException exception)
        {
            session.Fail(exception.Code, exception.Message, exception.Path, exception.Faults);
            return exception.Code == "invalid" ? ExitCode.Invalid : ExitCode.Refused;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            session.Fail("interrupted", "interrupted", null, []);
            return ExitCode.Refused;
        }
    }
}
