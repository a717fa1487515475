using System;
using System.Text;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>A cellular uplink over a line whose far end is the input, or a modem that means well.</summary>
internal sealed class ModemRig : LinkRig
{
    private static readonly string[] s_variants =
    [
        string.Empty,
        ",\"pin\":\"4711\",\"user\":\"bus\",\"password\":\"hush\"",
        ",\"transport\":\"ipv6\"",
        ",\"user\":\"bus\"",
    ];

    private static readonly (string Command, string Answer)[] s_answers =
    [
        ("AT+CGMI", "Quectel\r\n\r\nOK\r\n"), ("AT+CPIN?", "+CPIN: READY\r\n\r\nOK\r\n"), ("AT+CEREG?", "+CEREG: 1,1\r\n\r\nOK\r\n"),
        ("AT+CGREG?", "+CGREG: 1,1\r\n\r\nOK\r\n"), ("AT+CREG?", "+CREG: 0,1\r\n\r\nOK\r\n"), ("AT+CSQ", "+CSQ: 20,99\r\n\r\nOK\r\n"),
        ("AT+CESQ", "+CESQ: 99,99,255,255,20,51\r\n\r\nOK\r\n"), ("AT+QPINC", "+QPINC: \"SC\",3,10\r\n\r\nOK\r\n"),
        ("AT+SPIC", "+SPIC: 3,10,0,10\r\n\r\nOK\r\n"), ("ATD", "CONNECT 115200\r\n"),
    ];

    /// <summary>An uplink that has begun.</summary>
    public ModemRig(int variant)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(
            $$"""
            {
              "version": 1, "name": "bus-17", "homeAddress": "2001:db8:1::100/64", "homeAgents": ["2001:db8:1::1"],
              "homeAgentIpv4Addresses": ["192.0.2.1"], "mobileNetworkPrefixes": ["2001:db8:100::/56"], "security": "none",
              "uplinks": [ { "name": "lte", "bid": 2, "priority": 100, "link": "modem", "apn": "internet"
                {{s_variants[variant % s_variants.Length]}} } ],
              "port": { "link": "simulated", "prefix": "2001:db8:100:1::/64" }
            }
            """);
        UplinkSettings settings = result.Faults.Length == 0
            ? result.Settings.Uplinks[0]
            : throw new InvalidOperationException(result.Faults[0]);
        Uplink = new CellularUplink(settings, Line, Random());
        Peer = new PppPeer(Line);
        Uplink.Start(0, Ear, Ear, Now);
    }

    /// <summary>The uplink.</summary>
    public CellularUplink Uplink { get; }

    /// <summary>Its line.</summary>
    public FuzzLine Line { get; } = new();

    /// <summary>The far end of a call that means well.</summary>
    public PppPeer Peer { get; }

    /// <inheritdoc/>
    protected override long Deadline
    {
        get { return Uplink.NextDeadline; }
    }

    /// <summary>A modem that means well answers what was written, be it a command or PPP.</summary>
    public void Answer()
    {
        bool call = Line.WrittenLength > 0 && Line.PeekWritten() == 0x7E;
        if (call)
        {
            Peer.Answer();
            return;
        }

        foreach (string command in Encoding.Latin1.GetString(Line.TakeWritten()).Split('\r', StringSplitOptions.RemoveEmptyEntries))
        {
            Peer.Reset();
            string answer = "OK\r\n";
            foreach ((string known, string its) in s_answers)
            {
                answer = command.Trim().StartsWith(known, StringComparison.Ordinal) ? its : answer;
            }

            byte[] octets = Encoding.Latin1.GetBytes("\r\n" + answer);
            Line.Give(octets, 0, octets.Length);
        }
    }

    /// <inheritdoc/>
    protected override bool Poll()
    {
        return Uplink.Poll(Now);
    }
}
