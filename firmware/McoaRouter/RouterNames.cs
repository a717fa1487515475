using McoaRouter.Bindings;
using McoaRouter.Mobility;
using McoaRouter.Settings;

namespace McoaRouter;

/// <summary>The texts of the router's enumerations: the device's runtime prints an enum as its number.</summary>
public static class RouterNames
{
    private static readonly string[] s_bindings = { "absent", "registering", "registered", "removing", "refused" };
    private static readonly string[] s_forms = { "bulk", "individual", "single" };

    private static readonly string[] s_flows = { null, "stated", "acknowledged", "refused", "ignored" };
    private static readonly string[] s_standings = { "good", "held", "degraded", "dead" };

    private static readonly string[] s_registrations =
    {
        "settled", "awaitingAcknowledgement", "deregistering", "stopped",
    };

    /// <summary>The name of a binding's state.</summary>
    public static string Of(BindingState state)
    {
        return s_bindings[(int)state];
    }

    /// <summary>The name of a path's standing.</summary>
    public static string Of(PathStanding standing)
    {
        return s_standings[(int)standing];
    }

    /// <summary>The name of where a flow rule stands with the home agent; null for nowhere.</summary>
    public static string Of(FlowStanding standing)
    {
        return s_flows[(int)standing];
    }

    /// <summary>The name of a form of registration.</summary>
    public static string Of(RegistrationForm form)
    {
        return s_forms[(int)form];
    }

    /// <summary>The name of the state of the registration as a whole.</summary>
    public static string Of(RegistrationState state)
    {
        return s_registrations[(int)state];
    }
}
