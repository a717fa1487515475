using System;
using System.IO;
using System.Net.Sockets;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Consoles;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class ConsoleSocketTests
{
    private string _directory = "";

    private string Socket
    {
        get { return Path.Combine(_directory, "console.sock"); }
    }

    [TestInitialize]
    public void MakeFolder()
    {
        _directory = Directory.CreateTempSubdirectory("mcoa-socket-").FullName;
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        Directory.Delete(_directory, recursive: true);
    }

    [TestMethod]
    public void ItIsForItsOwnerAlone_AndGoneAtTheEnd()
    {
        using (new ConsoleSocket(Socket))
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.IsTrue(OperatingSystem.IsLinux() && File.GetUnixFileMode(Socket) == owner);
        }

        Assert.IsFalse(File.Exists(Socket));
    }

    [TestMethod]
    public void WhatACrashedProcessLeft_IsReplaced()
    {
        using (Socket crashed = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            crashed.Bind(new UnixDomainSocketEndPoint(Socket));
            // Its end would remove the file where it was bound.
            File.Move(Socket, Socket + ".moved");
        }

        File.Move(Socket + ".moved", Socket);
        Assert.IsTrue(File.Exists(Socket));
        using ConsoleSocket console = new(Socket);
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(Socket));
    }

    [TestMethod]
    public void ALivingProcessesSocket_IsLeftToIt()
    {
        using ConsoleSocket first = new(Socket);

        BoardException fault = Assert.ThrowsExactly<BoardException>(() => new ConsoleSocket(Socket));

        StringAssert.StartsWith(fault.Message, $"Another process listens at '{Socket}'; ");
        Assert.IsTrue(File.Exists(Socket));
    }

    [TestMethod]
    public void AFileThatIsNoSocket_IsLeftAlone()
    {
        File.WriteAllText(Socket, "kept");

        BoardException fault = Assert.ThrowsExactly<BoardException>(() => new ConsoleSocket(Socket));

        StringAssert.StartsWith(fault.Message, $"'{Socket}' is no socket; ");
        Assert.AreEqual("kept", File.ReadAllText(Socket));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/nowhere/console.sock")]
    [DataRow("/tmp/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789/0123456789/s")]
    public void APathThatCantBe_IsASentence(string path)
    {
        BoardException fault = Assert.ThrowsExactly<BoardException>(() => new ConsoleSocket(path));

        StringAssert.EndsWith(fault.Message, ".");
    }
}
