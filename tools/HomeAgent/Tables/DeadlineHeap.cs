namespace McoaRouter.HomeAgents;

/// <summary>
/// When something is due for each of many, and for whom first: a binary heap of fixed size, in which all have a place from
/// start. Of equal times the lower number is first.
/// </summary>
internal sealed class DeadlineHeap
{
    private readonly int[] _heap;
    private readonly int[] _positions;
    private readonly long[] _times;

    /// <summary>Sets aside all memory; nothing is due.</summary>
    /// <param name="count">How many there are, one at least: 0 up to this.</param>
    internal DeadlineHeap(int count)
    {
        _heap = new int[count];
        _positions = new int[count];
        _times = new long[count];
        for (int i = 0; i < count; i++)
        {
            _heap[i] = i;
            _positions[i] = i;
            _times[i] = MobileRouter.NoDeadline;
        }
    }

    /// <summary>For whom something is due first.</summary>
    internal int First
    {
        get { return _heap[0]; }
    }

    /// <summary>When, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long FirstAt
    {
        get { return _times[_heap[0]]; }
    }

    /// <summary>Whether something is due for <see cref="First"/>.</summary>
    internal bool IsDue(long now)
    {
        long first = FirstAt;
        return first <= now && first != MobileRouter.NoDeadline;
    }

    /// <summary>Says when something is due for one. Its work is bounded by the logarithm of their number.</summary>
    internal void Set(int number, long time)
    {
        if (_times[number] == time)
        {
            return;
        }

        _times[number] = time;
        int position = _positions[number];
        while (position > 0 && IsBefore(number, _heap[(position - 1) / 2]))
        {
            Place(_heap[(position - 1) / 2], position);
            position = (position - 1) / 2;
        }

        for (int child = FirstChild(position); child >= 0 && IsBefore(_heap[child], number); child = FirstChild(position))
        {
            Place(_heap[child], position);
            position = child;
        }

        Place(number, position);
    }

    private int FirstChild(int position)
    {
        int left = (2 * position) + 1;
        if (left >= _heap.Length)
        {
            return -1;
        }

        return left + 1 < _heap.Length && IsBefore(_heap[left + 1], _heap[left]) ? left + 1 : left;
    }

    private bool IsBefore(int left, int right)
    {
        return _times[left] < _times[right] || (_times[left] == _times[right] && left < right);
    }

    private void Place(int number, int position)
    {
        _heap[position] = number;
        _positions[number] = position;
    }
}
