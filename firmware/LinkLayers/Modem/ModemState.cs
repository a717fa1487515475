namespace McoaRouter.LinkLayers.Modem;

/// <summary>How the line to a modem is used.</summary>
internal enum ModemState
{
    /// <summary>Not at all: not started, or stopped.</summary>
    Off,

    /// <summary>Waits until it is quiet, so that no late answer is taken for the next one.</summary>
    Settling,

    /// <summary>Asks whether the modem answers.</summary>
    Synchronising,

    /// <summary>Leaves data mode, or makes sure that the modem is not in it.</summary>
    Escaping,

    /// <summary>Ends a call, or makes sure that there is none.</summary>
    HangingUp,

    /// <summary>Waits for the modem to start after a reset.</summary>
    Booting,

    /// <summary>Commands and answers: <see cref="CallState"/> says how far they are.</summary>
    SettingUp,

    /// <summary>In data mode: it is PPP's.</summary>
    Connected,

    /// <summary>Pauses after a failure.</summary>
    Resting,
}
