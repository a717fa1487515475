using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>One run of <c>mcoa drive</c>, from its options to its exit code.</summary>
internal static class DriveRun
{
    private const int Fine = 0;
    private const int Differs = 1;
    private const int Unusable = 2;
    private const string Example = "McoaRouter.Tools.Drive.example.json";
    private const long MicrosecondsPerSecond = 1000000;
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="terminal">Whether standard output is a terminal.</param>
    /// <param name="cancellation">Ends the drive early; it is then finished and summed up as it stands.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(
        DriveOptions options,
        TextWriter output,
        TextWriter error,
        bool terminal,
        CancellationToken cancellation)
    {
        if (options.Scenario == ScenarioList.All)
        {
            return ScenarioTable.Run(options, output, cancellation) ? Fine : Differs;
        }

        Journey? journey = JourneyOf(options, error, out _);
        if (journey is null)
        {
            return Unusable;
        }

        if (!string.IsNullOrEmpty(options.PcapPath) && !string.IsNullOrEmpty(options.SvgPath)
            && Path.GetFullPath(options.PcapPath) == Path.GetFullPath(options.SvgPath))
        {
            error.WriteLine("--pcap and --svg name the same file; give each its own");
            return Unusable;
        }

        using OutputFile capture = new("--pcap", options.PcapPath);
        using OutputFile timeline = new("--svg", options.SvgPath);
        string? fault = capture.Fault ?? timeline.Fault;
        if (fault is not null)
        {
            error.WriteLine(fault);
            return Unusable;
        }

        try
        {
            foreach (string notice in journey.Settings.Notices)
            {
                (options.Json ? error : output).WriteLine($"Note: {notice}");
            }

            IDriveView view = options.Json ? new JsonView(journey, output)
                : terminal ? new LiveView(journey, output)
                : new PlainView(journey, output);
            int speed = options.RealTime ? 1 : view.Speed;
            return Drive(journey, view, speed, capture.Begin(), timeline.Begin(), cancellation) ? Fine : Differs;
        }
        catch (IOException exception)
        {
            error.WriteLine($"The drive was broken off: {exception.Message}");
            return Unusable;
        }
    }

    /// <summary>Goes through a journey.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="view">How it is shown.</param>
    /// <param name="speed">How much faster than it takes, or 0 for as fast as it goes.</param>
    /// <param name="capture">Where the packets go, or null.</param>
    /// <param name="timeline">Where the timeline goes, or null.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>False where it is a scenario and the binding caches are not those of its figure.</returns>
    public static bool Drive(
        Journey journey,
        IDriveView view,
        int speed,
        Stream? capture,
        Stream? timeline,
        CancellationToken cancellation)
    {
        DriveSummary summary = new(journey.Settings);
        TimelineRecorder? recorder = timeline is null ? null : new TimelineRecorder(journey.Settings);
        List<IWorldListener> listeners = [view.Listener, .. summary.Listeners];
        if (recorder is not null)
        {
            listeners.Add(recorder);
        }

        World world = journey.NewWorld(
            new ListenerGroup([.. listeners]), capture is null ? null : new CaptureWriter(capture));
        bool reached = true;
        view.Show(world, refresh =>
        {
            Run(world, journey.Seconds, speed, refresh, cancellation);
            if (journey.Scenario is not null)
            {
                BindingFigure found = FigureReader.Read(world);
                reached = journey.Scenario.Expected.Matches(found);
                view.Reached(found, world);
            }

            world.Finish();
        });
        view.Finish(world, summary);
        if (timeline is not null && recorder is not null)
        {
            using StreamWriter writer = new(timeline, new UTF8Encoding(false), leaveOpen: true);
            new TimelineSvg(journey, recorder, world).Write(writer);
        }

        return reached;
    }

    /// <summary>The journey that is asked for.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="error">Where faults go.</param>
    /// <param name="configuration">The text of its configuration; null where it is a scenario.</param>
    /// <returns>Null, with what is wrong written down, where it can't be driven.</returns>
    public static Journey? JourneyOf(DriveOptions options, TextWriter error, out string? configuration)
    {
        configuration = null;
        if (options.Scenario is not null)
        {
            return ScenarioList.Find(options.Scenario, options.Profile, options.Seed, error);
        }

        configuration = ReadConfiguration(options.ConfigPath, error);
        RouterSettings? settings = configuration is null ? null : ReadSettings(configuration, error);
        return settings is null ? null : new Journey(settings, options.Seed, options.Seconds, null, null);
    }

    private static string? ReadConfiguration(string? path, TextWriter error)
    {
        try
        {
            return path is null ? ReadExample() : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine($"--config: cannot read {path}: {exception.Message}");
            return null;
        }
    }

    private static RouterSettings? ReadSettings(string json, TextWriter error)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(json);
        foreach (string fault in result.Faults)
        {
            error.WriteLine(fault);
        }

        return result.Faults.Length == 0 ? result.Settings : null;
    }

    private static string ReadExample()
    {
        using Stream stream = typeof(DriveRun).Assembly.GetManifestResourceStream(Example)
            ?? throw new InvalidOperationException("The shipped example is missing from the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Lets the world go on, as fast as it does with a speed of 0, or at so many times its own pace.</summary>
    private static void Run(World world, int seconds, int speed, Action refresh, CancellationToken cancellation)
    {
        long end = seconds * MicrosecondsPerSecond;
        Stopwatch watch = Stopwatch.StartNew();
        while (world.Clock.Microseconds < end && !cancellation.IsCancellationRequested)
        {
            long target = speed == 0
                ? world.Clock.Microseconds + MicrosecondsPerSecond
                : (long)watch.Elapsed.TotalMicroseconds * speed;
            world.RunUntil(Math.Min(target, end));
            refresh();
            if (speed > 0)
            {
                cancellation.WaitHandle.WaitOne(s_frame);
            }
        }
    }
}
