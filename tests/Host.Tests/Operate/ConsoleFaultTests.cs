using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The faults of an answer, however strange the other end is.</summary>
[TestClass]
public sealed class ConsoleFaultTests
{
    [TestMethod]
    [DataRow("""{"faults":[{"path":"port","message":"is missing"}]}""", "port: is missing")]
    [DataRow("""{"faults":["port is missing"]}""", "port is missing")]
    [DataRow("""{"faults":[7]}""", "7")]
    [DataRow("""{"faults":["\ud800"]}""", "\"\\ud800\"", DisplayName = "Found by tools/fuzz: half of a surrogate pair")]
    [DataRow("""{"faults":[{"message":"\ud800"}]}""", """{"message":"\ud800"}""")]
    public void A_Fault_Is_Read(string result, string expected)
    {
        Assert.AreEqual(expected, ConsoleFault.ReadAll(JsonElement.Parse(result))[0].ToString());
    }
}
