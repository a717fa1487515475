using System.Text;
using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

/// <summary>Lines: taken apart, refused, and kept within their bounds.</summary>
[TestClass]
public sealed class SessionTests
{
    private const string Dialogue = "{\"id\":1,\"op\":\"hello\"}\r\n\n  \n{\"id\":2,\"op\":\"get\",\"path\":\"name\"}\nnonsense\n"
        + "{\"id\":3,\"op\":\"set\",\"path\":\"name\",\"value\":\"b\u00FCs\"}\n{\"id\":4,\"op\":\"changes\"}\n";

    [TestMethod]
    public void Lines_MaySplitAtEveryPlace()
    {
        byte[] octets = Encoding.UTF8.GetBytes(Dialogue);
        string whole = Answers(octets, octets.Length);
        Assert.IsTrue(whole.IndexOf("{\"path\":\"name\",\"old\":\"bench\",\"new\":\"b\\u00fcs\"}") > 0);
        for (int cut = 0; cut < octets.Length; cut += 3)
        {
            Assert.AreEqual(whole, Answers(octets, cut));
        }
    }

    [TestMethod]
    public void Lines_OctetByOctet()
    {
        ConsoleBench bench = new ConsoleBench();
        byte[] octets = Encoding.UTF8.GetBytes(Dialogue);
        for (int i = 0; i < octets.Length; i++)
        {
            bench.Session.Receive(octets, i, 1, bench.Now);
        }

        Assert.AreEqual(Answers(octets, 0), bench.Output.Take());
    }

    [TestMethod]
    [DataRow("nonsense", "not-json")]
    [DataRow("[1]", "not-json")]
    [DataRow("{\"op\":", "not-json")]
    [DataRow("{\"op\":\"hello\"", "not-json")]
    [DataRow("{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{", "not-json")]
    [DataRow("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "not-json")]
    [DataRow("{}", "not-a-request")]
    [DataRow("{\"id\":1}", "not-a-request")]
    [DataRow("{\"id\":-1,\"op\":\"hello\"}", "not-a-request")]
    [DataRow("{\"id\":2147483648,\"op\":\"hello\"}", "not-a-request")]
    [DataRow("{\"id\":1.5,\"op\":\"hello\"}", "not-a-request")]
    [DataRow("{\"id\":\"1\",\"op\":\"hello\"}", "not-a-request")]
    [DataRow("{\"op\":7}", "not-a-request")]
    [DataRow("{\"op\":null}", "not-a-request")]
    [DataRow("{\"op\":\"explode\"}", "unknown-op")]
    [DataRow("{\"op\":\"\"}", "unknown-op")]
    [DataRow("{\"op\":\"HELLO\"}", "unknown-op")]
    [DataRow("{\"op\":\"confirm\"}", "no-trial")]
    [DataRow("{\"op\":\"commit\"}", "nothing-staged")]
    [DataRow("{\"op\":\"get\",\"from\":\"staged\"}", "nothing-staged")]
    public void BadLine_IsAnsweredByItsCodeAndTheNextOneIsRead(string line, string code)
    {
        ConsoleBench bench = new ConsoleBench();

        bench.Fails(line, code);
        bench.Has("{\"id\":5,\"op\":\"get\",\"path\":\"name\"}", "{\"id\":5,\"ok\":true,\"result\":{\"path\":\"name\",\"value\":\"bench\"");
        Assert.AreEqual(0, bench.Slots.Writes);
    }

    [TestMethod]
    public void BadLine_ThatIsNotUtf8()
    {
        byte[][] bad =
        {
            new byte[] { 0x80 }, new byte[] { 0xC0, 0x80 }, new byte[] { 0xC3 }, new byte[] { 0xE0, 0x80, 0x80 },
            new byte[] { 0xED, 0xA0, 0x80 }, new byte[] { 0xF0, 0x80, 0x80, 0x80 }, new byte[] { 0xF4, 0x90, 0x80, 0x80 },
            new byte[] { 0xFF },
        };
        ConsoleBench bench = new ConsoleBench();
        byte[] head = Encoding.UTF8.GetBytes("{\"op\":\"");
        byte[] tail = Encoding.UTF8.GetBytes("\"}\n");
        for (int i = 0; i < bad.Length; i++)
        {
            bench.Session.Receive(head, 0, head.Length, bench.Now);
            bench.Session.Receive(bad[i], 0, bad[i].Length, bench.Now);
            bench.Session.Receive(tail, 0, tail.Length, bench.Now);
            Assert.AreEqual(
                "{\"id\":null,\"ok\":false,\"error\":{\"code\":\"not-json\",\"message\":\"is not UTF-8; write one JSON object a line, in UTF-8\"}}\n",
                bench.Output.Take());
        }

        bench.Has("{\"op\":\"counters\"}", "\"console\":{\"tooLong\":0,\"notJson\":8,\"notRequest\":0,\"dropped\":0}");
    }

    [TestMethod]
    public void TooLong_IsAnsweredOnceAndSkipped()
    {
        ConsoleBench bench = new ConsoleBench();
        byte[] chunk = new byte[ConsoleLimits.RequestOctets];
        System.Array.Copy(Encoding.UTF8.GetBytes("{\"op\":\"hello\"}"), 0, chunk, 0, 14);
        for (int i = 14; i < chunk.Length; i++)
        {
            chunk[i] = (byte)' ';
        }

        // As long as it may be, with a carriage return.
        bench.Session.Receive(chunk, 0, chunk.Length, bench.Now);
        bench.Has("\r", "\"ok\":true");

        // 10 MB or more.
        for (int i = 0; i < 2561; i++)
        {
            bench.Session.Receive(chunk, 0, chunk.Length, bench.Now);
        }

        Assert.AreEqual(1, bench.Output.Lines());
        bench.Has("", "\"error\":{\"code\":\"too-long\"");
        bench.Has("{\"op\":\"get\",\"path\":\"name\"}", "\"value\":\"bench\"");

        // One octet more than allowed.
        bench.Session.Receive(chunk, 0, chunk.Length, bench.Now);
        bench.Fails(" ", "too-long");
        bench.Has("{\"op\":\"counters\"}", "\"tooLong\":2,");
    }

    [TestMethod]
    public void Answer_WaitsForItsReader()
    {
        ConsoleBench bench = new ConsoleBench();
        string whole = bench.Ask("{\"op\":\"hello\"}");
        string name = bench.Ask("{\"op\":\"get\",\"path\":\"name\"}");
        bench.Output.Room = 10;
        Assert.AreEqual(whole.Substring(0, 10), bench.Ask("{\"op\":\"hello\"}"));
        Assert.IsTrue(bench.Session.IsBusy);

        // What comes meanwhile is answered behind it, in order.
        Assert.AreEqual(string.Empty, bench.Ask("{\"op\":\"get\",\"path\":\"name\"}"));
        bench.Output.Room = 20;
        bench.Session.Poll(bench.Now);
        Assert.AreEqual(whole.Substring(10, 20), bench.Output.Take());
        bench.Output.Room = int.MaxValue;
        bench.Session.Poll(bench.Now);
        Assert.AreEqual(whole.Substring(30) + name, bench.Output.Take());
        Assert.IsFalse(bench.Session.IsBusy);
    }

    [TestMethod]
    public void PeerThatNeverReads_IsBounded()
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Output.Room = 0;
        byte[] line = Encoding.UTF8.GetBytes("{\"op\":\"get\",\"path\":\"name\"}\n");
        for (int i = 0; i < 500; i++)
        {
            bench.Session.Receive(line, 0, line.Length, bench.Now);
        }

        bench.Output.Room = int.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            bench.Session.Poll(bench.Now);
        }

        string answers = bench.Output.Take();
        Assert.IsTrue(answers.IndexOf("too-long") > 0);
        bench.Session.Receive(new byte[] { (byte)'\n' }, 0, 1, bench.Now);
        bench.Has("{\"op\":\"get\",\"path\":\"name\"}", "\"value\":\"bench\"");
    }

