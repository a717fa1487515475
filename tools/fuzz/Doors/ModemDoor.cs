using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.LinkRigs;

namespace McoaRouter.Fuzz.Doors;

/// <summary>The lines of a modem, and what comes in a call.</summary>
internal sealed class ModemDoor : StepsDoor<ModemRig>
{
    private const int Time = 0;
    private const int Line = 1;
    private const int Modem = 2;
    private const int Octets = 3;
    private const int Frame = 4;
    private const int Send = 5;
    private const int Stop = 6;
    private const long PatienceMs = 3_600_000;

    private static readonly string[] s_lines =
    [
        "OK", "ERROR", "+CME ERROR: 10", "+CME ERROR: 14", "+CMS ERROR: 500", "NO CARRIER", "BUSY", "NO DIALTONE", "CONNECT",
        "CONNECT 150000000", "RING", "RDY", "+CPIN: READY", "+CPIN: SIM PIN", "+CPIN: SIM PUK", "+CPIN: NOT INSERTED",
        "+CEREG: 1,1", "+CEREG: 2", "+CEREG: 3", "+CEREG: 1,5,\"1A2B\",\"0ABC1234\",7", "+CGREG: 0,4", "+CREG: 0,2",
        "+CSQ: 99,99", "+CSQ: 31,0", "+CESQ: 99,99,255,255,255,255", "+QPINC: \"SC\",0,10", "+SPIC: 1,10,0,10", "Quectel",
        "SIMCOM INCORPORATED", "u-blox", "Telit", "ATE0V1", "+CGMI: \"Sierra\"", "0", "4", "+CFUN: 1", "+QIND: SMS DONE",
    ];

    private static readonly byte[][] s_words = [.. s_lines.Select(Encoding.Latin1.GetBytes), "\r\n"u8.ToArray(), [0], [0xFF], "~"u8.ToArray()];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "modem"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "a cellular modem: AT results, reports, noise, and PPP in the call"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Stop + 1; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return s_words; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        for (int variant = 0; variant < 4; variant++)
        {
            List<(int Kind, byte[] Data)> call = [(Line, "RDY"u8.ToArray()), (Time, Ms(6000))];
            for (int i = 0; i < 20; i++)
            {
                call.Add((Modem, []));
            }

            yield return Input(
                variant,
                [.. call, (Time, Ms(3000)), (Modem, []), (Time, Ms(3000)), (Modem, []), (Octets, "\r\nNO CARRIER\r\n"u8.ToArray()),
                    (Time, Ms(2000)), (Modem, []), (Modem, []), (Time, Ms(5000)), (Stop, []), (Modem, []), (Time, Ms(6000))]);
            foreach (string[] lines in s_lines.Chunk(6))
            {
                yield return Input(
                    variant,
                    [(Time, Ms(6000)), .. Enumerable.Repeat((Modem, Array.Empty<byte>()), 3 + (6 * variant)),
                        .. lines.SelectMany(line => ((int, byte[])[])[(Line, Encoding.Latin1.GetBytes(line)), (Time, Ms(700))])]);
            }
        }
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        return data;
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        ModemRig rig = Rig!;
        if (rig.Uplink.Stopped)
        {
            rig.Uplink.Start(0, rig.Ear, rig.Ear, rig.Now);
        }

        rig.Line.IsLost = false;
        long until = rig.Now + PatienceMs;
        while (!rig.Ear.IsUp && rig.Now < until)
        {
            rig.Renew();
            rig.Answer();
            rig.Wait(rig.Line.WrittenLength > 0 ? 20 : 200);
            if (rig.Uplink.Stopped)
            {
                rig.Uplink.Start(0, rig.Ear, rig.Ear, rig.Now);
            }
        }

        if (!rig.Ear.IsUp)
        {
            throw new BrokenPromiseException(
                "liveness", $"with a modem that means well the uplink does not come up ({rig.Uplink.Dialogue.State})");
        }
    }

    /// <inheritdoc/>
    protected override ModemRig Make(int variant)
    {
        return new ModemRig(variant);
    }

    /// <inheritdoc/>
    protected override void Take(ModemRig rig, int kind, byte[] data)
    {
        switch (kind)
        {
            case Time:
                rig.Wait(ModemRig.TimeOf(data));
                break;
            case Line:
                byte[] line = [(byte)'\r', (byte)'\n', .. data, (byte)'\r', (byte)'\n'];
                rig.Line.Give(line, 0, line.Length);
                break;
            case Modem:
                rig.Answer();
                rig.Wait(100);
                break;
            case Octets:
                rig.Line.Give(data, 0, data.Length);
                break;
            case Frame when data.Length >= 2:
                rig.Peer.Send((data[0] << 8) | data[1], data[2..]);
                break;
            case Send:
                rig.Send(rig.Uplink, data);
                break;
            case Stop:
                rig.Uplink.Stop(rig.Now);
                break;
            default:
                break;
        }

        rig.Turn();
    }
}
