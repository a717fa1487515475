namespace McoaRouter.Consoles;

/// <summary>One peer's line to the console.</summary>
public sealed class ConsoleSession
{
    private readonly RouterConsole _console;
    private readonly IConsoleOutput _output;

    /// <summary>Opens a session.</summary>
    public ConsoleSession(RouterConsole console, IConsoleOutput output)
    {
        _console = console;
        _output = output;
    }

    /// <summary>Whether the session takes part; not so beyond <see cref="ConsoleLimits.Sessions"/>, and once closed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>
    /// Whether an answer waits for its reader: the board gives the session nothing more until it is written.
    /// </summary>
    public bool IsBusy
    {
        get { return false; }
    }

    /// <summary>Octets came from the peer, at most <see cref="ConsoleLimits.RequestOctets"/> at once.</summary>
    public void Receive(byte[] buffer, int offset, int length, long now)
    {
    }

    /// <summary>Writes on what waits. To be called whenever the output has got room, and in each turn.</summary>
    public void Poll(long now)
    {
    }

    /// <summary>The peer has gone.</summary>
    public void Close()
    {
        IsOpen = false;
    }
}
