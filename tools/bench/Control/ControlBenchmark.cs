using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using McoaRouter.Tools.Pictures;

namespace McoaRouter.Tools.Bench.Control;

/// <summary>
/// The control plane: a router's Binding Updates and the answers to them as uplinks and prefixes grow, and a home agent with
/// up to 100,000 routers.
/// </summary>
/// <param name="fleets">How many routers the home agents have.</param>
/// <param name="exchanges">Binding Updates in a round of a router; a home agent has more.</param>
internal sealed class ControlBenchmark(IReadOnlyList<int> fleets, int exchanges) : IBenchmark
{
    private const int DefaultRounds = 9;
    private const int DefaultExchanges = 5000;

    // The runtime compiles what is hot once more, in the background.
    private const int SettlingMs = 1000;
    private const int UpdatesPerExchange = 3;

    private static readonly (int Uplinks, int Prefixes)[] s_sizes =
    [
        (1, 1), (2, 1), (4, 1), (8, 1), (1, 4), (1, 16), (8, 16),
    ];

    private static readonly (string Profile, bool Authenticated)[] s_forms =
    [
        ("draft-01", false), ("draft-01", true), ("rfc5648", false), ("rfc5648", true),
    ];

    /// <summary>Measures at the sizes that its page shows.</summary>
    public ControlBenchmark()
        : this([1, 1000, 100000], DefaultExchanges)
    {
    }

    /// <inheritdoc/>
    public string Name
    {
        get { return "control"; }
    }

    /// <inheritdoc/>
    public string Summary
    {
        get { return "Binding Updates and their answers, at a router and at a home agent with up to 100,000 of them."; }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return null;
    }

    /// <inheritdoc/>
    public BenchReport Run(BenchOptions options, BenchProgress progress)
    {
        int rounds = options.Rounds ?? DefaultRounds;
        Settle(progress);
        List<BenchTable> tables = [];
        List<LineSeries> built = [];
        foreach ((string profile, bool authenticated) in s_forms)
        {
            string form = $"{profile}, {(authenticated ? "authenticated" : "without authentication")}";
            progress.Step(form);
            RouterCase[] cases =
            [
                .. s_sizes.Select(size => Measured(new RouterCase(size.Uplinks, size.Prefixes, profile, authenticated), rounds)),
            ];
            tables.Add(RouterTable(form, cases));
            built.Add(new LineSeries(form, [.. s_sizes.Zip(cases).Where(pair => pair.First.Prefixes == 1).Select(PointOf)]));
        }

        FleetCase[] agents = [.. fleets.Select(routers => Fleet(routers, rounds, progress))];
        tables.Insert(0, FleetTable(agents));
        return new BenchReport("Control plane", Introduction, tables, [FleetPicture(agents), RouterPicture(built)]);
    }

    private const string Introduction =
        """
        One thread, no network: links keep a packet and do nothing. Every Binding Update is a real one, laid out by the router
        or signed with a router's own key (RFC 4285, HMAC-SHA1), with sequence numbers and timestamps that advance, and every one
        must be accepted. Allocated octets are what the runtime counts over all rounds. In brackets is the noise: the best round
        as a multiple of the worst.

        What a Binding Update costs on a device, as a multiple of a packet's copy, `mcoa emulator cost` measures
        ([boards/Esp32/FOOTPRINT.md](../../../boards/Esp32/FOOTPRINT.md#time)).
        """;

    private static LinePoint PointOf(((int Uplinks, int Prefixes) Size, RouterCase Case) measured)
    {
        Sample built = measured.Case.Built;
        return new LinePoint(measured.Size.Uplinks, built.Median) { Low = built.Least, High = built.Most };
    }

    private static BenchTable RouterTable(string form, RouterCase[] cases)
    {
        return new BenchTable(
            $"A router: {form}",
            [
                "uplinks, prefixes", "octets of the update", "updates built, k/s", "answers taken, k/s",
                "home agent's answers, k/s", "octets allocated",
            ],
            [
                .. s_sizes.Zip(cases).Select(pair => (string[])
                [
                    Number(pair.First.Uplinks) + ", " + Number(pair.First.Prefixes),
                    Number(pair.Second.UpdateOctets),
                    pair.Second.Built.ToText("0.0"),
                    pair.Second.Taken.ToText("0.0"),
                    pair.Second.Answered.ToText("0.0"),
                    Number(pair.Second.Allocated),
                ]),
            ]);
    }

