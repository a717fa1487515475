using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// A received <see cref="BindingUpdate"/>, as home agents and correspondents read it. The object is one message and is
/// reused.
/// </summary>
public sealed class ReceivedUpdate
{
    /// <summary>The sequence number, 16 bits.</summary>
    public int Sequence;

    /// <summary>The flags, 16 bits.</summary>
    public int Flags;

    /// <summary>The lifetime asked for, in units of 4 s; 0 de-registers.</summary>
    public int LifetimeUnits;

    /// <summary>The mobility options.</summary>
    public readonly MobilityOptions Options;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>Makes a reader for messages in a profile.</summary>
    public ReceivedUpdate(WireProfile profile)
    {
        Options = new MobilityOptions(profile);
    }

    /// <summary>Reads a message whose Mobility Header was checked (<see cref="MobilityHeader.Check"/>).</summary>
    /// <returns>False where the message is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        if (length < BindingUpdate.FixedLength)
        {
            Refusal = Refusal.Truncated;
            return false;
        }

        Sequence = BigEndian.ReadUInt16(buffer, offset + BindingUpdate.SequenceOffset);
        Flags = BigEndian.ReadUInt16(buffer, offset + BindingUpdate.FlagsOffset);
        LifetimeUnits = BigEndian.ReadUInt16(buffer, offset + BindingUpdate.LifetimeOffset);
        bool read = Options.TryRead(buffer, offset, offset + BindingUpdate.FixedLength, offset + length);
        Refusal = Options.Refusal;
        return read;
    }
}
