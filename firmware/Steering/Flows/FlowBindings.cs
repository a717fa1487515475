using McoaRouter.Bindings;
using McoaRouter.Mobility;
using McoaRouter.Settings;

namespace McoaRouter.Flows;

/// <summary>The flow bindings at the home agent (RFC 6089): what was asked for, and what stands.</summary>
internal sealed class FlowBindings
{
    internal FlowBindings(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration home,
        FlowTable flows,
        IRouterListener listener)
    {
    }

    internal int Write(byte[] buffer, int headerOffset, int at, int sequence)
    {
        return at;
    }

    internal void Acknowledged(int sequence, byte[] buffer, int headerOffset, int length, long now)
    {
    }
}
