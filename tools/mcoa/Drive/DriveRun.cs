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
        RouterSettings? settings = ReadSettings(options.ConfigPath, error);
        if (settings is null)
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
            Drive(settings, options, output, error, terminal, capture.Begin(), timeline.Begin(), cancellation);
            return Fine;
        }
        catch (IOException exception)
        {
            error.WriteLine($"The drive was broken off: {exception.Message}");
            return Unusable;
        }
    }

    private static RouterSettings? ReadSettings(string? path, TextWriter error)
    {
        string json;
        try
        {
            json = path is null ? ReadExample() : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine($"--config: cannot read {path}: {exception.Message}");
            return null;
        }

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

    private static void Drive(
        RouterSettings settings,
        DriveOptions options,
        TextWriter output,
        TextWriter error,
        bool terminal,
        Stream? capture,
        Stream? timeline,
        CancellationToken cancellation)
    {
        foreach (string notice in settings.Notices)
        {
            (options.Json ? error : output).WriteLine($"Note: {notice}");
        }

        DriveSummary summary = new(settings);
        TimelineRecorder? recorder = timeline is null ? null : new TimelineRecorder(settings);
        IDriveView view = options.Json ? new JsonView(settings, options, output)
            : terminal ? new LiveView(settings, options, output)
            : new PlainView(settings, output);
        List<IWorldListener> listeners = [view.Listener, .. summary.Listeners];
        if (recorder is not null)
        {
            listeners.Add(recorder);
        }

        CaptureWriter? tap = capture is null ? null : new CaptureWriter(capture);
        World world = new(settings, options.Seed, new ListenerGroup([.. listeners]), tap);
        view.Show(world, refresh =>
        {
            Run(world, options.Seconds, options.RealTime ? 1 : view.Speed, refresh, cancellation);
            world.Finish();
        });
        view.Finish(world, summary);
        if (timeline is not null && recorder is not null)
        {
            using StreamWriter writer = new(timeline, new UTF8Encoding(false), leaveOpen: true);
            new TimelineSvg(settings, options.Seed, recorder, world).Write(writer);
        }
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
