using System;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// The option negotiation automaton (RFC 1661 §4), which LCP, IPCP and IPV6CP share. One method is one event of the
/// table in §4.1, and each switch its row; the passive option is not used. What is negotiated, the deriving class
/// knows.
/// </summary>
internal abstract partial class ControlProtocol
{
    /// <summary>The longest wait for an answer in ms (RFC 1661 §4.6, Restart Timer).</summary>
    internal const int RestartMs = 3000;

    /// <summary>The wait for the first answer in ms: it grows by itself up to <see cref="RestartMs"/>.</summary>
    internal const int FirstRestartMs = 1000;

    /// <summary>Requests that go unanswered before the peer counts as gone (Max-Configure).</summary>
    internal const int MaxConfigure = 10;

    /// <summary>Terminate-Requests before the end counts as agreed (Max-Terminate).</summary>
    internal const int MaxTerminate = 2;

    /// <summary>Configure-Naks in a row before the options are rejected instead (Max-Failure).</summary>
    internal const int MaxFailure = 5;

    private const int RequestOctets = 32;

    private readonly ILayerListener _listener;
    private readonly HdlcWriter _writer;
    private readonly LinkRefusalCounters _refusals;
    private readonly byte[] _request = new byte[ControlPacket.HeaderLength + RequestOctets];
    private int _requestLength;
    private int _identifier;
    private int _restarts;
    private int _wait;
    private int _failures;
    private bool _answered;

    /// <summary>Room for a packet.</summary>
    protected readonly byte[] Reply;

    /// <summary>The protocol field of its packets.</summary>
    internal readonly int Protocol;

    /// <summary>Where the automaton stands.</summary>
    internal NegotiationState State;

    /// <summary>When <see cref="Poll"/> must be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long Deadline;

    /// <summary>Makes an automaton in its first state.</summary>
    /// <param name="protocol">The protocol field of its packets.</param>
    /// <param name="listener">Who hears what becomes of it.</param>
    /// <param name="writer">What sends its packets.</param>
    /// <param name="reply">Room for one packet, shared by all protocols of a link.</param>
    /// <param name="refusals">Where to count what is refused.</param>
    protected ControlProtocol(
        int protocol,
        ILayerListener listener,
        HdlcWriter writer,
        byte[] reply,
        LinkRefusalCounters refusals)
    {
        Protocol = protocol;
        Deadline = MobileRouter.NoDeadline;
        _listener = listener;
        _writer = writer;
        Reply = reply;
        _refusals = refusals;
    }

    /// <summary>Whether both sides have agreed.</summary>
    internal bool IsOpened
    {
        get { return State == NegotiationState.Opened; }
    }

    /// <summary>Whether it has ended, or not begun.</summary>
    internal bool IsOver
    {
        get { return State <= NegotiationState.Stopped && State != NegotiationState.Starting; }
    }

    /// <summary>Starts anew from the first state; nobody is told.</summary>
    internal virtual void Reset()
    {
        Enter(NegotiationState.Initial);
        _failures = 0;
    }

    /// <summary>Event Up: the lower layer can carry packets.</summary>
    internal void Up(long now)
    {
        if (State == NegotiationState.Initial)
        {
            Enter(NegotiationState.Closed);
        }
        else if (State == NegotiationState.Starting)
        {
            Begin(now);
        }
    }

    /// <summary>Event Down: the lower layer can't.</summary>
    internal void Down(long now)
    {
        switch (State)
        {
            case NegotiationState.Closed:
            case NegotiationState.Closing:
                Enter(NegotiationState.Initial);
                break;
            case NegotiationState.Initial:
            case NegotiationState.Starting:
                break;
            default:
                bool wasOpened = IsOpened;
                Enter(NegotiationState.Starting);
                TellDown(wasOpened, now);
                break;
        }
    }

    /// <summary>Event Open: the layer is wanted.</summary>
    internal void Open(long now)
    {
        switch (State)
        {
            case NegotiationState.Initial:
                Enter(NegotiationState.Starting);
                break;
            case NegotiationState.Closed:
                Begin(now);
                break;
            case NegotiationState.Closing:
                State = NegotiationState.Stopping;
                break;
            default:
                break;
        }
    }

