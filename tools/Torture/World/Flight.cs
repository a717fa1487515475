using McoaRouter.Links;

namespace McoaRouter.Torture.World;

/// <summary>One packet on its way.</summary>
internal sealed class Flight
{
    /// <summary>The packet.</summary>
    public PacketBuffer Packet { get; } = new();

    /// <summary>The way that it takes.</summary>
    public Way Way { get; set; } = null!;

    /// <summary>Whether it goes to the home agent.</summary>
    public bool IsUp { get; set; }

    /// <summary>The <see cref="Way.Epoch"/> in which it was sent.</summary>
    public int Epoch { get; set; }

    /// <summary>Whether it is not what was sent.</summary>
    public bool IsCorrupt { get; set; }
}
