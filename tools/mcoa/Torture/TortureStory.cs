using System;
using System.IO;
using System.Text.Json;
using McoaRouter.Torture;
using McoaRouter.Torture.Faults;

namespace McoaRouter.Tools.Torture;

/// <summary>Writes what happens in a run as it happens: the faults, and where it is wanted everything else.</summary>
internal sealed class TortureStory : ITortureListener
{
    private readonly TextWriter _output;
    private readonly long _vehicles;
    private readonly bool _whole;
    private readonly bool _json;

    /// <summary>Writes to this output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="vehicles">How many vehicles there are.</param>
    /// <param name="whole">Whether what happens to the vehicles is written too.</param>
    /// <param name="json">Whether it is written as JSON Lines.</param>
    public TortureStory(TextWriter output, long vehicles, bool whole, bool json)
    {
        _output = output;
        _vehicles = vehicles;
        _whole = whole;
        _json = json;
    }

    /// <inheritdoc/>
    public void FaultChanged(Fault fault, bool begins, long milliseconds)
    {
        if (_json)
        {
            _output.WriteLine(JsonLine.Of(begins ? "faultBegins" : "faultEnds", json =>
            {
                json.WriteNumber("ms", milliseconds);
                json.WriteNumber("index", fault.Index);
                json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(fault.Kind.ToString()));
                json.WriteNumber("vehicle", fault.Vehicle % _vehicles);
                json.WriteNumber("uplink", fault.Uplink);
                json.WriteNumber("strength", fault.Strength);
            }));
        }
        else if (begins)
        {
            Line(milliseconds, FaultWords.Of(fault, _vehicles));
        }
        else if (fault.EndMs > fault.StartMs)
        {
            Line(milliseconds, FormattableString.Invariant($"fault {fault.Index} is over"));
        }
    }

    /// <inheritdoc/>
    public void Happened(int vehicle, string sentence, long milliseconds)
    {
        if (!_whole)
        {
            return;
        }

        if (_json)
        {
            _output.WriteLine(JsonLine.Of("happened", json =>
            {
                json.WriteNumber("ms", milliseconds);
                json.WriteNumber("vehicle", vehicle);
                json.WriteString("sentence", sentence);
            }));
            return;
        }

        Line(milliseconds, (vehicle < 0 ? "" : FormattableString.Invariant($"vehicle {vehicle}: ")) + sentence);
    }

    private void Line(long milliseconds, string text)
    {
        _output.WriteLine($"{FaultWords.Time(milliseconds)}  {text}");
    }
}
