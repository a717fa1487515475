namespace McoaRouter.Simulation;

/// <summary>The links that a scenario brings into an uplink's reach and takes away again.</summary>
public sealed class ScriptedCoverage : Coverage
{
    private readonly ScenarioStep[] _steps;
    private readonly int _uplink;
    private int _next;

    /// <summary>Takes an uplink's part of a scenario.</summary>
    public ScriptedCoverage(Scenario scenario, int uplink)
    {
        _steps = scenario.Steps;
        _uplink = uplink;
        Cell = -1;
        MoveTo(0, 0);
    }

    /// <inheritdoc/>
    public override void MoveTo(long milliseconds, long position)
    {
        for (; _next < _steps.Length && _steps[_next].At <= milliseconds; _next++)
        {
            if (_steps[_next].Uplink == _uplink && _steps[_next].IsAboutCoverage)
            {
                Take(_steps[_next]);
            }
        }
    }

    private void Take(ScenarioStep step)
    {
        Signal = step.Signal;
        if (!step.Fades && step.Link != AttachedLink.None)
        {
            Cell++;
            Link = step.Link;
        }
    }
}
