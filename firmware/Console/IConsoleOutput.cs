namespace McoaRouter.Consoles;

/// <summary>Octets towards one peer of the console. It never blocks.</summary>
public interface IConsoleOutput
{
    /// <summary>How many octets <see cref="Write"/> takes now; 0 where none.</summary>
    int Room { get; }

    /// <summary>Takes all of the octets, at most <see cref="Room"/>; the buffer is the caller's again afterwards.</summary>
    void Write(byte[] buffer, int offset, int length);
}
