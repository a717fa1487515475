using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>Hears the home agent.</summary>
internal sealed class HomeAgentEars : HomeAgentListener
{
    private readonly TortureWorld _world;

    public HomeAgentEars(TortureWorld world)
    {
        _world = world;
    }

    /// <inheritdoc/>
    public override void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        _world.Changed(router);
        if (_world.IsHeard)
        {
            string state = present ? "holds" : "drops";
            _world.Said(null, $"home agent {state} {bid} of v{router} at {Ipv6AddressText.Write(careOfAddress, offset)}");
        }
    }

    /// <inheritdoc/>
    public override void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
        _world.Changed(router);
        if (_world.IsHeard)
        {
            _world.Said(null, $"home agent reaches {bid} of v{router} at port {port}");
        }
    }

    /// <inheritdoc/>
    public override void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
        _world.Changed(router);
        if (_world.IsHeard)
        {
            _world.Said(null, $"home agent answers v{router}: {sequence}, status {status}");
        }
    }
}
