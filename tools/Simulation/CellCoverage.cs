namespace McoaRouter.Simulation;

/// <summary>
/// The cells of one access network along the route, made one after another from the seed as the vehicle goes on; so the
/// route has no end.
/// </summary>
public sealed class CellCoverage : Coverage
{
    private const int FullSignal = 100;

    private readonly RadioProfile _profile;
    private readonly SplitMix64 _generator;
    private long _centre;
    private int _radius;
    private long _nextCentre;
    private int _nextRadius;

    /// <summary>Lays out the first cells.</summary>
    public CellCoverage(RadioProfile profile, ulong seed)
    {
        _profile = profile;
        _generator = new SplitMix64(seed);
        _radius = Radius();
        _centre = profile.BeginsInTheMiddle ? 0 : _generator.Between(-_radius / 2, _radius / 2);
        LayNext();
        MoveTo(0, 0);
    }

    /// <inheritdoc/>
    public override void MoveTo(long milliseconds, long position)
    {
        while (SignalOf(_nextCentre, _nextRadius, position) > SignalOf(_centre, _radius, position)
            || position > _nextCentre)
        {
            _centre = _nextCentre;
            _radius = _nextRadius;
            Cell++;
            LayNext();
        }

        Signal = SignalOf(_centre, _radius, position);
    }

    private static int SignalOf(long centre, int radius, long position)
    {
        long distance = position < centre ? centre - position : position - centre;
        return distance >= radius ? 0 : (int)(FullSignal * (radius - distance) / radius);
    }

    private int Radius()
    {
        return _generator.Between(_profile.LeastRadius, _profile.MostRadius);
    }

    private void LayNext()
    {
        _nextRadius = Radius();
        int smaller = _nextRadius < _radius ? _nextRadius : _radius;
        int gap = _generator.Chance(_profile.GapPerMillion)
            ? _generator.Between(_profile.LeastGap, _profile.MostGap)
            : -smaller / 2;
        _nextCentre = _centre + _radius + gap + _nextRadius;
    }
}
