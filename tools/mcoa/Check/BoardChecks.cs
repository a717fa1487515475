using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using McoaRouter.Boards.Frame;
using McoaRouter.Boards.Linux;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Check;

/// <summary>What a board asks of a valid configuration besides: each by the board's own code.</summary>
internal static class BoardChecks
{
    /// <summary>The boards' names.</summary>
    public static readonly string[] Names = ["linux", "esp32", "simulated"];

    /// <summary>All faults, each as <c>path: what is wrong; remedy</c>.</summary>
    /// <param name="board">One of <see cref="Names"/>; the simulated one has every link.</param>
    /// <param name="text">The configuration's text.</param>
    /// <param name="settings">What it says.</param>
    public static IEnumerable<string> Run(string board, string text, RouterSettings settings)
    {
        return board switch
        {
            "linux" => BoardSettings.Check(settings),
            "esp32" => RunFrame(text),
            _ => [],
        };
    }

    // The device's boards load a file and write what is wrong with it to their log.
    private static IEnumerable<string> RunFrame(string text)
    {
        const string Head = "configuration: ";
        Lines lines = new();
        if (BoardConfiguration.Load(new OneFile(text), new BoardLog(lines, lines)) != null)
        {
            return [];
        }

        return lines.Written.Where(line => !line.StartsWith("notice: ", StringComparison.Ordinal))
            .Select(line => line.StartsWith(Head, StringComparison.Ordinal) ? line[Head.Length..] : Head + line);
    }

    private sealed class OneFile(string text) : IFileStore
    {
        public byte[]? Read(string name, int limit)
        {
            byte[] octets = Encoding.UTF8.GetBytes(text);
            return octets.Length <= limit ? octets : null;
        }

        public bool Write(string name, byte[] octets)
        {
            return false;
        }
    }

    // The board's log, and the clock of which it writes the time before each line.
    private sealed class Lines : ILogLine, IMonotonicClock
    {
        public List<string> Written { get; } = [];

        public long Milliseconds
        {
            get { return 0; }
        }

        public void Write(string line)
        {
            Written.Add(line["0 ".Length..]);
        }
    }
}
