using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What a soak came to.</summary>
internal sealed class SoakOutcome
{
    /// <summary>The faults that it lived through.</summary>
    public List<FaultFigures> Faults { get; } = [];

    /// <summary>What the programs held at fixed intervals.</summary>
    public SoakSample[] Samples { get; set; } = [];

    /// <summary>The programs that must have been judged: those that ran at the end.</summary>
    public int[] LastProcesses { get; set; } = [];

    /// <summary>Octets that the TCP connection carried, from the vehicle and to it.</summary>
    public (long Up, long Down) Tcp { get; set; }

    /// <summary>Pings that were sent, and of them those that stayed without an answer.</summary>
    public (int Sent, int Lost) Ping { get; set; }

    /// <summary>What went wrong on the way, one sentence each.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>What is there at the end and should not be.</summary>
    public List<string> Remains { get; } = [];

    /// <summary>The verdicts on what the programs held.</summary>
    public Flatness[] Judge()
    {
        return Flatness.Judge(Samples);
    }

    /// <summary>All that is not as it must be, one sentence each.</summary>
    public List<string> Failures()
    {
        Flatness[] judged = Judge();
        return
        [
            .. Wrong,
            .. judged.Where(verdict => !verdict.Flat).Select(
                verdict => $"the {verdict.Program} holds more and more: {verdict.Measure}"),
            .. LastProcesses.Where(process => !judged.Any(verdict => verdict.Process == process)).Select(
                _ => "too few quiet moments to say what a program holds: make it longer"),
            .. Remains.Select(left => "left behind: " + left),
        ];
    }
}
