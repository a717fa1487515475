using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Tests.Ppp;

/// <summary>One automaton by itself; it notes what it sends and tells, in the words of RFC 1661 §4.4.</summary>
internal sealed class NegotiationBench : ILayerListener
{
    private readonly HdlcWriter _writer = new HdlcWriter();
    private readonly TestLine _line = new TestLine();
    private readonly HdlcReader _reader;
    private string _actions = string.Empty;

    internal NegotiationBench()
    {
        _reader = new HdlcReader(Refusals);
        Layer = new OneOption(this, _writer, Refusals);
        Layer.Reset();
    }

    internal ControlProtocol Layer { get; }

    internal LinkRefusalCounters Refusals { get; } = new LinkRefusalCounters();

    internal long Now { get; set; } = 5000;

    /// <summary>The last frame that was sent, from the protocol field on.</summary>
    internal byte[] LastFrame { get; private set; }

    internal int LastCode
    {
        get { return LastFrame[2]; }
    }

    internal int LastIdentifier
    {
        get { return LastFrame[3]; }
    }

    public void LayerUp(ControlProtocol layer, long now)
    {
        Note("tlu");
    }

    public void LayerDown(ControlProtocol layer, long now)
    {
        Note("tld");
    }

    public void LayerFinished(ControlProtocol layer, long now)
    {
        Note("tlf");
    }

    /// <summary>Brings the automaton into a state.</summary>
    internal void Reach(NegotiationState state)
    {
        if (state == NegotiationState.Closed)
        {
            Layer.Up(Now);
        }
        else if (state != NegotiationState.Initial)
        {
            Layer.Open(Now);
        }

        if (state > NegotiationState.Closed)
        {
            Layer.Up(Now);
            ReachFromRequestSent(state);
        }

        TakeActions();
    }

    /// <summary>Lets something happen and says what that led to, the state last.</summary>
    internal string Happen(string happening)
    {
        switch (happening)
        {
            case "Up":
                Layer.Up(Now);
                break;
            case "Down":
                Layer.Down(Now);
                break;
            case "Open":
                Layer.Open(Now);
                break;
            case "Close":
                Layer.Close(Now);
                break;
            case "TO+":
                Expire();
                break;
            case "TO-":
                while (Layer.Deadline != MobileRouter.NoDeadline)
                {
                    TakeActions();
                    Expire();
                }

                break;
            case "RCR+":
                Receive("0101 0007 02 03 01");
                break;
            case "RCR-":
                Receive("0101 0006 09 02");
                break;
            case "RCA":
                Answer(ControlPacket.ConfigureAck);
                break;
            case "RCN":
                Answer(ControlPacket.ConfigureNak);
                break;
            case "RTR":
                Receive("0501 0004");
                break;
            case "RTA":
                Receive("0601 0004");
                break;
            case "RUC":
                Receive("6301 0004");
                break;
            case "RXJ+":
                Receive("0701 0008 63010004");
                break;
            default:
                Receive("0701 0008 01010004");
                break;
        }

        string actions = TakeActions();
        string state = ((int)Layer.State).ToString();
        return actions.Length == 0 ? state : actions + " " + state;
    }

    /// <summary>What was sent and told since the last call.</summary>
    internal string TakeActions()
    {
        NoteFrames();
        string actions = _actions;
        _actions = string.Empty;
        return actions;
    }

    internal void Receive(string packet)
    {
        byte[] octets = Hex.Read(packet);
        Layer.Receive(octets, 0, octets.Length, Now);
        NoteFrames();
    }

    /// <summary>Answers the last request with its own options.</summary>
    internal void Answer(int code)
    {
        byte[] answer = Hex.Read("0201 0007 01 03 55");
        answer[0] = (byte)code;
        answer[1] = (byte)OneOption.LastIdentifierOf(Layer);
        Layer.Receive(answer, 0, answer.Length, Now);
        NoteFrames();
    }

