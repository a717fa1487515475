using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Modem;

/// <summary>
/// The network at the other end of a call: agrees to whatever is asked for, gives addresses as it is told to, and sends
/// packets back as they came. After construction it allocates nothing.
/// </summary>
internal sealed class PppPeer : IDataPeer, ISerialLine
{
    internal const string Prefix = "2001:db8:77::";

    private const int AuthenticationOption = 3;
    private const int HeaderOctets = 4;
    private const int PapRequest = 1;
    private const int PapAck = 2;
    private const int PapNak = 3;

    private readonly byte[] _ipv4 = Hex.Read("c6336442");
    private readonly byte[] _advertisement = Advertisement();
    private readonly byte[] _request = Hex.Read("0101000a 0506 7a7b7c7d");
    private readonly byte[] _authenticatingRequest = Hex.Read("0101000e 0506 7a7b7c7d 0304 c023");
    private readonly byte[] _identifierRequest = Hex.Read("0101000e 010a 0200000000000001");
    private readonly byte[] _addressRequest = Hex.Read("0101000a 0306 c0000201");
    private readonly byte[] _reply = new byte[Limits.PacketOctets];
    private readonly HdlcWriter _writer = new HdlcWriter();
    private readonly HdlcReader _reader;
    private byte[] _target;
    private int _room;
    private int _given;

    internal PppPeer()
    {
        _reader = new HdlcReader(Refusals);
        _reader.SetControlMap(0);
    }

    public long NextDeadline { get; } = MobileRouter.NoDeadline;

    internal LinkRefusalCounters Refusals { get; } = new LinkRefusalCounters();

    internal bool GivesIpv6 { get; set; } = true;

    internal bool GivesIpv4 { get; set; }

    /// <summary>Whether name and secret are asked for.</summary>
    internal bool Authenticates { get; set; }

    /// <summary>Whether they are found wrong.</summary>
    internal bool RefusesSecret { get; set; }

    /// <summary>Whether nothing is answered any more.</summary>
    internal bool IsMute { get; set; }

    internal int Calls { get; private set; }

    /// <summary>Packets of the router's that came.</summary>
    internal int Packets { get; private set; }

    internal int Terminations { get; private set; }

    public void Begin(long now)
    {
        Calls++;
        _reader.Reset();
        _reader.SetControlMap(0);
        _writer.Reset();
        _writer.Clear();
        if (!IsMute)
        {
            Write(PppProtocol.Lcp, Authenticates ? _authenticatingRequest : _request);
        }
    }

    public void Take(byte[] octets, int offset, int length, long now)
    {
        int end = offset + length;
        while (offset < end)
        {
            offset += _reader.Take(octets, offset, end - offset);
            if (_reader.Length > 0 && !IsMute)
            {
                OnFrame(_reader.Frame, _reader.Length);
            }
        }
    }

    public int Give(byte[] octets, int offset, int capacity, long now)
    {
        _target = octets;
        _given = offset;
        _room = capacity;
        _writer.Flush(this);
        return _given - offset;
    }

    /// <summary>Ends the call as a network does that wants no more of it.</summary>
    internal void Terminate()
    {
        byte[] request = Hex.Read("05070004");
        Write(PppProtocol.Lcp, request);
    }

    /// <summary>Sends a packet into the call.</summary>
    internal void Send(byte[] packet)
    {
        Write(packet[0] >> 4 == 4 ? PppProtocol.Ipv4 : PppProtocol.Ipv6, packet);
    }

    int ISerialLine.Read(byte[] buffer, int offset, int capacity)
    {
        return 0;
    }

    int ISerialLine.Write(byte[] buffer, int offset, int length)
    {
        int taken = length < _room ? length : _room;
        Array.Copy(buffer, offset, _target, _given, taken);
        _given += taken;
        _room -= taken;
        return taken;
    }

    bool ISerialLine.PulseReset()
    {
        return false;
    }

