using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// The registrations with all correspondents of the settings, and the door for their messages: each must come from a
/// correspondent, to the address and by the way that its kind prescribes. Nothing is sent before the random source is
/// seeded, nor without a way home, which Home Test messages take (RFC 6275 §11.6).
/// </summary>
internal sealed class CorrespondentRegistrations
{
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _uplinks;
    private readonly CorrespondentList _correspondents;
    private readonly CorrespondentRegistration[] _registrations;
    private readonly CorrespondentReactions _reactions;
    private readonly TestReply _testReply;
    private readonly BindingAcknowledgement _acknowledgement;
    private readonly BindingRefreshRequest _refreshRequest;
    private readonly BindingError _error;

    internal CorrespondentRegistrations(
        RouterSettings settings,
        BindingUpdateList uplinks,
        CorrespondentList correspondents,
        ILink[] links,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random,
        HomeRegistration home)
    {
        _settings = settings;
        _uplinks = uplinks;
        _correspondents = correspondents;
        _reactions = new CorrespondentReactions(settings, uplinks);
        _testReply = new TestReply(settings.Profile);
        _acknowledgement = new BindingAcknowledgement(settings.Profile);
        _refreshRequest = new BindingRefreshRequest(settings.Profile);
        _error = new BindingError(settings.Profile);
        CorrespondentMessageWriter writer = new CorrespondentMessageWriter(settings, uplinks, home);
        _registrations = new CorrespondentRegistration[correspondents.Count];
        for (int i = 0; i < _registrations.Length; i++)
        {
            CorrespondentTransitions transitions = new CorrespondentTransitions(i, correspondents.At(i), listener);
            CorrespondentExchanges exchanges = new CorrespondentExchanges(uplinks.Count);
            CorrespondentSender sender = new CorrespondentSender(
                settings, uplinks, correspondents.At(i), exchanges, writer, links, refusals, random);
            _registrations[i] = new CorrespondentRegistration(
                settings, uplinks, transitions, exchanges, home, sender);
        }
    }

    /// <summary>When <see cref="Run"/> must be called next, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _registrations.Length; i++)
            {
                next = _registrations[i].NextDeadline < next ? _registrations[i].NextDeadline : next;
            }

