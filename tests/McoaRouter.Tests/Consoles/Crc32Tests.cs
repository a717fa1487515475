using System.Text;
using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

[TestClass]
public sealed class Crc32Tests
{
    [TestMethod]
    public void Check_IsTheOneThatEverybodyHas()
    {
        byte[] octets = Encoding.UTF8.GetBytes("123456789");

        Assert.AreEqual(0xCBF43926, Crc32.Finish(Crc32.Add(Crc32.Start, octets, 0, octets.Length)));
        Assert.AreEqual(0xCBF43926, Crc32.Finish(Crc32.Add(Crc32.Add(Crc32.Start, octets, 0, 4), octets, 4, 5)));
    }
}
