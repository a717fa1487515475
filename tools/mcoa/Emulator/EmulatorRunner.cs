using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// Builds the portable assemblies for the device, once, and then one room of tests or one program after another, and runs
/// each in nanoCLR. What is wrong is in the results; nothing is thrown for it.
/// </summary>
public sealed class EmulatorRunner : IDisposable
{
    private readonly DeviceBuild _build;

    /// <summary>Makes a runner.</summary>
    /// <param name="outputDirectory">
    /// Where to leave the built assemblies, each room's tests in a directory of its own; null to delete them at the
    /// end.
    /// </param>
    /// <param name="progress">Is told each assembly as it is built.</param>
    public EmulatorRunner(string? outputDirectory, Action<string> progress)
    {
        _build = new DeviceBuild(outputDirectory, progress);
    }

    /// <summary>Whether nothing can be run, because an assembly that all of it uses could not be built.</summary>
    public bool IsStuck => _build.IsStuck;

    /// <summary>Builds and runs one room, and before the first of them the assemblies that all of them use.</summary>
    /// <param name="room">The room.</param>
    /// <param name="timeout">How long nanoCLR may run.</param>
    public EmulatorResult Run(EmulatorRoom room, TimeSpan timeout)
    {
        try
        {
            IReadOnlyList<NanoProject> projects = _build.Read(room.Project);
            if (_build.Missing.Count > 0)
            {
                return new EmulatorResult([], [], _build.Missing);
            }

            IReadOnlyList<string> images = _build.Build(projects, room.Name);
            AssemblyFacts facts = new(Path.ChangeExtension(images[^1], ".dll"));
            EmulatorResult result = NanoClr.Run(_build.Clr, _build.ClrIsTool, images, timeout, facts);
            return new EmulatorResult(
                result.Tests, [.. result.Problems.Select(problem => $"{room.Name}: {problem}")], []);
        }
        catch (EmulatorException failure)
        {
            return new EmulatorResult([], [failure.Message], []);
        }
    }

    /// <summary>Builds the program of the emulated world with a plan and runs it.</summary>
    /// <param name="repository">The repository's root directory.</param>
    /// <param name="plan">What the program is to do.</param>
    /// <param name="timeout">How long nanoCLR may run.</param>
    public ProgramResult Run(string repository, EmulatedPlan plan, TimeSpan timeout)
    {
        try
        {
            IReadOnlyList<NanoProject> projects = _build.Read(EmulatedPlan.ProjectIn(repository));
            if (_build.Missing.Count > 0)
            {
                return new ProgramResult([], [], _build.Missing);
            }

            string directory = Directory.CreateDirectory(Path.Combine(_build.Directory, plan.Name)).FullName;
            NanoProject program = projects[^1].WithSource(plan.WriteInto(directory));
            IReadOnlyList<string> images = _build.Build([.. projects.SkipLast(1), program], plan.Name);
            return NanoClr.RunProgram(_build.Clr, _build.ClrIsTool, images, timeout);
        }
        catch (EmulatorException failure)
        {
            return new ProgramResult([], [failure.Message], []);
        }
    }

    /// <summary>Builds a board's application.</summary>
    public BoardResult Build(EmulatorBoard board)
    {
        try
        {
            IReadOnlyList<NanoProject> projects = _build.Read(board.Project);
            return _build.Missing.Count > 0
                ? new BoardResult([], [], _build.Missing)
                : new BoardResult(_build.Build(projects, board.Name), [], []);
        }
        catch (EmulatorException failure)
        {
            return new BoardResult([], [failure.Message], []);
        }
    }

    /// <summary>Measures what the router takes of a board.</summary>
    /// <param name="repository">The repository's root directory.</param>
    /// <param name="uplinks">For how many uplinks the heap is measured.</param>
    /// <param name="timeout">How long nanoCLR may run, each time.</param>
    public Footprint Measure(string repository, int[] uplinks, TimeSpan timeout)
    {
        try
        {
            return new FootprintMeter(this, _build, repository, timeout).Measure(uplinks);
        }
        catch (EmulatorException failure)
        {
            return new Footprint([], [], [failure.Message], []);
        }
    }

    /// <summary>Deletes what was built, unless it is to be left.</summary>
    public void Dispose()
    {
        _build.Dispose();
    }
}
