using System.Globalization;
using System.Text;
using McoaRouter.Simulation;

namespace McoaRouter.Torture.World;

/// <summary>
/// What the seed says of one vehicle: its board, its uplinks and its configuration, of which it also makes the changed
/// ones that operators commit.
/// </summary>
internal sealed class VehiclePlan
{
    private static readonly int[] s_lifetimes = [8, 16, 40, 60, 60, 120, 120, 240, 240, 240, 420, 420];
    private static readonly string[] s_forms = ["bulk", "bulk", "individual", "individual", "single"];
    private static readonly int[] s_timeouts = [1500, 1500, 1000, 400, 3000];

    private readonly int[] _priorities;
    private readonly bool _hasFlows;
    private readonly bool _balances;
    private readonly string _form;
    private readonly int _signalling;
    private readonly string _flowOrder;

    public VehiclePlan(int index, ulong seed)
    {
        SplitMix64 random = new(seed ^ ((ulong)(index + 11) * 0xD1B54A32D192ED03UL));
        random.Next();
        Index = index;
        Uplinks = random.Between(1, 4);
        IsIpv4 = new bool[Uplinks];
        _priorities = new int[Uplinks];
        for (int i = 0; i < Uplinks; i++)
        {
            IsIpv4[i] = random.Chance(300_000);
            _priorities[i] = random.Chance(100_000) ? 128 : (40 * i) + random.Between(1, 200) % 95 + 5;
        }

        IsFinal = random.Chance(400_000);
        IsSecure = random.Chance(850_000);
        _form = s_forms[random.Between(0, s_forms.Length - 1)];
        LifetimeSeconds = s_lifetimes[random.Between(0, s_lifetimes.Length - 1)];
        FirstTimeoutMs = s_timeouts[random.Between(0, s_timeouts.Length - 1)];
        HasHealth = random.Chance(600_000);
        ProbeIntervalMs = random.Chance(500_000) ? 1000 : random.Between(5, 100) * 100;
        _hasFlows = Uplinks > 1 && _form != "single" && random.Chance(500_000);
        _balances = random.Chance(300_000);
        _flowOrder = random.Chance(500_000) ? "forwards" : "backwards";
        _signalling = random.Chance(150_000) ? random.Between(0, Uplinks - 1) : -1;
        HasOptimizer = random.Chance(300_000);
        HasTimeOfDay = random.Chance(500_000);
        RestartsToReconfigure = random.Chance(500_000);
        BurstMs = random.Between(1500, 6000);
        HasTwoPrefixes = random.Chance(250_000);
    }

    /// <summary>Its number, and that of its account.</summary>
    public int Index { get; }

    /// <summary>How many uplinks its board has.</summary>
    public int Uplinks { get; }

    /// <summary>Which of them have IPv4 with a NAT, and no IPv6.</summary>
    public bool[] IsIpv4 { get; }

    /// <summary>Whether it speaks the final form of the specification.</summary>
    public bool IsFinal { get; }

    /// <summary>Whether its messages are authenticated.</summary>
    public bool IsSecure { get; }

    /// <summary>The lifetime that it asks for at the start.</summary>
    public int LifetimeSeconds { get; }

    /// <summary>The first time-out of a registration, in ms.</summary>
    public int FirstTimeoutMs { get; }

    /// <summary>Whether its paths are watched.</summary>
    public bool HasHealth { get; }

    /// <summary>From one probe of a path to the next, in ms.</summary>
    public int ProbeIntervalMs { get; }

    /// <summary>Whether its board has route optimisation.</summary>
    public bool HasOptimizer { get; }

    /// <summary>Whether its board knows the time of day.</summary>
    public bool HasTimeOfDay { get; }

    /// <summary>Whether another configuration takes a restart of the board.</summary>
    public bool RestartsToReconfigure { get; }

    /// <summary>From one burst of its stream to the next, in ms.</summary>
    public int BurstMs { get; }

    /// <summary>Whether it has a second prefix.</summary>
    public bool HasTwoPrefixes { get; }

    /// <summary>Its home address.</summary>
    public string HomeAddress => Text($"2001:db8:1::{0x100 + Index:x}");

    /// <summary>Its prefix.</summary>
    public string Prefix => Text($"2001:db8:{0x100 * (Index + 1):x}::/56");

    /// <summary>Its second prefix, where it has one.</summary>
    public string SecondPrefix => Text($"2001:db8:{0x1000 + Index:x}::/64");

    private string Key => Text($"{0xA0 + Index:x2}112233445566778899aabbccddeeff");

