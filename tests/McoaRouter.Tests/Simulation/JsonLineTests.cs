using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class JsonLineTests
{
    [TestMethod]
    public void Members_Are_Written_In_Their_Order()
    {
        LastLine sink = new LastLine();
        JsonLine line = new JsonLine(sink);
        line.Begin(1500, "path");
        line.Text("uplink", null);
        line.Number("gap", -12);
        line.Flag("up", true);
        line.Address("careOfAddress", Hex.Address("2001:db8::10"), 0);
        line.End();
        Assert.AreEqual(
            "{\"t\":1500,\"event\":\"path\",\"uplink\":null,\"gap\":-12,\"up\":true,"
            + "\"careOfAddress\":\"2001:db8::10\"}\n",
            sink.Text);
    }

    [TestMethod]
    public void What_Json_Does_Not_Allow_In_A_Text_Is_Escaped()
    {
        LastLine sink = new LastLine();
        JsonLine line = new JsonLine(sink);
        line.Begin(0, "a\"b\\c\nd\u00e9");
        line.End();
        Assert.AreEqual("{\"t\":0,\"event\":\"a\\\"b\\\\c\\u000ad\\u00e9\"}\n", sink.Text);
    }

    [TestMethod]
    public void What_Does_Not_Fit_Is_Left_Out_And_The_Line_Stays_Whole()
    {
        LastLine sink = new LastLine();
        JsonLine line = new JsonLine(sink);
        line.Begin(0, "e");
        line.Text("long", new string('x', 5000));
        line.Number("short", 1);
        line.End();
        Assert.AreEqual("{\"t\":0,\"event\":\"e\",\"short\":1}\n", sink.Text);
    }

    private sealed class LastLine : ITranscriptSink
    {
        internal string Text { get; private set; }

        public void Line(byte[] buffer, int length)
        {
            char[] characters = new char[length];
            for (int i = 0; i < length; i++)
            {
                characters[i] = (char)buffer[i];
            }

            Text = new string(characters);
        }
    }
}
