using System;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wifi;

/// <summary>
/// An IPv6 stack that has the address the test gives it, and a home agent at the other end that answers echo.
/// </summary>
internal sealed class ScriptedSockets : IIpv6Sockets
{
    private readonly byte[] _waiting = new byte[2000];
    private int _waitingLength;

    internal bool HasIpv6 { get; set; } = true;

    internal bool RefusesToBind { get; set; }

    internal bool RefusesToSend { get; set; }

    internal bool IsLost { get; set; }

    /// <summary>The stack's address, or null: then nothing is answered.</summary>
    internal byte[] Address { get; set; }

    internal bool IsOpen { get; private set; }

    internal int Opens { get; private set; }

    internal int Probes { get; private set; }

    internal byte[] Bound { get; } = new byte[16];

    internal byte[] Destination { get; } = new byte[16];

    internal int Protocol { get; private set; }

    internal byte[] Last { get; } = new byte[2000];

    internal int LastLength { get; private set; }

    /// <summary>How many packets wait; each is the same.</summary>
    internal int Waiting { get; set; }

    public bool Open()
    {
        IsOpen = HasIpv6;
        Opens++;
        return HasIpv6;
    }

    public void Close()
    {
        IsOpen = false;
        IsLost = false;
        Waiting = 0;
    }

    public bool Bind(byte[] address, int offset)
    {
        Array.Copy(address, offset, Bound, 0, 16);
        return !RefusesToBind;
    }

    public bool Send(int protocol, byte[] buffer, int offset, int length, byte[] destination, int destinationOffset)
    {
        Protocol = protocol;
        Array.Copy(buffer, offset, Last, 0, length);
        LastLength = length;
        Array.Copy(destination, destinationOffset, Destination, 0, 16);
        if (protocol == ProtocolNumbers.Icmpv6 && Last[0] == 128)
        {
            Probes++;
            if (Address != null)
            {
                Answer();
            }
        }

        return !RefusesToSend;
    }

    public int Receive(byte[] buffer, int offset, int capacity)
    {
        if (IsLost)
        {
            return -1;
        }

        if (Waiting == 0)
        {
            return 0;
        }

        Waiting--;
        Array.Copy(_waiting, 0, buffer, offset, _waitingLength);
        return _waitingLength;
    }

    /// <summary>Lets the answer to the last echo request arrive.</summary>
    internal void Answer()
    {
        Leave(ProtocolNumbers.Icmpv6, Destination, Address, Last, LastLength);
        _waiting[Ipv6Header.Length] = 129;
    }

    /// <summary>Changes one octet of the waiting packet.</summary>
    internal void Spoil(int offset)
    {
        _waiting[offset] ^= 0x40;
    }

    /// <summary>Cuts the waiting packet to a length.</summary>
    internal void Cut(int length)
    {
        _waitingLength = length;
    }

    /// <summary>Lets a packet arrive.</summary>
    internal void Leave(int protocol, byte[] source, byte[] destination, byte[] payload, int length)
    {
        Ipv6Header.Write(_waiting, 0, 0, length, protocol, source, 0, destination, 0);
        Array.Copy(payload, 0, _waiting, Ipv6Header.Length, length);
        _waitingLength = Ipv6Header.Length + length;
        Waiting = 1;
    }
}
