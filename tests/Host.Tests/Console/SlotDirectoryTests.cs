using System;
using System.IO;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Consoles;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class SlotDirectoryTests
{
    private string _directory = "";

    private string Store
    {
        get { return Path.Combine(_directory, "store"); }
    }

    [TestInitialize]
    public void MakeFolder()
    {
        _directory = Directory.CreateTempSubdirectory("mcoa-store-").FullName;
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        Directory.Delete(_directory, recursive: true);
    }

    [TestMethod]
    public void WhatIsWritten_IsReadBack_ByAnotherStartToo()
    {
        SlotDirectory slots = new(Store);
        Assert.IsNull(slots.Read(0, 100));
        Assert.IsTrue(slots.Write(0, [1, 2, 3]));
        Assert.IsTrue(slots.Write(1, [4]));
        Assert.IsTrue(slots.Write(0, [5, 6]));

        SlotDirectory again = new(Store);
        CollectionAssert.AreEqual(new byte[] { 5, 6 }, again.Read(0, 100));
        CollectionAssert.AreEqual(new byte[] { 4 }, again.Read(1, 100));
    }

    [TestMethod]
    public void ASlotsFile_IsForItsOwnerAlone_AndNothingElseStaysBeside()
    {
        SlotDirectory slots = new(Store);
        slots.Write(1, [1]);

        string file = Directory.GetFiles(Store)[0];
        Assert.HasCount(1, Directory.GetFileSystemEntries(Store));
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.IsTrue(OperatingSystem.IsLinux() && File.GetUnixFileMode(file) == owner);
    }

    [TestMethod]
    public void AFileThatIsTooLong_IsNone()
    {
        SlotDirectory slots = new(Store);
        slots.Write(0, new byte[11]);

        Assert.IsNull(slots.Read(0, 10));
        Assert.HasCount(11, slots.Read(0, 11));
    }

    [TestMethod]
    public void AWriteThatIsCut_LeavesTheOldSlot()
    {
        SlotDirectory slots = new(Store);
        slots.Write(0, [1, 2, 3]);

        // What a cut leaves: the file under its other name, in part.
        File.WriteAllBytes(Directory.GetFiles(Store)[0] + ".tmp", [9]);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, new SlotDirectory(Store).Read(0, 100));
        Assert.IsTrue(slots.Write(0, [4]));
        CollectionAssert.AreEqual(new byte[] { 4 }, slots.Read(0, 100));
    }

    [TestMethod]
    public void ADirectoryThatCantBeWritten_IsASentence()
    {
        File.WriteAllText(Store, "a file");

        BoardException fault = Assert.ThrowsExactly<BoardException>(() => new SlotDirectory(Store));

        StringAssert.StartsWith(fault.Message, $"The store '{Store}' can't be written to: ");
    }

    [TestMethod]
    public void AStoreThatWentAway_IsNotWritten()
    {
        SlotDirectory slots = new(Store);
        Directory.Delete(Store, recursive: true);

        Assert.IsFalse(slots.Write(0, [1]));
        Assert.IsNull(slots.Read(0, 100));
    }
}
