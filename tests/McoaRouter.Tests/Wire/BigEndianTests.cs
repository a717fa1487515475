using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>Integers on the wire.</summary>
[TestClass]
public sealed class BigEndianTests
{
    [TestMethod]
    public void Sixty_Four_Bits_Are_Read_With_Their_Sign()
    {
        byte[] octets = Hex.Read("ed1c9e00f5667788 6d1c9e0075667788");
        Assert.IsTrue(HighHalf(BigEndian.ReadInt64(octets, 0)) == -316891648);
        Assert.IsTrue(HighHalf(BigEndian.ReadInt64(octets, 8)) == 0x6D1C9E00);
        Assert.IsTrue((BigEndian.ReadInt64(octets, 0) & 0xFFFFFFFF) == 0xF5667788);
    }

    // The device's runtime shifts a value as it was pushed, so that the sign must be right there already.
    private static long HighHalf(long value)
    {
        return value >> 32;
    }
}
