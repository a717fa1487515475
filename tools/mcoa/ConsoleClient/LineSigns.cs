using System;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>What came over a line on which nobody answered as a router does: the reason why is read from it.</summary>
internal sealed class LineSigns
{
    private const int Kept = 512;
    private const int ShownOctets = 24;
    private const int ShownCharacters = 60;
    private const int NoiseFourths = 4;

    /// <summary>The markers by which nanoFramework's debugger begins its messages.</summary>
    private static readonly string[] s_markers = ["NFDBGV1", "NFPKTV1"];

    private readonly byte[] _sample = new byte[Kept];
    private int _length;
    private bool _otherJson;
    private bool _echo;

    /// <summary>Notes octets as they come; the first ones are kept.</summary>
    public void Took(ReadOnlySpan<byte> octets)
    {
        int room = Math.Min(octets.Length, Kept - _length);
        octets[..room].CopyTo(_sample.AsSpan(_length));
        _length += room;
    }

    /// <summary>Notes an object that is neither answer nor event.</summary>
    public void Strange(JsonElement element)
    {
        bool request = element.TextOf("op") is not null;
        _echo |= request;
        _otherJson |= !request;
    }

    /// <summary>Why there was no answer.</summary>
    /// <param name="port">The port that was asked.</param>
    /// <param name="waited">How long.</param>
    public NoConnectionException Explain(IConsolePort port, TimeSpan waited)
    {
        ReadOnlySpan<byte> sample = _sample.AsSpan(0, _length);
        string text = Encoding.Latin1.GetString(sample);
        if (_length == 0)
        {
            return new NoConnectionException(
                NoConnectionException.NoAnswer,
                $"{port.Name}: no answer within {waited.TotalSeconds:0.#} s; "
                    + (port.Baud > 0
                        ? $"is it the board's port, is the board on, and is its console at {port.Baud} baud?"
                        : "does the router still run?"));
        }

        if (s_markers.Any(marker => text.Contains(marker, StringComparison.Ordinal)))
        {
            return NotOurs(
                port,
                "nanoFramework's debugger answers there, not the router's application: the console has a port of its own, "
                    + "or the application does not run (flash it, or end the debugger)");
        }

        if (_echo)
        {
            return NotOurs(port, "it sends back what it is sent: a modem, a shell, or a plug that is looped");
        }

        if (_otherJson)
        {
            return NotOurs(port, "another device that speaks JSON is there; it does not know a router's hello");
        }

        return IsNoise(sample) ? WrongBaud(port, sample) : NotOurs(
            port,
            $"text comes, but no answer (\"{Excerpt(text)}\"); it is another device, or the board still starts: try again");
    }

    private static NoConnectionException NotOurs(IConsolePort port, string what)
    {
        return new NoConnectionException(NoConnectionException.NotOurs, $"{port.Name}: {what}");
    }

    private static NoConnectionException WrongBaud(IConsolePort port, ReadOnlySpan<byte> sample)
    {
        string hex = string.Join(' ', sample[..Math.Min(sample.Length, ShownOctets)].ToArray().Select(each => $"{each:x2}"));
        return new NoConnectionException(
            NoConnectionException.WrongBaud,
            $"{port.Name}: what comes is noise ({hex}); "
                + (port.Baud > 0
                    ? $"the other end's speed is not {port.Baud} baud: try --baud 115200, a board's boot loader's"
                    : "it is no router's console"));
    }

    private static bool IsNoise(ReadOnlySpan<byte> sample)
    {
        int strange = 0;
        foreach (byte octet in sample)
        {
            if (octet is not ((>= 0x20 and < 0x7F) or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0x1B))
            {
                strange++;
            }
        }

        return strange * NoiseFourths > sample.Length;
    }

    private static string Excerpt(string text)
    {
        string line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(string.Empty);
        return SafeText.Of(line.Length > ShownCharacters ? line[..ShownCharacters] : line);
    }
}
