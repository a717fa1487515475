using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// A named network namespace. A socket stays in the namespace it was opened in, so the lab's own traffic needs no
/// processes: a thread enters, opens its sockets, and ends.
/// </summary>
internal static partial class NetworkNamespace
{
    private const int CloneNewNetwork = 0x4000_0000;
    private const int OpenCloseOnExec = 0x80000;

    /// <summary>Runs a function on a thread of its own inside a namespace.</summary>
    /// <exception cref="BoardException">The namespace can't be entered.</exception>
    public static T Run<T>(string name, Func<T> function)
    {
        T result = default!;
        ExceptionDispatchInfo? fault = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter(name);
                result = function();
            }
            catch (Exception exception)
            {
                fault = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result;
    }

    private static void Enter(string name)
    {
        int descriptor = Open($"/run/netns/{name}", OpenCloseOnExec);
        int result = descriptor < 0 ? -1 : SetNamespace(descriptor, CloneNewNetwork);
        string reason = Marshal.GetLastPInvokeErrorMessage();
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }

        if (result < 0)
        {
            throw new BoardException($"The network namespace {name} can't be entered: {reason}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);
}
