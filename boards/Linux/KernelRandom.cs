using McoaRouter.Boards.Linux.Native;

namespace McoaRouter.Boards.Linux;

/// <summary>The kernel's random source.</summary>
public static class KernelRandom
{
    /// <summary>Gives octets that nobody can tell in advance, at most 256.</summary>
    /// <exception cref="BoardException">The kernel has none.</exception>
    public static unsafe byte[] Take(int octets)
    {
        byte[] random = new byte[octets];
        fixed (byte* buffer = random)
        {
            return LibC.GetRandom(buffer, octets, 0) == octets
                ? random
                : throw BoardException.FromLastError("The kernel's random source can't be read");
        }
    }
}
