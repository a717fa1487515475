using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
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

    /// <summary>Found by tools/fuzz: such a line ended the connection.</summary>
    [TestMethod]
    public async Task A_Line_Whose_Names_Are_No_Text_Is_Skipped()
    {
        const string Lines = """
            {"id":1,"ok":true,"\ud800":1}
            {"id":2,"ok":true,"result":[{"\ud800":1}]}
            {"event":"path","\ud800":1}
            {"id":3,"ok":true}

            """;
        await using ConsoleLine line = new(new MemoryStream(Encoding.UTF8.GetBytes(Lines.ReplaceLineEndings("\n"))));
        List<long?> ids = [];
        await foreach (JsonElement answer in line.Answers.ReadAllAsync())
        {
            ids.Add(answer.NumberOf("id"));
        }

        CollectionAssert.AreEqual(new long?[] { 3 }, ids);
        Assert.IsFalse(line.Events.TryRead(out _));
    }
}
