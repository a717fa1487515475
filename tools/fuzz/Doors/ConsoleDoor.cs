using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using McoaRouter.Fuzz.ConsoleRigs;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Doors;

/// <summary>
/// The lines of the console. A line <c>@250</c> lets 250 ms pass, <c>@&gt;100</c> has the first client take 100 octets at a time,
/// <c>@2</c> and a blank before a line sends it by the second client, <c>@!</c> has the store take nothing, <c>@?</c> again.
/// </summary>
internal sealed class ConsoleDoor : TextDoor
{
    private const int MostLines = 64;
    private const int LongestWaitMs = 4_000_000;

    private static readonly byte[][] s_words = Words(
        """
        "id": "op": "path": "value": "from": "staged" "running" "remove":true "confirmSeconds": "staging": "force":true "events":
        "statusEveryMs": "last": "on": "links": "snapOctets": "packets": "perSecond": "confirm":"erase" hello get set changes check
        commit confirm rollback status bindings counters watch log capture restart reset "name" "uplinks[0].bid" "uplinks[1]"
        "uplinks[-1]" "uplinks[0].passphrase" "security.key" "flows[0].uplinks[1]" "health.probeIntervalMs" "***" "port" "wifi"
        true false null 0 -1 1 10 250 3600 2147483647 2147483648 99999999999999999999 1.5 1e9 \u0000 \ud800 {} [] "" @2 @> @! @? @130000
        @250 @10000 { } [ ] : ,
        """.ReplaceLineEndings(" "));

    private static readonly string[] s_seeds =
    [
        "{\"id\":1,\"op\":\"hello\"}\n{\"op\":\"get\"}\n{\"op\":\"get\",\"path\":\"uplinks[0]\"}\n{\"op\":\"status\"}\n"
            + "{\"op\":\"bindings\"}\n{\"op\":\"counters\"}\n{\"op\":\"log\",\"last\":3}",
        "{\"id\":2,\"op\":\"set\",\"path\":\"name\",\"value\":\"tram-4\"}\n{\"op\":\"changes\"}\n{\"op\":\"check\"}\n"
            + "{\"op\":\"commit\",\"confirmSeconds\":10}\n@2100\n{\"op\":\"status\"}\n{\"op\":\"confirm\",\"force\":true}\n@1000\n{\"op\":\"hello\"}",
        "{\"op\":\"set\",\"path\":\"uplinks[1].bid\",\"value\":7}\n{\"op\":\"commit\"}\n@2100\n{\"op\":\"commit\"}\n@130000\n{\"op\":\"hello\"}\n"
            + "{\"op\":\"rollback\"}\n{\"op\":\"rollback\"}",
        "{\"op\":\"set\",\"path\":\"flows\",\"remove\":true}\n{\"op\":\"set\",\"path\":\"uplinks[0].passphrase\",\"value\":\"***\"}\n"
            + "{\"op\":\"get\",\"from\":\"staged\"}\n{\"op\":\"commit\",\"staging\":2}\n@2100\n{\"op\":\"rollback\"}\n@2100",
        "{\"op\":\"watch\",\"statusEveryMs\":250}\n@2 {\"op\":\"watch\",\"events\":true}\n"
            + "{\"op\":\"capture\",\"on\":true,\"links\":[\"wifi\",\"port\"],\"snapOctets\":64,\"packets\":2,\"perSecond\":5}\n@3000\n@>100\n@3000\n"
            + "{\"op\":\"status\"}\n@1000\n{\"op\":\"capture\",\"on\":false}\n{\"op\":\"watch\",\"events\":false}",
        "{\"op\":\"check\",\"value\":{\"version\":2,\"uplinks\":[]}}\n{\"op\":\"set\",\"path\":\"\",\"value\":{}}\n{\"op\":\"commit\"}\n"
            + "{\"op\":\"set\",\"path\":\"nothing.here\",\"value\":1}\n{\"op\":\"nothing\"}\n{\"id\":\"x\"}\n[]\nhello\n{\"op\":1}",
        "{\"op\":\"restart\"}\n@2100\n@!\n{\"op\":\"set\",\"path\":\"name\",\"value\":\"a\"}\n{\"op\":\"commit\"}\n@?\n{\"op\":\"reset\",\"confirm\":\"erase\"}\n"
            + "@2100\n{\"op\":\"hello\"}",
    ];

    private ConsoleRig? _rig;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "console"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the lines of the router's console, from two clients, with commits, trials and restarts"; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return s_words; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        return s_seeds.Select(Encoding.UTF8.GetBytes);
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        _rig = new ConsoleRig();
        int lines = 0;
        int start = 0;
        for (int i = 0; i <= input.Length && lines < MostLines; i++)
        {
            if (i == input.Length || input[i] == '\n')
            {
                Take(_rig, input[start..i]);
                start = i + 1;
                lines++;
            }
        }

        _ = _rig.FirstOutput.Take();
        _ = _rig.SecondOutput.Take();
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        ConsoleRig rig = _rig!;
        rig.FirstOutput.Room = int.MaxValue;
        rig.Board.IsFull = false;
        rig.Wait(5000);
        rig.Reconnect();
        IReadOnlyList<string> answers = rig.Ask("{\"id\":77,\"op\":\"hello\"}");
        if (!answers.Any(answer => answer.Contains("\"id\":77,\"ok\":true", StringComparison.Ordinal)))
        {
            throw new BrokenPromiseException("liveness", "the console does not answer hello: " + string.Join('|', answers));
        }
    }

    private static void Take(ConsoleRig rig, byte[] line)
    {
        if (line.Length == 0 || line[0] != '@')
        {
            rig.Give(rig.First, [.. line, (byte)'\n']);
            return;
        }

        string rest = Encoding.Latin1.GetString(line, 1, line.Length - 1);
        if (rest.StartsWith("2 ", StringComparison.Ordinal))
        {
            rig.Give(rig.Second, [.. line[3..], (byte)'\n']);
        }
        else if (rest.StartsWith('>'))
        {
            rig.FirstOutput.Room = Number(rest[1..]);
        }
        else if (rest is "!" or "?")
        {
            rig.Board.IsFull = rest == "!";
        }
        else
        {
            rig.Wait(Number(rest));
        }
    }

    private static int Number(string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? Math.Min(number, LongestWaitMs)
            : 0;
    }
}
