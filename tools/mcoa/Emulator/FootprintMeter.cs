using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace McoaRouter.Tools.Emulator;

/// <summary>Measures the footprint: builds what a board runs, and runs a program that makes routers in nanoCLR.</summary>
internal sealed class FootprintMeter
{
    private readonly EmulatorRunner _runner;
    private readonly DeviceBuild _build;
    private readonly string _repository;
    private readonly TimeSpan _timeout;
    private readonly List<string> _problems = [];

    /// <summary>Makes a meter.</summary>
    public FootprintMeter(EmulatorRunner runner, DeviceBuild build, string repository, TimeSpan timeout)
    {
        _runner = runner;
        _build = build;
        _repository = repository;
        _timeout = timeout;
    }

    /// <summary>Measures.</summary>
    /// <param name="uplinks">For how many uplinks.</param>
    public Footprint Measure(int[] uplinks)
    {
        List<HeapFootprint> heaps = [];
        IReadOnlyList<AssemblyFootprint> assemblies = MeasureAssemblies();
        foreach ((string steering, string configuration) in uplinks
            .SelectMany((count, index) => RoutersWith(count, index == 0))
            .TakeWhile(_ => _build.Missing.Count == 0))
        {
            if (MeasureHeap($"Footprint{heaps.Count}", steering, configuration) is HeapFootprint heap)
            {
                heaps.Add(heap);
            }
        }

        return new Footprint(assemblies, heaps, _problems, _build.Missing);
    }

    private AssemblyFootprint[] MeasureAssemblies()
    {
        IReadOnlyList<NanoProject> projects = _build.Read(
            Path.Combine(_repository, "boards", "Esp32", "Esp32.nfproj"));
        if (_build.Missing.Count > 0)
        {
            return [];
        }

        IReadOnlyList<string> images = _build.Build(projects, "Board");
        return
        [
            .. images.Select((path, index) =>
            {
                DeviceImage image = new(path);
                bool ours = index >= images.Count - projects.Count;
                return new AssemblyFootprint(
                    Path.GetFileNameWithoutExtension(path), ours, image.Length, image.Code, image.Strings);
            }).OrderByDescending(assembly => assembly.IsOurs),
        ];
    }

    private static IEnumerable<(string Steering, string Configuration)> RoutersWith(int uplinks, bool steered)
    {
        yield return (string.Empty, MeasuredConfiguration.Of(uplinks));
        if (steered)
        {
            int rules = MeasuredConfiguration.MostRules;
            yield return ("health", MeasuredConfiguration.Steered(uplinks, 0));
            yield return ($"health, {rules} rules", MeasuredConfiguration.Steered(uplinks, rules));
        }
    }

    private HeapFootprint? MeasureHeap(string name, string steering, string configuration)
    {
        ProgramResult result = _runner.Run(
            _repository, new EmulatedPlan(name, configuration, 0, 0, null, null), _timeout);
        _problems.AddRange(result.Problems);
        if (result.Lines.Count != 1)
        {
            _problems.Add($"the program {name} wrote {result.Lines.Count} lines");
            return null;
        }

        using JsonDocument line = JsonDocument.Parse(result.Lines[0]);
        JsonElement root = line.RootElement;
        return new HeapFootprint(
            root.GetProperty("uplinks").GetInt32(),
            steering,
            root.GetProperty("settings").GetInt32(),
            root.GetProperty("router").GetInt32(),
            root.GetProperty("linkLayers").GetInt32(),
            root.GetProperty("console").GetInt32());
    }
}
