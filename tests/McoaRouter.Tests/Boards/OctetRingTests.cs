using McoaRouter.Boards.Frame;

namespace McoaRouter.Tests.Boards;

[TestClass]
public sealed class OctetRingTests
{
    [TestMethod]
    public void What_Is_Written_Is_Read_Once_And_In_Order_At_Every_Place_Of_The_Ring()
    {
        OctetRing ring = new OctetRing(7);
        byte[] buffer = new byte[16];
        byte next = 0;
        byte expected = 0;
        for (int turn = 0; turn < 200; turn++)
        {
            int length = turn % 8;
            for (int i = 0; i < length; i++)
            {
                buffer[2 + i] = next++;
            }

            Assert.AreEqual(length, ring.Write(buffer, 2, length));
            Assert.AreEqual(length, ring.Count);
            Assert.AreEqual(length, ring.Read(buffer, 1, 9));
            for (int i = 0; i < length; i++)
            {
                Assert.AreEqual((int)expected++, (int)buffer[1 + i]);
            }
        }
    }

    [TestMethod]
    public void A_Full_Ring_Takes_What_It_Has_Room_For_And_An_Empty_One_Gives_Nothing()
    {
        OctetRing ring = new OctetRing(5);
        byte[] buffer = Hex.Read("01 02 03 04 05 06 07 08");
        Assert.AreEqual(0, ring.Read(buffer, 0, 8));
        Assert.AreEqual(3, ring.Write(buffer, 0, 3));
        Assert.AreEqual(2, ring.Write(buffer, 3, 5));
        Assert.AreEqual(0, ring.Write(buffer, 5, 3));
        Assert.AreEqual(2, ring.Read(buffer, 6, 2));
        Assert.AreEqual(1, (int)buffer[6]);
        Assert.AreEqual(2, ring.Write(buffer, 0, 8));
        byte[] rest = new byte[5];
        Assert.AreEqual(5, ring.Read(rest, 0, 5));
        CollectionAssert.AreEqual(Hex.Read("03 04 05 01 02"), rest);
    }

    [TestMethod]
    public void Writing_And_Reading_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new Traffic());
    }

    private sealed class Traffic : IRepeatable
    {
        private readonly OctetRing _ring = new OctetRing(100);
        private readonly byte[] _buffer = new byte[70];

        public void Run()
        {
            _ring.Write(_buffer, 0, 70);
            _ring.Read(_buffer, 0, 70);
        }
    }
}
