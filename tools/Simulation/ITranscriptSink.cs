namespace McoaRouter.Simulation;

/// <summary>Where a transcript goes.</summary>
public interface ITranscriptSink
{
    /// <summary>Takes one line.</summary>
    /// <param name="buffer">The buffer that holds it, as UTF-8, with its line feed; valid within the call.</param>
    /// <param name="length">Octets.</param>
    void Line(byte[] buffer, int length);
}
