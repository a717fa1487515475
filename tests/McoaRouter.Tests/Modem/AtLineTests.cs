using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;

namespace McoaRouter.Tests.Modem;

/// <summary>Lines octet by octet, and what stands in them.</summary>
[TestClass]
public sealed class AtLineTests
{
    [TestMethod]
    [DataRow("OK\r")]
    [DataRow("OK\n")]
    [DataRow("\r\nOK\r\n")]
    [DataRow("\r\r\n\nOK\r")]
    public void A_line_ends_with_either_end_and_empty_lines_and_nuls_are_none(string text)
    {
        AtLine line = new AtLine(new LinkRefusalCounters());
        int lines = 0;
        for (int i = 0; i < text.Length; i++)
        {
            line.Take(0);
            if (line.Take(text[i]))
            {
                lines++;
                Assert.IsTrue(line.Is(Ascii.Octets("OK"), 2));
            }
        }

        Assert.AreEqual(1, lines);
    }

    [TestMethod]
    public void A_line_cut_at_every_length_is_none()
    {
        const string Text = "\r\n+CEREG: 1,5";
        for (int length = 0; length <= Text.Length; length++)
        {
            AtLine line = new AtLine(new LinkRefusalCounters());
            Assert.AreEqual(0, LinesIn(line, Text.Substring(0, length)));
        }
    }

    [TestMethod]
    public void The_longest_line_is_taken_and_a_longer_one_refused_up_to_its_end()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        AtLine line = new AtLine(refusals);
        for (int length = LinkLimits.ModemLineOctets - 1; length < 1000; length++)
        {
            bool fits = length <= LinkLimits.ModemLineOctets;
            for (int i = 0; i < length; i++)
            {
                Assert.IsFalse(line.Take('A'));
            }

            Assert.AreEqual(fits, line.Take('\r'));
            Assert.AreEqual(fits ? length : 0, line.Length);
        }

        Assert.AreEqual(999 - LinkLimits.ModemLineOctets, (int)refusals.Of(LinkRefusal.Oversized));
        Assert.AreEqual(1, LinesIn(line, "OK\r"));
    }

    [TestMethod]
    public void A_line_with_any_octet_that_is_no_text_is_refused_and_the_next_is_not()
    {
        LinkRefusalCounters refusals = new LinkRefusalCounters();
        AtLine line = new AtLine(refusals);
        int refused = 0;
        for (int octet = 0; octet < 256; octet++)
        {
            bool isText = octet == 0 || octet == '\r' || octet == '\n' || (octet >= 0x20 && octet <= 0x7E);
            refused += isText ? 0 : 1;
            line.Take('O');
            line.Take(octet);
            Assert.AreEqual(isText, line.Take('\r') || octet == '\r' || octet == '\n');
            Assert.AreEqual(1, LinesIn(line, "OK\r"));
        }

        Assert.AreEqual(refused, (int)refusals.Of(LinkRefusal.Garbled));
    }

    [TestMethod]
    [DataRow("+CSQ: 20,99", 0, 20)]
    [DataRow("+CSQ: 20,99", 1, 99)]
    [DataRow("+CSQ: 20,99", 2, -1)]
    [DataRow("+CSQ:20,99", 0, 20)]
    [DataRow("+CSQ: 20, 99", 1, 99)]
    [DataRow("+CSQ: ,99", 0, -1)]
    [DataRow("+CSQ: ,99", 1, 99)]
    [DataRow("+CEREG: 2,1,\"12,34\",5", 2, -1)]
    [DataRow("+CEREG: 2,1A,5", 1, -1)]
    [DataRow("+CEREG: 2,-1", 1, -1)]
    [DataRow("+CME ERROR: 10", 0, 10)]
    [DataRow("+CME ERROR: SIM failure", 0, -1)]
    [DataRow("4", 0, 4)]
    [DataRow(":", 0, -1)]
    [DataRow("::1", 0, -1)]
    [DataRow("+X: 999999", 0, 999999)]
    [DataRow("+X: 4294967297", 0, -1)]
    [DataRow("+X: 00000000000000000001", 0, 1)]
    [DataRow("+X: 99999999999999999999999999999999999999999999", 0, -1)]
    public void Fields_are_numbers_or_none(string text, int field, int expected)
    {
        AtLine line = new AtLine(new LinkRefusalCounters());
        Assert.AreEqual(1, LinesIn(line, text + "\r"));
        Assert.AreEqual(expected, line.NumberAt(field));
    }

    [TestMethod]
    [DataRow("OK", 0)]
    [DataRow("CONNECT", 1)]
    [DataRow("CONNECT 150000000", 1)]
    [DataRow("RING", 2)]
    [DataRow("NO CARRIER", 3)]
    [DataRow("ERROR", 4)]
    [DataRow("+CME ERROR: 148", 4)]
    [DataRow("+CMS ERROR: 500", 4)]
    [DataRow("NO DIALTONE", 6)]
    [DataRow("BUSY", 7)]
    [DataRow("NO ANSWER", 8)]
    [DataRow("OKAY", 9)]
    [DataRow("O", 9)]
    [DataRow("+CREG: 1", 9)]
    [DataRow("0", 9)]
    public void Results_are_words(string text, int expected)
    {
        AtLine line = new AtLine(new LinkRefusalCounters());
        LinesIn(line, text + "\r");
        Assert.AreEqual(expected, (int)new AtWords().ResultOf(line, false));
    }

    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("1", 1)]
    [DataRow("3", 3)]
    [DataRow("4", 4)]
    [DataRow("5", 9)]
    [DataRow("8", 8)]
    [DataRow("9", 9)]
    [DataRow("00", 9)]
    [DataRow("OK", 0)]
    public void Results_are_numbers_where_they_may_be(string text, int expected)
    {
        AtLine line = new AtLine(new LinkRefusalCounters());
        LinesIn(line, text + "\r");
        Assert.AreEqual(expected, (int)new AtWords().ResultOf(line, true));
    }

    private static int LinesIn(AtLine line, string text)
    {
        int lines = 0;
        for (int i = 0; i < text.Length; i++)
        {
            lines += line.Take(text[i]) ? 1 : 0;
        }

        return lines;
    }
}
