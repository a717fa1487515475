using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>What the harness reads of a packet by its own eyes, without the code that it watches. The object is reused.</summary>
internal sealed class PacketView
{
    private const int NoOffset = -1;
    private const int DestinationOptions = 60;
    private const int Routing = 43;

    /// <summary>The buffer.</summary>
    public byte[] Octets { get; private set; } = [];

    /// <summary>Where the packet starts.</summary>
    public int Start { get; private set; }

    /// <summary>Its octets.</summary>
    public int Length { get; private set; }

    /// <summary>Whether it is UDP over IPv4 with a packet within.</summary>
    public bool IsUdp { get; private set; }

    /// <summary>Whether it is a packet within another, and no message.</summary>
    public bool IsTunnel { get; private set; }

    /// <summary>Where the innermost IPv6 packet starts: the one within, or the packet itself.</summary>
    public int Inner { get; private set; }

    /// <summary>Octets of that.</summary>
    public int InnerLength { get; private set; }

    /// <summary>Where the Mobility Header starts, or -1.</summary>
    public int MobilityAt { get; private set; }

    /// <summary>Whether it is a Binding Update.</summary>
    public bool IsUpdate => MobilityAt >= 0
        && Start + Length - MobilityAt >= BindingUpdate.FixedLength
        && Octets[MobilityAt + MobilityHeader.TypeOffset] == MobilityHeader.BindingUpdate;

    /// <summary>The lifetime of a Binding Update, in ms.</summary>
    public long LifetimeMs => 1000L * BindingUpdate.LifetimeUnitSeconds
        * BigEndian.ReadUInt16(Octets, MobilityAt + BindingUpdate.LifetimeOffset);

    /// <summary>Where the source of the innermost packet stands.</summary>
    public int InnerSource => Inner + Ipv6Header.SourceOffset;

    /// <summary>Where its destination stands.</summary>
    public int InnerDestination => Inner + Ipv6Header.DestinationOffset;

    /// <summary>The protocol of the innermost packet.</summary>
    public int InnerProtocol => Octets[Inner + Ipv6Header.NextHeaderOffset];

    /// <summary>The destination port of the innermost packet, or -1.</summary>
    public int InnerPort => InnerProtocol == ProtocolNumbers.Udp && InnerLength >= Ipv6Header.Length + 8
        ? BigEndian.ReadUInt16(Octets, Inner + Ipv6Header.Length + 2)
        : -1;

    /// <summary>Whether the innermost packet is an ICMPv6 error.</summary>
    public bool IsError => InnerProtocol == ProtocolNumbers.Icmpv6
        && InnerLength > Ipv6Header.Length
        && Octets[Inner + Ipv6Header.Length] < 128;

    /// <summary>Reads a packet.</summary>
    /// <returns>False where it is too short to be one.</returns>
    public bool TryRead(PacketBuffer packet)
    {
        Octets = packet.Octets;
        Start = packet.Start;
        Length = packet.Length;
        Inner = Start;
        InnerLength = Length;
        IsTunnel = false;
        MobilityAt = NoOffset;
        IsUdp = Length > 0 && Octets[Start] >> 4 == 4;
        if (IsUdp)
        {
            Inner += UdpEncapsulation.Length;
            InnerLength -= UdpEncapsulation.Length;
        }

        if (InnerLength < Ipv6Header.Length)
        {
            return false;
        }

        int protocol = Octets[Inner + Ipv6Header.NextHeaderOffset];
        if (!IsUdp && protocol == ProtocolNumbers.Ipv6)
        {
            Inner += Ipv6Header.Length;
            InnerLength -= Ipv6Header.Length;
            IsTunnel = true;
            return InnerLength >= Ipv6Header.Length;
        }

        MobilityAt = MobilityIn(Inner, InnerLength, protocol);
        IsTunnel = IsUdp && MobilityAt < 0;
        return true;
    }

    /// <summary>Takes the same packet as it stands, whatever is within.</summary>
    public void ReadPlain()
    {
        Inner = Start;
        InnerLength = Length;
        IsTunnel = false;
    }

    private int MobilityIn(int start, int length, int protocol)
    {
        int at = start + Ipv6Header.Length;
        int end = start + length;
        while ((protocol == DestinationOptions || protocol == Routing) && at + 8 <= end)
        {
            protocol = Octets[at];
            at += 8 * (Octets[at + 1] + 1);
        }

        return protocol == ProtocolNumbers.Mobility && at + 8 <= end ? at : NoOffset;
    }
}
