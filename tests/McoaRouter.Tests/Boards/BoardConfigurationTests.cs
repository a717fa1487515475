using McoaRouter.Boards.Frame;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Boards;

[TestClass]
public sealed class BoardConfigurationTests
{
    private const string Wifi =
        "{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"wifi\",\"ssid\":\"depot\",\"transport\":\"ipv6\"}";

    private const string OtherWifi =
        "{\"name\":\"two\",\"bid\":9,\"priority\":1,\"link\":\"wifi\",\"ssid\":\"other\",\"transport\":\"ipv6\"}";

    private const string Modem =
        "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"modem\",\"apn\":\"internet\",\"transport\":\"ipv6\"}";

    private const string Ethernet = "\"port\":{\"link\":\"ethernet\",\"prefix\":\"2001:db8:100:1::/64\"}";

    [TestMethod]
    public void A_Sound_Configuration_Is_Taken()
    {
        BoardBench board = new BoardBench();
        RouterSettings settings = Load(With(Wifi + "," + Modem), board);
        Assert.IsNotNull(settings);
        Assert.AreEqual(2, settings.Uplinks.Length);
        Assert.AreEqual(0, board.Lines);
    }

    [TestMethod]
    public void A_Missing_Or_Too_Large_File_Is_Told()
    {
        BoardBench board = new BoardBench();
        FakeFiles files = new FakeFiles();
        Assert.IsNull(BoardConfiguration.Load(files, board.Log, null));
        Assert.AreEqual("router.json", files.Name);
        files.Octets = new byte[BoardConfiguration.LongestFile + 1];
        Assert.IsNull(BoardConfiguration.Load(files, board.Log, null));
        Assert.AreEqual(2, board.Lines);
        Assert.AreEqual(
            "no configuration: put a router.json of at most 8192 octets on the board (boards/Esp32/README.md)",
            board.LastText());
    }

    [TestMethod]
    public void Every_Fault_Has_Its_Line()
    {
        BoardBench board = new BoardBench();
        Assert.IsNull(Load("{}", board));
        Assert.IsTrue(board.Lines > 3);
        Assert.IsTrue(board.TextAt(0).IndexOf("configuration: ") == 0);
    }

    [TestMethod]
    public void Octets_That_Are_No_Text_Are_Told()
    {
        BoardBench board = new BoardBench();
        FakeFiles files = new FakeFiles();
        files.Octets = new byte[] { 0xFF, 0xFE, 0x00, 0x7B };
        Assert.IsNull(BoardConfiguration.Load(files, board.Log, null));
        Assert.AreEqual(1, board.Lines);
    }

    [TestMethod]
    public void A_Link_That_The_Board_Does_Not_Have_Is_Told()
    {
        BoardBench board = new BoardBench();
        Assert.IsNull(Load(With(Configurations.Wifi), board));
        Assert.AreEqual(
            "configuration: uplinks[0].link: no \"simulated\" is left for it; the board has one wifi, one modem, and "
                + "ethernet for the port",
            board.LastText());
    }

    [TestMethod]
    public void A_Second_Station_Is_Told()
    {
        BoardBench board = new BoardBench();
        Assert.IsNull(Load(With(Wifi + "," + OtherWifi), board));
        Assert.IsTrue(board.LastText().IndexOf("uplinks[1].link") > 0);
    }

    [TestMethod]
    public void Another_Port_Is_Told()
    {
        BoardBench board = new BoardBench();
        string json = With(Wifi);
        int at = json.IndexOf("ethernet");
        Assert.IsNull(Load(json.Substring(0, at) + "simulated" + json.Substring(at + 8), board));
        Assert.AreEqual("configuration: port.link: this board's port is \"ethernet\"", board.LastText());
    }

    [TestMethod]
    public void Correspondents_Are_Refused_By_A_Board_Without_Route_Optimisation()
    {
        BoardBench board = new BoardBench();
        FakeFiles files = new FakeFiles();
        string json = With(Wifi);
        int at = json.IndexOf("\"uplinks\"");
        files.Octets = FakeFiles.Plain(
            json.Substring(0, at) + "\"correspondents\":[\"2001:db8:cc::80\"]," + json.Substring(at));
        Assert.IsNull(BoardConfiguration.Load(files, board.Log, null));
        Assert.AreEqual(1, board.Lines);
        Assert.AreEqual(
            "configuration: correspondents: this board has no route optimisation (boards/Esp32/README.md)",
            board.LastText());
        Assert.IsNotNull(BoardConfiguration.Load(files, board.Log, new RouteOptimizer()));
        Assert.AreEqual(1, board.Lines);
    }

    [TestMethod]
    public void An_Unsafe_Configuration_Is_Noticed()
    {
        BoardBench board = new BoardBench();
        string json = With(Wifi);
        int at = json.IndexOf("\"security\"");
        int end = json.IndexOf("\"uplinks\"");
        Assert.IsNotNull(Load(json.Substring(0, at) + "\"security\":\"none\"," + json.Substring(end), board));
        Assert.AreEqual(1, board.Lines);
        Assert.IsTrue(board.LastText().IndexOf("notice: ") == 0);
    }

    private static string With(string uplinks)
    {
        string json = Configurations.WithUplinks(uplinks);
        return json.Substring(0, json.IndexOf("\"port\"")) + Ethernet + "}";
    }

    private static RouterSettings Load(string json, BoardBench board)
    {
        FakeFiles files = new FakeFiles();
        files.Octets = FakeFiles.Plain(json);
        return BoardConfiguration.Load(files, board.Log, null);
    }
}
