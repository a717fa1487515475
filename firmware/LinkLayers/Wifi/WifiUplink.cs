using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// An uplink over a Wi-Fi station whose network stack is the board's. The station is connected again after every loss, with
/// pauses from one second to a minute. What carries the packets is found out in each network anew: raw IPv6 sockets where
/// the stack has a global IPv6 address that reaches a home agent (<see cref="AddressProbe"/>), else UDP over IPv4 (RFC 5555
/// §4.1), as far as the transport of the settings allows. On UDP it goes on looking for IPv6.
/// </summary>
public sealed class WifiUplink : ILinkLayer
{
    private const long ConnectTimeoutMs = 30000;
    private const long AddressTimeoutMs = 20000;
    private const long LookIntervalMs = 1000;
    private const long ProbeIntervalMs = 30000;
    private const long ProbeRetryMs = 5000;
    private const int ProbesBeforeUdp = 3;
    private const int ProbesUntilLost = 4;
    private const long FirstPauseMs = 1000;
    private const long LongestPauseMs = 60000;

    // An uplink that was up for so long starts again with the first pause.
    private const long SettledMs = 10000;

    private readonly IWifiStation _station;
    private readonly UdpPath _udp;
    private readonly NativePath _native;
    private readonly Transport _transport;
    private readonly PacketBuffer _received = new PacketBuffer();
    private readonly byte[] _careOfAddress = new byte[Ipv6Address.Length];

    private readonly byte[] _seen = new byte[Ipv4Address.Length];
    private readonly LinkRefusalCounters _refusals = new LinkRefusalCounters();

    private ILinkListener _packets;
    private ILinkNoticeListener _notices;
    private int _link;
    private LinkNotice _lastNotice = LinkNotice.Count;
    private long _deadline;
    private long _giveUp;
    private long _nextProbe;
    private long _upSince;
    private long _pause = FirstPauseMs;
    private int _unanswered;
    private WifiUplinkState _state;

    /// <summary>Sets aside all memory.</summary>
    /// <param name="station">The station, which knows its network.</param>
    /// <param name="datagrams">The stack's UDP.</param>
    /// <param name="sockets">The stack's IPv6.</param>
    /// <param name="transport">What may carry the packets.</param>
    /// <param name="homeAgents">
    /// The home agents' IPv6 addresses, 16 octets each; without one there is no way to learn the own IPv6 address.
    /// </param>
    /// <param name="random">What echo requests can't be guessed by.</param>
    public WifiUplink(
        IWifiStation station,
        IDatagramSocket datagrams,
        IIpv6Sockets sockets,
        Transport transport,
        byte[][] homeAgents,
        RandomSource random)
    {
        _station = station;
        _udp = new UdpPath(datagrams);
        _native = new NativePath(sockets, homeAgents, random, _refusals);
        _transport = transport;
    }

    /// <summary>Where it stands.</summary>
    public WifiUplinkState State
    {
        get { return _state; }
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return Limits.PacketOctets; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get { return _state == WifiUplinkState.Stopped ? MobileRouter.NoDeadline : _deadline; }
    }

    /// <inheritdoc/>
    public int SignalDbm
    {
        get { return _station.SignalDbm; }
    }

    /// <inheritdoc/>
    public bool Stopped
    {
        get { return _state == WifiUplinkState.Stopped; }
    }

    /// <inheritdoc/>
    public LinkRefusalCounters Refusals
    {
        get { return _refusals; }
    }

    private bool IsUp
    {
        get { return _state == WifiUplinkState.Native || _state == WifiUplinkState.Udp; }
    }

    /// <inheritdoc/>
    public void Start(int link, ILinkListener packets, ILinkNoticeListener notices, long now)
    {
        _link = link;
        _packets = packets;
        _notices = notices;
        BeginConnecting(now);
    }

    /// <inheritdoc/>
    public void Stop(long now)
    {
        Leave(now);
        _state = WifiUplinkState.Stopped;
    }

