namespace McoaRouter.Simulation;

/// <summary>
/// What is to happen, in the order of its time and, at the same time, in the order in which it was added: a binary heap
/// of fixed size.
/// </summary>
public sealed class EventQueue
{
    private readonly long[] _times;
    private readonly long[] _orders;
    private readonly int[] _kinds;
    private readonly int[] _subjects;
    private readonly int[] _epochs;
    private long _added;

    /// <summary>Sets aside the memory.</summary>
    /// <param name="capacity">How many events may wait.</param>
    public EventQueue(int capacity)
    {
        _times = new long[capacity];
        _orders = new long[capacity];
        _kinds = new int[capacity];
        _subjects = new int[capacity];
        _epochs = new int[capacity];
    }

    /// <summary>How many events wait.</summary>
    public int Count { get; private set; }

    /// <summary>When the event that was taken last is due, in us.</summary>
    public long Time { get; private set; }

    /// <summary>What kind of event was taken last.</summary>
    public int Kind { get; private set; }

    /// <summary>What the event that was taken last is about.</summary>
    public int Subject { get; private set; }

    /// <summary>The state of its subject to which the event that was taken last belongs.</summary>
    public int Epoch { get; private set; }

    /// <summary>When the next event is due, in us, or <see cref="long.MaxValue"/> where none waits.</summary>
    public long NextTime
    {
        get { return Count == 0 ? long.MaxValue : _times[0]; }
    }

    /// <summary>Adds an event.</summary>
    /// <param name="time">When it is due, in us.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="epoch">The state of its subject to which it belongs.</param>
    /// <returns>False, and nothing changed, where the queue is full.</returns>
    public bool Add(long time, int kind, int subject, int epoch)
    {
        if (Count == _times.Length)
        {
            return false;
        }

        int at = Count++;
        long order = _added++;
        while (at > 0 && IsBefore(time, order, (at - 1) / 2))
        {
            Move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }

        _times[at] = time;
        _orders[at] = order;
        _kinds[at] = kind;
        _subjects[at] = subject;
        _epochs[at] = epoch;
        return true;
    }

    /// <summary>Takes the next event into the properties.</summary>
    /// <returns>False where none waits.</returns>
    public bool TryTake()
    {
        if (Count == 0)
        {
            return false;
        }

        Time = _times[0];
        Kind = _kinds[0];
        Subject = _subjects[0];
        Epoch = _epochs[0];
        Count--;
        if (Count > 0)
        {
            Sink(Count);
        }

        return true;
    }

    /// <summary>Puts the event at <paramref name="from"/>, which stands behind the heap, in at its top.</summary>
    private void Sink(int from)
    {
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child + 1 < Count && IsBefore(_times[child + 1], _orders[child + 1], child))
            {
                child++;
            }

            if (child >= Count || IsBefore(_times[from], _orders[from], child))
            {
                break;
            }

            Move(child, at);
            at = child;
        }

        Move(from, at);
    }

    private bool IsBefore(long time, long order, int other)
    {
        return time != _times[other] ? time < _times[other] : order < _orders[other];
    }

    private void Move(int from, int to)
    {
        _times[to] = _times[from];
        _orders[to] = _orders[from];
        _kinds[to] = _kinds[from];
        _subjects[to] = _subjects[from];
        _epochs[to] = _epochs[from];
    }
}
