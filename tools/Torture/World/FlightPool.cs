namespace McoaRouter.Torture.World;

/// <summary>All packets that may be on their way at one time; a packet beyond them is lost, as in a full queue.</summary>
internal sealed class FlightPool
{
    /// <summary>How many there are.</summary>
    public const int Capacity = 512;

    /// <summary>What <see cref="Take"/> gives when all are in use.</summary>
    public const int None = -1;

    private readonly Flight[] _flights = new Flight[Capacity];
    private readonly int[] _free = new int[Capacity];

    public FlightPool()
    {
        for (int i = 0; i < Capacity; i++)
        {
            _flights[i] = new Flight();
            _free[i] = i;
        }

        Free = Capacity;
    }

    /// <summary>How many are free.</summary>
    public int Free { get; private set; }

    public Flight At(int index)
    {
        return _flights[index];
    }

    /// <summary>Takes one that is free, or <see cref="None"/>.</summary>
    public int Take()
    {
        return Free == 0 ? None : _free[--Free];
    }

    public void Release(int index)
    {
        _free[Free++] = index;
    }
}