    /// <inheritdoc/>
    public bool Poll(long now)
    {
        switch (_state)
        {
            case WifiUplinkState.Connecting:
                WatchConnecting(now);
                break;
            case WifiUplinkState.Addressing:
            case WifiUplinkState.Native:
            case WifiUplinkState.Udp:
                WatchNetwork(now);
                break;
            case WifiUplinkState.Pausing:
                if (now >= _deadline)
                {
                    BeginConnecting(now);
                }

                break;
            default:
                return false;
        }

        return ReceiveNative(now) | ReceiveDatagrams(now);
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        LinkRefusal refusal = !IsUp ? LinkRefusal.LinkDown
            : packet.Length > MaximumTransmissionUnit ? LinkRefusal.Oversized
            : _state == WifiUplinkState.Native ? _native.Send(packet)
            : _udp.Send(packet);
        if (refusal == LinkRefusal.None)
        {
            return true;
        }

        _refusals.Add(refusal);
        return false;
    }

    private void BeginConnecting(long now)
    {
        _state = WifiUplinkState.Connecting;
        _giveUp = now + ConnectTimeoutMs;
        _deadline = now + LookIntervalMs;
        _station.Connect();
    }

    private void WatchConnecting(long now)
    {
        switch (_station.State)
        {
            case WifiStationState.Connected:
                BeginAddressing(now);
                return;
            case WifiStationState.NotFound:
                Notice(LinkNotice.WifiNotFound, now);
                break;
            case WifiStationState.Refused:
                Notice(LinkNotice.WifiRefused, now);
                break;
            case WifiStationState.Connecting:
                if (now < _giveUp)
                {
                    _deadline = now + LookIntervalMs;
                    return;
                }

                break;
            default:
                break;
        }

        Pause(now);
    }

    private void BeginAddressing(long now)
    {
        _state = WifiUplinkState.Addressing;
        _giveUp = now + AddressTimeoutMs;
        _unanswered = 0;
        LookForAddress(now);
    }

    private void WatchNetwork(long now)
    {
        if (_station.State != WifiStationState.Connected)
        {
            Pause(now);
        }
        else if (now >= _deadline)
        {
            _deadline = now + LookIntervalMs;
            if (_state == WifiUplinkState.Addressing)
            {
                LookForAddress(now);
            }
            else if (_state == WifiUplinkState.Native)
            {
                WatchNative(now);
            }
            else
            {
                WatchUdp(now);
            }
        }
    }

    private void LookForAddress(long now)
    {
        _deadline = now + LookIntervalMs;
        OpenSockets(now);
        bool mayUseUdp = !_native.IsOpen || _unanswered >= ProbesBeforeUdp;
        if (now >= _giveUp)
        {
            Notice(LinkNotice.NoAddress, now);
            Pause(now);
        }
        else if (_transport != Transport.Ipv6 && mayUseUdp && _station.TryGetIpv4Address(_seen, 0))
        {
            BecomeUdp(now);
        }
        else if (_native.IsOpen)
        {
            Probe(now);
        }
    }

    private void OpenSockets(long now)
    {
        if (!_native.IsOpen && _transport != Transport.Udp && !_native.Open() && _transport == Transport.Ipv6)
        {
            Notice(LinkNotice.WifiNoIpv6, now);
        }
    }

    private void WatchUdp(long now)
    {
        if (!_station.TryGetIpv4Address(_seen, 0))
        {
            Readdress(now);
        }
        else if (!_udp.IsFor(_seen))
        {
            BecomeUdp(now);
        }
        else if (_native.IsOpen && now >= _nextProbe)
        {
            Probe(now);
        }
    }

    private void WatchNative(long now)
    {
        if (now < _nextProbe)
        {
            return;
        }

        if (_unanswered >= ProbesUntilLost && _transport == Transport.Auto)
        {
            Readdress(now);
        }
        else
        {
            Probe(now);
        }
    }

    private void Probe(long now)
    {
        _unanswered++;
        _nextProbe = now + (_state == WifiUplinkState.Native ? ProbeRetryMs : ProbeIntervalMs);
        _native.Probe();
    }

