using McoaRouter.Links;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>
/// A link that takes what is sent and keeps the last <see cref="Capacity"/> packets in turn, without allocating.
/// </summary>
internal sealed class WireLink : ILink
{
    /// <summary>How many packets are kept; what comes more is lost, as on any wire.</summary>
    public const int Capacity = 16;

    private readonly PacketBuffer[] _kept = new PacketBuffer[Capacity];
    private int _first;

    /// <summary>An empty wire.</summary>
    public WireLink()
    {
        for (int i = 0; i < Capacity; i++)
        {
            _kept[i] = new PacketBuffer();
        }
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; set; } = Limits.PacketOctets;

    /// <summary>Whether it takes packets.</summary>
    public bool Up { get; set; } = true;

    /// <summary>How many it took.</summary>
    public long Taken { get; private set; }

    /// <summary>How many it keeps.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        if (!Up || packet.Length > MaximumTransmissionUnit || packet.Length < 0)
        {
            return false;
        }

        Taken++;
        if (Count < Capacity)
        {
            _ = _kept[(_first + Count) % Capacity].Load(packet.Octets, packet.Start, packet.Length);
            Count++;
        }

        return true;
    }

    /// <summary>Takes the oldest packet out, or null.</summary>
    public PacketBuffer? Take()
    {
        if (Count == 0)
        {
            return null;
        }

        PacketBuffer packet = _kept[_first];
        _first = (_first + 1) % Capacity;
        Count--;
        return packet;
    }

    /// <summary>Makes it a new wire.</summary>
    public WireLink Reset()
    {
        Clear();
        Up = true;
        Taken = 0;
        return this;
    }

    /// <summary>Forgets what is kept.</summary>
    public void Clear()
    {
        Count = 0;
    }
}
