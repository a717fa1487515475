using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// IPv6 packets in the frames of an <see cref="IEthernetDevice"/>: opens the device, opens it anew after it was lost,
/// with growing pauses, follows its carrier, and refuses what is not for this station or no whole IPv6 packet.
/// </summary>
internal sealed class EthernetLink
{
    /// <summary>Time between two looks at the carrier.</summary>
    private const int CarrierCheckMs = 500;

    private const int FirstPauseMs = 1000;
    private const int LongestPauseMs = 60_000;

    private readonly IEthernetDevice _device;
    private readonly LinkRefusalCounters _refusals;
    private ILinkNoticeListener _notices;
    private int _link;
    private bool _open;
    private bool _silent;
    private int _pauseMs;
    private long _openedAt;

    /// <summary>Whether the device is open and has a carrier.</summary>
    internal bool Up;

    /// <summary>When <see cref="Follow"/> must next be called.</summary>
    internal long NextDeadline = MobileRouter.NoDeadline;

    internal EthernetLink(IEthernetDevice device, LinkRefusalCounters refusals)
    {
        _device = device;
        _refusals = refusals;
    }

    /// <summary>The station's address, 6 octets.</summary>
    internal byte[] Address
    {
        get { return _device.Address; }
    }

    /// <summary>Begins to open the device.</summary>
    internal void Start(int link, ILinkNoticeListener notices, long now)
    {
        _link = link;
        _notices = notices;
        _silent = false;
        _pauseMs = FirstPauseMs;
        NextDeadline = now;
    }

    /// <summary>Neither sends nor receives any more.</summary>
    internal void Stop()
    {
        _open = false;
        Up = false;
        NextDeadline = MobileRouter.NoDeadline;
    }

    /// <summary>Opens the device where that is due, and looks at its carrier: <see cref="Up"/> may change.</summary>
    internal void Follow(long now)
    {
        if (now < NextDeadline || (!_open && !Open(now)))
        {
            return;
        }

        NextDeadline = now + CarrierCheckMs;
        bool carrier = _device.HasCarrier;
        if (carrier != Up)
        {
            Up = carrier;
            _notices.LinkNoticed(_link, carrier ? LinkNotice.CarrierFound : LinkNotice.CarrierLost, 0, now);
        }
    }

    /// <summary>Takes the next frame; where the device is found lost, <see cref="Up"/> changes.</summary>
    /// <param name="packet">Where its packet goes; its header stands before it.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>1 where a packet came, 0 where nothing did, -1 where something was refused.</returns>
    internal int Receive(PacketBuffer packet, long now)
    {
        if (!_open)
        {
            return 0;
        }

        packet.Reset();
        int length = _device.Receive(
            packet.Octets, packet.Start - EthernetFrame.HeaderLength, EthernetFrame.LargestLength);
        if (length == -2)
        {
            Lose(now);
            return 0;
        }

        if (length == 0)
        {
            return 0;
        }

        LinkRefusal refusal = length < 0 ? LinkRefusal.Oversized : Judge(packet, length);
        if (refusal == LinkRefusal.None)
        {
            return 1;
        }

        _refusals.Add(refusal);
        return -1;
    }

    /// <summary>Where the address of the station that sent a received packet starts in its buffer.</summary>
    internal static int SenderOffset(PacketBuffer packet)
    {
        return packet.Start - EthernetFrame.HeaderLength + EthernetFrame.SourceOffset;
    }

    /// <summary>Sends a packet; the header goes into its headroom.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="station">The buffer that holds the address of the station.</param>
    /// <param name="offset">Where its 6 octets start.</param>
    /// <returns>False where the device did not take it.</returns>
    internal bool Send(PacketBuffer packet, byte[] station, int offset)
    {
        if (!Up)
        {
            _refusals.Add(LinkRefusal.LinkDown);
            return false;
        }

        int frame = packet.Start - EthernetFrame.HeaderLength;
        EthernetFrame.Write(packet.Octets, frame, station, offset, _device.Address);
        if (_device.Send(packet.Octets, frame, EthernetFrame.HeaderLength + packet.Length))
        {
            return true;
        }

        _refusals.Add(LinkRefusal.DeviceRefused);
        return false;
    }

    private bool Open(long now)
    {
        if (_device.Open(now))
        {
            _open = true;
            _silent = false;
            _openedAt = now;
            return true;
        }

        if (!_silent)
        {
            _silent = true;
            _notices.LinkNoticed(_link, LinkNotice.DeviceSilent, 0, now);
        }

        Pause(now);
        return false;
    }

    private void Lose(long now)
    {
        _open = false;
        Up = false;
        _notices.LinkNoticed(_link, LinkNotice.DeviceReset, 0, now);
        if (now - _openedAt > LongestPauseMs)
        {
            _pauseMs = FirstPauseMs;
        }

        Pause(now);
    }

    private void Pause(long now)
    {
        NextDeadline = now + _pauseMs;
        _pauseMs = Timing.Doubled(_pauseMs, LongestPauseMs);
    }

    /// <summary>What is wrong with a frame; padding behind its packet is taken off.</summary>
    private LinkRefusal Judge(PacketBuffer packet, int length)
    {
        byte[] octets = packet.Octets;
        int frame = packet.Start - EthernetFrame.HeaderLength;
        int received = length - EthernetFrame.HeaderLength;
        if (received < 0)
        {
            return LinkRefusal.Truncated;
        }

        if (!EthernetFrame.IsIpv6(octets, frame))
        {
            return LinkRefusal.UnknownProtocol;
        }

        bool group = EthernetAddress.IsGroup(octets, frame);
        int sender = frame + EthernetFrame.SourceOffset;
        if ((!group && !EthernetAddress.Equal(octets, frame, _device.Address, 0))
            || EthernetAddress.IsGroup(octets, sender)
            || EthernetAddress.Equal(octets, sender, _device.Address, 0))
        {
            return LinkRefusal.NotForUs;
        }

        if (received < Ipv6Header.Length)
        {
            return LinkRefusal.Truncated;
        }

        if (!Ipv6Header.IsIpv6(octets, packet.Start))
        {
            return LinkRefusal.Malformed;
        }

        int stated = Ipv6Header.Length
            + BigEndian.ReadUInt16(octets, packet.Start + Ipv6Header.PayloadLengthOffset);
        if (stated > received || !packet.SetLength(stated))
        {
            return LinkRefusal.Truncated;
        }

        // What was sent to many must not be forwarded to one.
        return group && !Ipv6Address.IsMulticast(octets, packet.Start + Ipv6Header.DestinationOffset)
            ? LinkRefusal.NotForUs
            : LinkRefusal.None;
    }
}
