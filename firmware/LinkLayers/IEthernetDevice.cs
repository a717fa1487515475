namespace McoaRouter.LinkLayers;

/// <summary>
/// The seam to an Ethernet: whole frames from destination address to payload, without preamble and frame check sequence.
/// Nothing here waits, throws or allocates after the device is open.
/// </summary>
public interface IEthernetDevice
{
    /// <summary>Whether it has a carrier.</summary>
    bool HasCarrier { get; }

    /// <summary>The device's own address, 6 octets.</summary>
    byte[] Address { get; }

    /// <summary>Makes the device ready, or ready again after it was lost.</summary>
    /// <returns>False where it does not answer.</returns>
    bool Open(long now);

    /// <summary>Sends one frame.</summary>
    /// <returns>False where the device did not take it.</returns>
    bool Send(byte[] buffer, int offset, int length);

    /// <summary>Takes the next frame that has come in, without waiting.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="capacity">Octets that fit.</param>
    /// <returns>
    /// Octets of the frame; 0 where none has come, -1 where one was dropped because it does not fit or is broken, -2
    /// where the device is lost and must be opened anew.
    /// </returns>
    int Receive(byte[] buffer, int offset, int capacity);
}