    private static BenchTable FleetTable(FleetCase[] agents)
    {
        return new BenchTable(
            "A home agent",
            [
                "routers", "accounts read, ms", "octets an account", "octets a router", "Binding Updates, k/s", "packets to routers, k/s",
                "a look-up, ns", "octets allocated",
            ],
            [
                .. agents.Select(agent => (string[])
                [
                    Number(agent.Routers),
                    agent.ReadMs.ToString("0", CultureInfo.InvariantCulture),
                    Octets(agent, agent.OctetsPerAccount),
                    Octets(agent, agent.OctetsPerRouter),
                    agent.Updates.ToText("0.0"),
                    agent.Packets.ToText("0"),
                    agent.LookUp.ToText("0"),
                    Number(agent.Allocated),
                ]),
            ],
            "Each router has a key, one /64, and two bindings, which one update states; the next one heard is never a neighbour "
                + "in the settings. A look-up finds the router that a packet is for. Octets are of memory: an account is what was "
                + "read of the configuration, beside it stands what the home agent sets aside, bindings and flow bindings "
                + "included. One router alone would bear what all share.");
    }

    private static BenchPicture FleetPicture(FleetCase[] agents)
    {
        LineChart chart = new()
        {
            Title = "A home agent's Binding Updates a second",
            Note = "Judged, carried out and answered by one thread, authenticated; lines show the range of the rounds.",
            AxisX = "routers",
            AxisY = "thousands a second",
            LogarithmicX = true,
            Series =
            [
                new LineSeries(
                    "Binding Updates",
                    [
                        .. agents.Select(agent => new LinePoint(agent.Routers, agent.Updates.Median)
                        {
                            Low = agent.Updates.Least, High = agent.Updates.Most,
                        }),
                    ]),
            ],
        };
        return new BenchPicture(string.Empty, chart.Title, chart.Draw());
    }

    private static BenchPicture RouterPicture(List<LineSeries> built)
    {
        LineChart chart = new()
        {
            Title = "Binding Updates that a router builds a second",
            Note = "One prefix; every update names all uplinks. Lines show the range of the rounds.",
            AxisX = "uplinks",
            AxisY = "thousands a second",
            Series = built,
        };
        return new BenchPicture("router", chart.Title, chart.Draw());
    }

    private static string Octets(FleetCase agent, double octets)
    {
        return agent.Routers == 1 ? "-" : octets.ToString("0", CultureInfo.InvariantCulture);
    }

    private static string Number(long value)
    {
        return value.ToString("N0", CultureInfo.InvariantCulture);
    }

    /// <summary>Runs everything until the runtime has compiled it for good.</summary>
    private void Settle(BenchProgress progress)
    {
        progress.Step("warming up");
        foreach ((string profile, bool authenticated) in s_forms)
        {
            RouterCase router = new(2, 2, profile, authenticated);
            Stopwatch since = Stopwatch.StartNew();
            do
            {
                router.WarmUp(exchanges);
            }
            while (exchanges >= DefaultExchanges && since.ElapsedMilliseconds < SettlingMs);
        }
    }

    private RouterCase Measured(RouterCase router, int rounds)
    {
        router.WarmUp(exchanges);
        for (int i = 0; i < rounds; i++)
        {
            router.Round(exchanges);
        }

        return router;
    }

    private FleetCase Fleet(int routers, int rounds, BenchProgress progress)
    {
        progress.Step($"{Number(routers)} routers");
        FleetCase fleet = new(routers);
        fleet.WarmUp(UpdatesPerExchange * exchanges);
        for (int i = 0; i < rounds; i++)
        {
            fleet.Round(UpdatesPerExchange * exchanges);
        }

        return fleet;
    }
}
