using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// The octets of every command for one uplink, and how long each may take. They are laid out at start, for the settings'
/// texts never change. Some hold secrets: nothing of them is ever shown.
/// </summary>
internal sealed class AtCommands
{
    private const int PromptMs = 3000;
    private const int AttentionMs = 500;
    private const int EscapeMs = 1200;
    private const int HangUpMs = 1000;
    private const int SimMs = 10000;
    private const int RadioMs = 15000;
    private const int DialMs = 60000;

    private const string Context = "AT+CGDCONT=1,";

    // Both, IPv6 and IPv4, in the order of the commands.
    private const int ContextTypes = 3;

    private readonly byte[][] _octets = new byte[(int)AtCommand.Count * (int)ModemFamily.Count][];

    /// <summary>Lays the commands out.</summary>
    internal AtCommands(UplinkSettings settings)
    {
        string apn = settings.AccessPointName;
        Standard(AtCommand.Attention, "AT");
        Standard(AtCommand.EchoOff, "ATE0V1");
        Standard(AtCommand.NumericErrors, "AT+CMEE=1");
        Standard(AtCommand.Manufacturer, "AT+CGMI");
        Standard(AtCommand.RadioOn, "AT+CFUN=1");
        Standard(AtCommand.SimState, "AT+CPIN?");
        Standard(AtCommand.EpsReports, "AT+CEREG=1");
        Standard(AtCommand.PacketReports, "AT+CGREG=1");
        Standard(AtCommand.EpsRegistration, "AT+CEREG?");
        Standard(AtCommand.PacketRegistration, "AT+CGREG?");
        Standard(AtCommand.CircuitRegistration, "AT+CREG?");
        Standard(AtCommand.Signal, "AT+CSQ");
        Standard(AtCommand.ExtendedSignal, "AT+CESQ");
        Standard(AtCommand.DualContext, Context + Quoted("IPV4V6", apn));
        Standard(AtCommand.Ipv6Context, Context + Quoted("IPV6", apn));
        Standard(AtCommand.Ipv4Context, Context + Quoted("IP", apn));
        Standard(AtCommand.Dial, "ATD*99***1#");
        Standard(AtCommand.HangUp, "ATH");
        SetAll(AtCommand.Escape, Ascii.Octets("+++"));
        Set(AtCommand.PinAttempts, ModemFamily.Sim7xxx, "AT+SPIC");
        Set(AtCommand.PinAttempts, ModemFamily.Quectel, "AT+QPINC=\"SC\"");
        if (settings.Pin != null)
        {
            Standard(AtCommand.EnterPin, "AT+CPIN=\"" + settings.Pin + "\"");
        }

        if (settings.User != null)
        {
            LayOutAuthentication(apn, settings.User, settings.Password == null ? string.Empty : settings.Password);
        }
    }

    /// <summary>The octets of a command, with its end; null where the family or the settings have none.</summary>
    internal byte[] Of(AtCommand command, ModemFamily family)
    {
        return _octets[IndexOf(command, family)];
    }

    /// <summary>How long a modem may take to answer, in ms.</summary>
    internal static int TimeoutOf(AtCommand command)
    {
        switch (command)
        {
            case AtCommand.Attention:
                return AttentionMs;
            case AtCommand.Escape:
                return EscapeMs;
            case AtCommand.HangUp:
                return HangUpMs;
            case AtCommand.RadioOn:
                return RadioMs;
            case AtCommand.SimState:
            case AtCommand.EnterPin:
                return SimMs;
            case AtCommand.Dial:
                return DialMs;
            default:
                return PromptMs;
        }
    }

    private static int IndexOf(AtCommand command, ModemFamily family)
    {
        return ((int)command * (int)ModemFamily.Count) + (int)family;
    }

    private static string Quoted(string one, string other)
    {
        return "\"" + one + "\",\"" + other + "\"";
    }

    // Quectel's command states the context's type anew.
    private void LayOutAuthentication(string apn, string user, string password)
    {
        for (int type = 0; type < ContextTypes; type++)
        {
            AtCommand command = (AtCommand)((int)AtCommand.DualAuthentication + type);
            Set(command, ModemFamily.Standard, "AT+CGAUTH=1,2," + Quoted(user, password));
            Set(command, ModemFamily.Sim7xxx, "AT+CGAUTH=1,3," + Quoted(password, user));
            Set(
                command,
                ModemFamily.Quectel,
                "AT+QICSGP=1," + (ContextTypes - type).ToString() + ",\"" + apn + "\"," + Quoted(user, password) + ",3");
        }
    }

    private void Standard(AtCommand command, string text)
    {
        SetAll(command, Ascii.Octets(text + "\r"));
    }

    private void SetAll(AtCommand command, byte[] octets)
    {
        for (int family = 0; family < (int)ModemFamily.Count; family++)
        {
            _octets[IndexOf(command, (ModemFamily)family)] = octets;
        }
    }

    private void Set(AtCommand command, ModemFamily family, string text)
    {
        _octets[IndexOf(command, family)] = Ascii.Octets(text + "\r");
    }
}
