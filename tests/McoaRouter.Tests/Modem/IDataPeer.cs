namespace McoaRouter.Tests.Modem;

/// <summary>What is at the other end of a scripted modem's call.</summary>
internal interface IDataPeer
{
    /// <summary>When <see cref="Give"/> has something without having taken anything, or no deadline.</summary>
    long NextDeadline { get; }

    /// <summary>The call was answered.</summary>
    void Begin(long now);

    /// <summary>Takes octets out of the call.</summary>
    void Take(byte[] octets, int offset, int length, long now);

    /// <summary>Gives octets into the call.</summary>
    /// <returns>How many.</returns>
    int Give(byte[] octets, int offset, int capacity, long now);
}
