using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>
/// The example configurations of the draft's Appendix A, Figures 3 to 7, the one that RFC 5648 adds (its Figure 3), an uplink
/// behind a NAT (RFC 5555), and what traffic steering is for: a far end that dies in silence, a signal that fades, flows with
/// paths of their own. Each begins with all three uplinks on foreign links and all bindings registered.
/// </summary>
public static class Scenarios
{
    private const int First = 0;
    private const int Third = 2;
    private const int Departure = 1000;
    private const int Change = 12000;
    private const string Watched = ",\"health\":{}";

    /// <summary>All scenarios, in the order of their figures.</summary>
    public static Scenario[] All()
    {
        return new Scenario[]
        {
            Figure3(), Figure4(), Figure5(), Figure6(), Figure7(), SimultaneousHome(), BehindNat(),
            FarEnd(), Fading(), Flows(),
        };
    }

    /// <summary>The scenario with a name, or null.</summary>
    public static Scenario Find(string name)
    {
        foreach (Scenario scenario in All())
        {
            if (scenario.Name == name)
            {
                return scenario;
            }
        }

        return null;
    }

    private static Scenario Figure3()
    {
        return new Scenario(
            "figure-3",
            "all interfaces attached to foreign links",
            AwayThen(new ScenarioStep[0]),
            new BindingFigure(true, Rows(1, 3), Rows(1, 3)));
    }

    private static Scenario Figure4()
    {
        return new Scenario(
            "figure-4",
            "one interface attached to the home link, and returning home",
            AwayThen(new ScenarioStep[] { new ScenarioStep(Change, First, AttachedLink.Home) }),
            new BindingFigure(false, new string[0], Rows(2, 3)));
    }

    private static Scenario Figure5()
    {
        return new Scenario(
            "figure-5",
            "one interface attached to the home link, and not returning home",
            AwayThen(new ScenarioStep[] { new ScenarioStep(Change, Third, AttachedLink.Home) }),
            new BindingFigure(true, Rows(1, 2), Rows(1, 2)))
        {
            ReturningHome = ReturningHome.StayAway,
        };
    }

    private static Scenario Figure6()
    {
        return new Scenario(
            "figure-6",
            "two interfaces attached to the home link, and returning home",
            AwayThen(new ScenarioStep[]
            {
                new ScenarioStep(Change, First, AttachedLink.Home),
                new ScenarioStep(Change, Third, AttachedLink.Home),
            }),
            new BindingFigure(false, new string[0], Rows(2, 2)));
    }

    private static Scenario Figure7()
    {
        return new Scenario(
            "figure-7",
            "one interface attached to the home agent's foreign link, to use it beside the others",
            AwayThen(new ScenarioStep[] { new ScenarioStep(Change, Third, AttachedLink.HomeAgentForeign) }),
            new BindingFigure(true, Rows(1, 3), Rows(1, 3)));
    }

    private static Scenario SimultaneousHome()
    {
        string home = BindingFigure.Row(ScenarioSettings.HomeAddress, ScenarioSettings.HomeAddress, Third + 1);
        string[] foreign = Rows(1, 2);
        return new Scenario(
            "rfc5648-figure-3",
            "one interface attached to the home link, and used at once with the others (RFC 5648)",
            AwayThen(new ScenarioStep[] { new ScenarioStep(Change, Third, AttachedLink.Home) }),
            new BindingFigure(false, new string[] { foreign[0], foreign[1], home }, foreign))
        {
            ReturningHome = ReturningHome.Simultaneous,
            IsInDraft = false,
        };
    }

    /// <summary>
    /// The preferred uplink is the one behind the NAT. No correspondent holds its address: it cannot be tested (RFC 5555
    /// §2.4).
    /// </summary>
    private static Scenario BehindNat()
    {
        return new Scenario(
            "nat",
            "one interface with IPv4 alone behind a NAT, which loses its mapping under traffic (RFC 5555)",
            new ScenarioStep[]
            {
                new ScenarioStep(Departure, First, AttachedLink.Ipv4Foreign),
                new ScenarioStep(Departure, First + 1, AttachedLink.Foreign),
                new ScenarioStep(Departure, Third, AttachedLink.Foreign),
                ScenarioStep.LoseMapping(Change, First),
            },
            new BindingFigure(true, Rows(1, 3), Rows(2, 3)));
    }

    /// <summary>
    /// The preferred uplink's link stays up: only probes find out. Its binding stays as well, as the least preferred one, so
    /// that the home agent answers the probes that find out when the way serves again.
    /// </summary>
    private static Scenario FarEnd()
    {
        return new Scenario(
            "far-end",
            "the way behind the preferred uplink dies while its link stays up",
            AwayThen(new ScenarioStep[] { ScenarioStep.FallSilent(Change, First) }),
            new BindingFigure(true, Rows(1, 3), Rows(1, 3)))
        {
            Members = Watched,
        };
    }

    /// <summary>The preferred uplink is left while it works, and comes back when it was tried for a while.</summary>
    private static Scenario Fading()
    {
        return new Scenario(
            "fading",
            "the signal of the preferred uplink fades while it works, and comes back",
            AwayThen(new ScenarioStep[]
            {
                ScenarioStep.Fade(Change, First, 80),
                ScenarioStep.Fade(Change + 1000, First, 60),
                ScenarioStep.Fade(Change + 2000, First, 40),
                ScenarioStep.Fade(Change + 7000, First, 60),
            }),
            new BindingFigure(true, Rows(1, 3), Rows(1, 3)))
        {
            Members = Watched,
            SignalFloorDbm = -80,
        };
    }

    /// <summary>The streams are the voice.</summary>
    private static Scenario Flows()
    {
        return new Scenario(
            "flows",
            "voice by the cellular network, bulk by the second Wi-Fi, everything else by the first (RFC 6089)",
            AwayThen(new ScenarioStep[0]),
            new BindingFigure(true, Rows(1, 3), Rows(1, 3)))
        {
            Members = Watched + ",\"flows\":[{\"name\":\"voice\",\"protocol\":\"udp\",\"destinationPorts\":\""
                + StreamPacket.CorrespondentPort.ToString() + "\",\"uplinks\":[\"lte-2\",\"wifi-1\"]},"
                + "{\"name\":\"bulk\",\"protocol\":\"udp\",\"destinationPorts\":\"9000-9999\",\"uplinks\":[\"wifi-3\"]}]",
        };
    }

    /// <summary>All uplinks come to foreign links first.</summary>
    private static ScenarioStep[] AwayThen(ScenarioStep[] later)
    {
        ScenarioStep[] steps = new ScenarioStep[later.Length + ScenarioSettings.Uplinks];
        for (int i = 0; i < ScenarioSettings.Uplinks; i++)
        {
            steps[i] = new ScenarioStep(Departure, i, AttachedLink.Foreign);
        }

        for (int i = 0; i < later.Length; i++)
        {
            steps[ScenarioSettings.Uplinks + i] = later[i];
        }

        return steps;
    }

    /// <summary>
    /// The bindings of some Binding Identifiers, each with the care-of address of the same number.
    /// </summary>
    private static string[] Rows(int first, int last)
    {
        string[] rows = new string[last - first + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = BindingFigure.Row(
                ScenarioSettings.HomeAddress, FigureReader.NameOfCareOfAddress(first - 1 + i), first + i);
        }

        return rows;
    }
}
