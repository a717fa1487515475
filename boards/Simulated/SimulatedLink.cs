using McoaRouter.Links;

namespace McoaRouter.Boards.Simulated;

/// <summary>A link without hardware: what it is given appears at its far end.</summary>
public sealed class SimulatedLink : ILink
{
    private readonly IFarEnd _farEnd;

    /// <summary>Makes a link that is down.</summary>
    /// <param name="number">What the far end knows it by.</param>
    /// <param name="maximumTransmissionUnit">Octets.</param>
    /// <param name="farEnd">Who takes its packets.</param>
    public SimulatedLink(int number, int maximumTransmissionUnit, IFarEnd farEnd)
    {
        Number = number;
        MaximumTransmissionUnit = maximumTransmissionUnit;
        _farEnd = farEnd;
    }

    /// <summary>What the far end knows it by.</summary>
    public int Number { get; }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; }

    /// <summary>Whether it takes packets.</summary>
    public bool Up { get; set; }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        return Up && packet.Length <= MaximumTransmissionUnit && _farEnd.Take(Number, packet);
    }
}
