using System;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The Challenge Handshake Authentication Protocol with MD5 (RFC 1994 §4), as the side that is authenticated. Every
/// challenge is answered, also one that comes again or later.
/// <code>
/// +----------+------------+--------+------------+-------+------+
/// | code 1-2 | identifier | length | value size | value | name |
/// +----------+------------+--------+------------+-------+------+
/// </code>
/// </summary>
internal sealed class Chap
{
    private const int Challenge = 1;
    private const int Response = 2;
    private const int Success = 3;
    private const int Failure = 4;

    private readonly byte[] _name;
    private readonly byte[] _secret;
    private readonly HdlcWriter _writer;
    private readonly byte[] _reply;
    private readonly LinkRefusalCounters _refusals;
    private readonly Md5 _md5 = new Md5();
    private int _responded = -1;

    internal Chap(byte[] name, byte[] secret, HdlcWriter writer, byte[] reply, LinkRefusalCounters refusals)
    {
        _name = name;
        _secret = secret;
        _writer = writer;
        _reply = reply;
        _refusals = refusals;
    }

    /// <summary>Forgets what was answered.</summary>
    internal void Start()
    {
        _responded = -1;
    }

    /// <summary>Takes a challenge or what became of the response to it.</summary>
    /// <returns>1 where access was granted, -1 where it was refused, 0 where nothing was decided.</returns>
    internal int Receive(byte[] buffer, int at, int length)
    {
        if (!ControlPacket.IsWhole(buffer, at, length))
        {
            _refusals.Add(LinkRefusal.Truncated);
            return 0;
        }

        switch (buffer[at])
        {
            case Challenge:
                Respond(buffer, at, at + ControlPacket.Length(buffer, at));
                return 0;
            case Success when buffer[at + ControlPacket.IdentifierOffset] == _responded:
                return 1;
            case Failure when buffer[at + ControlPacket.IdentifierOffset] == _responded:
                return -1;
            default:
                _refusals.Add(LinkRefusal.NotAwaited);
                return 0;
        }
    }

    private void Respond(byte[] buffer, int at, int end)
    {
        int value = at + ControlPacket.HeaderLength + 1;
        if (value > end || buffer[value - 1] == 0 || buffer[value - 1] > end - value)
        {
            _refusals.Add(LinkRefusal.Malformed);
            return;
        }

        // §4.1: the digest over identifier, secret and challenge.
        _md5.Begin();
        _md5.Add(buffer, at + ControlPacket.IdentifierOffset, 1);
        _md5.Add(_secret, 0, _secret.Length);
        _md5.Add(buffer, value, buffer[value - 1]);
        int reply = ControlPacket.HeaderLength;
        _reply[reply++] = Md5.DigestLength;
        _md5.Finish(_reply, reply);
        reply += Md5.DigestLength;
        Array.Copy(_name, 0, _reply, reply, _name.Length);
        _responded = buffer[at + ControlPacket.IdentifierOffset];
        int length = ControlPacket.Finish(_reply, 0, Response, _responded, reply + _name.Length);
        if (!_writer.Write(PppProtocol.Chap, _reply, 0, length))
        {
            _refusals.Add(LinkRefusal.DeviceRefused);
        }
    }
}
