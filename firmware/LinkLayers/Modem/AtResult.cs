namespace McoaRouter.LinkLayers.Modem;

/// <summary>A result code, under its number (ITU-T V.250 §5.7.1, table 1).</summary>
internal enum AtResult
{
    /// <summary>The command was done.</summary>
    Ok = 0,

    /// <summary>The line is in data mode.</summary>
    Connect = 1,

    /// <summary>Somebody calls; nothing is answered.</summary>
    Ring = 2,

    /// <summary>The call was not made, or is over.</summary>
    NoCarrier = 3,

    /// <summary>The command was not done; <c>+CME ERROR</c> and <c>+CMS ERROR</c> say why by a number.</summary>
    Error = 4,

    /// <summary>There is no network to dial.</summary>
    NoDialTone = 6,

    /// <summary>The other side is busy.</summary>
    Busy = 7,

    /// <summary>The other side does not answer.</summary>
    NoAnswer = 8,

    /// <summary>Not a result: how many numbers there are, and what a line is that has none.</summary>
    None = 9,
}
