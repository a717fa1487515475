namespace McoaRouter.Simulation;

/// <summary>All packets that may be on their way at one time.</summary>
internal sealed class FlightPool
{
    /// <summary>What <see cref="Take"/> returns when all are in use.</summary>
    public const int None = -1;

    private readonly Flight[] _flights;
    private readonly int[] _free;
    private int _freeCount;

    public FlightPool(int capacity)
    {
        _flights = new Flight[capacity];
        _free = new int[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _flights[i] = new Flight();
            _free[i] = i;
        }

        _freeCount = capacity;
    }

    public Flight At(int index)
    {
        return _flights[index];
    }

    /// <summary>Takes one that is free, or <see cref="None"/>.</summary>
    public int Take()
    {
        return _freeCount == 0 ? None : _free[--_freeCount];
    }

    public void Release(int index)
    {
        _free[_freeCount++] = index;
    }
}
