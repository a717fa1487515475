using System;

namespace McoaRouter.Boards.Linux;

/// <summary>A program of this board that was set up: it runs until a signal, and undoes all it set up when disposed of.</summary>
public interface IBoardProgram : IDisposable
{
    /// <summary>Runs until a signal has asked for the end and what is owed to others is done, or a second one came.</summary>
    void Run(StopSignals signals);
}
