using System.Collections.Generic;
using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>What became of a campaign: the same for the same cases, in whatever order they ran.</summary>
/// <param name="Plan">What it was to run.</param>
/// <param name="Totals">What happened in all of them.</param>
/// <param name="Slowest">The seed of the longest convergence, the first of several.</param>
/// <param name="Failures">The runs in which an invariant did not hold, by their seeds.</param>
internal sealed record CampaignResult(
    CampaignPlan Plan, TortureTotals Totals, ulong Slowest, IReadOnlyList<TortureOutcome> Failures);
