using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>What kind of address each is, at the edges of the kinds.</summary>
[TestClass]
public sealed class AddressKindTests
{
    [TestMethod]
    [DataRow("::", "unspecified")]
    [DataRow("::1", "loopback")]
    [DataRow("::2", "routable")]
    [DataRow("1::", "routable")]
    [DataRow("1::1", "routable")]
    [DataRow("::1:0:0:1", "routable")]
    [DataRow("::1:1", "routable")]
    [DataRow("fe80::1", "link-local")]
    [DataRow("febf:ffff::1", "link-local")]
    [DataRow("fe7f::1", "routable")]
    [DataRow("fec0::1", "routable")]
    [DataRow("ff00::", "multicast")]
    [DataRow("feff::1", "routable")]
    [DataRow("::ffff:c000:201", "mapped")]
    [DataRow("::ff00:c000:201", "routable")]
    [DataRow("::ff:c000:201", "routable")]
    [DataRow("::1:ffff:c000:201", "routable")]
    public void An_Ipv6_Address_Is_Of_One_Kind(string text, string kind)
    {
        byte[] buffer = new byte[19];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, buffer, 3));
        Assert.AreEqual(kind, Ipv6Kind(buffer, 3));
    }

    [TestMethod]
    [DataRow("0.255.0.1", false)]
    [DataRow("1.0.0.1", true)]
    [DataRow("10.254.0.1", true)]
    [DataRow("126.0.0.1", true)]
    [DataRow("127.0.0.1", false)]
    [DataRow("169.253.0.1", true)]
    [DataRow("169.254.0.1", false)]
    [DataRow("169.255.0.1", true)]
    [DataRow("223.0.0.1", true)]
    [DataRow("224.0.0.1", false)]
    [DataRow("255.255.255.255", false)]
    public void A_Tunnel_May_End_At_A_Routable_Ipv4_Address(string text, bool routable)
    {
        byte[] buffer = new byte[7];
        Assert.IsTrue(Ipv4AddressText.TryRead(text, buffer, 3));
        Assert.AreEqual(routable, Ipv4Address.IsRoutable(buffer, 3));
    }

    [TestMethod]
    [DataRow("2001:db8::ffff:c000:201", "2001:db8::ffff:c000:201")]
    [DataRow("::ffff:c000:201", "192.0.2.1")]
    public void A_CareOf_Address_Is_Written_In_The_Form_Of_Its_Family(string address, string text)
    {
        Assert.AreEqual(text, AddressText.Of(Hex.Address(address), 0));
    }

    private static string Ipv6Kind(byte[] buffer, int offset)
    {
        return (Ipv6Address.IsUnspecified(buffer, offset) ? "unspecified" : string.Empty)
            + (Ipv6Address.IsLoopback(buffer, offset) ? "loopback" : string.Empty)
            + (Ipv6Address.IsLinkLocal(buffer, offset) ? "link-local" : string.Empty)
            + (Ipv6Address.IsMulticast(buffer, offset) ? "multicast" : string.Empty)
            + (Ipv4MappedAddress.Is(buffer, offset) ? "mapped" : string.Empty)
            + (Ipv6Address.IsRoutable(buffer, offset) ? "routable" : string.Empty);
    }
}
