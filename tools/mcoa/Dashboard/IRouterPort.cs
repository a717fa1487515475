using System.Threading;
using System.Threading.Tasks;

namespace McoaRouter.Tools.Dashboard;

/// <summary>Where a router's console is: a serial port, a Unix socket, or the simulated world in this process.</summary>
internal interface IRouterPort
{
    /// <summary>What people call it: <c>/dev/ttyUSB0</c>.</summary>
    string Name { get; }

    /// <summary>Opens a line; called again after one was lost.</summary>
    /// <exception cref="RouterLineException">Why none can be had, and what to try.</exception>
    Task<IRouterLine> OpenAsync(CancellationToken cancellation);
}
