using McoaRouter.Boards.Linux;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class WirelessSignalsTests
{
    private const string Statistics =
        """
        Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
         face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
         wlan0: 0000   54.  -56.  -256        0      0      0      0      0        0
        wlan10: 0000   54.  -71   -256        0      0      0      0      0        0
         wlan2: 0000   54.   70.     0        0      0      0      0      0        0
         wlan3: 0000
        """;

    [TestMethod]
    [DataRow("wlan0", -56)]
    [DataRow("wlan10", -71)]
    [DataRow("wlan2", int.MinValue)]
    [DataRow("wlan3", int.MinValue)]
    [DataRow("wlan1", int.MinValue)]
    [DataRow("eth0", int.MinValue)]
    [DataRow("face |", int.MinValue)]
    public void TheLevel_IsThatOfTheInterface_WhereItIsInDbm(string device, int expected)
    {
        Assert.AreEqual(expected, WirelessSignals.Find(Statistics, device));
    }
}
