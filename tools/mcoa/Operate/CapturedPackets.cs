using System;
using System.IO;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>Packets that come as events, written into a capture file with this machine's time.</summary>
internal sealed class CapturedPackets
{
    private const int MicrosecondsPerMillisecond = 1000;

    private readonly CaptureWriter _writer;
    private readonly long _start;

    /// <summary>Begins a capture.</summary>
    /// <param name="stream">Where it is written.</param>
    /// <param name="uptime">The router's uptime now, in ms, by which its events are timed.</param>
    public CapturedPackets(Stream stream, long uptime)
    {
        _writer = new CaptureWriter(stream);
        _start = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - uptime;
    }

    /// <summary>Packets written.</summary>
    public int Written => _writer.Packets;

    /// <summary>Packets that the router left out, or that came damaged.</summary>
    public long Skipped { get; private set; }

    /// <summary>Takes an event.</summary>
    /// <returns>Whether it ends the capture.</returns>
    public bool Take(JsonElement @event)
    {
        Skipped += @event.NumberOf("dropped") ?? 0;
        switch (@event.TextOf("event"))
        {
            case "packet":
                Write(@event);
                return false;
            case "captureEnd":
                Skipped += @event.NumberOf("skipped") ?? 0;
                return true;
            default:
                return false;
        }
    }

    private void Write(JsonElement packet)
    {
        byte[] octets;
        try
        {
            octets = Convert.FromHexString(packet.TextOf("octets") ?? string.Empty);
        }
        catch (FormatException)
        {
            Skipped++;
            return;
        }

        long length = Math.Clamp(packet.NumberOf("length") ?? octets.Length, octets.Length, ushort.MaxValue);
        long time = Math.Max(_start + (packet.NumberOf("t") ?? 0), 0);
        _writer.Write(octets, (int)length, time * MicrosecondsPerMillisecond);
    }
}
