using System;
using CsCheck;
using McoaRouter.Wire;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>A traffic selector by its values; what it says nothing about is null.</summary>
internal sealed record SelectorValue(
    (string First, string Last)? Source,
    (string First, string Last)? Destination,
    (long First, long Last)? Spi,
    (long First, long Last)? FlowLabel,
    (long First, long Last)? SourcePort,
    (long First, long Last)? DestinationPort,
    (long First, long Last)? TrafficClass,
    (long First, long Last)? Protocol)
{
    private static readonly Gen<(string First, string Last)?> s_addresses = Gen.Frequency(
        (1, Gen.Const(default((string, string)?))),
        (1, new GenArray<byte>(Gen.Byte)[16].Select(octets => Ordered(octets, octets))),
        (1, Gen.Select(new GenArray<byte>(Gen.Byte)[16], new GenArray<byte>(Gen.Byte)[16], Ordered)));

    /// <summary>Selectors with any set of fields, single values and ranges.</summary>
    public static readonly Gen<SelectorValue> Any = Gen.Select(
        s_addresses,
        s_addresses,
        Range(uint.MaxValue),
        Range(0xFFFFF),
        Range(0xFFFF),
        Range(0xFFFF),
        Range(0xFF),
        Range(0xFF),
        (source, destination, spi, label, from, to, traffic, protocol) =>
            new SelectorValue(source, destination, spi, label, from, to, traffic, protocol));

    public TrafficSelector ToSelector()
    {
        TrafficSelector selector = new()
        {
            HasSource = Source != null,
            HasDestination = Destination != null,
            HasSpi = Spi != null,
            FirstSpi = (uint)(Spi?.First ?? 0),
            LastSpi = (uint)(Spi?.Last ?? 0),
            FirstFlowLabel = (int)(FlowLabel?.First ?? TrafficSelector.Anything),
            LastFlowLabel = (int)(FlowLabel?.Last ?? TrafficSelector.Anything),
            FirstSourcePort = (int)(SourcePort?.First ?? TrafficSelector.Anything),
            LastSourcePort = (int)(SourcePort?.Last ?? TrafficSelector.Anything),
            FirstDestinationPort = (int)(DestinationPort?.First ?? TrafficSelector.Anything),
            LastDestinationPort = (int)(DestinationPort?.Last ?? TrafficSelector.Anything),
            FirstTrafficClass = (int)(TrafficClass?.First ?? TrafficSelector.Anything),
            LastTrafficClass = (int)(TrafficClass?.Last ?? TrafficSelector.Anything),
            FirstProtocol = (int)(Protocol?.First ?? TrafficSelector.Anything),
            LastProtocol = (int)(Protocol?.Last ?? TrafficSelector.Anything),
        };
        if (Source is { } source)
        {
            Convert.FromHexString(source.First).CopyTo(selector.FirstSource, 0);
            Convert.FromHexString(source.Last).CopyTo(selector.LastSource, 0);
        }

        if (Destination is { } destination)
        {
            Convert.FromHexString(destination.First).CopyTo(selector.FirstDestination, 0);
            Convert.FromHexString(destination.Last).CopyTo(selector.LastDestination, 0);
        }

        return selector;
    }

    public static SelectorValue Of(TrafficSelector selector)
    {
        return new SelectorValue(
            selector.HasSource ? Shown(selector.FirstSource, selector.LastSource) : null,
            selector.HasDestination ? Shown(selector.FirstDestination, selector.LastDestination) : null,
            selector.HasSpi ? (selector.FirstSpi, selector.LastSpi) : null,
            Given(selector.FirstFlowLabel, selector.LastFlowLabel),
            Given(selector.FirstSourcePort, selector.LastSourcePort),
            Given(selector.FirstDestinationPort, selector.LastDestinationPort),
            Given(selector.FirstTrafficClass, selector.LastTrafficClass),
            Given(selector.FirstProtocol, selector.LastProtocol));
    }

    private static (long First, long Last)? Given(int first, int last)
    {
        return first == TrafficSelector.Anything && last == TrafficSelector.Anything ? null : (first, last);
    }

    private static (string First, string Last)? Ordered(byte[] one, byte[] other)
    {
        return one.AsSpan().SequenceCompareTo(other) <= 0 ? Shown(one, other) : Shown(other, one);
    }

    private static (string First, string Last) Shown(byte[] first, byte[] last)
    {
        return (Convert.ToHexString(first), Convert.ToHexString(last));
    }

    private static Gen<(long First, long Last)?> Range(long most)
    {
        Gen<long> value = Gen.Frequency((3, Gen.Long[0, most]), (1, Pick.From(0, most)));
        return Gen.Frequency(
            (1, Gen.Const(default((long, long)?))),
            (1, value.Select(only => ((long, long)?)(only, only))),
            (1, Gen.Select(value, value, (one, other) => ((long, long)?)(Math.Min(one, other), Math.Max(one, other)))));
    }
}
