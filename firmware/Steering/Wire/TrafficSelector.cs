namespace McoaRouter.Wire;

/// <summary>
/// Which packets a flow binding is about: the binary traffic selector for IPv6 (RFC 6088 §3.2). Each field is a range, and
/// stands for anything where it is left out.
/// </summary>
public sealed class TrafficSelector
{
    /// <summary>What a number is where the selector does not ask for it.</summary>
    public const int Anything = -1;

    // The low two bits of a traffic class are Explicit Congestion Notification's, and are not compared.
    private const int EcnBits = 2;

    /// <summary>The first source address and the last one, 16 octets each; meaningful where <see cref="HasSource"/>.</summary>
    public readonly byte[] FirstSource = new byte[Ipv6Address.Length];

    /// <summary>See <see cref="FirstSource"/>.</summary>
    public readonly byte[] LastSource = new byte[Ipv6Address.Length];

    /// <summary>The first destination address; meaningful where <see cref="HasDestination"/>.</summary>
    public readonly byte[] FirstDestination = new byte[Ipv6Address.Length];

    /// <summary>The last destination address.</summary>
    public readonly byte[] LastDestination = new byte[Ipv6Address.Length];

    /// <summary>Whether it asks for a source address.</summary>
    public bool HasSource;

    /// <summary>Whether it asks for a destination address.</summary>
    public bool HasDestination;

    /// <summary>The first source port, or <see cref="Anything"/>.</summary>
    public int FirstSourcePort = Anything;

    /// <summary>The last source port.</summary>
    public int LastSourcePort = Anything;

    /// <summary>The first destination port, or <see cref="Anything"/>.</summary>
    public int FirstDestinationPort = Anything;

    /// <summary>The last destination port.</summary>
    public int LastDestinationPort = Anything;

    /// <summary>The first traffic class, or <see cref="Anything"/>.</summary>
    public int FirstTrafficClass = Anything;

    /// <summary>The last traffic class.</summary>
    public int LastTrafficClass = Anything;

    /// <summary>The first protocol number, or <see cref="Anything"/>.</summary>
    public int FirstProtocol = Anything;

    /// <summary>The last protocol number.</summary>
    public int LastProtocol = Anything;

    /// <summary>The first flow label, 20 bits, or <see cref="Anything"/>.</summary>
    public int FirstFlowLabel = Anything;

    /// <summary>The last flow label.</summary>
    public int LastFlowLabel = Anything;

    /// <summary>Whether it asks for a Security Parameters Index of ESP.</summary>
    public bool HasSpi;

    /// <summary>The first Security Parameters Index; meaningful where <see cref="HasSpi"/>.</summary>
    public uint FirstSpi;

    /// <summary>The last Security Parameters Index.</summary>
    public uint LastSpi;

    /// <summary>Whether a packet is one of those that the selector is about; bounded, and nothing is changed.</summary>
    public bool Matches(SelectedPacket packet)
    {
        return IsIn(packet.TrafficClass >> EcnBits, FirstTrafficClass, LastTrafficClass, EcnBits)
            && IsIn(packet.Protocol, FirstProtocol, LastProtocol, 0)
            && IsIn(packet.SourcePort, FirstSourcePort, LastSourcePort, 0)
            && IsIn(packet.DestinationPort, FirstDestinationPort, LastDestinationPort, 0)
            && IsIn(packet.FlowLabel, FirstFlowLabel, LastFlowLabel, 0)
            && (!HasSpi || (packet.HasSpi && packet.Spi >= FirstSpi && packet.Spi <= LastSpi))
            && (!HasSource || IsIn(packet.Buffer, packet.SourceOffset, FirstSource, LastSource))
            && (!HasDestination || IsIn(packet.Buffer, packet.DestinationOffset, FirstDestination, LastDestination));
    }

    /// <summary>Whether another selector is about the same packets, field by field.</summary>
    public bool Equal(TrafficSelector other)
    {
        return HasSource == other.HasSource
            && HasDestination == other.HasDestination
            && HasSpi == other.HasSpi
            && FirstSourcePort == other.FirstSourcePort
            && LastSourcePort == other.LastSourcePort
            && FirstDestinationPort == other.FirstDestinationPort
            && LastDestinationPort == other.LastDestinationPort
            && FirstTrafficClass == other.FirstTrafficClass
            && LastTrafficClass == other.LastTrafficClass
            && FirstProtocol == other.FirstProtocol
            && LastProtocol == other.LastProtocol
            && FirstFlowLabel == other.FirstFlowLabel
            && LastFlowLabel == other.LastFlowLabel
            && FirstSpi == other.FirstSpi
            && LastSpi == other.LastSpi
            && Ipv6Address.Equal(FirstSource, 0, other.FirstSource, 0)
            && Ipv6Address.Equal(LastSource, 0, other.LastSource, 0)
            && Ipv6Address.Equal(FirstDestination, 0, other.FirstDestination, 0)
            && Ipv6Address.Equal(LastDestination, 0, other.LastDestination, 0);
    }

    /// <summary>Takes over what another selector is about.</summary>
    public void Copy(TrafficSelector other)
    {
        HasSource = other.HasSource;
        HasDestination = other.HasDestination;
        HasSpi = other.HasSpi;
        FirstSourcePort = other.FirstSourcePort;
        LastSourcePort = other.LastSourcePort;
        FirstDestinationPort = other.FirstDestinationPort;
        LastDestinationPort = other.LastDestinationPort;
        FirstTrafficClass = other.FirstTrafficClass;
        LastTrafficClass = other.LastTrafficClass;
        FirstProtocol = other.FirstProtocol;
        LastProtocol = other.LastProtocol;
        FirstFlowLabel = other.FirstFlowLabel;
        LastFlowLabel = other.LastFlowLabel;
        FirstSpi = other.FirstSpi;
        LastSpi = other.LastSpi;
        Ipv6Address.Copy(other.FirstSource, 0, FirstSource, 0);
        Ipv6Address.Copy(other.LastSource, 0, LastSource, 0);
        Ipv6Address.Copy(other.FirstDestination, 0, FirstDestination, 0);
        Ipv6Address.Copy(other.LastDestination, 0, LastDestination, 0);
    }

    /// <summary>Whether no range ends before it starts.</summary>
    internal bool IsOrdered()
    {
        return FirstSourcePort <= LastSourcePort
            && FirstDestinationPort <= LastDestinationPort
            && FirstTrafficClass <= LastTrafficClass
            && FirstProtocol <= LastProtocol
            && FirstFlowLabel <= LastFlowLabel
            && FirstSpi <= LastSpi
            && (!HasSource || Compare(FirstSource, 0, LastSource) <= 0)
            && (!HasDestination || Compare(FirstDestination, 0, LastDestination) <= 0);
    }

    private static bool IsIn(int value, int first, int last, int ignoredBits)
    {
        return first == Anything || (value >= first >> ignoredBits && value <= last >> ignoredBits);
    }

    private static bool IsIn(byte[] buffer, int at, byte[] first, byte[] last)
    {
        return Compare(buffer, at, first) >= 0 && Compare(buffer, at, last) <= 0;
    }

    private static int Compare(byte[] buffer, int at, byte[] other)
    {
        for (int i = 0; i < Ipv6Address.Length; i += 4)
        {
            uint left = BigEndian.ReadUInt32(buffer, at + i);
            uint right = BigEndian.ReadUInt32(other, i);
            if (left != right)
            {
                return left < right ? -1 : 1;
            }
        }

        return 0;
    }
}
