using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;
using McoaRouter.Tools.Pictures;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>
/// What a Linux machine forwards through the router and the home agent, beside the kernel's own encapsulation and two
/// tunnels in user space: rounds in turn, so that the machine's moods are shared.
/// </summary>
internal sealed class ForwardingBenchmark : IBenchmark
{
    private const int UsualRounds = 5;
    private const int UsualSeconds = 3;
    private const string Missing = "–";

    private readonly ICarrier[] _carriers;
    private readonly int _seconds;

    /// <summary>All carriers.</summary>
    public ForwardingBenchmark()
        : this(
            [
                new McoaCarrier(inUdp: false), new McoaCarrier(inUdp: true), new OpenVpnCarrier(), new WireGuardCarrier(),
                new KernelCarrier(), new PlainCarrier(),
            ],
            UsualSeconds)
    {
    }

    /// <summary>Some of them, for a shorter time.</summary>
    /// <param name="carriers">The carriers.</param>
    /// <param name="seconds">How long each figure is taken.</param>
    internal ForwardingBenchmark(ICarrier[] carriers, int seconds)
    {
        _carriers = carriers;
        _seconds = seconds;
    }

    /// <inheritdoc/>
    public string Name
    {
        get { return "forwarding"; }
    }

    /// <inheritdoc/>
    public string Summary
    {
        get { return "Throughput and packets a second on Linux, beside the kernel, openvpn and wireguard-go."; }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return LabRequirements.Missing()
            ?? (CarrierProcess.IsThere(Iperf.Program) ? null : "It needs the program 'iperf3': install iperf3.");
    }

    /// <inheritdoc/>
    public BenchReport Run(BenchOptions options, BenchProgress progress)
    {
        int rounds = options.Rounds ?? UsualRounds;
        Dictionary<ICarrier, CarrierFigures> taken = _carriers.ToDictionary(
            carrier => carrier, carrier => new CarrierFigures { Lacking = carrier.Lacking() });
        for (int round = 1; round <= rounds; round++)
        {
            foreach (ICarrier carrier in _carriers.Where(carrier => taken[carrier].Lacking == null))
            {
                progress.Step(string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}: {carrier.Name}"));
                Take(carrier, taken[carrier]);
            }
        }

        return Report(taken, rounds);
    }

    private void Take(ICarrier carrier, CarrierFigures figures)
    {
        try
        {
            using ForwardingTrial trial = new(carrier);
            foreach (ForwardingFigure figure in (ForwardingFigure[])[.. ForwardingFigure.Tcp, .. ForwardingFigure.Udp])
            {
                if (trial.Measure(figure, _seconds) is double value)
                {
                    figures.Of(figure).Add(value);
                }
            }
        }
        catch (BoardException fault)
        {
            figures.Lacking = fault.Message;
        }
    }

    private BenchReport Report(Dictionary<ICarrier, CarrierFigures> taken, int rounds)
    {
        CarrierFigures? limit = _carriers.OfType<KernelCarrier>().Select(carrier => taken[carrier]).FirstOrDefault();
        string introduction = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            The vehicle's packets from a host in the vehicle through router, internet and home agent to a correspondent, and
            back, all of them network namespaces of one machine with {Environment.ProcessorCount} processors, which the hosts
            at both ends share with what is measured. The hosts' MTU is {ForwardingTrial.MaximumTransmissionUnit} octets for all,
            that of the links 1500. Each figure is taken for {_seconds} s, in {rounds} rounds in turn; behind each median stands
            the noise, the best round as a multiple of the worst. iperf3 measures TCP; datagrams are sent and counted by the
            benchmark itself, which sends another only when one has arrived or is lost. The limit is the kernel's own encapsulation (seg6),
            which no process has a part in. wireguard-go encrypts, which can't be turned off; openvpn runs without cipher.
            """);
        return new BenchReport(
            "Forwarding on Linux",
            introduction,
            [
                Table("TCP, one connection", ForwardingFigure.Tcp, taken, limit, "Mbit/s of payload, and the part of the limit."),
                Table(
                    "UDP, datagrams that arrive",
                    ForwardingFigure.Udp,
                    taken,
                    limit,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Thousands a second with 64 and 1372 octets of payload, and the part of the limit, while "
                            + $"{DatagramFlow.Window} at most are under way.")),
            ],
            [
                Picture("tcp", "Goodput of a TCP connection", "Mbit/s", ForwardingFigure.Tcp, taken, rounds),
                Picture("udp", "UDP datagrams that arrive", "thousands a second", ForwardingFigure.Udp, taken, rounds),
            ]);
    }

    private BenchTable Table(
        string title,
        ForwardingFigure[] columns,
        Dictionary<ICarrier, CarrierFigures> taken,
        CarrierFigures? limit,
        string note)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (ICarrier carrier in _carriers)
        {
            CarrierFigures figures = taken[carrier];
            string name = figures.Lacking == null ? carrier.Name : $"{carrier.Name} ({figures.Lacking})";
            rows.Add([name, .. columns.SelectMany(column => Cells(figures.Of(column), limit?.Of(column)))]);
        }

        return new BenchTable(title, ["", .. columns.SelectMany(column => (string[])[column.Name, "of limit"])], rows, note);
    }

    private static string[] Cells(Sample sample, Sample? limit)
    {
        return sample.Count == 0
            ? [Missing, Missing]
            :
            [
                sample.ToText(sample.Median >= 100 ? "0" : "0.0"),
                limit is { Count: > 0, Median: > 0 }
                    ? (sample.Median / limit.Median).ToString("0.00", CultureInfo.InvariantCulture)
                    : Missing,
            ];
    }

    private BenchPicture Picture(
        string suffix,
        string title,
        string unit,
        ForwardingFigure[] figures,
        Dictionary<ICarrier, CarrierFigures> taken,
        int rounds)
    {
        string svg = new BarChart
        {
            Title = title,
            Note = string.Create(CultureInfo.InvariantCulture, $"The line shows the worst and the best of {rounds} rounds."),
            Axis = unit,
            Series = [.. figures.Select(figure => figure.Name)],
            Groups = [.. _carriers.Select(
                carrier => new BarGroup(carrier.Name, [.. figures.Select(figure => BarOf(taken[carrier].Of(figure)))]))],
        }.Draw();
        return new BenchPicture(suffix, title, svg);
    }

    private static Bar? BarOf(Sample sample)
    {
        return sample.Count == 0 ? null : new Bar(sample.Median) { Low = sample.Least, High = sample.Most };
    }

    /// <summary>What was measured of one carrier.</summary>
    private sealed class CarrierFigures
    {
        private readonly Dictionary<ForwardingFigure, Sample> _samples = [];

        /// <summary>Why there is nothing, or no more.</summary>
        public string? Lacking { get; set; }

        public Sample Of(ForwardingFigure figure)
        {
            _samples.TryAdd(figure, new Sample());
            return _samples[figure];
        }
    }
}
