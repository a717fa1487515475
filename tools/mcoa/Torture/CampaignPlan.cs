namespace McoaRouter.Tools.Torture;

/// <summary>Which cases a campaign runs.</summary>
/// <param name="From">The first seed.</param>
/// <param name="Count">How many seeds, each the one before and one.</param>
/// <param name="Minutes">How long each run is, in simulated minutes.</param>
internal sealed record CampaignPlan(ulong From, int Count, int Minutes);
