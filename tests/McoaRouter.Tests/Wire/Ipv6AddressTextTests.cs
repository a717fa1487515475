using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class Ipv6AddressTextTests
{
    [TestMethod]
    [DataRow("2001:db8::1", "2001:db8::1")]
    [DataRow("::", "::")]
    [DataRow("::1", "::1")]
    [DataRow("1::", "1::")]
    [DataRow("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [DataRow("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [DataRow("0:0:0:0:0:0:0:0", "::")]
    [DataRow("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1")]
    [DataRow("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    public void Rfc5952_Addresses_Are_Written_In_Their_One_Form(string text, string form)
    {
        byte[] address = new byte[20];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, address, 3));
        Assert.AreEqual(form, Ipv6AddressText.Write(address, 3));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(":")]
    [DataRow(":::")]
    [DataRow("1:2:3:4:5:6:7")]
    [DataRow("1:2:3:4:5:6:7:8:9")]
    [DataRow("1::2::3")]
    [DataRow("::1::2")]
    [DataRow("1:2:3:4::5:6:7:8")]
    [DataRow("12345::")]
    [DataRow("g::1")]
    [DataRow("1:2:3:4:5:6:7:")]
    [DataRow(":1:2:3:4:5:6:7")]
    [DataRow("::ffff:192.0.2.1")]
    [DataRow("fe80::1%eth0")]
    [DataRow("2001:db8::1 ")]
    public void Rfc4291_2_2_What_Is_No_Address_Is_Refused(string text)
    {
        Assert.IsFalse(Ipv6AddressText.TryRead(text, new byte[16], 0));
    }

    [TestMethod]
    [DataRow("2001:db8:100::/56", "2001:db8:100:ff::1", true)]
    [DataRow("2001:db8:100::/56", "2001:db8:100:100::1", false)]
    [DataRow("::/0", "ff02::1", true)]
    [DataRow("2001:db8::1/128", "2001:db8::1", true)]
    [DataRow("2001:db8::1/128", "2001:db8::2", false)]
    [DataRow("2001:db8:0:0:8000::/65", "2001:db8::8000:0:0:1", true)]
    public void A_Prefix_Contains_What_Shares_Its_Bits(string prefix, string address, bool contained)
    {
        Ipv6Prefix read = Ipv6Prefix.TryRead(prefix, true);
        Assert.AreEqual(prefix, read.ToString());
        Assert.AreEqual(contained, read.Contains(Hex.Address(address), 0));
    }

    [TestMethod]
    [DataRow("2001:db8::1/64")]
    [DataRow("2001:db8::/129")]
    [DataRow("2001:db8::/")]
    [DataRow("2001:db8::")]
    [DataRow("2001:db8::/6x")]
    [DataRow("/64")]
    [DataRow("::/0064")]
    [DataRow("::/")]
    [DataRow("::/1:")]
    [DataRow("::/1/")]
    [DataRow("1")]
    [DataRow("")]
    public void What_Is_No_Prefix_Is_Refused(string text)
    {
        Assert.IsNull(Ipv6Prefix.TryRead(text, true));
        Assert.IsNull(Ipv6Prefix.TryRead(null, true));
    }

    [TestMethod]
    [DataRow("2001:db8::/32", "2001:db8::/32", true, true)]
    [DataRow("2001:db8::/32", "2001:db8::/48", false, true)]
    [DataRow("2001:db8:1::/48", "2001:db8::/32", false, true)]
    [DataRow("2001:db8::/32", "2001:db9::/32", false, false)]
    [DataRow("2001:db8::/65", "2001:db8:0:0:8000::/65", false, false)]
    [DataRow("2001:db8::/29", "2001:db0::/29", false, false)]
    public void Prefixes_Are_The_Same_Or_Overlap(string left, string right, bool same, bool overlap)
    {
        Ipv6Prefix first = Ipv6Prefix.TryRead(left, true);
        Ipv6Prefix second = Ipv6Prefix.TryRead(right, true);
        Assert.AreEqual(same, first.Same(second));
        Assert.AreEqual(overlap, first.Overlaps(second));
    }
}
