using McoaRouter.Boards.Linux.Network;
using McoaRouter.LinkLayers;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>The in-vehicle network behind the kernel, which serves its hosts and forwards through a TUN.</summary>
internal sealed class TunSide : IVehicleSide
{
    /// <summary>Packets taken before the other links have their turn.</summary>
    private const int Burst = 64;

    private readonly Tun _tun;
    private readonly VehicleRouting _routing;
    private readonly PacketBuffer _packet = new();
    private ILinkListener? _router;

    /// <summary>Makes the TUN and the routes.</summary>
    /// <exception cref="BoardException">The kernel refuses something; no route or rule stays behind.</exception>
    public TunSide(RouterSettings settings, int maximumTransmissionUnit, NetworkConfigurator network, EventWriter writer)
    {
        _tun = new Tun(settings.Port.Device, maximumTransmissionUnit, network);
        try
        {
            _routing = new VehicleRouting(settings, _tun, network);
        }
        catch (BoardException)
        {
            _tun.Dispose();
            throw;
        }

        writer.Notice(KernelForwarding.Warning());
        writer.Notice(_tun.Notice);
    }

    /// <inheritdoc/>
    public ILink Link
    {
        get { return _tun; }
    }

    /// <inheritdoc/>
    public int Descriptor
    {
        get { return _tun.Descriptor; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get { return MobileRouter.NoDeadline; }
    }

    /// <inheritdoc/>
    public bool Stopped
    {
        get { return true; }
    }

    /// <inheritdoc/>
    public long Oversized
    {
        get { return _tun.Oversized; }
    }

    /// <inheritdoc/>
    public long Dropped
    {
        get { return _tun.Dropped; }
    }

    /// <inheritdoc/>
    public LinkRefusalCounters? Refusals
    {
        get { return null; }
    }

    /// <inheritdoc/>
    public void Start(ILinkListener router)
    {
        _router = router;
    }

    /// <inheritdoc/>
    public void Read()
    {
        long now = MonotonicClock.Now;
        for (int i = 0; (i < Burst || _tun.HasMore) && _tun.TryReceive(_packet); i++)
        {
            _router!.Receive(MobileRouter.Port, _packet, now);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _tun.Flush();
    }

    /// <inheritdoc/>
    public void Poll()
    {
    }

    /// <inheritdoc/>
    public void SetMaximumTransmissionUnit(int octets)
    {
        _tun.SetMaximumTransmissionUnit(octets);
    }

    /// <inheritdoc/>
    public void Stop()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _routing.Dispose();
        _tun.Dispose();
    }
}
