namespace McoaRouter.HomeAgents;

/// <summary>
/// What a home agent answers to a router that registers its home link beside foreign ones (RFC 5648 §6.2).
/// </summary>
public enum SimultaneousHome
{
    /// <summary>Status 169: it is prohibited. So it is for a home agent without a home link.</summary>
    Prohibited = 0,

    /// <summary>Status 0: the router defends its home address itself.</summary>
    RouterDefends,

    /// <summary>Status 5: the home agent goes on defending the home address, and the router must not.</summary>
    HomeAgentDefends,
}
