namespace McoaRouter.LinkLayers;

/// <summary>The port of the in-vehicle network: the default router of the vehicle's hosts.</summary>
public interface IVehiclePort : ILinkLayer
{
    /// <summary>
    /// Changes the size of the largest packet, and tells the hosts; nothing happens where it is that already.
    /// </summary>
    /// <param name="octets">Octets; no less than <see cref="Limits.MinimumMtu"/> is told.</param>
    /// <param name="now">Monotonic ms.</param>
    void SetMaximumTransmissionUnit(int octets, long now);
}
