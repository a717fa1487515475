using McoaRouter.Boards.Frame;

namespace McoaRouter.Tests.Boards;

[TestClass]
public sealed class BoardDevicesTests
{
    [TestMethod]
    public void A_Sound_Configuration_Lacks_Nothing()
    {
        Assert.AreEqual(0, Check(BoardTexts.Sound("bus-17")).Length);
    }

    [TestMethod]
    public void A_Link_That_The_Board_Does_Not_Have_Is_Told()
    {
        string[] faults = Check(BoardTexts.With(Configurations.Wifi));
        Assert.AreEqual(1, faults.Length);
        Assert.AreEqual(
            "uplinks[0].link: no \"simulated\" is left for it; the board has one wifi, one modem, and ethernet for the port",
            faults[0]);
    }

    [TestMethod]
    public void A_Second_Station_Is_Told()
    {
        string[] faults = Check(BoardTexts.With(BoardTexts.Wifi + "," + BoardTexts.OtherWifi));
        Assert.AreEqual(1, faults.Length);
        Assert.AreEqual(0, faults[0].IndexOf("uplinks[1].link: no \"wifi\" is left"));
    }

    [TestMethod]
    public void Ethernet_Is_For_The_Port_Alone()
    {
        string[] faults = Check(BoardTexts.With("{\"name\":\"one\",\"bid\":1,\"priority\":200,\"link\":\"ethernet\"}"));
        Assert.AreEqual(1, faults.Length);
        Assert.AreEqual(0, faults[0].IndexOf("uplinks[0].link: no \"ethernet\" is left"));
    }

    [TestMethod]
    public void All_That_Is_Lacking_Is_Told()
    {
        string json = WithCorrespondent(BoardTexts.With(Configurations.Wifi));
        int at = json.IndexOf("ethernet");
        string[] faults = Check(json.Substring(0, at) + "simulated" + json.Substring(at + 8));
        Assert.AreEqual(3, faults.Length);
        Assert.AreEqual("port.link: this board's port is \"ethernet\"", faults[0]);
        Assert.AreEqual(0, faults[1].IndexOf("uplinks[0].link"));
        Assert.AreEqual(0, faults[2].IndexOf("correspondents"));
    }

    [TestMethod]
    public void Correspondents_Are_Refused_By_A_Board_Without_Route_Optimisation()
    {
        string json = WithCorrespondent(BoardTexts.Sound("bus-17"));
        string[] faults = Check(json);
        Assert.AreEqual(1, faults.Length);
        Assert.AreEqual(
            "correspondents: this board has no route optimisation (boards/Esp32/README.md)", faults[0]);
        Assert.AreEqual(0, BoardDevices.Check(Configurations.Accepts(json), new RouteOptimizer(), null).Length);
    }

    [TestMethod]
    public void Flows_And_Health_Are_Refused_By_A_Board_Without_Traffic_Steering()
    {
        string json = BoardTexts.Sound("bus-17");
        int at = json.IndexOf("\"uplinks\"");
        string[] faults = Check(json.Substring(0, at) + "\"health\":{}," + json.Substring(at));
        Assert.AreEqual(1, faults.Length);
        Assert.AreEqual("health: this board has no traffic steering (boards/Esp32/README.md)", faults[0]);
        faults = Check(json.Substring(0, at) + "\"flows\":[{\"name\":\"a\",\"uplinks\":[\"wifi\"]}]," + json.Substring(at));
        Assert.AreEqual(1, faults.Length);
        Assert.AreEqual(0, faults[0].IndexOf("flows: this board"));
    }

    [TestMethod]
    public void Flows_And_Health_Are_For_A_Board_With_Traffic_Steering()
    {
        string json = BoardTexts.Steered(string.Empty);
        Assert.AreEqual(0, BoardDevices.Check(Configurations.Accepts(json), null, new TrafficSteering()).Length);
    }

    private static string WithCorrespondent(string json)
    {
        int at = json.IndexOf("\"uplinks\"");
        return json.Substring(0, at) + "\"correspondents\":[\"2001:db8:cc::80\"]," + json.Substring(at);
    }

    private static string[] Check(string json)
    {
        return BoardDevices.Check(Configurations.Accepts(json), null, null);
    }
}
