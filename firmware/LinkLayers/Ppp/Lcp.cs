using System;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The Link Control Protocol (RFC 1661 §5, §6). Wanted: no escaped control characters, and a magic number. The peer may
/// have any receive unit that IPv6 can do with, any control map, both compressions, and PAP or CHAP with MD5 where a
/// name is configured. Echoes tell whether the peer is there while it is silent.
/// </summary>
internal sealed class Lcp : ControlProtocol
{
    /// <summary>Silence in ms after which the peer is asked for an echo.</summary>
    internal const int EchoMs = 10000;

    /// <summary>Echoes that go unanswered before the peer counts as gone.</summary>
    internal const int MaxEchoes = 3;

    /// <summary>Own requests that come back before the line counts as looped.</summary>
    internal const int MaxLoops = 5;

    private const int MagicLength = 4;

    private readonly RandomSource _random;
    private readonly bool _canAuthenticate;
    private readonly byte[] _magic = new byte[MagicLength];
    private readonly byte[] _zero = new byte[MagicLength];
    private bool _wantsControlMap;
    private bool _wantsMagic;
    private int _loops;
    private int _echoes;
    private bool _heard;

    /// <summary>Control characters that the peer may send as they are, or must escape: what we asked for.</summary>
    internal uint ReceiveControlMap;

    /// <summary>Control characters that the peer wants escaped.</summary>
    internal uint SendControlMap;

    /// <summary>The largest packet that the peer takes, in octets.</summary>
    internal int PeerReceiveUnit;

    /// <summary>By which protocol the peer wants to authenticate us, or 0.</summary>
    internal int PeerAuthentication;

    /// <summary>Whether the peer asked for an authentication that can't be given.</summary>
    internal bool AuthenticationRefused;

    /// <summary>Whether the peer takes frames without address and control field.</summary>
    internal bool PeerCompressesAddress;

    /// <summary>Whether the peer takes protocol fields of one octet.</summary>
    internal bool PeerCompressesProtocol;

    /// <summary>The protocol that the peer rejected last, or 0; the link asks after each packet.</summary>
    internal int RejectedProtocol;

    /// <summary>When <see cref="PollEcho"/> must be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long EchoDeadline;

    internal Lcp(
        bool canAuthenticate,
        RandomSource random,
        ILayerListener listener,
        HdlcWriter writer,
        byte[] reply,
        LinkRefusalCounters refusals)
        : base(PppProtocol.Lcp, listener, writer, reply, refusals)
    {
        _random = random;
        _canAuthenticate = canAuthenticate;
    }

    /// <summary>Whether what is sent comes back.</summary>
    internal bool IsLooped
    {
        get { return _loops >= MaxLoops; }
    }

    /// <summary>Whether the peer has answered no echo for too long.</summary>
    internal bool IsPeerLost
    {
        get { return _echoes > MaxEchoes; }
    }

    internal override void Reset()
    {
        base.Reset();
        _wantsControlMap = true;
        _wantsMagic = true;
        ReceiveControlMap = 0;
        AuthenticationRefused = false;
        RejectedProtocol = 0;
        _loops = 0;
        StopEchoes();
        NewMagic();
        ForgetPeer();
    }

    /// <summary>Begins to watch over the peer.</summary>
    internal void StartEchoes(long now)
    {
        _heard = true;
        _echoes = 0;
        EchoDeadline = now + EchoMs;
    }

    /// <summary>Ceases to watch over the peer.</summary>
    internal void StopEchoes()
    {
        _echoes = 0;
        EchoDeadline = MobileRouter.NoDeadline;
    }

    /// <summary>A frame came in from the peer.</summary>
    internal void Heard()
    {
        _heard = true;
        _echoes = 0;
    }

    /// <summary>Asks for an echo where the peer was silent. Harmless when called early.</summary>
    internal void PollEcho(long now)
    {
        if (now < EchoDeadline)
        {
            return;
        }

        EchoDeadline = now + EchoMs;
        if (!_heard)
        {
            _echoes++;
            WriteMagic(Reply, ControlPacket.HeaderLength);
            Send(Reply, 0, ControlPacket.Finish(
                Reply,
                0,
                ControlPacket.EchoRequest,
                NextIdentifier(),
                ControlPacket.HeaderLength + MagicLength));
        }

        _heard = false;
    }

