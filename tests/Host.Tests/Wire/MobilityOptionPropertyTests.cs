using System;
using System.Linq;
using CsCheck;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>
/// The options of a Binding Update are read back as they were written, in any order and behind any padding, at any place
/// of the buffer.
/// </summary>
[TestClass]
public sealed class MobilityOptionPropertyTests
{
    private const int Kinds = 8;
    private const int Bid = 0x1234;
    private const int Status = 0x56;
    private const int Interval = 0x789A;
    private const uint Refresh = 0xABCDEF01;
    private const long Timestamp = 0x0123456789ABCDEF;

    private static readonly byte[] s_address = [.. Enumerable.Range(0x20, 16).Select(octet => (byte)octet)];
    private static readonly Ipv6Prefix s_prefix = Ipv6Prefix.TryRead("2001:db8:100::/56", true);

    // An order, the padding before each option, and where the message starts.
    private static readonly Gen<(int[] Order, int[] Padding, int Start)> s_layouts = Gen.Select(
        Gen.Shuffle(Enumerable.Range(0, Kinds).ToArray()), new GenArray<int>(Gen.Int[0, 4])[Kinds, Kinds], Gen.Int[0, 9]);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Options_are_read_as_they_were_written_in_every_order_and_alignment(bool final)
    {
        WireProfile profile = final ? WireProfile.Rfc5648() : WireProfile.Draft01(200);
        CsCheck.Check.Sample(
            s_layouts,
            layout =>
            {
                byte[] buffer = new byte[512];
                Array.Fill(buffer, (byte)0xEE);
                int start = layout.Start;
                int at = BindingUpdate.Begin(buffer, start, 7, BindingUpdate.HomeFlag, 60);
                foreach (int kind in layout.Order)
                {
                    at = Write(buffer, start, Pad(buffer, at, layout.Padding[kind]), kind, profile);
                }

                int length = MobilityHeader.Finish(buffer, start, at, s_address, 0, s_address, 0);
                Assert.AreEqual(0, length % 8);
                Check(buffer, start, length, profile);
            },
            iter: 20000,
            threads: 1);
    }

    /// <summary>None, one or two octets of Pad1, or PadN of two or five octets.</summary>
    private static int Pad(byte[] buffer, int at, int padding)
    {
        switch (padding)
        {
            case 0:
                return at;
            case 1:
            case 2:
                Array.Fill(buffer, (byte)MobilityOption.Pad1, at, padding);
                return at + padding;
            default:
                int data = padding == 3 ? 0 : 3;
                buffer[at] = MobilityOption.PadN;
                buffer[at + 1] = (byte)data;
                Array.Clear(buffer, at + 2, data);
                return at + 2 + data;
        }
    }

    private static int Write(byte[] buffer, int start, int at, int kind, WireProfile profile)
    {
        return kind switch
        {
            0 => profile.WriteBulk(buffer, start, at, Bid, Status, s_address, 0),
            1 => AlternateCareOfAddressOption.Write(buffer, start, at, s_address, 0),
            2 => MobileNetworkPrefixOption.Write(buffer, start, at, s_prefix),
            3 => Ipv4CareOfAddressOption.Write(buffer, start, at, s_address, 4),
            4 => NatDetectionOption.Write(buffer, start, at, true, Refresh),
            5 => BindingRefreshAdviceOption.Write(buffer, start, at, Interval),
            6 => ReplayProtectionOption.Write(buffer, start, at, Timestamp),
            _ => profile.WriteReference(buffer, start, at, Bid + 1),
        };
    }

    private static void Check(byte[] buffer, int start, int length, WireProfile profile)
    {
        MobilityOptions options = new(profile);
        bool read = options.TryRead(buffer, start, start + BindingUpdate.FixedLength, start + length);
        Assert.IsTrue(read, options.Refusal.ToString());
        Assert.AreEqual(0, options.UnknownCount);
        Assert.AreEqual(2, options.BindingIdentifierCount);
        int first = options.BindingIdentifierAt(0);
        int other = options.BindingIdentifierAt(1);
        int named = profile.NamesCareOfAddress(buffer, first) ? first : other;
        Assert.AreEqual(Bid, BindingIdentifierOption.Bid(buffer, named));
        Assert.AreEqual(Bid + 1, BindingIdentifierOption.Bid(buffer, first + other - named));
        AssertAddress(buffer, BindingIdentifierOption.CareOfAddressOffset(named), 0, 16);
        AssertAddress(buffer, options.AlternateCareOfAddressOffset, 0, 16);
        Assert.AreEqual(1, options.PrefixCount);
        Assert.IsTrue(MobileNetworkPrefixOption.Names(buffer, options.PrefixAt(0), s_prefix));
        AssertAddress(buffer, Ipv4CareOfAddressOption.AddressOffset(options.Ipv4CareOfAddressAt), 4, 4);
        Assert.IsTrue(NatDetectionOption.Forces(buffer, options.NatDetectionAt));
        Assert.AreEqual(Refresh, NatDetectionOption.RefreshSeconds(buffer, options.NatDetectionAt));
        Assert.AreEqual(Interval, BindingRefreshAdviceOption.IntervalUnits(buffer, options.BindingRefreshAdviceAt));
        Assert.AreEqual(Timestamp, ReplayProtectionOption.Timestamp(buffer, options.ReplayProtectionAt));
    }

    private static void AssertAddress(byte[] buffer, int at, int from, int length)
    {
        CollectionAssert.AreEqual(s_address[from..(from + length)], buffer[at..(at + length)]);
    }
}
