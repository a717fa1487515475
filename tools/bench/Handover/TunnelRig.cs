using System;
using System.IO;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Handover;

/// <summary>The lab with router and home agent, and packets in both directions, for one hand-over after the other.</summary>
internal sealed class TunnelRig : IDisposable
{
    /// <summary>Packets a second in each direction.</summary>
    public const int PacketsPerSecond = 200;

    /// <summary>The router's <c>probeIntervalMs</c>; longer than every path.</summary>
    public const int ProbeIntervalMs = 200;

    /// <summary>The router's <c>holdMs</c>.</summary>
    public const int HoldMs = 300;

    private const int FloorDbm = -80;
    private const int FairDbm = -60;
    private const int PoorDbm = -90;
    private const string Preferred = "wifi";
    private const string Other = "lte";

    // Before a hand-over nothing is under way, and no update was sent that the next would be counted with.
    private const int QuietMs = 400;
    private const int AfterMs = 100;
    private const int PhaseMs = 20;

    // A flow without a pause follows a planned move within half a second.
    private const int LastFlowMs = 600;
    private const int PatienceMs = 20_000;

    private readonly LabStage _stage;
    private readonly PacketStreams _streams;
    private readonly Random _random = new(1);
    private readonly double _roundTripMs;

    /// <summary>Builds it, and waits until the preferred uplink carries packets.</summary>
    /// <param name="registration">The router's <c>registration</c>.</param>
    /// <param name="roundTripMs">How long the paths are.</param>
    public TunnelRig(string registration, double roundTripMs)
    {
        _roundTripMs = roundTripMs;
        LabSettings settings = new()
        {
            Registration = registration,
            RoundTripMs = roundTripMs,
            Health = FormattableString.Invariant(
                $$"""{ "probeIntervalMs": {{ProbeIntervalMs}}, "holdMs": {{HoldMs}} }"""),
            SignalFloorDbm = FloorDbm,
            Preferred = true,
        };
        _stage = new LabStage(settings, new LabReport(new EventWriter(TextWriter.Null, json: false)), null, CancellationToken.None);
        try
        {
            _stage.SetSignal(FairDbm);
            _ = _stage.Taps;
            _stage.StartHomeAgent();
            _stage.StartRouter();
            WaitFor(() => _stage.Watch.Path == Preferred);
            _streams = new PacketStreams(_stage.Topology, PacketsPerSecond);
        }
        catch (BoardException)
        {
            _stage.Dispose();
            throw;
        }
    }

    /// <summary>How much later than they should the packets came out of the paths, on an average, in ms.</summary>
    public double PathLatenessMs
    {
        get { return _stage.Topology.Air[Other].Down.MeanLatenessMs; }
    }

    /// <summary>Has traffic move once, and come back.</summary>
    public HandoverRound Round(HandoverEvent happening)
    {
        Settle();
        double from = ArrivalMeter.Now;
        Begin(happening);
        WaitFor(() => _stage.Watch.Path == Other && Flows());
        Wait(happening == HandoverEvent.Planned ? LastFlowMs : AfterMs);
        double to = ArrivalMeter.Now;
        if (happening == HandoverEvent.Planned)
        {
            // What moves by plan comes back by plan: no packet may be lost then either.
            End(happening);
            WaitFor(() => _stage.Watch.Path == Preferred);
            Wait(LastFlowMs);
            to = ArrivalMeter.Now;
        }

        Wait((int)_roundTripMs + AfterMs);
        StreamFigures up = _streams.Up.Figures(from - _roundTripMs - PhaseMs, to);
        StreamFigures down = _streams.Down.Figures(from - _roundTripMs - PhaseMs, to);
        if (happening != HandoverEvent.Planned)
        {
            End(happening);
        }

        return new HandoverRound(up.GapMs, down.GapMs, up.Lost, down.Lost, up.Disordered + down.Disordered);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _streams.Dispose();
        _ = _stage.StopAll();
        _stage.Dispose();
    }

    private void Begin(HandoverEvent happening)
    {
        switch (happening)
        {
            case HandoverEvent.Unplugged:
                _stage.Topology.Cut(Preferred);
                break;
            case HandoverEvent.Silent:
                _stage.Topology.Silence(Preferred);
                break;
            default:
                _stage.SetSignal(PoorDbm);
                break;
        }
    }

    private void End(HandoverEvent happening)
    {
        switch (happening)
        {
            case HandoverEvent.Unplugged:
                _stage.Topology.Restore(Preferred);
                break;
            case HandoverEvent.Silent:
                _stage.Topology.Revive(Preferred);
                break;
            default:
                _stage.SetSignal(FairDbm);
                break;
        }
    }

    /// <summary>Waits until the preferred uplink has carried everything for a while, and for a little that is never the same.</summary>
    private void Settle()
    {
        double since = ArrivalMeter.Now;
        WaitFor(() =>
        {
            if (_stage.Watch.Path != Preferred || !Flows() || !IsOnPreferred())
            {
                since = ArrivalMeter.Now;
            }

            return ArrivalMeter.Now - since >= QuietMs;
        });
        Wait(_random.Next(PhaseMs));
    }

    /// <summary>Whether nothing goes by the other uplink: the home agent hears of the return later than the path is taken.</summary>
    private bool IsOnPreferred()
    {
        double now = ArrivalMeter.Now;
        return Array.TrueForAll(
            _stage.Taps.Within(now - AfterMs, now),
            packet => packet.Kind != PacketKind.Udp || packet.Uplink == Preferred);
    }

    private bool Flows()
    {
        const int few = 10;
        double longest = few * 1000.0 / PacketsPerSecond;
        return _streams.Up.SinceLastArrival() < longest && _streams.Down.SinceLastArrival() < longest;
    }

    private void WaitFor(Func<bool> condition)
    {
        double until = ArrivalMeter.Now + PatienceMs;
        while (!condition())
        {
            if (ArrivalMeter.Now > until)
            {
                throw new BoardException(
                    $"No hand-over within {PatienceMs} ms: path {_stage.Watch.Path ?? "none"}, {Preferred} {_stage.Watch.StandingOf(Preferred)}.");
            }

            Wait(5);
        }
    }

    private void Wait(int milliseconds)
    {
        _stage.Wait(milliseconds);
    }
}
