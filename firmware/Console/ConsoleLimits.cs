namespace McoaRouter.Consoles;

/// <summary>Every bound of the console. What goes beyond one is answered by a named error.</summary>
public static class ConsoleLimits
{
    /// <summary>Octets of a request's line without its end; a longer one is answered <c>too-long</c>.</summary>
    public const int RequestOctets = 4096;

    /// <summary>Octets of a line that is sent, its end included; a larger answer is <c>too-large</c>.</summary>
    public const int LineOctets = 16384;

    /// <summary>Sessions at once; a further one is closed from the start.</summary>
    public const int Sessions = 4;

    /// <summary>Octets of a configuration in the store; a larger one is not staged.</summary>
    public const int ConfigurationOctets = 8192;

    /// <summary>Objects and lists inside each other in a configuration.</summary>
    public const int Depth = 12;

    /// <summary>The speed of a serial line where nobody chose another one, in bit/s.</summary>
    public const int BaudRate = 115200;

    /// <summary>How long an action waits for its answer to be read, in ms.</summary>
    public const int ActionMs = 2000;
}