    /// <summary>Event Close: the layer is wanted no more.</summary>
    internal void Close(long now)
    {
        switch (State)
        {
            case NegotiationState.Starting:
                Enter(NegotiationState.Initial);
                break;
            case NegotiationState.Stopped:
                Enter(NegotiationState.Closed);
                break;
            case NegotiationState.Stopping:
                State = NegotiationState.Closing;
                break;
            case NegotiationState.RequestSent:
            case NegotiationState.AckReceived:
            case NegotiationState.AckSent:
            case NegotiationState.Opened:
                Terminate(NegotiationState.Closing, now);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Events TO+ and TO-: the time is up. Harmless when called early.
    /// </summary>
    internal void Poll(long now)
    {
        if (now < Deadline)
        {
            return;
        }

        bool ending = State == NegotiationState.Closing || State == NegotiationState.Stopping;
        if (_restarts > 0)
        {
            if (ending)
            {
                SendTerminateRequest(now);
            }
            else
            {
                State = State == NegotiationState.AckSent ? NegotiationState.AckSent : NegotiationState.RequestSent;
                SendRequest(_identifier, now);
            }
        }
        else
        {
            Finish(State == NegotiationState.Closing ? NegotiationState.Closed : NegotiationState.Stopped, now);
        }
    }

    /// <summary>Event RXJ-: the peer does not speak the protocol, or a code that it can't be without.</summary>
    internal void TakeFatalReject(long now)
    {
        switch (State)
        {
            case NegotiationState.Closed:
            case NegotiationState.Closing:
                Finish(NegotiationState.Closed, now);
                break;
            case NegotiationState.Opened:
                Terminate(NegotiationState.Stopping, now);
                break;
            case NegotiationState.Initial:
            case NegotiationState.Starting:
                break;
            default:
                Finish(NegotiationState.Stopped, now);
                break;
        }
    }

    /// <summary>Writes the options that are wanted and returns where they end.</summary>
    protected abstract int WriteOptions(byte[] buffer, int at);

    /// <summary>Takes the defaults for what the next request does not name.</summary>
    protected abstract void ForgetPeer();

    /// <summary>Judges one option of the peer's, and keeps its value.</summary>
    /// <param name="buffer">The buffer with the option, whose length was checked.</param>
    /// <param name="at">Where it starts.</param>
    /// <param name="counter">
    /// Where a value that would be accepted goes, where the verdict is Nak: a whole option.
    /// </param>
    /// <param name="counterAt">Where that starts; 10 octets are free.</param>
    protected abstract OptionVerdict Judge(byte[] buffer, int at, byte[] counter, int counterAt);

    /// <summary>The peer would take another value of an option.</summary>
    protected abstract void TakeNak(byte[] buffer, int at);

    /// <summary>The peer does not take an option.</summary>
    protected abstract void TakeReject(int type);

    /// <summary>Takes a packet of a code that only this protocol has.</summary>
    /// <returns>False where the code is unknown.</returns>
    protected virtual bool TakeCode(byte[] buffer, int at, int end, long now)
    {
        return false;
    }

    /// <summary>Sends a packet.</summary>
    protected void Send(byte[] buffer, int at, int length)
    {
        if (!_writer.Write(Protocol, buffer, at, length))
        {
            _refusals.Add(LinkRefusal.DeviceRefused);
        }
    }

    /// <summary>Counts a refusal.</summary>
    protected void Refuse(LinkRefusal reason)
    {
        _refusals.Add(reason);
    }

    /// <summary>Sends a rejection with a copy of what is rejected, as much as fits (RFC 1661 §5.6, §5.7).</summary>
    protected void SendRejection(int code, int copyAt, byte[] buffer, int at, int length)
    {
        int room = Reply.Length - copyAt;
        int copied = length < room ? length : room;
        Array.Copy(buffer, at, Reply, copyAt, copied);
        Send(Reply, 0, ControlPacket.Finish(Reply, 0, code, NextIdentifier(), copyAt + copied));
    }

    /// <summary>The next identifier of a packet that begins an exchange.</summary>
    protected int NextIdentifier()
    {
        _identifier = (_identifier + 1) & 0xFF;
        return _identifier;
    }

    private void Enter(NegotiationState state)
    {
        State = state;
        if (state < NegotiationState.Closing || state == NegotiationState.Opened)
        {
            Deadline = MobileRouter.NoDeadline;
        }
    }

    private void Begin(long now)
    {
        _failures = 0;
        InitializeRestarts(MaxConfigure);
        Enter(NegotiationState.RequestSent);
        SendNewRequest(now);
    }

    private void InitializeRestarts(int restarts)
    {
        _restarts = restarts;
        _wait = FirstRestartMs;
    }

    private void Finish(NegotiationState state, long now)
    {
        Enter(state);
        _listener.LayerFinished(this, now);
    }

    private void TellDown(bool wasOpened, long now)
    {
        if (wasOpened)
        {
            _listener.LayerDown(this, now);
        }
    }

    private void Terminate(NegotiationState state, long now)
    {
        bool wasOpened = IsOpened;
        Enter(state);
        TellDown(wasOpened, now);
        InitializeRestarts(MaxTerminate);
        SendTerminateRequest(now);
    }

    private void SendTerminateRequest(long now)
    {
        _restarts--;
        Send(Reply, 0, ControlPacket.Finish(
            Reply, 0, ControlPacket.TerminateRequest, NextIdentifier(), ControlPacket.HeaderLength));
        Wait(now);
    }

    private void SendNewRequest(long now)
    {
        SendRequest(NextIdentifier(), now);
    }

    private void SendRequest(int identifier, long now)
    {
        _restarts--;
        _answered = false;
        int end = WriteOptions(_request, ControlPacket.HeaderLength);
        _requestLength = ControlPacket.Finish(_request, 0, ControlPacket.ConfigureRequest, identifier, end);
        Send(_request, 0, _requestLength);
        Wait(now);
    }

    private void Wait(long now)
    {
        Deadline = now + _wait;
        _wait = _wait + FirstRestartMs > RestartMs ? RestartMs : _wait + FirstRestartMs;
    }
}