    private void BecomeUdp(long now)
    {
        if (!_udp.Open(_seen))
        {
            _refusals.Add(LinkRefusal.DeviceRefused);
            Readdress(now);
            return;
        }

        Ipv4MappedAddress.Write(_careOfAddress, 0, _seen, 0);
        _nextProbe = now + ProbeIntervalMs;
        BecomeUp(WifiUplinkState.Udp, now);
    }

    private void BecomeNative(int destination, long now)
    {
        _unanswered = 0;
        _nextProbe = now + ProbeIntervalMs;
        if (_state == WifiUplinkState.Native
            && Ipv6Address.Equal(_careOfAddress, 0, _received.Octets, destination))
        {
            return;
        }

        Ipv6Address.Copy(_received.Octets, destination, _careOfAddress, 0);
        if (!_native.Bind(_careOfAddress, _state == WifiUplinkState.Native))
        {
            _refusals.Add(LinkRefusal.DeviceRefused);
            Readdress(now);
            return;
        }

        _udp.Close();
        BecomeUp(WifiUplinkState.Native, now);
    }

    private void BecomeUp(WifiUplinkState state, long now)
    {
        if (!IsUp)
        {
            _upSince = now;
        }

        _state = state;
        _lastNotice = LinkNotice.Count;
        _packets.LinkUp(_link, _careOfAddress, 0, now);
    }

    // The station is still in the network, but nothing that was found out in it holds. It is looked for from the next look
    // on, so that sockets that fail at once don't keep the board busy.
    private void Readdress(long now)
    {
        if (IsUp)
        {
            _giveUp = now + AddressTimeoutMs;
        }

        CloseAll(now);
        _unanswered = 0;
        _deadline = now + LookIntervalMs;
    }

    private void Pause(long now)
    {
        if (IsUp && now - _upSince >= SettledMs)
        {
            _pause = FirstPauseMs;
        }

        Leave(now);
        _state = WifiUplinkState.Pausing;
        _deadline = now + _pause;
        _pause = _pause * 2 > LongestPauseMs ? LongestPauseMs : _pause * 2;
    }

    private void Leave(long now)
    {
        CloseAll(now);
        _station.Disconnect();
    }

    private void CloseAll(long now)
    {
        _udp.Close();
        _native.Close();
        if (IsUp)
        {
            _state = WifiUplinkState.Addressing;
            _packets.LinkDown(_link, now);
        }
    }

    private bool ReceiveNative(long now)
    {
        for (int i = 0; _native.IsOpen && i < LinkLimits.PacketsPerPoll; i++)
        {
            switch (_native.Receive(_received))
            {
                case NativeArrival.Nothing:
                    return false;
                case NativeArrival.Lost:
                    _refusals.Add(LinkRefusal.DeviceRefused);
                    Readdress(now);
                    return false;
                case NativeArrival.Answer:
                    BecomeNative(_received.Start + Ipv6Header.DestinationOffset, now);
                    break;
                case NativeArrival.Packet:
                    if (_state == WifiUplinkState.Native)
                    {
                        _packets.Receive(_link, _received, now);
                    }

                    break;
                default:
                    break;
            }
        }

        return _native.IsOpen;
    }

    private bool ReceiveDatagrams(long now)
    {
        for (int i = 0; _state == WifiUplinkState.Udp && i < LinkLimits.PacketsPerPoll; i++)
        {
            int length = _udp.Receive(_received);
            if (length == 0)
            {
                return false;
            }

            if (length < 0)
            {
                _refusals.Add(LinkRefusal.DeviceRefused);
                Readdress(now);
                return false;
            }

            _packets.Receive(_link, _received, now);
        }

        return _state == WifiUplinkState.Udp;
    }

    // The same notice at each attempt would drown the others.
    private void Notice(LinkNotice notice, long now)
    {
        if (notice != _lastNotice)
        {
            _lastNotice = notice;
            _notices.LinkNoticed(_link, notice, 0, now);
        }
    }
}
