using System;
using System.Text;
using McoaRouter.Consoles;

namespace McoaRouter.Torture.World;

/// <summary>An operator's line to a console, as a program would use it.</summary>
internal sealed class OperatorLine : IConsoleOutput
{
    private readonly StringBuilder _answers = new();
    private readonly ConsoleSession _session;

    public OperatorLine(RouterConsole console)
    {
        _session = new ConsoleSession(console, this);
    }

    /// <inheritdoc/>
    public int Room => int.MaxValue;

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int length)
    {
        _answers.Append(Encoding.UTF8.GetString(buffer, offset, length));
    }

    /// <summary>Asks one thing.</summary>
    /// <returns>Whether the answer is a good one.</returns>
    public bool Ask(string request, long now)
    {
        byte[] octets = Encoding.UTF8.GetBytes(request + "\n");
        _answers.Clear();
        _session.Receive(octets, 0, octets.Length, now);
        Answer = _answers.ToString();
        return Answer.Contains("\"ok\":true", StringComparison.Ordinal);
    }

    /// <summary>The last answer.</summary>
    public string Answer { get; private set; } = string.Empty;
}
