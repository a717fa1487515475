using System;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Emulated;

/// <summary>
/// Measures what the router's work costs in the interpreter. The figures hang on the machine; what holds on a device too
/// is their proportion to the copy of a packet, which is taken before and after each.
/// </summary>
internal static class Cost
{
    /// <summary>Octets of the packets.</summary>
    internal const int PacketOctets = 1280;

    /// <summary>A port of the vehicle.</summary>
    internal const int VehiclePort = 40000;

    /// <summary>The port of the other end that the last of all flow rules is about.</summary>
    internal const int FarPort = 5000 + Limits.Flows - 1;

    // Long enough that a millisecond's grain does not count.
    private const int LeastMs = 400;

    /// <summary>Measures and writes a line for each step.</summary>
    internal static void Measure()
    {
        RouterSettings settings = RouterSettingsReader.Read(Plan.Configuration).Settings;
        CostBench bench = new CostBench(settings);
        Console.WriteLine("{\"uplinks\":" + settings.Uplinks.Length.ToString()
            + ",\"registered\":" + (bench.IsRegistered() ? "true" : "false") + "}");
        CostStep copy = new CopyStep();
        CostStep[] steps = StepsOf(bench);
        for (int round = 0; round < Plan.Rounds; round++)
        {
            for (int i = 0; i < steps.Length; i++)
            {
                long before = Time(copy);
                long nanoseconds = Time(steps[i]);
                Write(steps[i].Name, nanoseconds, before, Time(copy));
            }
        }
    }

    /// <summary>Lays out a packet of <see cref="PacketOctets"/>.</summary>
    internal static void WritePacket(
        PacketBuffer packet, byte[] source, int sourcePort, byte[] destination, int destinationPort)
    {
        packet.Reset();
        packet.SetLength(PacketOctets);
        int length = PacketOctets - Ipv6Header.Length;
        Ipv6Header.Write(
            packet.Octets, packet.Start, 0, length, ProtocolNumbers.Udp, source, 0, destination, 0);
        BigEndian.WriteUInt16(packet.Octets, packet.Start + Ipv6Header.Length, sourcePort);
        BigEndian.WriteUInt16(packet.Octets, packet.Start + Ipv6Header.Length + 2, destinationPort);
    }

    // What traffic steering changes nothing about is timed without it alone.
    private static CostStep[] StepsOf(CostBench bench)
    {
        if (bench.Settings.Flows.Length > 0)
        {
            return new CostStep[]
            {
                new OutboundStep("outboundKnownFlow", bench, false),
                new OutboundStep("outboundNewFlow", bench, true),
                new InboundStep("inboundFlows", bench),
            };
        }

        if (bench.Settings.Health != null)
        {
            return new CostStep[]
            {
                new OutboundStep("outboundHealth", bench, false),
                new InboundStep("inboundHealth", bench),
            };
        }

        return new CostStep[]
        {
            new OutboundStep("outbound", bench, false),
            new InboundStep("inbound", bench),
            new UpdateStep("registration", bench, true),
            new UpdateStep("bindingUpdate", bench, false),
        };
    }

    // ns each time, over as many as fill the least time.
    private static long Time(CostStep step)
    {
        int times = 1;
        while (true)
        {
            long start = Clock.Milliseconds();
            step.Repeat(times);
            long elapsed = Clock.Milliseconds() - start;
            if (elapsed >= LeastMs)
            {
                return elapsed * 1000000 / times;
            }

            times = elapsed < LeastMs / 8 ? 8 * times : 2 * times;
        }
    }

    private static void Write(string name, long nanoseconds, long copyBefore, long copyAfter)
    {
        Console.WriteLine("{\"step\":\"" + name + "\",\"nanoseconds\":" + nanoseconds.ToString()
            + ",\"copyBefore\":" + copyBefore.ToString() + ",\"copyAfter\":" + copyAfter.ToString() + "}");
    }
}