    /// <summary>Tells the peer that a protocol is unknown here (RFC 1661 §5.7).</summary>
    internal void RejectProtocol(int protocol, byte[] buffer, int at, int length)
    {
        BigEndian.WriteUInt16(Reply, ControlPacket.HeaderLength, protocol);
        SendRejection(ControlPacket.ProtocolReject, ControlPacket.HeaderLength + 2, buffer, at, length);
    }

    protected override int WriteOptions(byte[] buffer, int at)
    {
        if (_wantsControlMap)
        {
            int data = ConfigurationOption.Begin(buffer, at, LcpOption.ControlMap, LcpOption.WordLength);
            BigEndian.WriteUInt32(buffer, data, (int)ReceiveControlMap);
            at += LcpOption.WordLength;
        }

        if (_wantsMagic)
        {
            WriteMagic(buffer, ConfigurationOption.Begin(buffer, at, LcpOption.MagicNumber, LcpOption.WordLength));
            at += LcpOption.WordLength;
        }

        return at;
    }

    protected override void ForgetPeer()
    {
        SendControlMap = Hdlc.DefaultControlMap;
        PeerReceiveUnit = Limits.PacketOctets;
        PeerAuthentication = 0;
        PeerCompressesAddress = false;
        PeerCompressesProtocol = false;
    }

    protected override OptionVerdict Judge(byte[] buffer, int at, byte[] counter, int counterAt)
    {
        int length = ConfigurationOption.Length(buffer, at);
        int data = at + ConfigurationOption.HeaderLength;
        switch (buffer[at])
        {
            case LcpOption.MaximumReceiveUnit when length == LcpOption.ShortLength:
                return JudgeReceiveUnit(BigEndian.ReadUInt16(buffer, data), counter, counterAt);
            case LcpOption.ControlMap when length == LcpOption.WordLength:
                SendControlMap = BigEndian.ReadUInt32(buffer, data);
                return OptionVerdict.Ack;
            case LcpOption.AuthenticationProtocol when length >= LcpOption.ShortLength:
                return JudgeAuthentication(buffer, data, length, counter, counterAt);
            case LcpOption.MagicNumber when length == LcpOption.WordLength:
                return JudgeMagic(buffer, data, counter, counterAt);
            case LcpOption.ProtocolCompression when length == LcpOption.FlagLength:
                PeerCompressesProtocol = true;
                return OptionVerdict.Ack;
            case LcpOption.AddressCompression when length == LcpOption.FlagLength:
                PeerCompressesAddress = true;
                return OptionVerdict.Ack;
            default:
                return OptionVerdict.Reject;
        }
    }

    protected override void TakeNak(byte[] buffer, int at)
    {
        bool isWord = ConfigurationOption.Length(buffer, at) == LcpOption.WordLength;
        if (buffer[at] == LcpOption.MagicNumber)
        {
            NewMagic();
        }
        else if (buffer[at] == LcpOption.ControlMap && isWord)
        {
            // The peer can't but escape these (RFC 1662 §7.1).
            ReceiveControlMap |= BigEndian.ReadUInt32(buffer, at + ConfigurationOption.HeaderLength);
        }
    }

    protected override void TakeReject(int type)
    {
        if (type == LcpOption.MagicNumber)
        {
            _wantsMagic = false;
        }
        else if (type == LcpOption.ControlMap)
        {
            _wantsControlMap = false;
            ReceiveControlMap = Hdlc.DefaultControlMap;
        }
    }

    protected override bool TakeCode(byte[] buffer, int at, int end, long now)
    {
        switch (buffer[at])
        {
            case ControlPacket.ProtocolReject:
                TakeProtocolReject(buffer, at, end, now);
                return true;
            case ControlPacket.EchoRequest:
                TakeEchoRequest(buffer, at, end);
                return true;
            case ControlPacket.EchoReply:
            case ControlPacket.DiscardRequest:
                return true;
            default:
                return false;
        }
    }

