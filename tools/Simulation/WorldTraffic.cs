using McoaRouter.Boards.Simulated;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// The streams that a passenger and a correspondent send each other from the router's first path on, what became of
/// their packets, and the hand-overs as they felt them.
/// </summary>
internal sealed class WorldTraffic
{
    private const int LossCauses = 6;

    private readonly VirtualClock _clock;
    private readonly EventQueue _queue;
    private readonly IWorldListener _listener;
    private readonly HandoverMeter _meter = new HandoverMeter();
    private readonly PacketBuffer _outgoing = new PacketBuffer();
    private readonly byte[] _passenger = new byte[Ipv6Address.Length];
    private readonly byte[] _correspondent = new byte[Ipv6Address.Length];
    private readonly int[] _sent = new int[2];
    private readonly int[] _losses = new int[2 * LossCauses];
    private bool _streaming;
    private bool _ended;
    private int _path = -1;

    public WorldTraffic(RouterSettings settings, VirtualClock clock, EventQueue queue, IWorldListener listener)
    {
        _clock = clock;
        _queue = queue;
        _listener = listener;
        WorldAddresses.WritePassenger(settings, _passenger);
        WorldAddresses.WriteCorrespondent(settings, _correspondent);
    }

    /// <summary>What the correspondent measured.</summary>
    public StreamReceiver Up { get; } = new StreamReceiver(TrafficDirection.Up);

    /// <summary>What the passenger measured.</summary>
    public StreamReceiver Down { get; } = new StreamReceiver(TrafficDirection.Down);

    /// <summary>How many packets a stream's sender has sent.</summary>
    public int Sent(TrafficDirection direction)
    {
        return _sent[(int)direction];
    }

    /// <summary>How many packets of a stream were lost for a cause.</summary>
    public int Losses(TrafficDirection direction, LossCause cause)
    {
        return _losses[((int)direction * LossCauses) + (int)cause];
    }

    /// <summary>A stream's next packet is due.</summary>
    public void Send(TrafficDirection direction, Network network)
    {
        if (!_streaming)
        {
            return;
        }

        long now = _clock.Microseconds;
        bool up = direction == TrafficDirection.Up;
        StreamPacket.Write(
            _outgoing,
            direction,
            _sent[(int)direction]++,
            up ? _passenger : _correspondent,
            up ? _correspondent : _passenger,
            now);
        network.SendFromHost(direction, _outgoing);
        _queue.Add(now + World.StreamInterval, (int)WorldEvent.Send, (int)direction, 0);
    }

    /// <summary>A packet of a stream came to its receiver.</summary>
    public void Arrived(Flight flight)
    {
        long now = _clock.Microseconds;
        StreamReceiver receiver = flight.Direction == TrafficDirection.Up ? Up : Down;
        long gap = receiver.Take(flight.Packet, now);
        if (gap >= 0)
        {
            _meter.Arrived(flight.Direction, flight.Uplink, flight.CrossedAt, gap, now);
        }
    }

    /// <summary>A packet of a stream was lost.</summary>
    public void Lost(TrafficDirection direction, int sequence, LossCause cause, int uplink)
    {
        _losses[((int)direction * LossCauses) + (int)cause]++;
        if (cause != LossCause.Air)
        {
            _meter.Lost(direction);
        }

        _listener.PacketLost(direction, sequence, cause, uplink, _clock.Milliseconds);
    }

    /// <summary>The router takes another path. The streams begin with its first one.</summary>
    public void PathChanged(int uplink)
    {
        long now = _clock.Microseconds;
        if (!_streaming && !_ended && _sent[0] == 0)
        {
            _streaming = true;
            _queue.Add(now, (int)WorldEvent.Send, (int)TrafficDirection.Up, 0);
            _queue.Add(now + (World.StreamInterval / 2), (int)WorldEvent.Send, (int)TrafficDirection.Down, 0);
        }
        else if (_streaming)
        {
            Report(_meter.PathChanged(_path, uplink, now));
        }

        _path = uplink;
    }

    /// <summary>An uplink lost its carrier.</summary>
    public void CarrierLost(int uplink)
    {
        if (uplink == _path && _streaming)
        {
            Report(_meter.CarrierLost(uplink, _clock.Microseconds));
        }
    }

    /// <summary>Time went on: a hand-over may be over.</summary>
    public void Settle()
    {
        Report(_meter.Settled(_clock.Microseconds));
    }

    /// <summary>The streams stop; what is on its way may still arrive.</summary>
    public void Stop()
    {
        _streaming = false;
    }

    /// <summary>The measurements end, as of the time in us when the streams stopped.</summary>
    public void End(long stoppedAt)
    {
        _ended = true;
        _meter.Ended(TrafficDirection.Up, Up.End(stoppedAt));
        _meter.Ended(TrafficDirection.Down, Down.End(stoppedAt));
        Report(_meter.Finish());
    }

    private void Report(Handover handover)
    {
        if (handover != null)
        {
            _listener.HandoverFinished(handover, _clock.Milliseconds);
        }
    }
}
