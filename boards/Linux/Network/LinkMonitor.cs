using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>
/// Knows every interface with its carrier and its addresses, and hears of each change from the kernel (rtnetlink groups
/// RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR) at once.
/// </summary>
public sealed class LinkMonitor : IDisposable
{
    private const uint LinkGroup = 0x1;
    private const uint Ipv4AddressGroup = 0x10;
    private const uint Ipv6AddressGroup = 0x100;
    private const int BufferOctets = 1 << 16;
    private const int LinkLength = 16;
    private const int AddressLength = 8;
    private const int InterfaceRunning = 0x40;
    private const int InterfaceLowerUp = 0x1_0000;

    private readonly Dictionary<int, InterfaceState> _interfaces = [];
    private readonly NetlinkMessage _request = new();
    private readonly byte[] _buffer = new byte[BufferOctets];

    /// <summary>Opens the socket and reads how everything stands.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public LinkMonitor()
    {
        Descriptor = NetlinkMessage.Open(0, LinkGroup | Ipv4AddressGroup | Ipv6AddressGroup);
        Enumerate();
    }

    /// <summary>Readable when something changed.</summary>
    public int Descriptor { get; }

    /// <summary>Every interface.</summary>
    public IEnumerable<InterfaceState> Interfaces
    {
        get { return _interfaces.Values; }
    }

