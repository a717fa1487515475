namespace McoaRouter.Simulation;

/// <summary>
/// The binding caches of a home agent and of a correspondent in the words of the figures of the draft's Appendix A.
/// </summary>
public sealed class BindingFigure
{
    private const string Head = "     Binding Cache Database:\n        Home Agent's binding (Proxy neighbor advertisement is ";
    private const string CorrespondentHead = "        Correspondent Node's binding\n";
    private const string Indent = "              ";

    /// <summary>Makes a figure.</summary>
    /// <param name="isDefended">Whether the home agent defends the home address by proxy.</param>
    /// <param name="homeAgent">The bindings of the home agent (<see cref="Row"/>).</param>
    /// <param name="correspondent">The bindings of the correspondent, likewise.</param>
    public BindingFigure(bool isDefended, string[] homeAgent, string[] correspondent)
    {
        IsDefended = isDefended;
        HomeAgent = homeAgent;
        Correspondent = correspondent;
    }

    /// <summary>Whether the home agent defends the home address by proxy.</summary>
    public bool IsDefended { get; }

    /// <summary>The bindings of the home agent.</summary>
    public string[] HomeAgent { get; }

    /// <summary>The bindings of the correspondent.</summary>
    public string[] Correspondent { get; }

    /// <summary>Whether both caches hold the same, and the home address is defended in both or in neither.</summary>
    public bool Matches(BindingFigure other)
    {
        return IsDefended == other.IsDefended
            && AreEqual(HomeAgent, other.HomeAgent)
            && AreEqual(Correspondent, other.Correspondent);
    }

    /// <summary>The whole figure as text, each line ended by a line feed.</summary>
    public string Text()
    {
        return Head + (IsDefended ? "active)\n" : "inactive)\n") + List(HomeAgent) + CorrespondentHead + List(Correspondent);
    }

    /// <summary>One binding in the words of the figures.</summary>
    /// <param name="homeAddress">The home address.</param>
    /// <param name="careOfAddress">The care-of address, or what the figure calls it.</param>
    /// <param name="bid">The Binding Identifier, 0 for none.</param>
    public static string Row(string homeAddress, string careOfAddress, int bid)
    {
        return "binding [" + homeAddress + "  " + careOfAddress + (bid == 0 ? "]" : "  BID" + bid.ToString() + "]");
    }

    /// <summary>The bindings of one cache in a line.</summary>
    public static string Line(string[] rows)
    {
        string text = rows.Length == 0 ? "none" : rows[0];
        for (int i = 1; i < rows.Length; i++)
        {
            text += ", " + rows[i];
        }

        return text;
    }

    private static bool AreEqual(string[] left, string[] right)
    {
        bool equal = left.Length == right.Length;
        for (int i = 0; equal && i < left.Length; i++)
        {
            equal = left[i] == right[i];
        }

        return equal;
    }

    private static string List(string[] rows)
    {
        string text = rows.Length == 0 ? Indent + "none\n" : string.Empty;
        foreach (string row in rows)
        {
            text += Indent + row + "\n";
        }

        return text;
    }
}
