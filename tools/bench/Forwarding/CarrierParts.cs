using System;
using System.Collections.Generic;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>What a carrier is made of, ended in the opposite order.</summary>
internal sealed class CarrierParts : IDisposable
{
    private readonly Stack<IDisposable> _parts = [];

    /// <summary>Another part, which is ended before those that were there.</summary>
    public void Add(IDisposable part)
    {
        _parts.Push(part);
    }

    /// <summary>Ends all.</summary>
    public void Dispose()
    {
        while (_parts.TryPop(out IDisposable? part))
        {
            part.Dispose();
        }
    }
}
