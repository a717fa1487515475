using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Settings;

[TestClass]
public sealed class JsonTextTests
{
    [TestMethod]
    public void Values_have_one_form_on_every_platform()
    {
        object root = Read("{\"text\":\"a\\\"b\\\\\",\"yes\":true,\"no\":false,\"none\":null,\"whole\":7,\"large\":4294967296,"
            + "\"minus\":-3,\"part\":1.5,\"list\":[1,\"two\",{\"three\":3}],\"empty\":[],\"object\":{\"inner\":{}}}");
        Hashtable members = (Hashtable)root;
        Assert.AreEqual(11, members.Count);
        Assert.AreEqual("a\"b\\", (string)members["text"]);
        Assert.IsTrue((bool)members["yes"]);
        Assert.IsFalse((bool)members["no"]);
        Assert.IsTrue(members.Contains("none"));
        Assert.IsNull(members["none"]);
        Assert.IsTrue((long)members["whole"] == 7);
        Assert.IsTrue((long)members["large"] == 4294967296);
        Assert.IsTrue((long)members["minus"] == -3);
        Assert.IsTrue((double)members["part"] == 1.5);
        ArrayList list = (ArrayList)members["list"];
        Assert.AreEqual(3, list.Count);
        Assert.IsTrue((long)list[0] == 1);
        Assert.AreEqual("two", (string)list[1]);
        Assert.IsTrue((long)((Hashtable)list[2])["three"] == 3);
        Assert.AreEqual(0, ((ArrayList)members["empty"]).Count);
        Assert.AreEqual(0, ((Hashtable)((Hashtable)members["object"])["inner"]).Count);
    }

    [TestMethod]
    public void Text_that_is_no_JSON_is_refused()
    {
        string[] texts = new string[]
        {
            "{", "}", "{\"a\":}", "{\"a\" 1}", "{\"a\":1", "[1", "{\"a\":1}}", "{\"a\":tru}", "{a:1}", "{\"a\":\"b}", "x",
        };
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.IsTrue(Refuse(texts[i]).IndexOf("configuration: is not JSON") == 0);
        }
    }

    [TestMethod]
    public void Text_without_content_is_refused()
    {
        Assert.AreEqual("configuration: is empty; write a JSON object", Refuse(string.Empty));
        Assert.AreEqual("configuration: is empty; write a JSON object", Refuse(" \r\n"));
        Assert.AreEqual("configuration: is empty; write a JSON object", Refuse(null));
    }

    [TestMethod]
    public void Depth_is_bounded()
    {
        Assert.IsNotNull(Read(Nested(16)));
        Assert.AreEqual(
            "configuration: is nested deeper than 16 at line 1, column 81; no setting needs that, close the brackets before",
            Refuse(Nested(17)));
    }

    [TestMethod]
    public void Length_is_bounded()
    {
        Assert.AreEqual(
            "configuration: has 65537 characters; keep it within 65536", Refuse(new string(' ', 65534) + "{ }"));
    }

    [TestMethod]
    public void Configuration_is_an_object()
    {
        Configurations.Refuses("[1]", "configuration: is a list, not an object; write { ... } around it");
    }

    private static object Read(string text)
    {
        object root;
        string error;
        bool read = JsonText.TryParse(text, out root, out error);
        Assert.IsNull(error);
        Assert.IsTrue(read);
        return root;
    }

    private static string Refuse(string text)
    {
        object root;
        string error;
        Assert.IsFalse(JsonText.TryParse(text, out root, out error));
        Assert.IsNull(root);
        Assert.IsNotNull(error);
        return error;
    }

    private static string Nested(int depth)
    {
        string text = string.Empty;
        for (int i = 1; i < depth; i++)
        {
            text = text + "{\"a\":";
        }

        text = text + "{}";
        for (int i = 1; i < depth; i++)
        {
            text = text + "}";
        }

        return text;
    }
}
