using System;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Tools.Torture;

/// <summary>Faults in words.</summary>
internal static class FaultWords
{
    // By the strength of a restart.
    private static readonly string[] s_moments =
    [
        "at once", "when its next Binding Update leaves", "when its next acknowledgement came", "when it runs its next configuration",
    ];

    /// <summary>The name of a kind, as the summary has it.</summary>
    public static string Of(FaultKind kind)
    {
        return kind switch
        {
            FaultKind.Loss => "packets lost",
            FaultKind.Duplication => "packets doubled",
            FaultKind.Reordering => "packets overtaken",
            FaultKind.Delay => "packets late",
            FaultKind.Corruption => "packets corrupted",
            FaultKind.Flapping => "uplink flapping",
            FaultKind.Renumbering => "care-of address changed",
            FaultKind.OneWaySilence => "silent in one direction",
            FaultKind.MappingLoss => "NAT mappings lost",
            FaultKind.HomeAgentRestart => "home agent restarted without its cache",
            FaultKind.HomeAgentPause => "home agent stopped, with its cache",
            FaultKind.RouterRestart => "router restarted",
            FaultKind.ClockJump => "time of day jumped",
            FaultKind.ClockDrift => "clock drifting",
            FaultKind.GoodCommit => "configuration committed",
            FaultKind.BadCommit => "wrong key committed",
            FaultKind.UnconfirmedCommit => "configuration committed, not confirmed",
            FaultKind.PowerCutInWrite => "power cut while a configuration is written",
            FaultKind.Replay => "old packets sent again",
            _ => kind.ToString(),
        };
    }

    /// <summary>A fault, with when and where.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="vehicles">How many vehicles there are.</param>
    public static string Of(Fault fault, long vehicles)
    {
        string lasts = fault.EndMs > fault.StartMs ? $" to {Time(fault.EndMs)}" : "";
        return FormattableString.Invariant($"fault {fault.Index} at {Time(fault.StartMs)}{lasts}: {What(fault)}{Where(fault, vehicles)}");
    }

    /// <summary>A time of a run: hours, minutes, seconds.</summary>
    public static string Time(long milliseconds)
    {
        TimeSpan time = TimeSpan.FromMilliseconds(milliseconds);
        return FormattableString.Invariant($"{(int)time.TotalHours}:{time:mm\\:ss\\.fff}");
    }

    private static string What(Fault fault)
    {
        int strength = fault.Strength;
        string more = fault.Kind switch
        {
            FaultKind.Loss or FaultKind.Duplication or FaultKind.Corruption => Text($", {strength / 10.0} %"),
            FaultKind.Reordering or FaultKind.Delay => Text($", by up to {strength} ms"),
            FaultKind.Flapping or FaultKind.Renumbering => Text($", every {strength} ms at the latest"),
            FaultKind.OneWaySilence => strength == 0 ? ", from the vehicle" : ", to the vehicle",
            FaultKind.RouterRestart => Text($", {s_moments[strength]}, off for {fault.EndMs - fault.StartMs} ms"),
            FaultKind.ClockJump => Text($" by {strength} s"),
            FaultKind.ClockDrift => Text($" by {strength} millionths"),
            FaultKind.PowerCutInWrite => Text($", after {strength} octets"),
            FaultKind.Replay => Text($", {strength} a minute"),
            _ => "",
        };
        return Of(fault.Kind) + more;
    }

    private static string Where(Fault fault, long vehicles)
    {
        long vehicle = vehicles > 0 ? fault.Vehicle % vehicles : fault.Vehicle;
        return fault.Kind switch
        {
            FaultKind.HomeAgentRestart or FaultKind.HomeAgentPause => "",
            FaultKind.RouterRestart or FaultKind.ClockJump or FaultKind.ClockDrift or FaultKind.GoodCommit
                or FaultKind.BadCommit or FaultKind.UnconfirmedCommit or FaultKind.PowerCutInWrite
                => Text($" (vehicle {vehicle})"),
            _ => Text($" (vehicle {vehicle}, uplink {fault.Uplink}, counted round)"),
        };
    }

    private static string Text(FormattableString text)
    {
        return FormattableString.Invariant(text);
    }
}
