namespace McoaRouter.LinkLayers.Ppp;

/// <summary>The events that packets are: what is received, and how a request is answered.</summary>
internal abstract partial class ControlProtocol
{
    /// <summary>Takes one packet of the protocol; what is malformed or not awaited is counted and dropped.</summary>
    internal void Receive(byte[] buffer, int at, int length, long now)
    {
        if (!ControlPacket.IsWhole(buffer, at, length))
        {
            _refusals.Add(LinkRefusal.Truncated);
            return;
        }

        if (State <= NegotiationState.Starting)
        {
            _refusals.Add(LinkRefusal.WrongPhase);
            return;
        }

        int end = at + ControlPacket.Length(buffer, at);
        switch (buffer[at])
        {
            case ControlPacket.ConfigureRequest:
                TakeRequest(buffer, at, end, now);
                break;
            case ControlPacket.ConfigureAck:
            case ControlPacket.ConfigureNak:
            case ControlPacket.ConfigureReject:
                TakeAnswer(buffer, at, end, now);
                break;
            case ControlPacket.TerminateRequest:
                TakeTerminateRequest(buffer, at, now);
                break;
            case ControlPacket.TerminateAck:
                TakeTerminateAck(now);
                break;
            case ControlPacket.CodeReject:
                TakeCodeReject(buffer, at, end, now);
                break;
            default:
                if (!TakeCode(buffer, at, end, now))
                {
                    _refusals.Add(LinkRefusal.UnknownCode);
                    SendRejection(ControlPacket.CodeReject, ControlPacket.HeaderLength, buffer, at, end - at);
                }

                break;
        }
    }

    /// <summary>Events RCR+ and RCR-: the peer wants these options.</summary>
    private void TakeRequest(byte[] buffer, int at, int end, long now)
    {
        if (!ConfigurationOption.AreWhole(buffer, at + ControlPacket.HeaderLength, end))
        {
            Refuse(LinkRefusal.Malformed);
            return;
        }

        switch (State)
        {
            case NegotiationState.Closed:
                SendTerminateAck(buffer, at);
                return;
            case NegotiationState.Closing:
            case NegotiationState.Stopping:
                return;
            case NegotiationState.Stopped:
                Begin(now);
                break;
            case NegotiationState.Opened:
                Leave(now);
                break;
            default:
                break;
        }

        if (!Answer(buffer, at, end))
        {
            State = State == NegotiationState.AckReceived ? State : NegotiationState.RequestSent;
        }
        else if (State == NegotiationState.AckReceived)
        {
            Enter(NegotiationState.Opened);
            _listener.LayerUp(this, now);
        }
        else
        {
            State = NegotiationState.AckSent;
        }
    }

    /// <summary>Leaves Opened and asks anew.</summary>
    private void Leave(long now)
    {
        Enter(NegotiationState.RequestSent);
        _listener.LayerDown(this, now);
        InitializeRestarts(MaxConfigure);
        SendNewRequest(now);
    }

    /// <summary>
    /// Answers a request: with Reject where an option is rejected, else with Nak where one is, else with Ack.
    /// </summary>
    /// <returns>Whether it was the Ack.</returns>
    private bool Answer(byte[] buffer, int at, int end)
    {
        OptionVerdict worst = OptionVerdict.Ack;
        int replyEnd = ControlPacket.HeaderLength;
        ForgetPeer();
        for (int option = at + ControlPacket.HeaderLength;
            option < end;
            option += ConfigurationOption.Length(buffer, option))
        {
            int room = Reply.Length - replyEnd;
            if (room < byte.MaxValue)
            {
                break;
            }

            OptionVerdict verdict = Judge(buffer, option, Reply, replyEnd);
            if (verdict == OptionVerdict.Nak && _failures >= MaxFailure)
            {
                verdict = OptionVerdict.Reject;
            }

            if (verdict < worst || verdict == OptionVerdict.Ack)
            {
                continue;
            }

            if (verdict == OptionVerdict.Reject)
            {
                replyEnd = worst == OptionVerdict.Reject ? replyEnd : ControlPacket.HeaderLength;
                replyEnd = ConfigurationOption.Copy(buffer, option, Reply, replyEnd);
            }
            else
            {
                replyEnd += ConfigurationOption.Length(Reply, replyEnd);
            }

            worst = verdict;
        }

        int identifier = buffer[at + ControlPacket.IdentifierOffset];
        if (worst == OptionVerdict.Ack)
        {
            _failures = 0;
            Send(buffer, at, ControlPacket.Finish(buffer, at, ControlPacket.ConfigureAck, identifier, end));
            return true;
        }

        int code = worst == OptionVerdict.Nak ? ControlPacket.ConfigureNak : ControlPacket.ConfigureReject;
        _failures += worst == OptionVerdict.Nak ? 1 : 0;
        Send(Reply, 0, ControlPacket.Finish(Reply, 0, code, identifier, replyEnd));
        return false;
    }

