using System;
using System.Collections.Generic;
using System.IO;

namespace McoaRouter.Boards.Linux;

/// <summary>What the programs of this board share: reading a configuration, refusing to start, running to the end.</summary>
public static class ProgramFrame
{
    /// <summary>Exit code: ended as it was asked to.</summary>
    public const int Success = 0;

    /// <summary>Exit code: started, and had to give up.</summary>
    public const int Failure = 1;

    /// <summary>Exit code: nothing was started; standard error says why.</summary>
    public const int NothingStarted = 2;

    /// <summary>The text of a configuration file, or null with a sentence on standard error.</summary>
    public static string? ReadConfiguration(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Refuse([$"The configuration can't be read: {fault.Message}"]);
            return null;
        }
    }

    /// <summary>Writes sentences to standard error.</summary>
    /// <returns><see cref="NothingStarted"/>.</returns>
    public static int Refuse(IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            Console.Error.WriteLine(sentence);
        }

        return NothingStarted;
    }

    /// <summary>
    /// Sees that the program has the privileges it needs, shows the configuration's notices, sets it up, and runs it to
    /// its end.
    /// </summary>
    /// <param name="subject">The program, as a sentence's subject.</param>
    /// <param name="name">What the program is called in its first event.</param>
    /// <param name="notices">What the configuration leaves unsafe or without effect, a sentence each.</param>
    /// <param name="writer">Where events go.</param>
    /// <param name="setUp">Sets the program up.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        string subject,
        string name,
        string[] notices,
        EventWriter writer,
        Func<IBoardProgram> setUp)
    {
        string? missing = Privileges.Missing(subject);
        if (missing != null)
        {
            return Refuse([missing]);
        }

        foreach (string notice in notices)
        {
            writer.Notice(notice);
        }

        bool started = false;
        try
        {
            using StopSignals signals = new();
            using IBoardProgram program = setUp();
            writer.Write("started", $"{name} started", json => json.WriteString("name", name));
            started = true;
            program.Run(signals);
            return Success;
        }
        catch (BoardException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return started ? Failure : NothingStarted;
        }
    }
}
