using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>What the command is told.</summary>
/// <param name="Case">The one case to run, or null for a campaign.</param>
/// <param name="Plan">The campaign.</param>
/// <param name="Jobs">How many cases run at once.</param>
/// <param name="Story">Whether a single run tells everything.</param>
/// <param name="Markdown">The file for a campaign's summary, or null for none.</param>
internal sealed record TortureOptions(TortureCase? Case, CampaignPlan Plan, int Jobs, bool Story, string? Markdown);
