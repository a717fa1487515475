using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>What leads to a router's console.</summary>
internal interface IConsolePort
{
    /// <summary>What it is called, as <c>--port</c> takes it.</summary>
    string Name { get; }

    /// <summary>Its speed, or 0 where it has none.</summary>
    int Baud { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="NoConnectionException">It can't be opened; says what to try.</exception>
    Task<Stream> OpenAsync(CancellationToken cancellation);
}
