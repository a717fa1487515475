namespace McoaRouter.Simulation;

/// <summary>Sees every packet that is put on any link, whether or not it arrives.</summary>
public interface IPacketTap
{
    /// <summary>A packet was put on a link.</summary>
    /// <param name="link">An uplink's index, or one of <see cref="LinkNumbers"/>.</param>
    /// <param name="direction">Whether it goes from the vehicle or to it.</param>
    /// <param name="buffer">The buffer that holds the packet; valid within the call.</param>
    /// <param name="offset">Where the packet starts.</param>
    /// <param name="length">Octets.</param>
    /// <param name="microseconds">Since the start.</param>
    void PacketSent(
        int link, TrafficDirection direction, byte[] buffer, int offset, int length, long microseconds);
}
