namespace McoaRouter.LinkLayers;

/// <summary>
/// The seam to a serial line: octets, without waiting. A board implements it; nothing here throws or allocates after the
/// line is open.
/// </summary>
public interface ISerialLine
{
    /// <summary>Takes what has come in, without waiting.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="capacity">Octets that fit.</param>
    /// <returns>Octets taken: 0 where nothing has come, -1 where the line is lost.</returns>
    int Read(byte[] buffer, int offset, int capacity);

    /// <summary>Sends as much as the line takes without waiting.</summary>
    /// <returns>Octets taken: 0 where the line has no room, -1 where it is lost.</returns>
    int Write(byte[] buffer, int offset, int length);

    /// <summary>Switches the modem's power or reset line for one pulse, where the board has one.</summary>
    /// <returns>False where it has none.</returns>
    bool PulseReset();
}
