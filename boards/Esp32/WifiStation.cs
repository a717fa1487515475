using System;
using System.Device.Wifi;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// The Wi-Fi station through System.Device.Wifi. Scanning and connecting wait, up to 28 s together, so a thread does them.
/// The signal is measured by the scan before each attempt: the library has no other way, and a scan while packets flow
/// would stop them. Reading the address allocates, so it is read every second only until there is one, then on the
/// stack's events and every ten seconds.
/// </summary>
internal sealed class WifiStation : GuardedThread, IWifiStation
{
    // The image listens to each of 13 channels for half a second.
    private const int ScanMs = 8000;
    private const int LookMs = 1000;
    private const int WatchMs = 10000;

    private readonly string _ssid;
    private readonly string _passphrase;
    private readonly Doorbell _doorbell;
    private readonly AutoResetEvent _work = new AutoResetEvent(false);
    private readonly AutoResetEvent _scanned = new AutoResetEvent(false);
    private readonly byte[] _address = new byte[Ipv4Address.Length];
    private WifiAdapter _adapter;
    private bool _hasAddress;
    private bool _isWanted;
    private bool _isAsked;
    private WifiStationState _state;
    private int _signalDbm;

    internal WifiStation(string ssid, string passphrase, CrashGuard guard, Doorbell doorbell)
        : base(guard, "Wi-Fi station")
    {
        _ssid = ssid;
        _passphrase = passphrase ?? string.Empty;
        _doorbell = doorbell;
    }

    /// <inheritdoc/>
    public WifiStationState State
    {
        get { return _state; }
    }

    /// <inheritdoc/>
    public int SignalDbm
    {
        get { return _signalDbm; }
    }

    /// <inheritdoc/>
    public void Connect()
    {
        _state = WifiStationState.Connecting;
        _isWanted = true;
        _isAsked = true;
        _work.Set();
    }

    /// <inheritdoc/>
    public void Disconnect()
    {
        _state = WifiStationState.Idle;
        _isWanted = false;
        _hasAddress = false;
        _work.Set();
    }

    /// <inheritdoc/>
    public bool TryGetIpv4Address(byte[] buffer, int offset)
    {
        if (_hasAddress)
        {
            Array.Copy(_address, 0, buffer, offset, Ipv4Address.Length);
        }

        return _hasAddress;
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        _adapter = WifiAdapter.FindAllAdapters()[0];
        _adapter.AvailableNetworksChanged += NetworksFound;
        NetworkChange.NetworkAvailabilityChanged += AvailabilityChanged;
        NetworkChange.NetworkAddressChanged += AddressChanged;
        while (true)
        {
            int wait = _state != WifiStationState.Connected ? Timeout.Infinite : _hasAddress ? WatchMs : LookMs;
            _work.WaitOne(wait, false);
            if (_isAsked)
            {
                _isAsked = false;
                Attempt();
            }
            else if (!_isWanted)
            {
                _adapter.Disconnect();
            }

            if (_state == WifiStationState.Connected)
            {
                ReadAddress();
            }
        }
    }

    private static WifiStationState StateAfter(WifiConnectionStatus status)
    {
        return status switch
        {
            WifiConnectionStatus.Success => WifiStationState.Connected,
            WifiConnectionStatus.NetworkNotAvailable => WifiStationState.NotFound,
            WifiConnectionStatus.InvalidCredential => WifiStationState.Refused,
            _ => WifiStationState.Lost,
        };
    }

    private void Attempt()
    {
        _adapter.Disconnect();
        Measure();
        WifiConnectionResult result = _adapter.Connect(_ssid, WifiReconnectionKind.Manual, _passphrase);

        // Meanwhile it may have been called off, or asked for anew.
        if (_isWanted && !_isAsked)
        {
            _state = StateAfter(result.ConnectionStatus);
            _doorbell.Ring();
        }
        else if (!_isWanted)
        {
            _adapter.Disconnect();
        }
    }

    private void Measure()
    {
        _signalDbm = 0;
        try
        {
            _adapter.ScanAsync();
            if (_scanned.WaitOne(ScanMs, false))
            {
                _signalDbm = Strongest(_adapter.NetworkReport.AvailableNetworks);
            }
        }
        catch (Exception)
        {
            // The radio is busy or not started: then there is no figure this time.
        }
    }

    private int Strongest(WifiAvailableNetwork[] networks)
    {
        int best = 0;
        foreach (WifiAvailableNetwork network in networks)
        {
            int signal = (int)network.NetworkRssiInDecibelMilliwatts;
            if (network.Ssid == _ssid && (best == 0 || signal > best))
            {
                best = signal;
            }
        }

        return best;
    }

    private void ReadAddress()
    {
        NetworkInterface station = NetworkInterface.GetAllNetworkInterfaces()[_adapter.NetworkInterface];
        byte[] address = IPAddress.Parse(station.IPv4Address).GetAddressBytes();
        bool hasAddress = Ipv4Address.IsRoutable(address, 0);
        if (hasAddress != _hasAddress || !Ipv4Address.Equal(address, 0, _address, 0))
        {
            Array.Copy(address, 0, _address, 0, Ipv4Address.Length);
            _hasAddress = hasAddress;
            _doorbell.Ring();
        }
    }

    private void NetworksFound(WifiAdapter sender, object e)
    {
        _scanned.Set();
    }

    private void AvailabilityChanged(object sender, NetworkAvailabilityEventArgs e)
    {
        if (!e.IsAvailable && _state == WifiStationState.Connected)
        {
            _state = WifiStationState.Lost;
            _hasAddress = false;
            _doorbell.Ring();
        }
    }

    private void AddressChanged(object sender, EventArgs e)
    {
        _work.Set();
    }
}