    private static byte[] Advertisement()
    {
        byte[] router = Hex.Address("fe80::1");
        byte[] all = Hex.Address("ff02::1");
        byte[] packet = new byte[Ipv6Header.Length + RouterAdvertisement.FixedLength + 32];
        int end = RouterAdvertisement.Write(packet, Ipv6Header.Length, 64, 1800);
        end = PrefixInformationOption.Write(
            packet, end, Hex.Address(Prefix), 0, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        int length = Icmpv6.Finish(packet, Ipv6Header.Length, end, router, 0, all, 0);
        Ipv6Header.Write(packet, 0, 0, length, ProtocolNumbers.Icmpv6, router, 0, all, 0);
        packet[Ipv6Header.HopLimitOffset] = 255;
        return packet;
    }

    private void OnFrame(byte[] frame, int length)
    {
        int at = frame[0] == Hdlc.Address ? 2 : 0;
        int protocol = frame[at];
        at++;
        if ((protocol & 1) == 0)
        {
            protocol = (protocol << 8) | frame[at];
            at++;
        }

        length -= at;
        Array.Copy(frame, at, _reply, 0, length);
        switch (protocol)
        {
            case PppProtocol.Lcp:
                OnLcp(length);
                break;
            case PppProtocol.Pap:
                OnPap();
                break;
            case PppProtocol.Ipv6cp:
                OnIpv6cp(length);
                break;
            case PppProtocol.Ipcp:
                OnIpcp(length);
                break;
            default:
                OnPacket(protocol, length);
                break;
        }
    }

    private void OnLcp(int length)
    {
        switch (_reply[0])
        {
            case ControlPacket.ConfigureRequest:
                Answer(PppProtocol.Lcp, ControlPacket.ConfigureAck, length);
                break;
            case ControlPacket.ConfigureAck:
                if (!Authenticates)
                {
                    BeginNetwork();
                }

                break;
            case ControlPacket.EchoRequest:
                Array.Copy(_request, HeaderOctets + 2, _reply, HeaderOctets, HeaderOctets);
                Answer(PppProtocol.Lcp, ControlPacket.EchoReply, length);
                break;
            case ControlPacket.TerminateRequest:
                Terminations++;
                Answer(PppProtocol.Lcp, ControlPacket.TerminateAck, length);
                break;
            default:
                break;
        }
    }

    private void OnPap()
    {
        if (_reply[0] == PapRequest)
        {
            _reply[2] = 0;
            _reply[3] = HeaderOctets + 1;
            _reply[HeaderOctets] = 0;
            Answer(PppProtocol.Pap, RefusesSecret ? PapNak : PapAck, HeaderOctets + 1);
            if (!RefusesSecret)
            {
                BeginNetwork();
            }
        }
    }

    private void BeginNetwork()
    {
        if (GivesIpv6)
        {
            Write(PppProtocol.Ipv6cp, _identifierRequest);
        }

        if (GivesIpv4)
        {
            Write(PppProtocol.Ipcp, _addressRequest);
        }
    }

    private void OnIpv6cp(int length)
    {
        if (!GivesIpv6)
        {
            Reject(PppProtocol.Ipv6cp, length);
        }
        else if (_reply[0] == ControlPacket.ConfigureRequest)
        {
            Answer(PppProtocol.Ipv6cp, ControlPacket.ConfigureAck, length);
        }
    }

    private void OnIpcp(int length)
    {
        if (!GivesIpv4)
        {
            Reject(PppProtocol.Ipcp, length);
        }
        else if (_reply[0] == ControlPacket.ConfigureRequest)
        {
            bool asks = _reply[length - 1] == 0;
            Array.Copy(_ipv4, 0, _reply, length - _ipv4.Length, _ipv4.Length);
            Answer(PppProtocol.Ipcp, asks ? ControlPacket.ConfigureNak : ControlPacket.ConfigureAck, length);
        }
    }

    private void OnPacket(int protocol, int length)
    {
        if (_reply[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6 && _reply[Ipv6Header.Length] == RouterSolicitation.Type)
        {
            Write(PppProtocol.Ipv6, _advertisement);
            return;
        }

        Packets++;
        _writer.Write(protocol, _reply, 0, length);
    }

    private void Reject(int protocol, int length)
    {
        Array.Copy(_reply, 0, _reply, HeaderOctets + 2, length);
        length += HeaderOctets + 2;
        BigEndian.WriteUInt16(_reply, HeaderOctets, protocol);
        _reply[ControlPacket.IdentifierOffset]++;
        BigEndian.WriteUInt16(_reply, 2, length);
        Answer(PppProtocol.Lcp, ControlPacket.ProtocolReject, length);
    }

    private void Answer(int protocol, int code, int length)
    {
        _reply[0] = (byte)code;
        _writer.Write(protocol, _reply, 0, length);
    }

    private void Write(int protocol, byte[] packet)
    {
        _writer.Write(protocol, packet, 0, packet.Length);
    }
}
