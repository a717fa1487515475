using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Tests that read the captures of a lab: each has a folder of its own for them, which goes with it.</summary>
public abstract class CapturingTests
{
    /// <summary>The folder.</summary>
    protected string Captures { get; private set; } = "";

    [TestInitialize]
    public void MakeFolder()
    {
        Captures = Directory.CreateTempSubdirectory("lab-captures-").FullName;
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        Directory.Delete(Captures, recursive: true);
    }
}
