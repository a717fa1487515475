using System;
using McoaRouter.Settings;

namespace McoaRouter.Torture.World;

/// <summary>
/// How long router and home agent may take to agree after the last disturbance. What may pass until a router states a
/// binding again is the longest of: three quarters of its lifetime, after which it refreshes and finds that the home agent
/// lost its cache (RFC 6275 §11.7.3); the refresh time of a NAT, after which a silent way is looked at (RFC 5555 §4.3);
/// five minutes, where a path that was dead is tried again by being registered alone (Settings/README.md). To that come the
/// longest gap between two retransmissions (RFC 6275 §12), as long again where a refusal is waited out, and the longest
/// delay of a packet that is on its way. What the home agent holds of a router that forgot it ends with its lifetime, which
/// began before the disturbance ended.
/// </summary>
internal static class Bounds
{
    private const long LongestGapMs = 32_000;
    private const long RefusalMs = 32_000;
    private const long LatePacketMs = 32_000;
    private const long StartMs = 5_000;
    private const long NatMs = 110_000;
    private const long DeadPathMs = 310_000;

    /// <summary>The bound of a vehicle, in ms of the world.</summary>
    public static long AgreementMs(Vehicle vehicle)
    {
        long lifetime = 1000L * vehicle.LongestLifetimeSeconds;
        bool ipv4 = Array.IndexOf(vehicle.Plan.IsIpv4, true) >= 0;
        bool single = vehicle.Settings.Registration == RegistrationForm.Single;
        long waits = lifetime / 4 * 3;
        waits = Math.Max(waits, ipv4 ? NatMs : 0);
        waits = Math.Max(waits, vehicle.Plan.HasHealth && (ipv4 || single) ? DeadPathMs : 0);
        return Math.Max(lifetime, waits) + LongestGapMs + RefusalMs + LatePacketMs + StartMs;
    }

    /// <summary>
    /// How many Binding Updates a vehicle can need in a time in which nothing goes wrong: each uplink one for a refresh, or
    /// for its NAT, once more where the first time-out is shorter than the way, and some that were under way.
    /// </summary>
    public static long MostUpdates(Vehicle vehicle, long milliseconds)
    {
        long refresh = 1000L * vehicle.Settings.LifetimeSeconds / 4 * 3;
        bool ipv4 = Array.IndexOf(vehicle.Plan.IsIpv4, true) >= 0;
        refresh = ipv4 && refresh > NatMs ? NatMs : refresh;
        return (2 * vehicle.Ways.Length * ((milliseconds / refresh) + 2)) + 4;
    }
}