    /// <summary>
    /// Events RCA and RCN: the peer has answered a request of ours. A request is answered once: it may have been sent
    /// twice, and a second answer must not undo the agreement, as the rows of AckReceived and Opened would.
    /// </summary>
    private void TakeAnswer(byte[] buffer, int at, int end, long now)
    {
        if (State == NegotiationState.Closed || State == NegotiationState.Stopped)
        {
            SendTerminateAck(buffer, at);
            return;
        }

        if (State < NegotiationState.RequestSent || !Accepts(buffer, at, end))
        {
            Refuse(LinkRefusal.NotAwaited);
            return;
        }

        _answered = true;
        bool isAck = buffer[at] == ControlPacket.ConfigureAck;
        if (!isAck)
        {
            TakeObjections(buffer, at, end);
        }

        InitializeRestarts(MaxConfigure);
        if (!isAck)
        {
            SendNewRequest(now);
        }
        else if (State == NegotiationState.AckSent)
        {
            Enter(NegotiationState.Opened);
            _listener.LayerUp(this, now);
        }
        else
        {
            State = NegotiationState.AckReceived;
            Wait(now);
        }
    }

    /// <summary>
    /// Whether an answer belongs to the last request, was not given before, and names only what that named.
    /// </summary>
    private bool Accepts(byte[] buffer, int at, int end)
    {
        int options = at + ControlPacket.HeaderLength;
        if (_answered
            || buffer[at + ControlPacket.IdentifierOffset] != _request[ControlPacket.IdentifierOffset]
            || !ConfigurationOption.AreWhole(buffer, options, end))
        {
            return false;
        }

        if (buffer[at] == ControlPacket.ConfigureAck)
        {
            int length = _requestLength - ControlPacket.HeaderLength;
            return end - options == length
                && ConfigurationOption.Same(buffer, options, _request, ControlPacket.HeaderLength, length);
        }

        if (buffer[at] == ControlPacket.ConfigureReject)
        {
            for (; options < end; options += ConfigurationOption.Length(buffer, options))
            {
                if (ConfigurationOption.Find(
                    _request, ControlPacket.HeaderLength, _requestLength, buffer, options) < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void TakeObjections(byte[] buffer, int at, int end)
    {
        bool isNak = buffer[at] == ControlPacket.ConfigureNak;
        for (int option = at + ControlPacket.HeaderLength;
            option < end;
            option += ConfigurationOption.Length(buffer, option))
        {
            if (isNak)
            {
                TakeNak(buffer, option);
            }
            else
            {
                TakeReject(buffer[option]);
            }
        }
    }

    /// <summary>Event RTR: the peer wants to end.</summary>
    private void TakeTerminateRequest(byte[] buffer, int at, long now)
    {
        switch (State)
        {
            case NegotiationState.AckReceived:
            case NegotiationState.AckSent:
                State = NegotiationState.RequestSent;
                break;
            case NegotiationState.Opened:
                Enter(NegotiationState.Stopping);
                _listener.LayerDown(this, now);
                InitializeRestarts(0);
                Wait(now);
                break;
            default:
                break;
        }

        SendTerminateAck(buffer, at);
    }

    private void SendTerminateAck(byte[] buffer, int at)
    {
        Send(Reply, 0, ControlPacket.Finish(
            Reply,
            0,
            ControlPacket.TerminateAck,
            buffer[at + ControlPacket.IdentifierOffset],
            ControlPacket.HeaderLength));
    }

    /// <summary>Event RTA: the end is agreed to, or the peer has ended already.</summary>
    private void TakeTerminateAck(long now)
    {
        switch (State)
        {
            case NegotiationState.Closing:
                Finish(NegotiationState.Closed, now);
                break;
            case NegotiationState.Stopping:
                Finish(NegotiationState.Stopped, now);
                break;
            case NegotiationState.AckReceived:
                State = NegotiationState.RequestSent;
                break;
            case NegotiationState.Opened:
                Leave(now);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Events RXJ+ and RXJ-: the peer does not know a code; it can't do without those up to Code-Reject.
    /// </summary>
    private void TakeCodeReject(byte[] buffer, int at, int end, long now)
    {
        int rejected = at + ControlPacket.HeaderLength;
        if (rejected < end && buffer[rejected] <= ControlPacket.CodeReject)
        {
            TakeFatalReject(now);
        }
        else if (State == NegotiationState.AckReceived)
        {
            State = NegotiationState.RequestSent;
        }
    }
}
