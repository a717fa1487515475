namespace McoaRouter.Simulation;

/// <summary>The links of the world that are no uplinks; uplinks count from 0.</summary>
public static class LinkNumbers
{
    /// <summary>Between the passenger and the router.</summary>
    public const int InVehicle = MobileRouter.Port;

    /// <summary>Between the home agent and the correspondents.</summary>
    public const int Home = -2;

    /// <summary>Where the home agent reaches care-of addresses: what it sends here goes on over an uplink.</summary>
    public const int HomeAgentNetwork = -3;

    /// <summary>
    /// The home agent's interface on the home link: what it sends here goes on over an uplink that is attached to it.
    /// </summary>
    public const int HomeLink = -4;

    /// <summary>
    /// Where correspondents send: it goes on over an uplink to a care-of address, and to the home agent otherwise.
    /// </summary>
    public const int Correspondent = -5;
}
