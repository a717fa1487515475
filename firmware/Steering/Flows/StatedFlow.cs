using McoaRouter.Wire;

namespace McoaRouter.Flows;

/// <summary>What the home agent was told of one flow binding, and what it said.</summary>
internal sealed class StatedFlow
{
    /// <summary>The selector that was told last.</summary>
    internal readonly TrafficSelector Selector = new TrafficSelector();

    /// <summary>The state.</summary>
    internal FlowBindingState State;

    /// <summary>The status of a refusal, one of <see cref="FlowStatus"/>, or 0.</summary>
    internal int Status;

    /// <summary>The Binding Identifier that was told last.</summary>
    internal int Bid;

    /// <summary>Whether the last update names it in an option of its own.</summary>
    internal bool InOption;

    /// <summary>Whether the last update names it in a summary.</summary>
    internal bool InSummary;

    /// <summary>Whether the answer that is being read has a copy of its option.</summary>
    internal bool IsAnswered;

    /// <summary>How often its Binding Identifier was not found since it changed.</summary>
    internal int Attempts;

    /// <summary>The home agent knows nothing of it.</summary>
    internal void Forget()
    {
        State = FlowBindingState.Unknown;
        Status = FlowStatus.Accepted;
        InOption = false;
        InSummary = false;
        Attempts = 0;
    }
}
