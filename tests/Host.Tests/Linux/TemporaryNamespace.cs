using System;
using System.Threading;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Host.Tests;

/// <summary>
/// A network namespace for one test, with pairs of interfaces in it: <c>wifi</c> with the far end <c>wifi-far</c>, and
/// so on.
/// </summary>
internal sealed class TemporaryNamespace : IDisposable
{
    private static int s_count;

    public TemporaryNamespace(params string[] links)
    {
        Name = LabNames.Namespace($"test{Interlocked.Increment(ref s_count)}");
        IpCommand.Run("netns", "add", Name);
        Ip("link", "set", "lo", "up");
        foreach (string link in links)
        {
            Ip("link", "add", link, "type", "veth", "peer", "name", link + "-far");
            Ip("link", "set", link, "up");
            Ip("link", "set", link + "-far", "up");
        }
    }

    public string Name { get; }

    public string Ip(params string[] arguments)
    {
        return IpCommand.Run(["-n", Name, .. arguments]);
    }

    public T Run<T>(Func<T> function)
    {
        return NetworkNamespace.Run(Name, function);
    }

    public void Dispose()
    {
        LabNames.RemoveNamespace(Name);
    }
}