    [TestMethod]
    public void TooManySessions_AreClosedFromTheStart()
    {
        ConsoleBench bench = new ConsoleBench();
        ConsoleSession last = null;
        for (int i = 1; i < ConsoleLimits.Sessions; i++)
        {
            last = new ConsoleSession(bench.Console, new TestOutput());
            Assert.IsTrue(last.IsOpen);
        }

        TestOutput output = new TestOutput();
        ConsoleSession more = new ConsoleSession(bench.Console, output);
        Assert.IsFalse(more.IsOpen);
        Assert.AreEqual(string.Empty, bench.Ask(more, output, "{\"op\":\"hello\"}"));
        last.Close();
        last.Close();
        Assert.IsTrue(new ConsoleSession(bench.Console, output).IsOpen);
    }

    [TestMethod]
    public void Configuration_GrowsNoLargerThanTheStore()
    {
        ConsoleBench bench = new ConsoleBench();
        char[] letters = new char[3000];
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = 'x';
        }

        string text = new string(letters);
        bench.Has("{\"op\":\"set\",\"path\":\"a\",\"value\":\"" + text + "\"}", "\"staging\":1");
        bench.Has("{\"op\":\"set\",\"path\":\"b\",\"value\":\"" + text + "\"}", "\"staging\":2");
        bench.Fails("{\"op\":\"set\",\"path\":\"c\",\"value\":\"" + text + "\"}", "too-large");
        bench.Has("{\"op\":\"hello\"}", "\"staging\":2");
        bench.Fails("{\"op\":\"set\",\"path\":\"d\",\"value\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}", "bad-argument");
    }

    [TestMethod]
    public void Answer_ThatIsTooLargeSaysSo()
    {
        ConsoleBench bench = new ConsoleBench();
        char[] letters = new char[1000];
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = '\u00E4';
        }

        string text = new string(letters);
        bench.Has("{\"op\":\"set\",\"path\":\"a\",\"value\":\"" + text + "\"}", "\"staging\":1");
        bench.Has("{\"op\":\"set\",\"path\":\"b\",\"value\":\"" + text + "\"}", "\"staging\":2");
        bench.Has("{\"op\":\"set\",\"path\":\"c\",\"value\":\"" + text + "\"}", "\"staging\":3");
        bench.Fails("{\"op\":\"get\",\"from\":\"staged\"}", "too-large");
        bench.Has("{\"op\":\"get\",\"from\":\"staged\",\"path\":\"a\"}", "\\u00e4\",\"revision\":0");
    }

    private static string Answers(byte[] octets, int cut)
    {
        ConsoleBench bench = new ConsoleBench();
        bench.Session.Receive(octets, 0, cut, bench.Now);
        bench.Session.Receive(octets, cut, octets.Length - cut, bench.Now);
        Assert.AreEqual(5, bench.Output.Lines());
        return bench.Output.Take();
    }
}
