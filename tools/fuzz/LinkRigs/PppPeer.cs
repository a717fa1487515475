using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>
/// The far end of PPP where it means well: it acknowledges what it is asked, asks the same, gives an IPv4 address, and
/// advertises a prefix.
/// </summary>
internal sealed class PppPeer
{
    private const int Request = 1;
    private const int Ack = 2;
    private const int Nak = 3;

    private static readonly byte[] s_given = [3, 6, 198, 51, 100, 66];

    private readonly FuzzLine _line;
    private readonly HdlcReader _reader = new(new LinkRefusalCounters());
    private readonly HdlcWriter _writer = new();
    private readonly FuzzLine _outgoing = new();

    // What it has asked since LCP began: to ask again would open the protocol anew (RFC 1661 §4.3).
    private bool _askedLcp;
    private bool _askedIpv4;
    private bool _askedIpv6;

    /// <summary>A far end of a line.</summary>
    public PppPeer(FuzzLine line)
    {
        _line = line;
        _reader.SetControlMap(0);
    }

    /// <summary>Sends a frame with its check sequence.</summary>
    public void Send(int protocol, byte[] packet)
    {
        if (packet.Length > Limits.PacketOctets)
        {
            return;
        }

        _writer.Clear();
        _ = _writer.Write(protocol, packet, 0, packet.Length);
        _ = _writer.Flush(_outgoing);
        byte[] octets = _outgoing.TakeWritten();
        _line.Give(octets, 0, octets.Length);
    }

    /// <summary>Answers all that was written to the line.</summary>
    public void Answer()
    {
        byte[] written = _line.TakeWritten();
        int at = 0;
        while (at < written.Length)
        {
            at += _reader.Take(written, at, written.Length - at);
            if (_reader.Length > 0)
            {
                Answer(_reader.Frame[.._reader.Length]);
            }
        }
    }

    /// <summary>Forgets what it agreed on.</summary>
    public void Reset()
    {
        _askedLcp = false;
        _askedIpv4 = false;
        _askedIpv6 = false;
        _reader.Reset();
    }

    private void Ask(int protocol, byte identifier)
    {
        switch (protocol)
        {
            case 0xC021 when !_askedLcp:
                Reset();
                _askedLcp = true;
                Send(protocol, [Request, identifier, 0, 4]);
                break;
            case 0x8021 when !_askedIpv4:
                _askedIpv4 = true;
                Send(protocol, [Request, identifier, 0, 10, 3, 6, 198, 51, 100, 1]);
                break;
            case 0x8057 when !_askedIpv6:
                _askedIpv6 = true;
                Send(protocol, [Request, identifier, 0, 14, 1, 10, 0, 0, 0, 0, 0, 0, 0, 1]);
                break;
            default:
                break;
        }
    }

    private void Answer(byte[] frame)
    {
        int at = frame[0] == 0xFF ? 2 : 0;
        if (frame.Length < at + 6)
        {
            return;
        }

        int protocol = (frame[at] << 8) | frame[at + 1];
        byte[] packet = frame[(at + 2)..];
        bool control = protocol is 0xC021 or 0x8021 or 0x8057;
        if (control && packet[0] == Request)
        {
            bool wantsAddress = protocol == 0x8021 && Array.TrueForAll(packet[^4..], octet => octet == 0);
            Send(protocol, wantsAddress ? [Nak, packet[1], 0, 10, .. s_given] : [Ack, .. packet[1..]]);
            Ask(protocol, (byte)(packet[1] + 100));
        }
        else if (protocol == 0xC021 && packet[0] is 5 or 9)
        {
            Send(protocol, [(byte)(packet[0] + 1), .. packet[1..]]);
        }
        else if (protocol == 0xC023 && packet[0] == Request)
        {
            Send(protocol, [Ack, packet[1], 0, 5, 0]);
        }
        else if (protocol == 0x0057 && packet.Length > 40 && packet[40] == 133)
        {
            Send(protocol, LinkPackets.RouterAdvertisement());
        }
    }
}
