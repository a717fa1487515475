namespace McoaRouter.LinkLayers.Modem;

/// <summary>Whose commands a modem understands beside those of the standards.</summary>
internal enum ModemFamily
{
    /// <summary>Neither of those below: standard commands only.</summary>
    Standard,

    /// <summary>SIMCom SIM7xxx.</summary>
    Sim7xxx,

    /// <summary>Quectel.</summary>
    Quectel,

    /// <summary>Not a family: how many there are.</summary>
    Count,
}
