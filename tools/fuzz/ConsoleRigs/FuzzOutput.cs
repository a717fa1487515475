using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using McoaRouter.Consoles;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.ConsoleRigs;

/// <summary>What a console writes to a client: every line must be JSON, no longer than promised, and tell no secret.</summary>
internal sealed class FuzzOutput : IConsoleOutput
{
    private const int RoomOctets = 1 << 17;

    private readonly MemoryStream _stream = new();

    /// <inheritdoc/>
    public int Room { get; set; } = RoomOctets;

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int length)
    {
        _stream.Write(buffer, offset, length);
    }

    /// <summary>Takes the lines that were written whole, each held to what is promised.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> lines = [];
        string text = Encoding.UTF8.GetString(_stream.ToArray());
        int start = 0;
        for (int end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', start))
        {
            lines.Add(Checked(text[start..end]));
            start = end + 1;
        }

        _stream.SetLength(0);
        _stream.Write(Encoding.UTF8.GetBytes(text[start..]));
        return lines;
    }

    private static string Checked(string line)
    {
        if (Encoding.UTF8.GetByteCount(line) > ConsoleLimits.LineOctets)
        {
            throw new BrokenPromiseException("limit", $"a line of {line.Length} characters");
        }

        foreach (string secret in ConsoleRig.Secrets)
        {
            if (line.Contains(secret, StringComparison.Ordinal))
            {
                throw new BrokenPromiseException("secret", "the console tells a secret");
            }
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw new BrokenPromiseException("limit", "the console writes what is no JSON: " + line);
        }

        return line;
    }
}
