using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>The phases of a link (RFC 1661 §3), and what it tells the router.</summary>
internal sealed partial class PppLink
{
    /// <inheritdoc/>
    public void LayerUp(ControlProtocol layer, long now)
    {
        if (layer == _lcp)
        {
            LinkEstablished(now);
        }
        else if (layer == _ipv6cp)
        {
            _host.Start(this, _ipv6cp.Identifier, 0, 0, _lcp.PeerReceiveUnit, now);
        }
        else
        {
            Decide(now);
        }
    }

    /// <inheritdoc/>
    public void LayerDown(ControlProtocol layer, long now)
    {
        if (layer == _ipv6cp)
        {
            _host.Stop();
        }

        if (layer == _lcp)
        {
            LinkGone(now);
        }
        else
        {
            Decide(now);
        }
    }

    /// <inheritdoc/>
    public void LayerFinished(ControlProtocol layer, long now)
    {
        if (layer == _lcp)
        {
            End(_cause != PppEndCause.None ? _cause : NoAgreement(), now);
        }
        else if (_ipv6cp.IsOver && _ipcp.IsOver)
        {
            Close(PppEndCause.NoNetworkProtocol, now);
        }
        else
        {
            Decide(now);
        }
    }

    /// <inheritdoc/>
    public bool SendDiscovery(PacketBuffer packet)
    {
        return _writer.Write(PppProtocol.Ipv6, packet.Octets, packet.Start, packet.Length);
    }

    /// <inheritdoc/>
    public void Reconfigured(long now)
    {
        Decide(now);
    }

    private void Establish(long now)
    {
        State = PppState.Establishing;
        _phaseDeadline = now + EstablishMs;
        _ipv6Until = MobileRouter.NoDeadline;
        _mtu = Limits.PacketOctets;
        _reader.Reset();
        _writer.Reset();
    }

    private void LinkEstablished(long now)
    {
        _openedAt = now;
        _reader.SetControlMap(_lcp.ReceiveControlMap);
        _writer.SetControlMap(_lcp.SendControlMap);
        _writer.CompressesAddress = _lcp.PeerCompressesAddress;
        _writer.CompressesProtocol = _lcp.PeerCompressesProtocol;
        _mtu = _lcp.PeerReceiveUnit;
        _lcp.StartEchoes(now);
        if (_lcp.PeerAuthentication == 0)
        {
            Configure(now);
            return;
        }

        State = PppState.Authenticating;
        _phaseDeadline = now + AuthenticateMs;
        _chap.Start();
        if (_lcp.PeerAuthentication == PppProtocol.Pap)
        {
            _pap.Start(now);
        }
    }

    /// <summary>Gives a control packet to its protocol, where the phase has a place for it.</summary>
    private void TakeControl(int protocol, byte[] frame, int at, int length, long now)
    {
        bool hasAuthenticated = State == PppState.Configuring || State == PppState.Up;
        switch (protocol)
        {
            case PppProtocol.Pap when State == PppState.Authenticating && _lcp.PeerAuthentication == protocol:
                TakeVerdict(_pap.Receive(frame, at, length), now);
                break;
            case PppProtocol.Chap when _lcp.PeerAuthentication == protocol:
                TakeVerdict(_chap.Receive(frame, at, length), now);
                break;
            case PppProtocol.Ipv6cp when _transport != Transport.Udp && hasAuthenticated:
                _ipv6cp.Receive(frame, at, length, now);
                break;
            case PppProtocol.Ipcp when _transport != Transport.Ipv6 && hasAuthenticated:
                _ipcp.Receive(frame, at, length, now);
                break;
            case PppProtocol.Pap:
            case PppProtocol.Chap:
            case PppProtocol.Ipv6cp when _transport != Transport.Udp:
            case PppProtocol.Ipcp when _transport != Transport.Ipv6:
                _refusals.Add(LinkRefusal.WrongPhase);
                break;
            default:
                _refusals.Add(LinkRefusal.UnknownProtocol);
                _lcp.RejectProtocol(protocol, frame, at, length);
                break;
        }
    }

    /// <summary>What PAP or CHAP came to: 1 access, -1 none, 0 nothing yet.</summary>
    private void TakeVerdict(int verdict, long now)
    {
        if (verdict < 0)
        {
            Close(PppEndCause.AuthenticationRefused, now);
        }
        else if (verdict > 0 && State == PppState.Authenticating)
        {
            Configure(now);
        }
    }

    private void Configure(long now)
    {
        State = PppState.Configuring;
        _phaseDeadline = now + AddressMs;
        if (_transport != Transport.Udp)
        {
            _ipv6cp.Open(now);
            _ipv6cp.Up(now);
        }

        if (_transport != Transport.Ipv6)
        {
            _ipcp.Open(now);
            _ipcp.Up(now);
        }

        if (_transport == Transport.Auto)
        {
            _ipv6Until = now + Ipv6PatienceMs;
        }
    }