    /// <summary>The octets of the last frame from here on.</summary>
    internal byte[] Behind(int offset)
    {
        byte[] rest = new byte[LastFrame.Length - offset];
        Array.Copy(LastFrame, offset, rest, 0, rest.Length);
        return rest;
    }

    private void Expire()
    {
        if (Layer.Deadline != MobileRouter.NoDeadline)
        {
            Now = Layer.Deadline;
        }

        Layer.Poll(Now);
        NoteFrames();
    }

    private void ReachFromRequestSent(NegotiationState state)
    {
        switch (state)
        {
            case NegotiationState.Stopped:
                Layer.TakeFatalReject(Now);
                break;
            case NegotiationState.Closing:
                Layer.Close(Now);
                break;
            case NegotiationState.AckReceived:
                Happen("RCA");
                break;
            case NegotiationState.AckSent:
                Happen("RCR+");
                break;
            case NegotiationState.Stopping:
                Happen("RCR+");
                Happen("RCA");
                Layer.TakeFatalReject(Now);
                break;
            case NegotiationState.Opened:
                Happen("RCR+");
                Happen("RCA");
                break;
            default:
                break;
        }
    }

    private void NoteFrames()
    {
        _writer.Flush(_line);
        int at = 0;
        while (at < _line.WrittenLength)
        {
            at += _reader.Take(_line.Written, at, _line.WrittenLength - at);
            if (_reader.Length > 0)
            {
                LastFrame = new byte[_reader.Length - 2];
                Array.Copy(_reader.Frame, 2, LastFrame, 0, LastFrame.Length);
                Note(NameOf(LastCode));
            }
        }

        _line.Clear();
    }

    private static string NameOf(int code)
    {
        switch (code)
        {
            case ControlPacket.ConfigureRequest:
                return "scr";
            case ControlPacket.ConfigureAck:
                return "sca";
            case ControlPacket.ConfigureNak:
            case ControlPacket.ConfigureReject:
                return "scn";
            case ControlPacket.TerminateRequest:
                return "str";
            case ControlPacket.TerminateAck:
                return "sta";
            default:
                return "scj";
        }
    }

    // Told and sent in the order in which they happened: what was sent before is noted first.
    private void Note(string action)
    {
        if (action[0] == 't')
        {
            NoteFrames();
        }

        _actions = _actions.Length == 0 ? action : _actions + " " + action;
    }

    /// <summary>
    /// A protocol with one option of its own, 1, and one of the peer's, 2: of its values 0 is answered by Nak.
    /// </summary>
    private sealed class OneOption : ControlProtocol
    {
        private const int Code = 0x80FD;

        private byte[] _request = new byte[2];

        internal OneOption(ILayerListener listener, HdlcWriter writer, LinkRefusalCounters refusals)
            : base(Code, listener, writer, new byte[LinkLimits.PppControlOctets], refusals)
        {
        }

        internal static int LastIdentifierOf(ControlProtocol layer)
        {
            return ((OneOption)layer)._request[ControlPacket.IdentifierOffset];
        }

        protected override int WriteOptions(byte[] buffer, int at)
        {
            // The identifier of the last request stands in its buffer.
            _request = buffer;
            buffer[at] = 1;
            buffer[at + 1] = 3;
            buffer[at + 2] = 0x55;
            return at + 3;
        }

        protected override void ForgetPeer()
        {
        }

        protected override OptionVerdict Judge(byte[] buffer, int at, byte[] counter, int counterAt)
        {
            if (buffer[at] != 2)
            {
                return OptionVerdict.Reject;
            }

            if (buffer[at + 2] != 0)
            {
                return OptionVerdict.Ack;
            }

            counter[counterAt] = 2;
            counter[counterAt + 1] = 3;
            counter[counterAt + 2] = 1;
            return OptionVerdict.Nak;
        }

        protected override void TakeNak(byte[] buffer, int at)
        {
        }

        protected override void TakeReject(int type)
        {
        }
    }
}
