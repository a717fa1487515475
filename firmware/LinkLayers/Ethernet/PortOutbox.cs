using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// What the port has to say to somebody outside, while the router is sending: an error about a packet that can't reach
/// its host, or the answer to an Echo Request. One packet waits for the next turn, when it goes to the router as from the
/// in-vehicle link; more are counted and dropped.
/// </summary>
internal sealed class PortOutbox : INeighborListener
{
    private readonly LinkRefusalCounters _refusals;
    private readonly byte[] _source;
    private readonly byte[] _scratch = new byte[Ipv6Address.Length];
    private readonly ErrorRateLimit _errorRate = new ErrorRateLimit();
    private readonly Ipv6Packet _reader = new Ipv6Packet();
    private readonly PacketBuffer _packet = new PacketBuffer();

    /// <summary>Whether a packet waits.</summary>
    internal bool IsFull;

    /// <summary>Makes an empty one.</summary>
    /// <param name="refusals">Where what is dropped is counted.</param>
    /// <param name="source">The 16 octets of the address that errors come from; kept, not copied.</param>
    internal PortOutbox(LinkRefusalCounters refusals, byte[] source)
    {
        _refusals = refusals;
        _source = source;
    }

    /// <inheritdoc/>
    public void NeighborUnreachable(PacketBuffer packet, long now)
    {
        Report(Icmpv6Error.AddressUnreachable, packet, now);
    }

    /// <summary>Drops what waits.</summary>
    internal void Clear()
    {
        IsFull = false;
    }

    /// <summary>
    /// A packet of the router for an address of ours: an Echo Request is answered (RFC 4443 §4.2), nothing else is served.
    /// </summary>
    internal void Answer(PacketBuffer packet)
    {
        bool isRequest = NeighborReceiver.TypeOf(packet) == Icmpv6Echo.Request
            && packet.Length >= Ipv6Header.Length + Icmpv6Echo.FixedLength;
        if (!isRequest)
        {
            _refusals.Add(LinkRefusal.UnknownProtocol);
            return;
        }

        if (IsFull || !_packet.Load(packet.Octets, packet.Start, packet.Length))
        {
            _refusals.Add(LinkRefusal.TooOften);
            return;
        }

        Icmpv6Echo.Answer(_packet.Octets, _packet.Start, _scratch);
        IsFull = true;
    }

    /// <summary>Prepares a Destination Unreachable (RFC 4443 §3.1), where one is due and its rate allows it.</summary>
    internal void Report(int code, PacketBuffer packet, long now)
    {
        if (IsFull
            || !_reader.TryRead(packet.Octets, packet.Start, packet.Length)
            || !Icmpv6Error.MayAnswer(_reader)
            || !_errorRate.Take(now))
        {
            return;
        }

        _packet.Reset();
        IsFull = _packet.SetLength(Icmpv6Error.Write(
            _packet.Octets, _packet.Start, Icmpv6Error.DestinationUnreachable, code, 0, _source, _reader));
    }

    /// <summary>Gives the router what waits.</summary>
    internal void Empty(int link, ILinkListener router, long now)
    {
        if (IsFull)
        {
            // It stays full meanwhile: the router may answer it, and must not be given that in the same buffer.
            router.Receive(link, _packet, now);
            IsFull = false;
        }
    }
}
