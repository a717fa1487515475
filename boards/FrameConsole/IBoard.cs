using McoaRouter.Boards.Frame;
using McoaRouter.LinkLayers;
using McoaRouter.Settings;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>The seam to a board: its clock, its doorbell, and what is wired to it.</summary>
public interface IBoard : IMonotonicClock, IDoorbell
{
    /// <summary>What kind of board it is, as <c>hello</c> tells it: <c>esp32</c>.</summary>
    string Name { get; }

    /// <summary>The files that outlive a restart.</summary>
    IFileStore Files { get; }

    /// <summary>The line to the operator; it rings the doorbell when octets came.</summary>
    ISerialLine Line { get; }

    /// <summary>Octets of the heap that are free; a collection may be needed to find out.</summary>
    long MeasureMemory();

    /// <summary>Makes the uplinks of a configuration, in its order; it names no link that the board lacks.</summary>
    ILinkLayer[] MakeUplinks(RouterSettings settings);

    /// <summary>Makes the in-vehicle port of a configuration.</summary>
    IVehiclePort MakePort(RouterSettings settings);

    /// <summary>A turn begins, in which the router may be given fresh random octets.</summary>
    void Feed(MobileRouter router, long now);
}
