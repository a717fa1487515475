using McoaRouter.Links;

namespace McoaRouter.Boards.Simulated;

/// <summary>What is at the other end of simulated links.</summary>
public interface IFarEnd
{
    /// <summary>
    /// A packet was put on a link. It must be copied: the buffer is the sender's again when the call returns.
    /// </summary>
    /// <param name="link">The number of the link.</param>
    /// <param name="packet">The packet.</param>
    /// <returns>False where the link can't take it now.</returns>
    bool Take(int link, PacketBuffer packet);
}
