namespace McoaRouter.Boards.Linux.Native;

/// <summary>The kernel's queue of what a socket received and nobody took yet.</summary>
internal static unsafe class SocketQueue
{
    /// <summary>
    /// Octets with what the kernel counts on top: some two thousand packets, a few milliseconds at the rates that a
    /// process can carry. A TCP sender's burst must fit.
    /// </summary>
    private const int Octets = 1 << 22;

    /// <summary>Makes it wide, past the system's limit where the process may.</summary>
    public static void Widen(int descriptor)
    {
        int octets = Octets;
        if (LibC.SetOption(descriptor, LibC.SolSocket, LibC.OptionReceiveBufferForce, &octets, sizeof(int)) < 0)
        {
            LibC.SetOption(descriptor, LibC.SolSocket, LibC.OptionReceiveBuffer, &octets, sizeof(int));
        }
    }
}
