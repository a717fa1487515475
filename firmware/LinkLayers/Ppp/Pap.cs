using System;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The Password Authentication Protocol (RFC 1334 §2), as the side that is authenticated. The secret goes over the line
/// as it is, but only where the peer asked for this protocol.
/// <code>
/// +----------+------------+--------+-------------+------+-----------------+----------+
/// | code = 1 | identifier | length | name length | name | password length | password |
/// +----------+------------+--------+-------------+------+-----------------+----------+
/// </code>
/// </summary>
internal sealed class Pap
{
    private const int Request = 1;
    private const int Ack = 2;
    private const int Nak = 3;
    private const int RetryMs = 3000;

    private readonly byte[] _name;
    private readonly byte[] _secret;
    private readonly HdlcWriter _writer;
    private readonly byte[] _reply;
    private readonly LinkRefusalCounters _refusals;
    private int _identifier;

    /// <summary>When <see cref="Poll"/> must be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long Deadline;

    internal Pap(byte[] name, byte[] secret, HdlcWriter writer, byte[] reply, LinkRefusalCounters refusals)
    {
        _name = name;
        _secret = secret;
        _writer = writer;
        _reply = reply;
        _refusals = refusals;
        Stop();
    }

    /// <summary>Begins to ask for access.</summary>
    internal void Start(long now)
    {
        _identifier = (_identifier + 1) & 0xFF;
        Deadline = now;
        Poll(now);
    }

    /// <summary>Asks no more.</summary>
    internal void Stop()
    {
        Deadline = MobileRouter.NoDeadline;
    }

    /// <summary>Asks again. Harmless when called early.</summary>
    internal void Poll(long now)
    {
        if (now < Deadline)
        {
            return;
        }

        int end = Append(_secret, Append(_name, ControlPacket.HeaderLength));
        if (!_writer.Write(PppProtocol.Pap, _reply, 0, ControlPacket.Finish(_reply, 0, Request, _identifier, end)))
        {
            _refusals.Add(LinkRefusal.DeviceRefused);
        }

        Array.Clear(_reply, 0, end);
        Deadline = now + RetryMs;
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>1 where access was granted, -1 where it was refused, 0 where nothing was decided.</returns>
    internal int Receive(byte[] buffer, int at, int length)
    {
        if (!ControlPacket.IsWhole(buffer, at, length))
        {
            _refusals.Add(LinkRefusal.Truncated);
            return 0;
        }

        int code = buffer[at];
        if (Deadline == MobileRouter.NoDeadline
            || buffer[at + ControlPacket.IdentifierOffset] != _identifier
            || (code != Ack && code != Nak))
        {
            _refusals.Add(LinkRefusal.NotAwaited);
            return 0;
        }

        Stop();
        return code == Ack ? 1 : -1;
    }

    private int Append(byte[] octets, int at)
    {
        _reply[at++] = (byte)octets.Length;
        Array.Copy(octets, 0, _reply, at, octets.Length);
        return at + octets.Length;
    }
}
