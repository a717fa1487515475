using McoaRouter.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>
/// What the reader of JSON text tells on a computer and a device can't: where, and which key is there twice.
/// </summary>
[TestClass]
public sealed class JsonTextPositionTests
{
    [TestMethod]
    [DataRow("{\n  \"a\": 1,\n  b: 2\n}", 3, 3)]
    [DataRow("{\"a\":1", 1, 7)]
    [DataRow("{\"ä\":x}", 1, 6)]
    [DataRow("{} {}", 1, 4)]
    [DataRow("{\"a\":\"\\ud800\"}", 1, 6)]
    [DataRow("{\"a\":1,}", 1, 8)]
    public void Text_that_is_no_JSON_is_refused_with_line_and_column(string text, int line, int column)
    {
        Assert.AreEqual(
            $"configuration: is not JSON at line {line}, column {column}; correct the text there or just before",
            Refuse(text));
    }

    [TestMethod]
    [DataRow("{\"a\":1,\n\"a\":2}", "a: is given twice at line 2, column 1; keep one of the two")]
    [DataRow("{\"a\":[{},{\"b\":1,\"b\":1}]}", "a[1].b: is given twice at line 1, column 17; keep one of the two")]
    [DataRow("{\"\":1,\"\":1}", "\"\": is given twice at line 1, column 7; keep one of the two")]
    public void Key_given_twice_is_refused(string text, string error)
    {
        Assert.AreEqual(error, Refuse(text));
    }

    private static string Refuse(string text)
    {
        Assert.IsFalse(JsonText.TryParse(text, out object root, out string error));
        Assert.IsNull(root);
        return error;
    }
}
