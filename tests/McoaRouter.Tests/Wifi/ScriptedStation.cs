using System;
using McoaRouter.LinkLayers.Wifi;

namespace McoaRouter.Tests.Wifi;

/// <summary>A station whose network is what the test says.</summary>
internal sealed class ScriptedStation : IWifiStation
{
    private readonly byte[] _address = new byte[4];

    public WifiStationState State { get; internal set; }

    public int SignalDbm { get; internal set; }

    /// <summary>What a call to connect leads to at once.</summary>
    internal WifiStationState Outcome { get; set; } = WifiStationState.Connecting;

    internal bool HasAddress { get; private set; }

    internal int Connects { get; private set; }

    internal int Disconnects { get; private set; }

    public void Connect()
    {
        Connects++;
        State = Outcome;
    }

    public void Disconnect()
    {
        Disconnects++;
        State = WifiStationState.Idle;
    }

    public bool TryGetIpv4Address(byte[] buffer, int offset)
    {
        if (HasAddress)
        {
            Array.Copy(_address, 0, buffer, offset, 4);
        }

        return HasAddress;
    }

    /// <summary>Gives the station 192.0.2 and this octet.</summary>
    internal void GiveAddress(int last)
    {
        HasAddress = true;
        _address[0] = 192;
        _address[1] = 0;
        _address[2] = 2;
        _address[3] = (byte)last;
    }

    internal void TakeAddress()
    {
        HasAddress = false;
    }
}
