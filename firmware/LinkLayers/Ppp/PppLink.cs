using McoaRouter.Forwarding;
using McoaRouter.LinkLayers.Autoconfiguration;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The Point-to-Point Protocol over a serial line in data mode, as the side that dials (RFC 1661, RFC 1662): LCP agrees
/// on the link, PAP or CHAP authenticate where the peer asks for it, IPV6CP and IPCP bring the addresses. Whole IPv6
/// and IPv4 packets pass. It is a machine without thread or clock; its owner polls it, and starts it anew after it has
/// ended.
/// </summary>
internal sealed partial class PppLink : ILink, ILayerListener, IAutoconfiguredLink
{
    /// <summary>How long LCP may take, in ms.</summary>
    internal const int EstablishMs = 30000;

    /// <summary>How long the peer may take to authenticate us, in ms.</summary>
    internal const int AuthenticateMs = 20000;

    /// <summary>How long an address may be awaited, in ms.</summary>
    internal const int AddressMs = 30000;

    /// <summary>How long a global IPv6 address is waited for before IPv4 is taken, in ms.</summary>
    internal const int Ipv6PatienceMs = 5000;

    /// <summary>A link that was agreed on for so long, in ms, does not count as begun anew.</summary>
    internal const int StableMs = 60000;

    /// <summary>
    /// How long the line must be silent behind NO CARRIER, in ms: in a packet those words are followed by more.
    /// </summary>
    internal const int NoCarrierMs = 500;

    private const int FlushMs = 5;
    private const int LineEndOctets = 2;

    private readonly Transport _transport;
    private readonly LinkRefusalCounters _refusals;
    private readonly byte[] _input = new byte[LinkLimits.SerialOctetsPerPoll];
    private readonly PacketBuffer _packet = new PacketBuffer();
    private readonly HdlcReader _reader;
    private readonly HdlcWriter _writer = new HdlcWriter();
    private readonly Lcp _lcp;
    private readonly Ipv6cp _ipv6cp;
    private readonly Ipcp _ipcp;
    private readonly Pap _pap;
    private readonly Chap _chap;
    private readonly HostAutoconfiguration _host;
    private readonly ErrorRateLimit _controlRate =
        new ErrorRateLimit(LinkLimits.PppControlBurst, LinkLimits.PppControlIntervalMs);

    private readonly byte[] _careOfAddress = new byte[Ipv6Address.Length];
    private readonly byte[] _noCarrier = Ascii.Octets("NO CARRIER");
    private readonly byte[] _candidate = new byte[Ipv6Address.Length];

    private ISerialLine _line;
    private ILinkListener _packets;
    private int _link;
    private PppEndCause _cause;
    private bool _peerSpoke;
    private int _renegotiations;
    private long _openedAt;

    // All timers of the link itself; the protocols have theirs.
    private long _phaseDeadline;
    private long _ipv6Until;
    private long _noCarrierAt;
    private long _flushAt;
    private int _mtu;

    /// <summary>How far it has come.</summary>
    internal PppState State;

    /// <summary>Why it ended, or <see cref="PppEndCause.None"/>.</summary>
    internal PppEndCause EndCause;

