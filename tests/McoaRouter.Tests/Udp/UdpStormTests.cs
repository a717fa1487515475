using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>
/// Uplinks that come, go, and change their family, NATs that lose their mappings and ways that are cut, in any order: when
/// the storm is over, the home agent holds what the router has, and traffic flows. The seed is in the test's name.
/// </summary>
[TestClass]
public sealed class UdpStormTests
{
    private const string Rfc5648 = ",\"wireProfile\":\"rfc5648\"";
    private const string Individual = ",\"registration\":\"individual\"";
    private const int Steps = 200;

    [TestMethod]
    [DataRow("", 1)]
    [DataRow("", 2)]
    [DataRow(Individual, 3)]
    [DataRow(Rfc5648, 4)]
    [DataRow(Rfc5648, 5)]
    [DataRow(Rfc5648 + Individual, 6)]
    [DataRow(",\"registration\":\"single\"", 7)]
    public void Both_Ends_Agree_After_A_Storm(string members, int seed)
    {
        UdpBench bench = new UdpBench(UdpBench.Address + members);
        int state = seed;
        for (int i = 0; i < Steps; i++)
        {
            state = Next(state);
            Disturb(bench, (state >> 16) & 7, (state >> 20) & 1, (state >> 22) & 7);
            state = Next(state);
            bench.Wait(((state >> 16) & 15) * 700);
        }

        bench.Nats[0].IsCut = false;
        bench.Nats[1].IsCut = false;
        bench.Up(0, "10.0.0.99");
        bench.Router.Up(1, "2001:db8:b:99::29");
        bench.Run();
        bench.Wait(120000);
        bool single = members.IndexOf("single") >= 0;
        Assert.AreEqual(single ? "+." : "++", bench.Router.States());
        string first = (single ? "0@198.51.100.7:" : "1@198.51.100.7:") + bench.Nats[0].Port.ToString() + "n;";
        Assert.AreEqual(single ? first : first + "2@2001:db8:b:99::29;", bench.Show());
        Assert.IsTrue(bench.GoesUp());
        Assert.IsTrue(bench.GoesDown());
        bench.Router.Router.Stop(bench.Router.Now);
        bench.Wait(6000);
        Assert.AreEqual(string.Empty, bench.Show());
        Assert.AreEqual(0L, bench.Router.Refused(Refusal.NotIpv4) + bench.Router.Refused(Refusal.WrongPort));
    }

    private static void Disturb(UdpBench bench, int kind, int uplink, int number)
    {
        switch (kind)
        {
            case 0:
                bench.Router.Down(uplink);
                break;
            case 1:
                bench.Router.Up(uplink, "2001:db8:" + (uplink == 0 ? "a" : "b") + ":" + (number + 1).ToString() + "::7");
                break;
            case 2:
            case 3:
                bench.Router.Router.LinkUp(
                    uplink, UdpBench.Mapped("10.0.0." + (number + 1).ToString()), 0, bench.Router.Now);
                break;
            case 4:
                bench.Nats[uplink].Forget();
                break;
            case 5:
                bench.Nats[uplink].IsCut = number < 3;
                break;
            case 6:
                bench.GoesUp();
                break;
            default:
                bench.GoesDown();
                break;
        }

        bench.Run();
    }

    private static int Next(int state)
    {
        return (state * 1103515245) + 12345;
    }
}