    /// <summary>The interface of this name, or null where there is none.</summary>
    public InterfaceState? Find(string device)
    {
        foreach (InterfaceState known in _interfaces.Values)
        {
            if (known.Name == device)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>An interface that has this address, or null where there is none.</summary>
    public InterfaceState? FindByAddress(byte[] address)
    {
        foreach (InterfaceState known in _interfaces.Values)
        {
            if (known.Has(address))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>
    /// Asks the kernel how an interface stands; the answer comes as a change does. The kernel reports a loss of carrier
    /// by itself, but holds the report back for up to a second where any interface has changed shortly before.
    /// </summary>
    public void Ask(int interfaceIndex)
    {
        const int extensionMaskAttribute = 29;
        const int withoutStatistics = 8;
        Span<byte> link = _request.Begin(NetlinkMessage.GetLink, 0, LinkLength);
        MemoryMarshal.Write(link[4..], interfaceIndex);
        _request.Add(extensionMaskAttribute, withoutStatistics);
        _request.Send(Descriptor);
    }

    /// <summary>Takes in all changes that are there.</summary>
    public void Read()
    {
        while (true)
        {
            int length = Receive(LibC.MessageDontWait);
            if (length > 0)
            {
                Parse(_buffer.AsSpan(0, length));
                continue;
            }

            if (Marshal.GetLastPInvokeError() != LibC.NoBufferSpace)
            {
                return;
            }

            // Changes were lost: begin anew.
            Enumerate();
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        LibC.Close(Descriptor);
    }

    private void Enumerate()
    {
        _interfaces.Clear();
        _request.Begin(NetlinkMessage.GetLink, NetlinkMessage.Dump, LinkLength);
        ReadDump();
        _request.Begin(NetlinkMessage.GetAddress, NetlinkMessage.Dump, AddressLength);
        ReadDump();
    }

    private void ReadDump()
    {
        if (!_request.Send(Descriptor))
        {
            throw BoardException.FromLastError("The kernel's interfaces can't be read");
        }

        bool done = false;
        while (!done)
        {
            int length = Receive(0);
            if (length > 0)
            {
                done = Parse(_buffer.AsSpan(0, length));
            }
            else if (Marshal.GetLastPInvokeError() != LibC.NoBufferSpace)
            {
                throw BoardException.FromLastError("The kernel's interfaces can't be read");
            }
        }
    }

    private unsafe int Receive(int flags)
    {
        fixed (byte* octets = _buffer)
        {
            return (int)LibC.Receive(Descriptor, octets, BufferOctets, flags);
        }
    }

    /// <summary>Takes in a few messages.</summary>
    /// <returns>Whether the last of a dump was among them.</returns>
    private bool Parse(ReadOnlySpan<byte> messages)
    {
        bool done = false;
        while (messages.Length >= NetlinkMessage.HeaderLength)
        {
            int length = NetlinkMessage.ReadInt32(messages);
            if (length < NetlinkMessage.HeaderLength || length > messages.Length)
            {
                return done;
            }

            ReadOnlySpan<byte> body = messages[NetlinkMessage.HeaderLength..length];
            switch (NetlinkMessage.ReadUInt16(messages[NetlinkMessage.TypeOffset..]))
            {
                case NetlinkMessage.NewLink when IsAboutLink(body):
                    OnLink(body);
                    break;
                case NetlinkMessage.DeleteLink when IsAboutLink(body):
                    _interfaces.Remove(NetlinkMessage.ReadInt32(body[4..]));
                    break;
                case NetlinkMessage.NewAddress:
                    OnAddress(body, present: true);
                    break;
                case NetlinkMessage.DeleteAddress:
                    OnAddress(body, present: false);
                    break;
                case NetlinkMessage.Done:
                case NetlinkMessage.Error:
                    done = true;
                    break;
                default:
                    break;
            }

            messages = messages[Math.Min(NetlinkMessage.Align(length), messages.Length)..];
        }

        return done;
    }

    /// <summary>
    /// Whether a message is about an interface itself: one of a family is about its part in that, so that an interface
    /// which leaves a bridge isn't taken for gone.
    /// </summary>
    private static bool IsAboutLink(ReadOnlySpan<byte> body)
    {
        return body[0] == 0;
    }

    /// <summary><c>struct ifinfomsg</c>: family, type, index at 4, flags at 8.</summary>
    private void OnLink(ReadOnlySpan<byte> body)
    {
        const int linkLayerAddressAttribute = 1;
        const int nameAttribute = 3;
        const int mtuAttribute = 4;
        InterfaceState state = StateOf(NetlinkMessage.ReadInt32(body[4..]));
        int flags = NetlinkMessage.ReadInt32(body[8..]);
        state.Running = (flags & InterfaceRunning) != 0 && (flags & InterfaceLowerUp) != 0;
        ReadOnlySpan<byte> attributes = body[LinkLength..];
        ReadOnlySpan<byte> name = Attribute(attributes, nameAttribute);
        if (name.Length > 1 && !Ascii.Equals(name[..^1], state.Name))
        {
            state.Name = Encoding.UTF8.GetString(name[..^1]);
        }

        ReadOnlySpan<byte> mtu = Attribute(attributes, mtuAttribute);
        if (mtu.Length == sizeof(int))
        {
            state.MaximumTransmissionUnit = NetlinkMessage.ReadInt32(mtu);
        }

        ReadOnlySpan<byte> address = Attribute(attributes, linkLayerAddressAttribute);
        if (!address.SequenceEqual(state.LinkLayerAddress))
        {
            state.LinkLayerAddress = address.ToArray();
        }
    }

    /// <summary><c>struct ifaddrmsg</c>: family, prefix length, flags, scope, index at 4.</summary>
    private void OnAddress(ReadOnlySpan<byte> body, bool present)
    {
        const int addressAttribute = 1;
        const int localAttribute = 2;
        const int flagsAttribute = 8;
        ReadOnlySpan<byte> attributes = body[AddressLength..];
        ReadOnlySpan<byte> address = Attribute(attributes, localAttribute);
        if (address.Length == 0)
        {
            address = Attribute(attributes, addressAttribute);
        }

        byte[]? octets = Octets(body[0], address);
        if (octets == null)
        {
            return;
        }

        ReadOnlySpan<byte> wideFlags = Attribute(attributes, flagsAttribute);
        int flags = wideFlags.Length == sizeof(int) ? NetlinkMessage.ReadInt32(wideFlags) : body[2];
        InterfaceState state = StateOf(NetlinkMessage.ReadInt32(body[4..]));
        if (present)
        {
            state.Set(new InterfaceAddress(octets, body[3], flags));
        }
        else
        {
            state.Remove(octets);
        }
    }

    /// <summary>The 16 octets of an address, of an IPv4 one the IPv4-mapped ones; null for another family.</summary>
    private static byte[]? Octets(int family, ReadOnlySpan<byte> address)
    {
        byte[] octets = address.ToArray();
        if (family == LibC.AddressFamilyInet6 && octets.Length == Ipv6Address.Length)
        {
            return octets;
        }

        if (family != LibC.AddressFamilyInet || octets.Length != Ipv4Address.Length)
        {
            return null;
        }

        byte[] mapped = new byte[Ipv6Address.Length];
        Ipv4MappedAddress.Write(mapped, 0, octets, 0);
        return mapped;
    }

    private InterfaceState StateOf(int index)
    {
        if (!_interfaces.TryGetValue(index, out InterfaceState? state))
        {
            state = new InterfaceState(index);
            _interfaces.Add(index, state);
        }

        return state;
    }

    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> attributes, int type)
    {
        while (attributes.Length >= NetlinkMessage.AttributeHeaderLength)
        {
            int length = NetlinkMessage.ReadUInt16(attributes);
            if (length < NetlinkMessage.AttributeHeaderLength || length > attributes.Length)
            {
                return default;
            }

            if (NetlinkMessage.ReadUInt16(attributes[2..]) == type)
            {
                return attributes[NetlinkMessage.AttributeHeaderLength..length];
            }

            attributes = attributes[Math.Min(NetlinkMessage.Align(length), attributes.Length)..];
        }

        return default;
    }
}
