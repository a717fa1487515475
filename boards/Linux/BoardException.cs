using System;
using System.Runtime.InteropServices;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Something of the machine that the program needs at its start is not there. The message is one sentence for the user.
/// </summary>
public sealed class BoardException : Exception
{
    /// <summary>Makes one with its sentence.</summary>
    public BoardException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one from the C library's last error, as <c>what: reason.</c></summary>
    internal static BoardException FromLastError(string what)
    {
        return new BoardException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }
}
