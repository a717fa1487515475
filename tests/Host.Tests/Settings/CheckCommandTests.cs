using System;
using System.CommandLine;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;
using McoaRouter.Tools;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary><c>mcoa check</c>: the validator on a file.</summary>
[TestClass]
public sealed class CheckCommandTests
{
    private static readonly string s_linux = Repository.Read("boards", "Linux", "example.json");
    private static readonly string s_esp32 = Repository.Read("boards", "Esp32", "example.json");

    [TestMethod]
    [DataRow("linux")]
    [DataRow("simulated")]
    [DataRow(null)]
    public void Good_file_is_good(string? board)
    {
        (int code, string output, string file) = Check(s_linux, board == null ? [] : ["--board", board]);
        Assert.AreEqual($"{file}: good\n", output);
        Assert.AreEqual(0, code);
    }

    [TestMethod]
    public void Fault_has_its_place_path_and_remedy()
    {
        (int code, string output, string file) = Check("{\n  \"version\": 2,\n  \"uplinks\": [ { \"bid\": 0 } ]\n}");
        Assert.AreEqual(4, code);
        Assert.Contains($"{file}:2:3: version: 2 is not 1; write 1, the version of this format\n", output);
        Assert.Contains($"{file}:3:18: uplinks[0].bid: 0 is outside 1..65535; ", output);
        Assert.Contains($"{file}:3:16: uplinks[0].name: is missing; ", output);
        Assert.Contains($"{file}: name: is missing; ", output);
        Assert.DoesNotContain("good", output);
    }

    [TestMethod]
    public void Text_that_is_no_json_is_faulty()
    {
        (int code, string output, string file) = Check("{\n  \"version\" 1\n}");
        Assert.AreEqual(4, code);
        Assert.AreEqual(
            $"{file}: configuration: is not JSON at line 2, column 13; correct the text there or just before\n", output);
    }

    [TestMethod]
    public void Notices_are_no_faults()
    {
        string association = s_linux[s_linux.IndexOf("\"security\"", StringComparison.Ordinal)..];
        association = association[..(association.IndexOf('}', StringComparison.Ordinal) + 1)];
        (int code, string output, string file) =
            Check(s_linux.Replace(association, "\"security\": \"none\"", StringComparison.Ordinal));
        Assert.AreEqual(0, code);
        Assert.StartsWith($"{file}: notice: security: binding messages are not authenticated", output);
        Assert.EndsWith($"{file}: good\n", output);
    }

    [TestMethod]
    public void Board_refuses_what_it_has_not()
    {
        (int code, string output, string _) = Check(s_esp32, "--board", "linux");
        Assert.AreEqual(4, code);
        Assert.Contains(": uplinks[0].link: the Linux board has no link 'wifi' here; use \"interface\"", output);
        (code, output, _) = Check(s_linux, "--board", "esp32");
        Assert.AreEqual(4, code);
        Assert.Contains(": port.link: this board's port is \"ethernet\"\n", output);
        Assert.AreEqual(0, Check(s_esp32, "--board", "esp32").Code);
    }

    [TestMethod]
    public void File_that_a_device_does_not_load_is_faulty_there()
    {
        string large = s_esp32 + new string(' ', 8192);
        Assert.AreEqual(0, Check(large).Code);
        (int code, string output, string file) = Check(large, "--board", "esp32");
        Assert.AreEqual(4, code);
        Assert.StartsWith(
            $"{file}: configuration: has {Encoding.UTF8.GetByteCount(large)} octets; this board takes 8192 at most\n", output);
    }

    [TestMethod]
    public void Json_has_faults_with_places_and_notices()
    {
        (int code, string output, string _) = Check("{ \"version\": 2 }", "--json");
        Assert.AreEqual(4, code);
        JsonNode root = JsonNode.Parse(output)!;
        JsonNode fault = root["faults"]![0]!;
        Assert.AreEqual("version", fault["path"]!.GetValue<string>());
        Assert.AreEqual("2 is not 1; write 1, the version of this format", fault["message"]!.GetValue<string>());
        Assert.AreEqual(1, fault["line"]!.GetValue<int>());
        Assert.AreEqual(3, fault["column"]!.GetValue<int>());
        Assert.IsNull(root["faults"]![1]!["line"]);
        Assert.IsEmpty(root["notices"]!.AsArray());
    }

    [TestMethod]
    public void File_that_cannot_be_read_is_unusable()
    {
        Assert.AreEqual(2, Run("check", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString())).Code);
        Assert.AreEqual(2, Run("check").Code);
        Assert.AreEqual(2, Run("check", "x.json", "--board", "toaster").Code);
    }

    private static (int Code, string Output, string File) Check(string text, params string[] options)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            (int code, string output) = Run(["check", file, .. options]);
            return (code, output, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        InvocationConfiguration configuration = new() { Output = output, Error = error };
        int code = CommandLine.RunAsync(arguments, configuration).GetAwaiter().GetResult();
        return (code, output.ToString());
    }
}
