using System;
using System.Collections.Generic;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// Every packet of the uplinks where it arrives: at the home agent what comes from the vehicle, at the router what comes to
/// it. So a gap is the one that the receiver sees.
/// </summary>
internal sealed class LinkTaps : IDisposable
{
    private const double SpreadMs = 1000;

    private readonly List<TappedPacket> _packets = [];
    private readonly List<LinkCapture> _captures = [];

    /// <summary>Begins.</summary>
    public LinkTaps(LabTopology topology)
    {
        _captures.Add(new LinkCapture(topology.HomeAgents[0], "eth0", null, (packet, outgoing) =>
        {
            if (!outgoing && PacketReading.UplinkOf(packet) is string uplink)
            {
                Add(uplink, true, packet);
            }
        }));
        foreach (string uplink in LabTopology.Uplinks)
        {
            _captures.Add(new LinkCapture(topology.Router, uplink, null, (packet, outgoing) =>
            {
                if (!outgoing)
                {
                    Add(uplink, false, packet);
                }
            }));
        }
    }

    /// <summary>Those of a span of time that carry traffic or bindings, in the order of their time.</summary>
    public TappedPacket[] Within(double from, double to)
    {
        List<TappedPacket> packets = [];
        lock (_packets)
        {
            // They are added by several threads, each in its order.
            for (int i = _packets.Count - 1; i >= 0 && _packets[i].At >= from - SpreadMs; i--)
            {
                if (_packets[i].At >= from && _packets[i].At <= to)
                {
                    packets.Add(_packets[i]);
                }
            }
        }

        packets.Sort((one, other) => one.At.CompareTo(other.At));
        return [.. packets];
    }

    /// <summary>Ends it; what was seen stays.</summary>
    public void Dispose()
    {
        _captures.ForEach(capture => capture.Dispose());
        _captures.Clear();
    }

    private void Add(string uplink, bool up, ReadOnlySpan<byte> packet)
    {
        PacketKind kind = PacketReading.KindOf(packet);
        if (kind == PacketKind.Other)
        {
            return;
        }

        lock (_packets)
        {
            _packets.Add(new TappedPacket(ArrivalMeter.Now, uplink, up, kind));
        }
    }
}
