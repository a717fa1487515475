using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// The namespace between the uplinks and the internet, where packets take their time: the kernels that the lab is to run
/// on need have no netem. Each uplink comes in at an interface of its name, and goes on at another.
/// </summary>
internal sealed class LabAir : IDisposable
{
    private const short Readable = 1;

    /// <summary>How often the thread looks whether it is to end.</summary>
    private const int LooksASecond = 10;

    private readonly Dictionary<string, LabPath> _paths = [];
    private readonly List<DelayLine> _lines = [];
    private Thread? _thread;
    private volatile bool _running = true;

    /// <summary>Nothing is made yet.</summary>
    /// <param name="name">The namespace.</param>
    public LabAir(string name)
    {
        Name = name;
    }

    /// <summary>The namespace.</summary>
    public string Name { get; }

    /// <summary>The path behind an uplink.</summary>
    public LabPath this[string uplink]
    {
        get { return _paths[uplink]; }
    }

    /// <summary>The interface by which an uplink goes on.</summary>
    public static string Beyond(string uplink)
    {
        return uplink + "-far";
    }

    /// <summary>Lays the paths; both interfaces of each uplink are there and up.</summary>
    /// <param name="uplinks">The uplinks.</param>
    /// <param name="roundTripMs">How long all of them are.</param>
    public void Lay(IEnumerable<string> uplinks, double roundTripMs)
    {
        foreach (string uplink in uplinks)
        {
            Socket near = NetworkNamespace.Run(Name, () => DelayLine.Open(uplink));
            Socket far = NetworkNamespace.Run(Name, () => DelayLine.Open(Beyond(uplink)));
            LabPath path = new(new DelayLine(near, far), new DelayLine(far, near)) { RoundTripMs = roundTripMs };
            _paths.Add(uplink, path);
            _lines.Add(path.Up);
            _lines.Add(path.Down);
        }

        _thread = PunctualThread.Start(Carry);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _running = false;
        _thread?.Join();
        _lines.ForEach(line => line.Dispose());
    }

    private void Carry()
    {
        PunctualThread.PollDescriptor[] descriptors = [.. _lines.Select(
            line => new PunctualThread.PollDescriptor { Descriptor = line.Descriptor, Events = Readable })];

        while (_running)
        {
            long next = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / LooksASecond);
            foreach (DelayLine line in _lines)
            {
                next = Math.Min(next, line.Release());
            }

            PunctualThread.Wait(next, descriptors);
            foreach (DelayLine line in _lines)
            {
                line.Take();
            }
        }
    }
}
