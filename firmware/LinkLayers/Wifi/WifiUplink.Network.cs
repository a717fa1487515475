using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Wifi;

/// <summary>What a network carries: raw IPv6 or UDP over IPv4 is found out, and watched for a change.</summary>
public sealed partial class WifiUplink
{
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
}
