namespace McoaRouter.Host.Tests.Conformance;

/// <summary>One row of a table of <c>firmware/PROTOCOL.md</c>: one statement of a specification.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Document">The specification as test names write it: <c>Draft</c>, <c>Rfc6275</c>.</param>
/// <param name="Clause">The number of the clause: <c>5.4</c>, <c>A Figure 4</c>.</param>
/// <param name="Letter">What tells the statements of one clause apart; may be empty.</param>
/// <param name="Statement">What is stated, in our words.</param>
/// <param name="Level">MUST, MUST NOT, SHOULD, SHOULD NOT or MAY.</param>
/// <param name="Sides">Whom it binds: MR, HA, CN.</param>
/// <param name="Sources">The files that do it.</param>
/// <param name="Tests">The tests that hold it, as <c>Method</c> or <c>Class.Method</c>.</param>
/// <param name="LeftOut">Why it is left out; empty where it is not.</param>
internal sealed record ProtocolRow(
    int Line,
    string Document,
    string Clause,
    string Letter,
    string Statement,
    string Level,
    string[] Sides,
    string[] Sources,
    string[] Tests,
    string LeftOut)
{
    /// <summary>The clause as the name of a test claims it: <c>Draft_5_4</c>.</summary>
    public string Claim
    {
        get { return ProtocolTable.ClaimOf(Document, Clause); }
    }

    public override string ToString()
    {
        return $"{ProtocolTable.File}:{Line}: {Document} {Clause}{(Letter.Length > 0 ? " " + Letter : string.Empty)}";
    }
}