    /// <summary>Makes a link that is to be started. All its memory is set aside here.</summary>
    /// <param name="transport">Which kinds of care-of addresses it may give.</param>
    /// <param name="user">
    /// The name that the network authenticates, or null where none is configured: then authentication is refused. Name
    /// and secret have at most 200 characters each, all of ASCII.
    /// </param>
    /// <param name="password">The secret that goes with it, or null.</param>
    /// <param name="random">Where magic numbers and interface identifiers come from.</param>
    /// <param name="refusals">Where to count what is refused.</param>
    internal PppLink(
        Transport transport,
        string user,
        string password,
        RandomSource random,
        LinkRefusalCounters refusals)
    {
        byte[] name = Ascii.Octets(user);
        byte[] secret = Ascii.Octets(password);
        byte[] reply = new byte[LinkLimits.PppControlOctets];
        _transport = transport;
        _refusals = refusals;
        _reader = new HdlcReader(refusals);
        _lcp = new Lcp(user != null, random, this, _writer, reply, refusals);
        _ipv6cp = new Ipv6cp(random, this, _writer, reply, refusals);
        _ipcp = new Ipcp(this, _writer, reply, refusals);
        _pap = new Pap(name, secret, _writer, reply, refusals);
        _chap = new Chap(name, secret, _writer, reply, refusals);
        _host = new HostAutoconfiguration(random, refusals);
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return _mtu; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline
    {
        get
        {
            if (!IsRunning)
            {
                return MobileRouter.NoDeadline;
            }

            long next = Timing.Earlier(_phaseDeadline, Timing.Earlier(_ipv6Until, _noCarrierAt));
            next = Timing.Earlier(next, Timing.Earlier(_lcp.Deadline, _lcp.EchoDeadline));
            next = Timing.Earlier(next, Timing.Earlier(_ipv6cp.Deadline, _ipcp.Deadline));
            next = Timing.Earlier(next, Timing.Earlier(_pap.Deadline, _host.NextDeadline));
            return _writer.IsEmpty ? next : Timing.Earlier(next, _flushAt);
        }
    }

    private bool IsRunning
    {
        get { return State != PppState.Idle && State != PppState.Ended; }
    }

    /// <summary>
    /// Begins to negotiate over a line that is in data mode. May be called again after the link has ended.
    /// </summary>
    /// <param name="line">The line; nobody else reads or writes it until <see cref="PppState.Ended"/>.</param>
    /// <param name="link">The number under which the router knows the link.</param>
    /// <param name="packets">Who gets packets and hears of care-of addresses.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Start(ISerialLine line, int link, ILinkListener packets, long now)
    {
        _line = line;
        _link = link;
        _packets = packets;
        _cause = PppEndCause.None;
        _peerSpoke = false;
        _renegotiations = 0;
        _openedAt = now;
        _noCarrierAt = MobileRouter.NoDeadline;
        EndCause = PppEndCause.None;
        _writer.Clear();
        _ipv6cp.Reset();
        _ipcp.Reset();
        _lcp.Reset();
        Establish(now);
        _lcp.Open(now);
        _lcp.Up(now);
        Flush(now);
    }

    /// <summary>Takes octets that were read off the line before <see cref="Start"/>, behind the word CONNECT.</summary>
    internal void Take(byte[] buffer, int offset, int length, long now)
    {
        int end = offset + length;
        while (offset < end && IsRunning)
        {
            offset += _reader.Take(buffer, offset, end - offset);
            if (_reader.Length > 0)
            {
                TakeFrame(_reader.Frame, _reader.Length, now);
            }
        }

        if (length > 0)
        {
            _noCarrierAt = _reader.EndsWith(_noCarrier, LineEndOctets) ? now + NoCarrierMs : MobileRouter.NoDeadline;
        }
    }

    /// <summary>
    /// Reads and writes the line, as much as fits into one turn, and runs the timers. Harmless when called early, late
    /// or twice, and after the end.
    /// </summary>
    /// <returns>Whether the line may have more at once.</returns>
    internal bool Poll(long now)
    {
        if (!IsRunning)
        {
            return false;
        }

        int taken = _line.Read(_input, 0, _input.Length);
        if (taken < 0)
        {
            End(PppEndCause.LineLost, now);
            return false;
        }

        Take(_input, 0, taken, now);
        RunTimers(now);
        Flush(now);
        return taken == _input.Length && IsRunning;
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        int protocol = packet.Octets[packet.Start] >> 4 == 4 ? PppProtocol.Ipv4 : PppProtocol.Ipv6;
        LinkRefusal refusal = LinkRefusal.None;
        if (State != PppState.Up || !(protocol == PppProtocol.Ipv4 ? _ipcp.IsOpened : _ipv6cp.IsOpened))
        {
            refusal = LinkRefusal.LinkDown;
        }
        else if (packet.Length > _mtu)
        {
            refusal = LinkRefusal.Oversized;
        }
        else if (!_writer.Write(protocol, packet.Octets, packet.Start, packet.Length))
        {
            refusal = LinkRefusal.DeviceRefused;
        }

        if (refusal != LinkRefusal.None)
        {
            _refusals.Add(refusal);
            return false;
        }

        // A line that is lost shows itself when it is read.
        _writer.Flush(_line);
        return true;
    }

    /// <summary>
    /// Takes the link down in good order: the router hears of it at once, the peer is asked to terminate, and
    /// <see cref="Poll"/> is to be called on until <see cref="PppState.Ended"/>, at most four seconds.
    /// </summary>
    internal void Stop(long now)
    {
        if (IsRunning)
        {
            Close(PppEndCause.Stopped, now);
            Flush(now);
        }
    }

    /// <summary>The call is lost (carrier, power): ends at once, without another octet to the peer.</summary>
    internal void Drop(long now)
    {
        if (IsRunning)
        {
            _writer.Clear();
            End(PppEndCause.LineLost, now);
        }
    }

    private void RunTimers(long now)
    {
        _lcp.Poll(now);
        _lcp.PollEcho(now);
        _pap.Poll(now);
        _ipv6cp.Poll(now);
        _ipcp.Poll(now);
        _host.Poll(now);
        if (now >= _ipv6Until)
        {
            _ipv6Until = MobileRouter.NoDeadline;
            Decide(now);
        }

        if (now >= _noCarrierAt)
        {
            End(PppEndCause.NoCarrier, now);
        }
        else if (_lcp.IsPeerLost)
        {
            End(PppEndCause.EchoLost, now);
        }
        else if (now >= _phaseDeadline)
        {
            TakePhaseTimeout(now);
        }
    }

    private void Flush(long now)
    {
        if (IsRunning && !_writer.Flush(_line))
        {
            End(PppEndCause.LineLost, now);
        }

        _flushAt = now + FlushMs;
    }

    private void TakeFrame(byte[] frame, int length, long now)
    {
        int at = frame[0] == Hdlc.Address && frame[1] == Hdlc.Control ? 2 : 0;
        int protocol = at < length ? frame[at++] : 0;
        if ((protocol & 1) == 0)
        {
            protocol = at < length ? (protocol << 8) | frame[at++] : 0;
        }

        _peerSpoke = true;
        _lcp.Heard();
        if (protocol == PppProtocol.Ipv6 || protocol == PppProtocol.Ipv4)
        {
            TakePacket(protocol, frame, at, length - at, now);
        }
        else if (!_controlRate.Take(now))
        {
            _refusals.Add(LinkRefusal.TooOften);
        }
        else if (protocol == PppProtocol.Lcp)
        {
            _lcp.Receive(frame, at, length - at, now);
            AfterLcp(now);
        }
        else if (!_lcp.IsOpened)
        {
            // RFC 1661 §3.4: dropped in silence.
            _refusals.Add(LinkRefusal.WrongPhase);
        }
        else
        {
            TakeControl(protocol, frame, at, length - at, now);
        }
    }

    private void TakePacket(int protocol, byte[] frame, int at, int length, long now)
    {
        bool isIpv6 = protocol == PppProtocol.Ipv6;
        if (!(isIpv6 ? _ipv6cp.IsOpened : _ipcp.IsOpened))
        {
            _refusals.Add(LinkRefusal.WrongPhase);
        }
        else if (length == 0 || frame[at] >> 4 != (isIpv6 ? 6 : 4))
        {
            _refusals.Add(LinkRefusal.Malformed);
        }
        else if (!_packet.Load(frame, at, length))
        {
            _refusals.Add(LinkRefusal.Oversized);
        }
        else if (isIpv6 && _host.Receive(_packet.Octets, _packet.Start, length, now))
        {
            // It was Neighbor Discovery's.
        }
        else if (State == PppState.Up)
        {
            _packets.Receive(_link, _packet, now);
        }
        else
        {
            _refusals.Add(LinkRefusal.WrongPhase);
        }
    }
}
