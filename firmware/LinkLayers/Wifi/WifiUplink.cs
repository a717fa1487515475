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
public sealed partial class WifiUplink : ILinkLayer
{
    private const int ConnectTimeoutMs = 30000;
    private const int AddressTimeoutMs = 20000;
    private const int LookIntervalMs = 1000;
    private const int ProbeIntervalMs = 30000;
    private const int ProbeRetryMs = 5000;
    private const int ProbesBeforeUdp = 3;
    private const int ProbesUntilLost = 4;
    private const int FirstPauseMs = 1000;
    private const int LongestPauseMs = 60000;

    // An uplink that was up for so long starts again with the first pause.
    private const int SettledMs = 10000;

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
    private int _pause = FirstPauseMs;
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

    private void Pause(long now)
    {
        if (IsUp && now - _upSince >= SettledMs)
        {
            _pause = FirstPauseMs;
        }

        Leave(now);
        _state = WifiUplinkState.Pausing;
        _deadline = now + _pause;
        _pause = Timing.Doubled(_pause, LongestPauseMs);
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
