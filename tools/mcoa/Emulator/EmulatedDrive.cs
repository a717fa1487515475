using System;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Tools.Drive;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// One journey driven twice: by the device's interpreter and by .NET. Both write a transcript, and the two must be the
/// same, octet for octet.
/// </summary>
internal sealed class EmulatedDrive
{
    private readonly string[] _expected;

    private EmulatedDrive(ProgramResult device, string[] expected)
    {
        Device = device;
        _expected = expected;
    }

    /// <summary>What nanoCLR wrote, and what went wrong.</summary>
    public ProgramResult Device { get; }

    /// <summary>Whether the journey ended and both transcripts are the same.</summary>
    public bool IsSame => Device.Missing.Count == 0 && Device.Problems.Count == 0 && FirstDifference < 0;

    /// <summary>What came of it, in a sentence.</summary>
    public string Verdict
    {
        get
        {
            int line = FirstDifference;
            return line < 0
                ? $"{Device.Lines.Count} lines, the same octets as on .NET"
                : $"line {line + 1} differs\n  nanoCLR: {At(Device.Lines, line)}\n  .NET:    {At(_expected, line)}";
        }
    }

    /// <summary>The first line in which the transcripts differ, from 0, or -1.</summary>
    private int FirstDifference
    {
        get
        {
            int lines = Math.Max(_expected.Length, Device.Lines.Count);
            for (int i = 0; i < lines; i++)
            {
                if (At(_expected, i) != At(Device.Lines, i))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>Drives a journey on both.</summary>
    /// <param name="runner">What builds the program and runs it.</param>
    /// <param name="repository">The repository's root directory.</param>
    /// <param name="journey">The journey.</param>
    /// <param name="configuration">The text of its configuration; null where it is a scenario.</param>
    /// <param name="timeout">How long nanoCLR may run.</param>
    public static EmulatedDrive Run(
        EmulatorRunner runner, string repository, Journey journey, string? configuration, TimeSpan timeout)
    {
        EmulatedPlan plan = new(
            "Drive", configuration, journey.Seed, journey.Seconds, journey.Scenario?.Name, journey.Profile);
        ProgramResult device = runner.Run(repository, plan, timeout);
        if (device.Missing.Count > 0)
        {
            return new EmulatedDrive(device, []);
        }

        using StringWriter transcript = new() { NewLine = "\n" };
        _ = DriveRun.Drive(journey, new JsonView(journey, transcript), 0, null, null, default);
        return new EmulatedDrive(device, transcript.ToString().TrimEnd('\n').Split('\n'));
    }

    private static string At(IReadOnlyList<string> lines, int index)
    {
        return index < lines.Count ? lines[index] : "(ended)";
    }
}
