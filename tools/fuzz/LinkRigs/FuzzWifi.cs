using System;
using McoaRouter.LinkLayers.Wifi;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>A Wi-Fi station and its sockets, whose network is the input.</summary>
internal sealed class FuzzWifi : IWifiStation, IDatagramSocket, IIpv6Sockets
{
    private const int Octets = 1600;

    private static readonly byte[] s_own = Worlds.FuzzWorld.Address("2001:db8:a:1::17");

    private readonly byte[] _waiting = new byte[Octets];
    private readonly byte[] _probe = new byte[Octets];
    private int _waitingLength;
    private int _probeLength;

    /// <inheritdoc/>
    public WifiStationState State { get; set; } = WifiStationState.Connected;

    /// <inheritdoc/>
    public int SignalDbm { get; set; } = -60;

    /// <summary>The station's IPv4 address, or none.</summary>
    public byte[]? Ipv4 { get; set; }

    /// <summary>Whether the stack has IPv6, and a home agent that answers its probes.</summary>
    public bool HasIpv6 { get; set; }

    /// <summary>Whether sockets are lost.</summary>
    public bool IsLost { get; set; }

    /// <inheritdoc/>
    public void Connect()
    {
    }

    /// <inheritdoc/>
    public void Disconnect()
    {
    }

    /// <inheritdoc/>
    public bool TryGetIpv4Address(byte[] buffer, int offset)
    {
        if (Ipv4 == null)
        {
            return false;
        }

        Array.Copy(Ipv4, 0, buffer, offset, Ipv4.Length);
        return true;
    }

    /// <summary>Lets a packet come, in the place of one that waits.</summary>
    public void Give(byte[] packet)
    {
        _waitingLength = Math.Min(packet.Length, Octets);
        Array.Copy(packet, _waiting, _waitingLength);
    }

    bool IDatagramSocket.Open(int port)
    {
        return !IsLost;
    }

    void IDatagramSocket.Close()
    {
    }

    bool IDatagramSocket.Connect(byte[] address, int offset, int port)
    {
        return !IsLost;
    }

    bool IDatagramSocket.Send(byte[] buffer, int offset, int length)
    {
        return !IsLost;
    }

    int IDatagramSocket.Receive(byte[] buffer, int offset, int capacity)
    {
        return Take(buffer, offset, capacity);
    }

    bool IIpv6Sockets.Open()
    {
        return HasIpv6;
    }

    void IIpv6Sockets.Close()
    {
    }

    bool IIpv6Sockets.Bind(byte[] address, int offset)
    {
        return HasIpv6;
    }

    bool IIpv6Sockets.Send(int protocol, byte[] buffer, int offset, int length, byte[] destination, int destinationOffset)
    {
        if (protocol == 58 && length > 4 && buffer[offset] == 128 && length < Octets - 40)
        {
            // The home agent's answer to a probe.
            _probeLength = 40 + length;
            Array.Clear(_probe, 0, 40);
            _probe[0] = 0x60;
            _probe[5] = (byte)length;
            _probe[6] = 58;
            _probe[7] = 64;
            Array.Copy(destination, destinationOffset, _probe, 8, 16);
            Array.Copy(s_own, 0, _probe, 24, 16);
            Array.Copy(buffer, offset, _probe, 40, length);
            _probe[40] = 129;
        }

        return HasIpv6 && !IsLost;
    }

    int IIpv6Sockets.Receive(byte[] buffer, int offset, int capacity)
    {
        if (_probeLength > 0 && HasIpv6)
        {
            int length = Math.Min(_probeLength, capacity);
            _probeLength = 0;
            Array.Copy(_probe, 0, buffer, offset, length);
            return length;
        }

        return Take(buffer, offset, capacity);
    }

    private int Take(byte[] buffer, int offset, int capacity)
    {
        if (IsLost)
        {
            return -1;
        }

        int length = Math.Min(_waitingLength, capacity);
        _waitingLength = 0;
        Array.Copy(_waiting, 0, buffer, offset, length);
        return length;
    }
}
