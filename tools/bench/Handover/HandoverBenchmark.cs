using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using McoaRouter.Tools.Lab;
using McoaRouter.Tools.Pictures;

namespace McoaRouter.Tools.Bench.Handover;

/// <summary>How long traffic stands still when an uplink goes, in both directions.</summary>
internal sealed class HandoverBenchmark : IBenchmark
{
    private const int DefaultRounds = 20;
    private const int PatienceMs = 1000;

    // Whoever waits for a second waits for a second each time.
    private const int PatientShare = 4;
    internal const string Multiple = "multiple uplinks (MCoA)";
    private const string Single = "one uplink at a time (NEMO)";
    private const string Told = "no tunnel, new connection at once";
    private const string Patient = "no tunnel, new connection after 1 s";

    private static readonly double[] s_roundTripsMs = [2, 20, 100];

    private static readonly HandoverEvent[] s_events = Enum.GetValues<HandoverEvent>();

    private readonly List<HandoverSample> _samples = [];
    private double _latenessMs;

    /// <inheritdoc/>
    public string Name
    {
        get { return "handover"; }
    }

    /// <inheritdoc/>
    public string Summary
    {
        get { return "The gap in both directions when an uplink goes, against the path's round trip (root, Linux)."; }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return LabRequirements.Missing();
    }

    /// <inheritdoc/>
    public BenchReport Run(BenchOptions options, BenchProgress progress)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        foreach (double roundTrip in s_roundTripsMs)
        {
            Measure("bulk", Multiple, roundTrip, rounds, progress);
            Measure("single", Single, roundTrip, rounds, progress);
            MeasurePlain(roundTrip, rounds, progress);
        }

