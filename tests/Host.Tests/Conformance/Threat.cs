namespace McoaRouter.Host.Tests.Conformance;

/// <summary>One threat of <c>firmware/THREATS.md</c>.</summary>
/// <param name="Line">Its line in the page.</param>
/// <param name="What">What somebody does.</param>
/// <param name="Who">Who can.</param>
/// <param name="Answer">What happens then.</param>
/// <param name="Sources">The files that see to it.</param>
/// <param name="Tests">The tests that hold them to it.</param>
/// <param name="NotDefended">Why nothing is held against it, and what an owner does; empty where something is.</param>
internal sealed record Threat(
    int Line, string What, string[] Who, string Answer, string[] Sources, string[] Tests, string NotDefended)
{
    public override string ToString()
    {
        return $"{ThreatTable.File}:{Line}";
    }
}
