namespace McoaRouter.Emulated;

/// <summary>
/// An uplink is lost or comes back: the Binding Update that tells it is laid out and authenticated, perhaps with the home
/// agent's work and the acknowledgement behind it.
/// </summary>
internal sealed class UpdateStep : CostStep
{
    private readonly CostBench _bench;
    private readonly bool _answered;
    private bool _up = true;

    internal UpdateStep(string name, CostBench bench, bool answered)
        : base(name)
    {
        _bench = bench;
        _answered = answered;
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            if (_up)
            {
                _bench.Down(1);
            }
            else
            {
                _bench.Up(1);
            }

            _up = !_up;
            if (_answered)
            {
                _bench.Exchange();
            }
        }
    }
}
