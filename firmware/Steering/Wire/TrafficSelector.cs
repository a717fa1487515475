namespace McoaRouter.Wire;

/// <summary>
/// Which packets a flow binding is about: the binary traffic selector for IPv6 (RFC 6088 §3.2). Each field is a range, and
/// stands for anything where it is left out.
/// </summary>
public sealed class TrafficSelector
{
    /// <summary>What a number is where the selector does not ask for it.</summary>
    public const int Any = -1;

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

    /// <summary>The first source port, or <see cref="Any"/>.</summary>
    public int FirstSourcePort = Any;

    /// <summary>The last source port.</summary>
    public int LastSourcePort = Any;

    /// <summary>The first destination port, or <see cref="Any"/>.</summary>
    public int FirstDestinationPort = Any;

    /// <summary>The last destination port.</summary>
    public int LastDestinationPort = Any;

    /// <summary>The first traffic class, or <see cref="Any"/>.</summary>
    public int FirstTrafficClass = Any;

    /// <summary>The last traffic class.</summary>
    public int LastTrafficClass = Any;

    /// <summary>The first protocol number, or <see cref="Any"/>.</summary>
    public int FirstProtocol = Any;

    /// <summary>The last protocol number.</summary>
    public int LastProtocol = Any;
}
