using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Flows;

/// <summary>The flow rules, and which uplink the packets that each is about take now.</summary>
public sealed class FlowTable
{
    /// <summary>The flow bindings that the router wishes, in the order in which they are matched.</summary>
    public readonly FlowEntry[] Entries = new FlowEntry[0];

    internal FlowTable(RouterSettings settings, BindingUpdateList bindings, IRouterListener listener)
    {
    }

    internal long NextDeadline
    {
        get { return MobileRouter.NoDeadline; }
    }

    internal int PathOf(PacketBuffer packet, int preferred, long now)
    {
        return preferred;
    }

    internal bool Reconsider(long now)
    {
        return false;
    }
}
