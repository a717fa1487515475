using McoaRouter.Boards.Simulated;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>
/// The traffic of the router itself with the first correspondent that it registers with: each sends the other a packet
/// now and then, from the router's first path on. It is what route optimisation is for (RFC 6275 §11.3.1).
/// </summary>
internal sealed class OwnTraffic
{
    private const int Interval = 250000;

    private readonly RouterSettings _settings;
    private readonly VirtualClock _clock;
    private readonly EventQueue _queue;
    private readonly PacketBuffer _outgoing = new PacketBuffer();
    private readonly int[] _sent = new int[2];
    private readonly int[] _received = new int[2];
    private bool _sending;

    public OwnTraffic(RouterSettings settings, VirtualClock clock, EventQueue queue)
    {
        _settings = settings;
        _clock = clock;
        _queue = queue;
    }

    /// <summary>How many packets were sent in a direction.</summary>
    public int Sent(TrafficDirection direction)
    {
        return _sent[(int)direction];
    }

    /// <summary>How many packets arrived in a direction.</summary>
    public int Received(TrafficDirection direction)
    {
        return _received[(int)direction];
    }

    /// <summary>The router takes a path: the traffic begins with its first one.</summary>
    public void Begin()
    {
        if (!_sending && _sent[0] == 0 && _settings.Correspondents.Length > 0)
        {
            _sending = true;
            _queue.Add(_clock.Microseconds + Interval, (int)WorldEvent.SendOwn, 0, 0);
        }
    }

    /// <summary>The traffic ends; what is on its way may still arrive.</summary>
    public void Stop()
    {
        _sending = false;
    }

    /// <summary>The next packets are due.</summary>
    public void Send(MobileRouter router, CorrespondentNode correspondent)
    {
        if (!_sending)
        {
            return;
        }

        byte[] peer = _settings.Correspondents[0];
        StreamPacket.WriteOwn(_outgoing, _sent[0]++, _settings.HomeAddress, peer, _clock.Microseconds);
        router.Receive(MobileRouter.Port, _outgoing, _clock.Milliseconds);
        StreamPacket.WriteOwn(_outgoing, _sent[1]++, peer, _settings.HomeAddress, _clock.Microseconds);
        correspondent.Send(_outgoing, _clock.Milliseconds);
        _queue.Add(_clock.Microseconds + Interval, (int)WorldEvent.SendOwn, 0, 0);
    }

    /// <summary>A packet came to the router's or the correspondent's upper layers.</summary>
    public void Arrived(TrafficDirection direction, PacketBuffer packet)
    {
        _received[(int)direction] += StreamPacket.IsOwn(packet) ? 1 : 0;
    }
}
