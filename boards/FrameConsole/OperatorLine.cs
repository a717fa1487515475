using McoaRouter.Boards.Frame;
using McoaRouter.Consoles;
using McoaRouter.LinkLayers;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>
/// The operator's serial line: one session for as long as the board runs, for a line has no end that could be seen. In a
/// turn it takes a bounded number of octets, and none while an answer waits to leave; what the line has no room for
/// meanwhile is lost, as on any serial line.
/// </summary>
internal sealed class OperatorLine : IConsoleOutput
{
    /// <summary>Octets taken in one turn, so that a flood leaves the links theirs.</summary>
    internal const int TurnOctets = 256;

    // Some events, so that those of one turn are not lost.
    private const int QueueOctets = 1024;
    private const int ChunkOctets = 128;

    private readonly OctetRing _queue = new OctetRing(QueueOctets);
    private readonly byte[] _received = new byte[TurnOctets];
    private readonly byte[] _chunk = new byte[ChunkOctets];
    private readonly ISerialLine _line;
    private readonly ConsoleSession _session;
    private int _chunkLength;
    private int _chunkSent;

    internal OperatorLine(RouterConsole console, ISerialLine line)
    {
        _line = line;
        _session = new ConsoleSession(console, this);
    }

    /// <inheritdoc/>
    public int Room
    {
        get { return QueueOctets - _queue.Count; }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int length)
    {
        _ = _queue.Write(buffer, offset, length);
    }

    /// <summary>Takes what came, and sends what there is to say.</summary>
    /// <returns>Whether more may have come.</returns>
    internal bool Poll(long now)
    {
        Send();
        _session.Poll(now);
        int length = _session.IsBusy ? 0 : _line.Read(_received, 0, TurnOctets);
        if (length > 0)
        {
            _session.Receive(_received, 0, length, now);
        }

        Send();
        return length == TurnOctets;
    }

    /// <summary>Sends what there is to say, as far as the line takes it.</summary>
    internal void Send()
    {
        while (true)
        {
            if (_chunkSent == _chunkLength)
            {
                _chunkSent = 0;
                _chunkLength = _queue.Read(_chunk, 0, ChunkOctets);
            }

            int taken = _chunkLength == 0 ? 0 : _line.Write(_chunk, _chunkSent, _chunkLength - _chunkSent);
            if (taken <= 0)
            {
                return;
            }

            _chunkSent += taken;
        }
    }
}