        return new BenchReport(
            "Hand-over",
            Introduction(rounds),
            [.. s_events.Select(TableOf)],
            [
                new BenchPicture("down", "The gap on the way down when the uplink is unplugged", PictureOf("down", sample => sample.Down)),
                new BenchPicture("up", "The gap on the way up when the uplink is unplugged", PictureOf("up", sample => sample.Up)),
            ]);
    }

    /// <summary>What a gap may be at most, in ms; null where the design promises none.</summary>
    internal static double? TargetMs(HandoverSample sample, bool up)
    {
        const double detection = 10;
        const double roundTrips = 1.2;
        return sample.Event != HandoverEvent.Unplugged || sample.Arrangement != Multiple ? null
            : up ? detection : (roundTrips * sample.RoundTripMs) + detection;
    }

    private void Measure(string registration, string name, double roundTrip, int rounds, BenchProgress progress)
    {
        using TunnelRig rig = new(registration, roundTrip);
        foreach (HandoverEvent happening in s_events)
        {
            progress.Step($"{name}, {Words(happening)}, round trip {Text(roundTrip)} ms, {rounds} rounds");
            HandoverSample sample = new(name, happening, roundTrip);

            // The first of its kind runs code that no packet has run yet, which is translated then.
            _ = rig.Round(happening);
            for (int i = 0; i < rounds; i++)
            {
                sample.Add(rig.Round(happening));
            }

            _samples.Add(sample);
        }

        _latenessMs = Math.Max(_latenessMs, rig.PathLatenessMs);
    }

    private void MeasurePlain(double roundTrip, int rounds, BenchProgress progress)
    {
        using PlainRig rig = new(roundTrip);
        foreach ((string name, int patience) in ((string, int)[])[(Told, 0), (Patient, PatienceMs)])
        {
            int its = patience == 0 ? rounds : Math.Max(1, rounds / PatientShare);
            progress.Step($"{name}, {Words(HandoverEvent.Unplugged)}, round trip {Text(roundTrip)} ms, {its} rounds");
            HandoverSample sample = new(name, HandoverEvent.Unplugged, roundTrip) { Breaks = true };
            _ = rig.Round(patience);
            for (int i = 0; i < its; i++)
            {
                sample.Add(rig.Round(patience));
            }

            _samples.Add(sample);
        }
    }

    private string Introduction(int rounds)
    {
        return string.Create(CultureInfo.InvariantCulture, $"""
            The lab's network: router, home agent and correspondent as programs in namespaces, two uplinks, and behind each a
            path of the same length, which holds every packet for half a round trip (it was {_latenessMs:0.00} ms late on an average).
            {TunnelRig.PacketsPerSecond} packets a second in each direction between a host in the vehicle and a correspondent. The gap is the longest time from one arrival to
            the next, so it is {1000 / TunnelRig.PacketsPerSecond} ms where nothing happens. {rounds} rounds of each, after one that does not count; the moment is random.
            The router probes its paths every {TunnelRig.ProbeIntervalMs} ms, and holds one that comes back for {TunnelRig.HoldMs} ms.

            The programs come before all others on the machine (SCHED_FIFO), so that these count as little as they can.

            A gap on the way down can't be shorter than a round trip where the old path is gone: the update that tells of it is
            half a round trip under way, and the first packet of the new path the other half.

            Without a tunnel the kernel takes the other default route when it has noticed that the carrier is gone, which it puts off for up
            to a second where a carrier changed shortly before (the router therefore looks for itself). The connection ends with its source
            address; what is measured is the time until a new one carries messages, where whoever talks begins it as soon as the route is
            another one (few programs do), or after a second without a message (1 in {PatientShare} of the rounds). A far end that is silent the
            kernel does not find at all, and nobody asks it for a planned move.
            """);
    }

    private BenchTable TableOf(HandoverEvent happening)
    {
        string[] header =
        [
            "what moves the traffic", "round trip, ms", "up, ms", "worst", "round trips", "down, ms", "worst", "round trips",
            "lost up", "lost down", "in order", "target",
        ];
        return new BenchTable(
            Title(happening),
            header,
            [.. _samples.Where(sample => sample.Event == happening).OrderBy(sample => sample.RoundTripMs).Select(Row)],
            "Up and down are medians with the noise behind them; the round trips are those of the median. A target is compared in whole "
            + "ms: one packet that is lost is a gap of two intervals.");
    }

    private static string[] Row(HandoverSample sample)
    {
        string order = sample.Breaks ? "–" : sample.Disordered == 0 ? "yes" : $"{sample.Disordered} late";
        return
        [
            sample.Arrangement,
            Text(sample.RoundTripMs),
            sample.Up.ToText("0.0"),
            Text(sample.Up.Most),
            Text(sample.Up.Median / sample.RoundTripMs),
            sample.Down.ToText("0.0"),
            Text(sample.Down.Most),
            Text(sample.Down.Median / sample.RoundTripMs),
            Lost(sample, sample.LostUp),
            Lost(sample, sample.LostDown),
            order,
            Target(sample),
        ];
    }

    /// <summary>How many packets were lost, and how many at worst.</summary>
    private static string Lost(HandoverSample sample, Sample lost)
    {
        return sample.Breaks ? "the connection"
            : string.Create(CultureInfo.InvariantCulture, $"{lost.Median:0.#} (at most {lost.Most:0})");
    }

    private static string Target(HandoverSample sample)
    {
        if (sample.Event == HandoverEvent.Planned && sample.Arrangement == Multiple)
        {
            return sample.LostUp.Most + sample.LostDown.Most == 0 ? "none lost: met" : "none lost: **missed**";
        }

        if (TargetMs(sample, up: true) is not double up || TargetMs(sample, up: false) is not double down)
        {
            return "–";
        }

        return $"up {Text(up)}: {Met(sample.Up, up)}, down {Text(down)}: {Met(sample.Down, down)}";
    }

    private static string Met(Sample sample, double target)
    {
        return Math.Round(sample.Most) <= Math.Round(target) ? "met"
            : Math.Round(sample.Median) <= Math.Round(target) ? "met by the median" : "**missed**";
    }

    private string PictureOf(string way, Func<HandoverSample, Sample> gap)
    {
        string[] arrangements = [Multiple, Single, Told, Patient];
        return new BarChart
        {
            Title = $"Unplugged: the gap on the way {way}",
            Note = "Median of all rounds; the thin line goes from the best to the worst of them, and the dashed one is the target.",
            Axis = "ms without a packet",
            Series = arrangements,
            Groups = [.. s_roundTripsMs.Select(roundTrip => new BarGroup(
                $"round trip {Text(roundTrip)} ms",
                [.. arrangements.Select(name => BarOf(name, roundTrip, way, gap))]))],
            Logarithmic = true,
        }.Draw();
    }

    private Bar? BarOf(string arrangement, double roundTrip, string way, Func<HandoverSample, Sample> gap)
    {
        HandoverSample? sample = _samples.Find(known => known.Arrangement == arrangement
            && known.Event == HandoverEvent.Unplugged
            && known.RoundTripMs == roundTrip);
        return sample == null ? null : new Bar(gap(sample).Median)
        {
            Low = gap(sample).Least,
            High = gap(sample).Most,
            Target = TargetMs(sample, way == "up"),
        };
    }

    private static string Title(HandoverEvent happening)
    {
        return happening switch
        {
            HandoverEvent.Unplugged => "Unplugged: the carrier goes",
            HandoverEvent.Silent => "Silently dead: the far end dies, the link stays up",
            _ => "Planned: the signal falls, the link works",
        };
    }

    private static string Words(HandoverEvent happening)
    {
        return Title(happening).Split(':')[0].ToLowerInvariant();
    }

    private static string Text(double value)
    {
        return Scale.Text(value);
    }
}
