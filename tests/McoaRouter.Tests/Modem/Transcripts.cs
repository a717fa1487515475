namespace McoaRouter.Tests.Modem;

/// <summary>
/// How two families of modems answer, as their makers describe it: good days, which a test's own script is put before.
/// </summary>
internal static class Transcripts
{
    /// <summary>SIMCom SIM7600: LTE, slow to start, its own command for PIN attempts, the secret before the name.</summary>
    internal const string Sim7600 = "boot -> ~4000 | RDY | ~2000 | +CPIN: READY | ~3000 | SMS DONE | ~500 | PB DONE\n"
        + "AT -> OK\n"
        + "ATE0V1 -> OK\n"
        + "AT+CMEE=1 -> OK\n"
        + "AT+CGMI -> SIMCOM INCORPORATED | OK\n"
        + "AT+CFUN=1 -> ~300 | OK\n"
        + "AT+CPIN? -> +CPIN: READY | OK\n"
        + "AT+SPIC -> +SPIC: 3,10,0,10 | OK\n"
        + "AT+CEREG=1 -> OK\n"
        + "AT+CGREG=1 -> OK\n"
        + "AT+CEREG? -> +CEREG: 1,1 | OK\n"
        + "AT+CGREG? -> +CGREG: 1,1 | OK\n"
        + "AT+CREG? -> +CREG: 0,1 | OK\n"
        + "AT+CSQ -> +CSQ: 20,99 | OK\n"
        + Contexts
        + "AT+CGAUTH=1,3,\"hush\",\"bus\" -> OK\n"
        + "ATD*99***1# -> ~150 | CONNECT 115200 | !data\n"
        + "ATH -> OK\n";

    /// <summary>Quectel EC25: LTE, other reports at its start, its own commands for PIN attempts and for name and secret.</summary>
    internal const string Ec25 = "boot -> ~3000 | RDY | ~500 | +CFUN: 1 | ~1500 | +CPIN: READY | +QUSIM: 1 | +QIND: SMS DONE\n"
        + "AT -> OK\n"
        + "ATE0V1 -> OK\n"
        + "AT+CMEE=1 -> OK\n"
        + "AT+CGMI -> Quectel | OK\n"
        + "AT+CFUN=1 -> OK\n"
        + "AT+CPIN? -> +CPIN: READY | OK\n"
        + "AT+QPINC=\"SC\" -> +QPINC: \"SC\",3,10 | OK\n"
        + "AT+CEREG=1 -> OK\n"
        + "AT+CGREG=1 -> OK\n"
        + "AT+CEREG? -> +CEREG: 1,1 | OK\n"
        + "AT+CGREG? -> +CGREG: 1,0 | OK\n"
        + "AT+CSQ -> +CSQ: 99,99 | OK\n"
        + "AT+CESQ -> +CESQ: 99,99,255,255,20,51 | OK\n"
        + Contexts
        + "AT+QICSGP=1,3,\"internet\",\"bus\",\"hush\",3 -> OK\n"
        + "AT+QICSGP=1,2,\"internet\",\"bus\",\"hush\",3 -> OK\n"
        + "AT+QICSGP=1,1,\"internet\",\"bus\",\"hush\",3 -> OK\n"
        + "ATD*99***1# -> CONNECT 150000000 | !data\n"
        + "ATH -> OK\n";

    /// <summary>A modem of no known maker that knows the oldest commands only.</summary>
    internal const string Plain = "boot -> ~1000 | 0x0000FF0D0A\n"
        + "AT -> OK\n"
        + "ATE0V1 -> OK\n"
        + "AT+CGMI -> SOMEBODY | OK\n"
        + "AT+CPIN? -> +CPIN: READY | OK\n"
        + "AT+CREG? -> +CREG: 0,1 | OK\n"
        + "AT+CSQ -> +CSQ: 5,0 | OK\n"
        + "AT+CGDCONT=1,\"IP\",\"internet\" -> OK\n"
        + "AT+CGAUTH=1,2,\"bus\",\"hush\" -> OK\n"
        + "ATD*99***1# -> CONNECT | !data\n"
        + "ATH -> OK\n";

    private const string Contexts = "AT+CGDCONT=1,\"IPV4V6\",\"internet\" -> OK\n"
        + "AT+CGDCONT=1,\"IPV6\",\"internet\" -> OK\n"
        + "AT+CGDCONT=1,\"IP\",\"internet\" -> OK\n";
}
