using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Wifi;

namespace McoaRouter.Emulated;

/// <summary>A device of any kind that takes nothing and never says anything.</summary>
internal sealed class SilentDevice : ISerialLine, ISpiBus, IWifiStation, IDatagramSocket, IIpv6Sockets
{
    /// <inheritdoc/>
    public WifiStationState State
    {
        get { return WifiStationState.Idle; }
    }

    /// <inheritdoc/>
    public int SignalDbm
    {
        get { return 0; }
    }

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
        return false;
    }

    /// <inheritdoc/>
    public bool PulseReset()
    {
        return false;
    }

    /// <inheritdoc/>
    public bool Open()
    {
        return false;
    }

    /// <inheritdoc/>
    public bool Open(int port)
    {
        return false;
    }

    /// <inheritdoc/>
    public void Close()
    {
    }

    /// <inheritdoc/>
    public bool Bind(byte[] address, int offset)
    {
        return false;
    }

    /// <inheritdoc/>
    public bool Connect(byte[] address, int offset, int port)
    {
        return false;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        return 0;
    }

    /// <inheritdoc/>
    public void Read(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
    }

    /// <inheritdoc/>
    public int Write(byte[] buffer, int offset, int length)
    {
        return 0;
    }

    /// <inheritdoc/>
    public void Write(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int length)
    {
        return false;
    }

    /// <inheritdoc/>
    public bool Send(int protocol, byte[] buffer, int offset, int length, byte[] destination, int destinationOffset)
    {
        return false;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity)
    {
        return 0;
    }
}
