using System;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>
/// Sets up interfaces, routes and policy rules through rtnetlink. Everything it makes carries
/// <see cref="RouteProtocol"/>, so that it can be told from what others made: <c>ip -6 rule list protocol 135</c>.
/// </summary>
public sealed class NetworkConfigurator : IDisposable
{
    /// <summary>The originator number of our routes and rules.</summary>
    public const int RouteProtocol = 135;

    /// <summary>The kernel's main routing table.</summary>
    public const int MainTable = 254;

    private const ushort TableAttribute = 15;
    private const int LinkLength = 16;
    private const int AddressLength = 8;
    private const int RouteLength = 12;
    private const int InterfaceUp = 1;
    private const byte Unicast = 1;
    private const byte Unreachable = 7;
    private const byte ToTable = 1;
    private const byte Blackhole = 6;
    private const string OwnPackets = "lo";

    /// <summary>What the kernel gives a route that was asked for without a metric.</summary>
    private const int UsualMetric = 1024;

    /// <summary>Behind every other route's.</summary>
    private const int LastMetric = int.MaxValue;
    private const byte NoDuplicateAddressDetection = 0x02;

    private readonly NetlinkMessage _message = new();
    private readonly int _socket = NetlinkMessage.Open(0, 0);

    /// <summary>The number of an interface, or 0 where there is none of this name.</summary>
    public static int IndexOf(string device)
    {
        return (int)LibC.InterfaceIndexOf(device);
    }

    /// <summary>Puts an interface up.</summary>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="maximumTransmissionUnit">Octets of its largest packet.</param>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void SetLinkUp(int interfaceIndex, int maximumTransmissionUnit)
    {
        const int mtuAttribute = 4;
        Span<byte> link = _message.Begin(NetlinkMessage.NewLink, NetlinkMessage.Acknowledge, LinkLength);
        MemoryMarshal.Write(link[4..], interfaceIndex);
        MemoryMarshal.Write(link[8..], InterfaceUp);
        MemoryMarshal.Write(link[12..], InterfaceUp);
        _message.Add(mtuAttribute, maximumTransmissionUnit);
        Require("An interface can't be put up");
    }

    /// <summary>Gives an interface one address, without the rest of a prefix.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddAddress(int interfaceIndex, byte[] address)
    {
        const int localAttribute = 2;
        Span<byte> fixedPart = _message.Begin(
            NetlinkMessage.NewAddress,
            NetlinkMessage.Acknowledge | NetlinkMessage.Create | NetlinkMessage.Replace,
            AddressLength);
        fixedPart[0] = LibC.AddressFamilyInet6;
        fixedPart[1] = 8 * Ipv6Address.Length;
        fixedPart[2] = NoDuplicateAddressDetection;
        MemoryMarshal.Write(fixedPart[4..], interfaceIndex);
        _message.Add(localAttribute, address.AsSpan(0, Ipv6Address.Length));
        Require("An address can't be set");
    }

    /// <summary>Routes a prefix into an interface.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddRoute(Ipv6Prefix prefix, int interfaceIndex, int table)
    {
        BeginRoute(NetlinkMessage.NewRoute, prefix, table, Unicast);
        AddOutgoingInterface(interfaceIndex);
        Require($"A route for {prefix} can't be set");
    }

    /// <summary>Routes a prefix to a router on an interface's link.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddRoute(Ipv6Prefix prefix, byte[] router, int interfaceIndex)
    {
        BeginRoute(NetlinkMessage.NewRoute, prefix, MainTable, Unicast);
        AddNextHop(router, interfaceIndex);
        Require($"A route for {prefix} can't be set");
    }

    /// <summary>Removes such a route; harmless where it has gone.</summary>
    public void RemoveRoute(Ipv6Prefix prefix, byte[] router, int interfaceIndex)
    {
        BeginRoute(NetlinkMessage.DeleteRoute, prefix, MainTable, Unicast);
        AddNextHop(router, interfaceIndex);
        Transact();
    }

    /// <summary>Removes a route into an interface; harmless where it has gone.</summary>
    public void RemoveRoute(Ipv6Prefix prefix, int interfaceIndex, int table)
    {
        BeginRoute(NetlinkMessage.DeleteRoute, prefix, table, Unicast);
        AddOutgoingInterface(interfaceIndex);
        AddMetric(UsualMetric);
        Transact();
    }

    /// <summary>Routes into an interface what is for a prefix and has no better route.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddLastRoute(Ipv6Prefix prefix, int interfaceIndex)
    {
        BeginRoute(NetlinkMessage.NewRoute, prefix, MainTable, Unicast);
        AddOutgoingInterface(interfaceIndex);
        AddMetric(LastMetric);
        Require($"A route for {prefix} can't be set");
    }

    /// <summary>Removes what <see cref="AddLastRoute"/> added; harmless where it has gone.</summary>
    public void RemoveLastRoute(Ipv6Prefix prefix, int interfaceIndex)
    {
        BeginRoute(NetlinkMessage.DeleteRoute, prefix, MainTable, Unicast);
        AddOutgoingInterface(interfaceIndex);
        AddMetric(LastMetric);
        Transact();
    }

    /// <summary>
    /// Answers what is for a prefix and has no better route as unreachable, instead of by the default route.
    /// </summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddUnreachable(Ipv6Prefix prefix)
    {
        BeginRoute(NetlinkMessage.NewRoute, prefix, MainTable, Unreachable);
        AddMetric(LastMetric);
        Require($"A route for {prefix} can't be set");
    }

    /// <summary>Removes what <see cref="AddUnreachable"/> added; harmless where it has gone.</summary>
    public void RemoveUnreachable(Ipv6Prefix prefix)
    {
        BeginRoute(NetlinkMessage.DeleteRoute, prefix, MainTable, Unreachable);
        AddMetric(LastMetric);
        Transact();
    }

