using McoaRouter.Torture.Faults;

namespace McoaRouter.Torture;

/// <summary>Who is told what happens in a run: the story of a failing seed. Without one, no text is made.</summary>
public interface ITortureListener
{
    /// <summary>A fault begins or ends.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="begins">Whether it begins.</param>
    /// <param name="milliseconds">Simulated ms.</param>
    void FaultChanged(Fault fault, bool begins, long milliseconds);

    /// <summary>Something happened.</summary>
    /// <param name="vehicle">The vehicle it happened to, or -1 for the home agent and the world.</param>
    /// <param name="sentence">What, in a few words.</param>
    /// <param name="milliseconds">Simulated ms.</param>
    void Happened(int vehicle, string sentence, long milliseconds);
}
