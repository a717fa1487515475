namespace McoaRouter.LinkLayers.Modem;

/// <summary>What comes out of an <see cref="AtChannel"/>.</summary>
internal enum AtEvent
{
    /// <summary>Nothing more for now.</summary>
    None,

    /// <summary>The pending command has its result.</summary>
    Result,

    /// <summary>A line of text that is no result: information, or a report that came unasked.</summary>
    Information,

    /// <summary>The modem has started anew, or goes off.</summary>
    Banner,

    /// <summary>The pending command was not answered in time.</summary>
    Silence,

    /// <summary>The serial line is lost.</summary>
    LineLost,
}