            return next;
        }
    }

    /// <summary>
    /// Takes every step that is due; to be called whenever time has passed or anything about uplinks or the home
    /// registration may have changed. Harmless when called early, late or twice.
    /// </summary>
    internal void Run(long now)
    {
        for (int i = 0; i < _registrations.Length; i++)
        {
            _registrations[i].Run(now);
        }
    }

    /// <summary>A mobility message came whose header was checked.</summary>
    /// <param name="uplink">The uplink that it came to.</param>
    /// <param name="packet">The packet; where it was tunnelled, the inner one.</param>
    /// <param name="tunnelled">Whether it came through the tunnel from the home agent.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal Receive(int uplink, Ipv6Packet packet, bool tunnelled, long now)
    {
        int index = _correspondents.IndexOf(packet.Buffer, packet.SourceOffset);
        if (index < 0 || packet.HomeAddressOffset >= 0)
        {
            return Refusal.WrongPeer;
        }

        CorrespondentRegistration registration = _registrations[index];
        switch (MobilityHeader.Type(packet.Buffer, packet.PayloadOffset))
        {
            case MobilityHeader.HomeTest:
                return IsForHome(uplink, packet, tunnelled) ? HomeTest(registration, packet, now) : Refusal.WrongPeer;
            case MobilityHeader.CareOfTest:
                return IsForCareOfAddress(uplink, packet, tunnelled)
                    ? CareOfTest(registration, uplink, packet, now)
                    : Refusal.WrongPeer;
            case MobilityHeader.BindingAcknowledgement:
                return IsRouted(uplink, packet, tunnelled) || IsForHome(uplink, packet, tunnelled)
                    ? Acknowledge(registration, packet, now)
                    : Refusal.WrongPeer;
            case MobilityHeader.BindingRefreshRequest:
                return IsRouted(uplink, packet, tunnelled) || IsForHome(uplink, packet, tunnelled)
                    ? Refresh(registration, packet, now)
                    : Refusal.WrongPeer;
            case MobilityHeader.BindingError:
                bool careOf = IsForCareOfAddress(uplink, packet, tunnelled);
                return careOf || IsForHome(uplink, packet, tunnelled)
                    ? Error(registration, careOf ? uplink : -1, packet, now)
                    : Refusal.WrongPeer;
            default:
                return Refusal.UnknownMessage;
        }
    }

    /// <summary>
    /// An ICMPv6 Parameter Problem, whose checksum was checked, came about a message to a correspondent that does not
    /// know the Mobility Header (RFC 6275 §11.3.5): to the care-of address that the message came from.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal ReceiveError(int uplink, Ipv6Packet packet, long now)
    {
        int index = _correspondents.IndexOf(packet.Buffer, packet.SourceOffset);
        if (index < 0 || !IsForCareOfAddress(uplink, packet, false))
        {
            return Refusal.WrongPeer;
        }

        if (!Icmpv6Error.IsUnrecognizedMobilityHeader(packet))
        {
            return Refusal.UnknownMessage;
        }

        int invoking = packet.PayloadOffset + Icmpv6Error.InvokingPacketOffset;
        byte[] buffer = packet.Buffer;
        return Ipv6Address.Equal(buffer, invoking + Ipv6Header.SourceOffset, buffer, packet.DestinationOffset)
            && Ipv6Address.Equal(buffer, invoking + Ipv6Header.DestinationOffset, buffer, packet.SourceOffset)
                ? _reactions.TakeParameterProblem(_registrations[index], now)
                : Refusal.NotAwaited;
    }

    private Refusal HomeTest(CorrespondentRegistration registration, Ipv6Packet packet, long now)
    {
        return _testReply.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? registration.Exchanges.HomeTest.Take(_testReply, packet.Buffer, now)
            : _testReply.Refusal;
    }

    private Refusal CareOfTest(CorrespondentRegistration registration, int uplink, Ipv6Packet packet, long now)
    {
        return _testReply.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _reactions.TakeCareOfTest(registration, uplink, _testReply, packet.Buffer, now)
            : _testReply.Refusal;
    }

    private Refusal Acknowledge(CorrespondentRegistration registration, Ipv6Packet packet, long now)
    {
        return _acknowledgement.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _reactions.Acknowledge(registration, _acknowledgement, packet, now)
            : _acknowledgement.Refusal;
    }

    private Refusal Refresh(CorrespondentRegistration registration, Ipv6Packet packet, long now)
    {
        return _refreshRequest.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength)
            ? _reactions.TakeRefreshRequest(registration, _refreshRequest, packet.Buffer, now)
            : _refreshRequest.Refusal;
    }

    /// <summary>
    /// Status 1 is about our home address; with status 2 the message may have had none (RFC 6275 §9.3.3).
    /// </summary>
    private Refusal Error(CorrespondentRegistration registration, int uplink, Ipv6Packet packet, long now)
    {
        if (!_error.TryRead(packet.Buffer, packet.PayloadOffset, packet.PayloadLength))
        {
            return _error.Refusal;
        }

        bool ours = Ipv6Address.Equal(packet.Buffer, _error.HomeAddressOffset, _settings.HomeAddress, 0);
        bool none = _error.Status == BindingError.UnrecognizedMessage
            && Ipv6Address.IsUnspecified(packet.Buffer, _error.HomeAddressOffset);
        return ours || none ? _reactions.TakeError(registration, uplink, _error, now) : Refusal.WrongPeer;
    }

    /// <summary>
    /// To the home address, through the tunnel, or on the home link without it (RFC 6275 §11.6.2).
    /// </summary>
    private bool IsForHome(int uplink, Ipv6Packet packet, bool tunnelled)
    {
        return (tunnelled || (_uplinks.At(uplink).Up && _uplinks.At(uplink).OnHomeLink))
            && packet.RoutingAddressOffset < 0
            && Ipv6Address.Equal(packet.Buffer, packet.DestinationOffset, _settings.HomeAddress, 0);
    }

    /// <summary>To the uplink's present care-of address itself (RFC 6275 §11.6.2, §9.3.3).</summary>
    private bool IsForCareOfAddress(int uplink, Ipv6Packet packet, bool tunnelled)
    {
        return !tunnelled && packet.RoutingAddressOffset < 0 && HasCareOfAddress(uplink, packet);
    }

    /// <summary>To the uplink's care-of address, with the home address in a routing header (RFC 6275 §9.5.4).</summary>
    private bool IsRouted(int uplink, Ipv6Packet packet, bool tunnelled)
    {
        return !tunnelled
            && packet.RoutingAddressOffset >= 0
            && HasCareOfAddress(uplink, packet)
            && Ipv6Address.Equal(packet.Buffer, packet.RoutingAddressOffset, _settings.HomeAddress, 0);
    }

    private bool HasCareOfAddress(int uplink, Ipv6Packet packet)
    {
        Binding binding = _uplinks.At(uplink);
        return binding.Up
            && Ipv6Address.Equal(packet.Buffer, packet.DestinationOffset, binding.CareOfAddress, 0);
    }
}