    private OptionVerdict JudgeReceiveUnit(int unit, byte[] counter, int counterAt)
    {
        if (unit < Limits.MinimumMtu)
        {
            // What IPv6 can't do with; every PPP node can take 1500 octets (RFC 1661 §6.1).
            int data = ConfigurationOption.Begin(
                counter, counterAt, LcpOption.MaximumReceiveUnit, LcpOption.ShortLength);
            BigEndian.WriteUInt16(counter, data, Limits.PacketOctets);
            return OptionVerdict.Nak;
        }

        PeerReceiveUnit = unit < Limits.PacketOctets ? unit : Limits.PacketOctets;
        return OptionVerdict.Ack;
    }

    private OptionVerdict JudgeAuthentication(byte[] buffer, int data, int length, byte[] counter, int counterAt)
    {
        int protocol = BigEndian.ReadUInt16(buffer, data);
        bool isPap = protocol == PppProtocol.Pap && length == LcpOption.ShortLength;
        bool isChap = protocol == PppProtocol.Chap
            && length == LcpOption.ChapLength
            && buffer[data + 2] == LcpOption.Md5;
        AuthenticationRefused = !_canAuthenticate;
        if (!_canAuthenticate)
        {
            return OptionVerdict.Reject;
        }

        if (isPap || isChap)
        {
            PeerAuthentication = protocol;
            return OptionVerdict.Ack;
        }

        int counterData = ConfigurationOption.Begin(
            counter, counterAt, LcpOption.AuthenticationProtocol, LcpOption.ChapLength);
        BigEndian.WriteUInt16(counter, counterData, PppProtocol.Chap);
        counter[counterData + 2] = LcpOption.Md5;
        return OptionVerdict.Nak;
    }

    /// <summary>A magic number of our own is an echo of the line (RFC 1661 §6.4), and 0 is none.</summary>
    private OptionVerdict JudgeMagic(byte[] buffer, int data, byte[] counter, int counterAt)
    {
        bool isOurs = ConfigurationOption.Same(buffer, data, _magic, 0, MagicLength);
        if (!isOurs && !ConfigurationOption.Same(buffer, data, _zero, 0, MagicLength))
        {
            _loops = 0;
            return OptionVerdict.Ack;
        }

        _loops += isOurs ? 1 : 0;
        int counterData = ConfigurationOption.Begin(counter, counterAt, LcpOption.MagicNumber, LcpOption.WordLength);
        _random.Fill(counter, counterData, MagicLength);
        return OptionVerdict.Nak;
    }

    /// <summary>
    /// An echo is answered while the link is open; with our own magic number it is an echo of the line.
    /// </summary>
    private void TakeEchoRequest(byte[] buffer, int at, int end)
    {
        int data = at + ControlPacket.HeaderLength;
        if (end - data < MagicLength)
        {
            Refuse(LinkRefusal.Truncated);
        }
        else if (_wantsMagic && ConfigurationOption.Same(buffer, data, _magic, 0, MagicLength))
        {
            _loops = MaxLoops;
        }
        else if (IsOpened)
        {
            WriteMagic(buffer, data);
            buffer[at] = ControlPacket.EchoReply;
            Send(buffer, at, end - at);
        }
    }

    private void TakeProtocolReject(byte[] buffer, int at, int end, long now)
    {
        int data = at + ControlPacket.HeaderLength;
        if (end - data < 2 || !IsOpened)
        {
            Refuse(end - data < 2 ? LinkRefusal.Truncated : LinkRefusal.WrongPhase);
            return;
        }

        RejectedProtocol = BigEndian.ReadUInt16(buffer, data);
        if (RejectedProtocol == PppProtocol.Lcp)
        {
            TakeFatalReject(now);
        }
    }

    private void NewMagic()
    {
        do
        {
            _random.Fill(_magic, 0, MagicLength);
        }
        while (ConfigurationOption.Same(_magic, 0, _zero, 0, MagicLength));
    }

    private void WriteMagic(byte[] buffer, int at)
    {
        Array.Copy(_wantsMagic ? _magic : _zero, 0, buffer, at, MagicLength);
    }
}
