using McoaRouter.Bindings;
using McoaRouter.Flows;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Flows;

/// <summary>
/// Flow rules on a bench: three uplinks, registered as the test says, and packets of the vehicle laid out field by field.
/// </summary>
internal sealed class FlowBench
{
    internal const int Wifi = 0;
    internal const int Lte = 1;
    internal const int Sat = 2;
    internal const string Host = "2001:db8:100:1::5";
    internal const string Server = "2001:db8:9::80";

    private const int FragmentHeader = 44;

    private readonly PacketBuffer _packet = new PacketBuffer();
    private readonly RouterBench _listener;

    /// <summary>Rules, as the items of <c>flows</c>.</summary>
    internal FlowBench(string flows)
    {
        const string SatUplink = "{\"name\":\"sat\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}";
        _listener = new RouterBench(
            ",\"uplinks\":[" + Configurations.Wifi + "," + Configurations.Lte + "," + SatUplink + "],\"flows\":[" + flows + "]");
        Settings = _listener.Settings;
        Bindings = _listener.Router.Bindings;
        Table = new FlowTable(Settings, Bindings, _listener);
        Register(Wifi, true);
        Register(Lte, true);
        Register(Sat, true);
    }

    internal RouterSettings Settings { get; }

    internal BindingUpdateList Bindings { get; }

    internal FlowTable Table { get; }

    internal long Now { get; set; } = 1000;

    internal int Moves
    {
        get { return _listener.FlowMoves; }
    }

    internal int LastFlow
    {
        get { return _listener.LastFlow; }
    }

    internal int LastUplink
    {
        get { return _listener.LastFlowUplink; }
    }

    /// <summary>The last packet, to change before it is sent again.</summary>
    internal PacketBuffer Packet
    {
        get { return _packet; }
    }

    /// <summary>An uplink is registered, or no more.</summary>
    /// <returns>Whether flow bindings are to change.</returns>
    internal bool Register(int uplink, bool registered)
    {
        Bindings.At(uplink).State = registered ? BindingState.Registered : BindingState.Absent;
        return Table.Reconsider(Now);
    }

    /// <summary>A path serves better or worse.</summary>
    /// <returns>Whether flow bindings are to change.</returns>
    internal bool Stand(int uplink, PathStanding standing)
    {
        Bindings.At(uplink).Standing = standing;
        return Table.Reconsider(Now);
    }

    /// <summary>The uplink of a UDP packet between two ports.</summary>
    internal int Udp(int sourcePort, int destinationPort)
    {
        return Send(Host, Server, 0, ProtocolNumbers.Udp, sourcePort, destinationPort);
    }

    /// <summary>The uplink of a packet.</summary>
    internal int Send(string source, string destination, int trafficClass, int protocol, int sourcePort, int destinationPort)
    {
        Lay(source, destination, trafficClass, protocol, 8);
        PutPorts(Ipv6Header.Length, sourcePort, destinationPort);
        return Again();
    }

    /// <summary>The uplink of a UDP packet behind extension headers of 8 octets each.</summary>
    internal int Behind(int header, int count, int destinationPort)
    {
        Lay(Host, Server, 0, header, 8 + (8 * count));
        int at = _packet.Start + Ipv6Header.Length;
        for (int i = 0; i < count; i++)
        {
            _packet.Octets[at + (8 * i)] = (byte)(i == count - 1 ? ProtocolNumbers.Udp : header);
            _packet.Octets[at + (8 * i) + 1] = 0;
        }

        PutPorts(Ipv6Header.Length + (8 * count), 4000, destinationPort);
        return Again();
    }

    /// <summary>The uplink of a fragment of a UDP packet.</summary>
    /// <param name="identification">The packet.</param>
    /// <param name="offset">Which 8 octets of it.</param>
    /// <param name="sourcePort">The source port, or what stands there in a fragment behind the first one.</param>
    /// <param name="destinationPort">The destination port, likewise.</param>
    internal int Fragment(int identification, int offset, int sourcePort, int destinationPort)
    {
        Lay(Host, Server, 0, FragmentHeader, 16);
        int at = _packet.Start + Ipv6Header.Length;
        _packet.Octets[at] = ProtocolNumbers.Udp;
        BigEndian.WriteUInt16(_packet.Octets, at + 2, (offset << 3) | 1);
        BigEndian.WriteUInt32(_packet.Octets, at + 4, identification);
        PutPorts(Ipv6Header.Length + 8, sourcePort, destinationPort);
        return Again();
    }

    /// <summary>The uplink of the same packet once more.</summary>
    internal int Again()
    {
        return Table.PathOf(_packet, Bindings.PreferredRegistered(), Now);
    }

    private void Lay(string source, string destination, int trafficClass, int protocol, int payload)
    {
        _packet.Reset();
        Ipv6Header.Write(
            _packet.Octets,
            _packet.Start,
            trafficClass,
            payload,
            protocol,
            Hex.Address(source),
            0,
            Hex.Address(destination),
            0);
        for (int i = 0; i < payload; i++)
        {
            _packet.Octets[_packet.Start + Ipv6Header.Length + i] = 0;
        }

        _packet.SetLength(Ipv6Header.Length + payload);
    }

    private void PutPorts(int at, int sourcePort, int destinationPort)
    {
        BigEndian.WriteUInt16(_packet.Octets, _packet.Start + at, sourcePort);
        BigEndian.WriteUInt16(_packet.Octets, _packet.Start + at + 2, destinationPort);
    }
}