    private string Identifier => Text($"vehicle-{Index}@example.net");

    private string Profile => IsFinal ? "rfc5648" : "draft-01";

    /// <summary>The entry of the home agent's configuration.</summary>
    public string Account()
    {
        string security = IsSecure
            ? Text($"\"spi\":256,\"key\":\"{Key}\",\"identifier\":\"{Identifier}\"")
            : "\"security\":\"none\"";
        return Text($"{{\"homeAddress\":\"{HomeAddress}\",\"prefixes\":[{Prefixes()}],\"wireProfile\":\"{Profile}\",{security}}}");
    }

    /// <summary>A configuration.</summary>
    /// <param name="change">How it differs from the first one; its name tells it apart from all others.</param>
    public string Configuration(ConfigurationChange change)
    {
        StringBuilder text = new();
        string key = change.WrongKey ? "ffeeddccbbaa99887766554433221100" : Key;
        string security = IsSecure
            ? Text($"{{\"spi\":256,\"key\":\"{key}\",\"identifier\":\"{Identifier}\"}}")
            : "\"none\"";
        text.Append(Text($$"""
            {"version":1,"name":"{{change.Name}}","homeAddress":"{{HomeAddress}}/64","homeAgents":["2001:db8:1::1"],
            """));
        text.Append(Text($$"""
            "homeAgentIpv4Addresses":["192.0.2.1"],"homeAgentDiscovery":false,"mobileNetworkPrefixes":[{{Prefixes()}}],
            """));
        text.Append(Text($$"""
            "registration":"{{_form}}","wireProfile":"{{Profile}}","lifetimeSeconds":{{change.LifetimeSeconds}},
            """));
        text.Append(Text($"\"firstAcknowledgementTimeoutMs\":{FirstTimeoutMs},\"security\":{security},\"uplinks\":["));
        int named = 0;
        for (int i = 0; i < Uplinks; i++)
        {
            int priority = change.Reverses ? _priorities[Uplinks - 1 - i] : _priorities[i];
            string comma = named++ == 0 ? string.Empty : ",";
            if (i != change.Without)
            {
                text.Append(Text($$"""
                    {{comma}}{"name":"u{{i}}","bid":{{i + 1}},"priority":{{priority}},"link":"simulated"}
                    """));
            }
            else
            {
                named--;
            }
        }

        text.Append(']');
        AddRules(text, change.Without);
        if (HasHealth)
        {
            text.Append(Text($$"""
                ,"health":{"probeIntervalMs":{{ProbeIntervalMs}},"roundTripMs":{{System.Math.Min(ProbeIntervalMs, 1000)}}}
                """));
        }

        if (_signalling >= 0 && _signalling != change.Without)
        {
            text.Append(Text($",\"signallingUplink\":\"u{_signalling}\""));
        }

        text.Append(Text($",\"port\":{{\"link\":\"simulated\",\"prefix\":\"2001:db8:{0x100 * (Index + 1):x}:1::/64\"}}}}"));
        return text.ToString();
    }

    private static string Text(System.FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }

    private string Prefixes()
    {
        return HasTwoPrefixes ? Text($"\"{Prefix}\",\"{SecondPrefix}\"") : Text($"\"{Prefix}\"");
    }

    // A rule with one uplink alone, so that it forbids the others; another one for all that remain, perhaps balanced.
    private void AddRules(StringBuilder text, int without)
    {
        int left = without < 0 ? Uplinks : Uplinks - 1;
        if (!_hasFlows || left < 2)
        {
            return;
        }

        int alone = _flowOrder == "forwards" ? 0 : Uplinks - 1;
        alone = alone == without ? (alone == 0 ? 1 : alone - 1) : alone;
        StringBuilder others = new();
        StringBuilder weights = new();
        for (int i = 0; i < Uplinks; i++)
        {
            if (i != without && (i != alone || left < 3))
            {
                others.Append(others.Length == 0 ? string.Empty : ",").Append(Text($"\"u{i}\""));
                weights.Append(weights.Length == 0 ? string.Empty : ",").Append(Text($"{i + 1}"));
            }
        }

        string balance = _balances ? Text($",\"balance\":[{weights}]") : string.Empty;
        text.Append(Text($$"""
            ,"flows":[{"name":"alone","protocol":"udp","destinationPorts":"5060-5090","uplinks":["u{{alone}}"]},
            """));
        text.Append(Text($$"""
            {"name":"others","protocol":"udp","destinationPorts":"6000-6999","uplinks":[{{others}}]{{balance}}}]
            """));
    }
}
