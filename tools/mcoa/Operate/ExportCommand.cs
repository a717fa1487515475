using System;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa export</c>: the running configuration as a file that <c>mcoa apply</c> takes.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string?> file = new("FILE")
        {
            Description = "Where it is written; standard output otherwise.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return OperatorCommand.Create(
            "export",
            "Write the whole running configuration, with *** for secrets; \"apply\" to the same router keeps those.",
            (session, cancellation) => RunAsync(session, session.Arguments.GetValue(file), cancellation),
            file);
    }

    private static async Task<int> RunAsync(OperatorSession session, string? path, CancellationToken cancellation)
    {
        using OutputFile file = new("export", path);
        if (file.Fault is not null)
        {
            session.Fail("file", file.Fault, null, []);
            return ExitCode.Usage;
        }

        await using RouterClient client = await session.ConnectAsync(cancellation);
        JsonElement result = await WholeGet.AskAsync(client, null, staged: false, cancellation);
        if (result.MemberOf("value") is not { } value)
        {
            session.Fail("no-configuration", "the router has no configuration yet; \"mcoa apply FILE\" gives it one", null, []);
            return ExitCode.Refused;
        }

        string text = OperatorSession.Pretty(value) + "\n";
        bool hides = text.Contains($"\"{SettingValue.Hidden}\"", StringComparison.Ordinal);
        if (file.Begin() is { } stream)
        {
            byte[] octets = Encoding.UTF8.GetBytes(text);
            stream.Write(octets);
            session.Write(new JsonObject
            {
                ["file"] = path,
                ["octets"] = octets.Length,
                ["revision"] = result.NumberOf("revision"),
                ["secretsHidden"] = hides,
            });
            session.Say($"Revision {Words.Number(result, "revision")} is in {path}.");
        }
        else if (session.Json)
        {
            session.Write(value);
        }
        else
        {
            session.Output.Write(text);
        }

        if (hides)
        {
            session.Note("secrets are not exported: *** stands for each, and keeps the stored one where this is applied again.");
        }

        return ExitCode.Done;
    }
}
