using System.Reflection;
using McoaRouter.Boards.FrameConsole;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>A board's program can't ask its assembly for the version, so it has the version as a text.</summary>
[TestClass]
public sealed class BoardVersionTests
{
    [TestMethod]
    public void The_boards_program_tells_the_version_of_the_build()
    {
        Assembly program = typeof(BoardProgram).Assembly;
        object? told = program.GetType("McoaRouter.Boards.FrameConsole.BoardConsole")!
            .GetField("ProgramVersion", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue();
        Assert.AreEqual(program.GetName().Version!.ToString(3), told);
    }
}
