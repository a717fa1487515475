namespace McoaRouter.Fuzz.Worlds;

/// <summary>The wires of a <see cref="FuzzWorld"/>, which one world after the other uses: to make them anew costs most.</summary>
internal sealed class WorldWires
{
    private const int Wires = 7;

    private readonly WireLink[] _links = new WireLink[Wires];

    /// <summary>A wire as if it were new.</summary>
    public WireLink Fresh(int index)
    {
        return (_links[index] ??= new WireLink()).Reset();
    }
}
