using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Health;

/// <summary>The health of the paths over all uplinks.</summary>
public sealed class PathHealth
{
    internal PathHealth(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration home,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
    }

    internal long NextDeadline
    {
        get { return MobileRouter.NoDeadline; }
    }

    internal void Sent(int uplink, long now)
    {
    }

    internal void Received(int uplink, long now)
    {
    }

    internal bool IsProbeAnswer(byte[] buffer, int inner, int length)
    {
        return false;
    }

    internal Refusal ReceiveProbeAnswer(int uplink, byte[] buffer, int inner, int length, long now)
    {
        return Refusal.NotAwaited;
    }

    internal void TunnelFailed(int uplink, long now)
    {
    }

    internal void SignalChanged(int uplink, int dbm, long now)
    {
    }

    internal bool Run(long now)
    {
        return false;
    }
}
