using McoaRouter.Links;
using McoaRouter.Simulation;

namespace McoaRouter.Torture.Faults;

/// <summary>A fault of which the window is open.</summary>
internal sealed class ActiveFault
{
    private const int Kept = 16;

    private readonly PacketBuffer[]? _heard;
    private readonly bool[]? _wasUp;
    private int _count;

    public ActiveFault(Fault fault)
    {
        Fault = fault;
        Random = new SplitMix64(fault.Seed);
        if (fault.Kind == FaultKind.Replay)
        {
            _heard = new PacketBuffer[Kept];
            _wasUp = new bool[Kept];
            for (int i = 0; i < Kept; i++)
            {
                _heard[i] = new PacketBuffer();
            }
        }
    }

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>Its own random stream.</summary>
    public SplitMix64 Random { get; }

    /// <summary>How often it did something by its timer.</summary>
    public int Ticks { get; set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; set; }

    /// <summary>The attacker hears a packet, and keeps it.</summary>
    public void Hear(PacketBuffer packet, bool isUp)
    {
        int at = _count < Kept ? _count : Random.Between(0, Kept - 1);
        _count = _count < Kept ? _count + 1 : Kept;
        _heard![at].Load(packet.Octets, packet.Start, packet.Length);
        _wasUp![at] = isUp;
    }

    /// <summary>One of the packets that the attacker heard, or null where there is none.</summary>
    public PacketBuffer? Recall(out bool isUp)
    {
        isUp = false;
        if (_count == 0)
        {
            return null;
        }

        int at = Random.Between(0, _count - 1);
        isUp = _wasUp![at];
        return _heard![at];
    }
}