    /// <summary>Adds a policy rule.</summary>
    /// <param name="prefix">The prefix it looks at.</param>
    /// <param name="source">Whether it looks at the packet's source; otherwise at its destination.</param>
    /// <param name="table">The routing table it leads to.</param>
    /// <param name="priority">Its place among the rules; lower comes first.</param>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddRule(Ipv6Prefix prefix, bool source, int table, int priority)
    {
        BeginRule(NetlinkMessage.NewRule, prefix, source, priority);
        _message.Add(TableAttribute, table);
        Require($"A rule for {prefix} can't be set");
    }

    /// <summary>Adds a policy rule for what this machine itself sends from a prefix.</summary>
    /// <param name="prefix">The source.</param>
    /// <param name="table">The routing table it leads to.</param>
    /// <param name="priority">Its place among the rules; lower comes first.</param>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddOwnRule(Ipv6Prefix prefix, int table, int priority)
    {
        const int incomingAttribute = 3;
        BeginRule(NetlinkMessage.NewRule, prefix, source: true, priority);
        _message.Add(TableAttribute, table);
        _message.Add(incomingAttribute, Encoding.ASCII.GetBytes(OwnPackets + '\0'));
        Require($"A rule for {prefix} can't be set");
    }

    /// <summary>Adds a policy rule that drops what comes from a source.</summary>
    /// <exception cref="BoardException">The kernel refuses.</exception>
    public void AddRefusal(Ipv6Prefix source, int priority)
    {
        BeginRule(NetlinkMessage.NewRule, source, source: true, priority)[7] = Blackhole;
        Require($"A rule for {source} can't be set");
    }

    /// <summary>Removes all our rules of this prefix, side and priority, a crashed predecessor's too.</summary>
    public void RemoveRules(Ipv6Prefix prefix, bool source, int priority)
    {
        do
        {
            BeginRule(NetlinkMessage.DeleteRule, prefix, source, priority);
        }
        while (Transact() == 0);
    }

    /// <summary>Removes what <see cref="AddRefusal"/> added; harmless where it has gone.</summary>
    public void RemoveRefusals(Ipv6Prefix source, int priority)
    {
        do
        {
            BeginRule(NetlinkMessage.DeleteRule, source, source: true, priority)[7] = Blackhole;
        }
        while (Transact() == 0);
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        LibC.Close(_socket);
    }

    private void BeginRoute(ushort type, Ipv6Prefix prefix, int table, byte kind)
    {
        const int destinationAttribute = 1;
        ushort flags = type == NetlinkMessage.NewRoute
            ? (ushort)(NetlinkMessage.Acknowledge | NetlinkMessage.Create | NetlinkMessage.Replace)
            : NetlinkMessage.Acknowledge;
        Span<byte> route = _message.Begin(type, flags, RouteLength);
        route[0] = LibC.AddressFamilyInet6;
        route[1] = (byte)prefix.Length;
        route[5] = RouteProtocol;
        route[7] = kind;
        _message.Add(TableAttribute, table);
        _message.Add(destinationAttribute, prefix.Octets);
    }

    private void AddNextHop(byte[] router, int interfaceIndex)
    {
        const int gatewayAttribute = 5;
        _message.Add(gatewayAttribute, router.AsSpan(0, Ipv6Address.Length));
        AddOutgoingInterface(interfaceIndex);
    }

    private void AddOutgoingInterface(int interfaceIndex)
    {
        const int outgoingAttribute = 4;
        _message.Add(outgoingAttribute, interfaceIndex);
    }

    private void AddMetric(int metric)
    {
        const int metricAttribute = 6;
        _message.Add(metricAttribute, metric);
    }

    private Span<byte> BeginRule(ushort type, Ipv6Prefix prefix, bool source, int priority)
    {
        const int destinationAttribute = 1;
        const int sourceAttribute = 2;
        const int priorityAttribute = 6;
        const int protocolAttribute = 21;
        ushort flags = type == NetlinkMessage.NewRule
            ? (ushort)(NetlinkMessage.Acknowledge | NetlinkMessage.Create)
            : NetlinkMessage.Acknowledge;
        Span<byte> rule = _message.Begin(type, flags, RouteLength);
        rule[0] = LibC.AddressFamilyInet6;
        rule[source ? 2 : 1] = (byte)prefix.Length;
        rule[7] = ToTable;
        _message.Add(source ? (ushort)sourceAttribute : (ushort)destinationAttribute, prefix.Octets);
        _message.Add(priorityAttribute, priority);
        _message.Add(protocolAttribute, [RouteProtocol]);
        return rule;
    }

    private void Require(string what)
    {
        int error = Transact();
        if (error != 0)
        {
            throw new BoardException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>Sends the request and waits for the kernel's answer.</summary>
    /// <returns>0, or the error number.</returns>
    private unsafe int Transact()
    {
        const int errorOffset = NetlinkMessage.HeaderLength;
        byte[] answer = new byte[1024];
        if (!_message.Send(_socket))
        {
            return Marshal.GetLastPInvokeError();
        }

        while (true)
        {
            nint length;
            fixed (byte* octets = answer)
            {
                length = LibC.Receive(_socket, octets, answer.Length, 0);
            }

            if (length < 0)
            {
                return Marshal.GetLastPInvokeError();
            }

            if (NetlinkMessage.ReadUInt16(answer.AsSpan(NetlinkMessage.TypeOffset)) == NetlinkMessage.Error)
            {
                return -NetlinkMessage.ReadInt32(answer.AsSpan(errorOffset));
            }
        }
    }
}
