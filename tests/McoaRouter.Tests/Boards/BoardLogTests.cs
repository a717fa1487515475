using McoaRouter.Boards.Frame;
using McoaRouter.LinkLayers;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Boards;

[TestClass]
public sealed class BoardLogTests
{
    [TestMethod]
    public void A_Line_Carries_Its_Time_And_Goes_Out_At_Once()
    {
        BoardBench board = new BoardBench();
        board.Advance(1234);
        board.Log.Write("here");
        Assert.AreEqual("1234 here", board.LastLine);
        Assert.AreEqual(1, board.Log.Count);
        Assert.AreEqual("1234 here", board.Log.LineAt(0));
    }

    [TestMethod]
    public void The_Last_Lines_Are_Kept_From_The_Oldest_On()
    {
        BoardBench board = new BoardBench();
        for (int i = 0; i < BoardLog.Lines + 5; i++)
        {
            board.Log.Write(i.ToString());
        }

        Assert.AreEqual(BoardLog.Lines, board.Log.Count);
        Assert.AreEqual("0 5", board.Log.LineAt(0));
        Assert.AreEqual("0 36", board.Log.LineAt(BoardLog.Lines - 1));
        Assert.AreEqual(BoardLog.Lines + 5, board.Lines);
    }

    [TestMethod]
    public void What_Is_Kept_Of_A_Line_Is_Cut_At_Its_Longest()
    {
        BoardBench board = new BoardBench();
        board.Log.Write(Long());
        Assert.AreEqual(502, board.LastLine.Length);
        Assert.AreEqual(BoardLog.LongestLine, board.Log.LineAt(0).Length);
    }

    [TestMethod]
    public void What_Changes_Is_Written_With_The_Names_Of_The_Configuration()
    {
        BoardBench board = new BoardBench();
        RouterLog log = new RouterLog(Configurations.Accepts(Configurations.With(string.Empty)), board.Log);
        log.UplinkChanged(1, false, 0);
        Assert.AreEqual("lte: down", board.LastText());
        log.PathChanged(-1, 0);
        Assert.AreEqual("path: none", board.LastText());
        log.AtHomeChanged(0, 0);
        Assert.AreEqual("at home by: wifi", board.LastText());
        log.HomeAgentChanged(Hex.Address("2001:db8:1::2"), 0, 0);
        Assert.AreEqual("home agent: 2001:db8:1::2", board.LastText());
        log.RegistrationFormChanged(RegistrationForm.Single, 0);
        Assert.AreEqual("registration: single", board.LastText());
        log.LinkNoticed(MobileRouter.Port, LinkNotice.DeviceSilent, 0, 0);
        Assert.AreEqual("port: " + LinkNoticeText.Of(LinkNotice.DeviceSilent), board.LastText());
        log.LinkNoticed(0, LinkNotice.WifiNotFound, 0, 0);
        Assert.AreEqual("wifi: the Wi-Fi network is not within reach; check \"ssid\"", board.LastText());
    }

    [TestMethod]
    public void Every_Notice_Of_A_Link_Has_A_Sentence()
    {
        for (int i = 0; i < (int)LinkNotice.Count; i++)
        {
            Assert.IsTrue(LinkNoticeText.Of((LinkNotice)i).Length > 0);
        }
    }

    [TestMethod]
    public void What_Is_Sent_And_Acknowledged_Is_No_News()
    {
        BoardBench board = new BoardBench();
        RouterLog log = new RouterLog(Configurations.Accepts(Configurations.With(string.Empty)), board.Log);
        log.BindingUpdateSent(0, 1, 1, false, 0);
        log.BindingAcknowledged(0, 1, 0);
        Assert.AreEqual(0, board.Lines);
    }

    private static string Long()
    {
        char[] characters = new char[500];
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = 'x';
        }

        return new string(characters);
    }
}
