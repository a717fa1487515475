using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>What all sessions share.</summary>
public sealed class RouterConsole : IRouterListener
{
    private readonly IConsoleBoard _board;

    /// <summary>Makes a console.</summary>
    public RouterConsole(IConsoleBoard board, ConfigurationStore store)
    {
        _board = board;
        Store = store;
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    public long NextDeadline
    {
        get { return MobileRouter.NoDeadline; }
    }

    /// <summary>What <see cref="Start"/> found wrong with what the store holds, to be logged; empty where nothing.</summary>
    public string[] StartFaults { get; private set; } = new string[0];

    internal ConfigurationStore Store { get; }

    /// <summary>Picks what to run.</summary>
    /// <returns>The settings, or null where there are none.</returns>
    public RouterSettings Start(long now)
    {
        StartFaults = new string[0];
        return null;
    }

    /// <summary>A router was made of the settings, or none runs (null).</summary>
    public void Running(MobileRouter router, RouterSettings settings, long now)
    {
    }

    /// <summary>Runs the timers that are due.</summary>
    public void Poll(long now)
    {
    }

    /// <summary>A line was written to the board's log.</summary>
    public void LogLine(string line, long now)
    {
    }

    /// <summary>A packet went over a link.</summary>
    public void Packet(int link, bool outbound, byte[] buffer, int offset, int length, long now)
    {
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
    }
}
