using System;
using System.CommandLine;
using System.IO;
using McoaRouter.Tools.Drive;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// <c>mcoa emulator drive</c>: a drive in nanoCLR, whose transcript is compared with that of .NET.
/// </summary>
internal static class EmulatorDriveCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        DriveArguments journey = new();
        Option<int> timeout = EmulatorCommand.NewTimeout("Stop nanoCLR after this many seconds.");
        Command command = new(
            "drive",
            "Drive a simulated vehicle in nanoCLR, write the transcript, and compare it with that of mcoa drive --json.")
        {
            timeout,
        };
        journey.AddTo(command);
        command.SetAction(arguments => Run(
            journey.Read(arguments),
            TimeSpan.FromSeconds(arguments.GetValue(timeout)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(DriveOptions options, TimeSpan timeout, TextWriter output, TextWriter error)
    {
        Journey? journey = DriveRun.JourneyOf(options, error, out string? configuration);
        string? repository = EmulatorCommand.FindRepository(error);
        if (journey is null || repository is null)
        {
            return EmulatorCommand.Unusable;
        }

        using EmulatorRunner runner = new(null, error.WriteLine);
        EmulatedDrive drive = EmulatedDrive.Run(runner, repository, journey, configuration, timeout);
        if (drive.Device.Missing.Count > 0)
        {
            EmulatorTestRun.WriteMissing(drive.Device.Missing, error);
            return EmulatorCommand.Unavailable;
        }

        foreach (string line in drive.Device.Lines)
        {
            output.WriteLine(line);
        }

        foreach (string problem in drive.Device.Problems)
        {
            error.WriteLine("emulator: " + problem);
        }

        error.WriteLine($"emulator: drive: {drive.Verdict}");
        return drive.IsSame ? 0 : 1;
    }
}