    /// <summary>LCP has left the state Opened: all that is built on it is void.</summary>
    private void LinkGone(long now)
    {
        _lcp.StopEchoes();
        StopLayers();
        TellDown(now);
        if (_lcp.State == NegotiationState.RequestSent || _lcp.State == NegotiationState.Starting)
        {
            Establish(now);
            _renegotiations = now - _openedAt < StableMs ? _renegotiations + 1 : 0;
        }
        else
        {
            if (_cause == PppEndCause.None)
            {
                _cause = _lcp.AuthenticationRefused
                    ? PppEndCause.AuthenticationWanted
                    : PppEndCause.PeerTerminated;
            }

            State = PppState.Terminating;
            _phaseDeadline = MobileRouter.NoDeadline;
        }
    }

    private void StopLayers()
    {
        _pap.Stop();
        _host.Stop();
        _ipv6cp.Reset();
        _ipcp.Reset();
        _ipv6Until = MobileRouter.NoDeadline;
    }

    /// <summary>What LCP's packets lead to beside its states, when LCP is done with the packet.</summary>
    private void AfterLcp(long now)
    {
        int rejected = _lcp.RejectedProtocol;
        _lcp.RejectedProtocol = 0;
        if (_lcp.IsLooped)
        {
            End(PppEndCause.LoopedBack, now);
        }
        else if (_renegotiations > LinkLimits.PppRenegotiations)
        {
            Close(PppEndCause.NotConverging, now);
        }
        else if (rejected == PppProtocol.Ipv6cp || rejected == PppProtocol.Ipv6)
        {
            _ipv6cp.TakeFatalReject(now);
        }
        else if (rejected == PppProtocol.Ipcp || rejected == PppProtocol.Ipv4)
        {
            _ipcp.TakeFatalReject(now);
        }
    }

    private void TakePhaseTimeout(long now)
    {
        switch (State)
        {
            case PppState.Establishing:
                End(NoAgreement(), now);
                break;
            case PppState.Authenticating:
                Close(PppEndCause.NotConverging, now);
                break;
            default:
                Close(
                    _ipv6cp.IsOpened || _ipcp.IsOpened ? PppEndCause.NoAddress : PppEndCause.NoNetworkProtocol, now);
                break;
        }
    }

    private PppEndCause NoAgreement()
    {
        return _lcp.AuthenticationRefused ? PppEndCause.AuthenticationWanted
            : _peerSpoke ? PppEndCause.NotConverging
            : PppEndCause.PeerSilent;
    }

    /// <summary>
    /// Tells the router which care-of address packets have now: a global IPv6 address where the transport allows one
    /// and there is one, else the IPv4 address, for which an IPv6 address is waited a while.
    /// </summary>
    private void Decide(long now)
    {
        if (State != PppState.Configuring && State != PppState.Up)
        {
            return;
        }

        bool isIpv6 = _ipv6cp.IsOpened && _host.HasAddress;
        bool isIpv4 = _ipcp.IsOpened
            && _ipcp.HasAddress
            && (_ipv6Until == MobileRouter.NoDeadline || _ipv6cp.IsOver);
        if (!isIpv6 && !isIpv4)
        {
            if (TellDown(now))
            {
                State = PppState.Configuring;
                _phaseDeadline = now + AddressMs;
            }

            return;
        }

        _mtu = isIpv6 ? _host.MaximumTransmissionUnit : _lcp.PeerReceiveUnit;
        if (isIpv6)
        {
            Ipv6Address.Copy(_host.Address, 0, _candidate, 0);
        }
        else
        {
            Ipv4MappedAddress.Write(_candidate, 0, _ipcp.Address, 0);
        }

        if (State != PppState.Up || !Ipv6Address.Equal(_candidate, 0, _careOfAddress, 0))
        {
            State = PppState.Up;
            _phaseDeadline = MobileRouter.NoDeadline;
            Ipv6Address.Copy(_candidate, 0, _careOfAddress, 0);
            _packets.LinkUp(_link, _careOfAddress, 0, now);
        }
    }

    /// <summary>Tells the router that the link is down, where it was up.</summary>
    /// <returns>Whether it was.</returns>
    private bool TellDown(long now)
    {
        if (State != PppState.Up)
        {
            return false;
        }

        // First, so that nobody sends while the router is told.
        State = PppState.Configuring;
        _packets.LinkDown(_link, now);
        return true;
    }

    /// <summary>Asks the peer to terminate.</summary>
    private void Close(PppEndCause cause, long now)
    {
        if (State == PppState.Terminating || !IsRunning)
        {
            return;
        }

        _cause = cause;
        TellDown(now);
        State = PppState.Terminating;
        _phaseDeadline = MobileRouter.NoDeadline;
        _lcp.Close(now);
    }

    private void End(PppEndCause cause, long now)
    {
        if (!IsRunning)
        {
            return;
        }

        // An acknowledgement may still wait; a line that is lost takes nothing.
        _writer.Flush(_line);
        _writer.Clear();
        TellDown(now);
        State = PppState.Ended;
        EndCause = cause;
        _lcp.StopEchoes();
        StopLayers();
        _lcp.Reset();
    }
}
