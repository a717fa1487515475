using System;
using System.IO;
using System.Linq;
using McoaRouter.Tools;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using static McoaRouter.Host.Tests.WireCapture;

namespace McoaRouter.Host.Tests;

/// <summary>
/// Flow Identification and Flow Summary options (RFC 6089) in a Binding Update, read by tshark: it knows their types by
/// name and walks over their sub-options, of which it says no more.
/// </summary>
[TestClass]
public sealed class FlowCaptureTests
{
    private const int Mobility = Ipv6Header.Length;
    private const string Identification = "45";
    private const string Summary = "44";

    private static readonly WireProfile s_draft =
        WireProfile.Draft01(WireProfile.DefaultBindingIdentifierOptionType);

    private static readonly byte[] s_home = Address("2001:db8:1::100");
    private static readonly byte[] s_homeAgent = Address("2001:db8:1::1");
    private static readonly byte[] s_careOf = Address("2001:db8:a:1::17");

    private readonly byte[] _buffer = new byte[2048];

    [TestMethod]
    public void Rfc6089_4_2_A_Flow_Identification_With_Sub_Options_Is_Walked_By_Another_Reader()
    {
        int at = Begin();
        at = FlowIdentificationOption.Write(_buffer, Mobility, at, 17, 1, 513, Whole());
        at = FlowIdentificationOption.Write(_buffer, Mobility, at, 34, 2, 7, Ports());
        AssertWalked(at, $"{Identification},{Identification}", "Flow Identification");
    }

    [TestMethod]
    public void Rfc6089_4_2_2_A_Flow_Summary_Is_Walked_By_Another_Reader()
    {
        int at = Begin();
        int summary = FlowSummaryOption.Begin(_buffer, Mobility, at);
        for (int fid = 1; fid <= 16; fid++)
        {
            at = FlowSummaryOption.Add(_buffer, summary, fid);
        }

        at = FlowIdentificationOption.Write(_buffer, Mobility, at, 34, 2, 7, Ports());
        AssertWalked(at, $"{Summary},{Identification}", "Flow Summary");
    }

    [TestMethod]
    public void Rfc6089_4_2_An_Answers_Copy_And_Status_Are_Walked_By_Another_Reader()
    {
        byte[] received = new byte[256];
        _ = FlowIdentificationOption.Write(received, 0, 12, 17, 1, 513, Ports());
        int at = Begin();
        at = FlowIdentificationOption.WriteCopy(_buffer, Mobility, at, received, 0, 12, 131);
        at = FlowIdentificationOption.WriteStatus(_buffer, Mobility, at, 34, 132);
        AssertWalked(at, $"{Identification},{Identification}", "Flow Identification");
    }

    /// <summary>
    /// What stands before and behind the options is read right, so they were walked over by their lengths; of the options
    /// that it knows by name alone tshark tells the type.
    /// </summary>
    private void AssertWalked(int at, string types, string name)
    {
        at = MobileNetworkPrefixOption.Write(
            _buffer, Mobility, at, Ipv6Prefix.TryRead("2001:db8:100::/56", strict: true));
        int length = MobilityHeader.Finish(_buffer, Mobility, at, s_home, 0, s_homeAgent, 0);
        Ipv6Header.Write(_buffer, 0, 0, length, ProtocolNumbers.Mobility, s_home, 0, s_homeAgent, 0);
        byte[] packet = Packet(_buffer, Mobility + length);
        AssertChecksum(s_home, s_homeAgent, ProtocolNumbers.Mobility, packet[Mobility..]);
        CollectionAssert.AreEqual(
            new[] { "513", "2001:db8:a:1::17", types, "2001:db8:100::", "56" },
            Read(packet, "mip6.bi.bid", "mip6.bi.coa_ipv6", "mip6.mobility_opt", "mip6.nemo.mnp.mnp", "mip6.nemo.mnp.pfl"));
        using DriveSession session = new();
        string pcap = session.PathOf("flow.pcap");
        using (FileStream stream = File.Create(pcap))
        {
            new CaptureWriter(stream).Write(packet, 0, packet.Length, 0);
        }

        Assert.IsTrue(Tshark.Lines(pcap, "-V").Any(line => line.Contains(name, StringComparison.Ordinal)));
    }

    private static TrafficSelector Whole()
    {
        TrafficSelector selector = Ports();
        selector.HasSource = true;
        selector.HasDestination = true;
        Address("2001:db8:9::").CopyTo(selector.FirstSource, 0);
        Address("2001:db8:9::ff").CopyTo(selector.LastSource, 0);
        Address("2001:db8:100::").CopyTo(selector.FirstDestination, 0);
        Address("2001:db8:100::ff").CopyTo(selector.LastDestination, 0);
        selector.FirstSpi = 1;
        selector.LastSpi = 2;
        selector.FirstFlowLabel = 3;
        selector.LastFlowLabel = 4;
        selector.FirstTrafficClass = 184;
        selector.LastTrafficClass = 187;
        return selector;
    }

    private static TrafficSelector Ports()
    {
        return new TrafficSelector
        {
            FirstProtocol = 6,
            LastProtocol = 17,
            FirstSourcePort = 5060,
            LastSourcePort = 5090,
            FirstDestinationPort = 40000,
            LastDestinationPort = 40100,
        };
    }

    private int Begin()
    {
        int at = BindingUpdate.Begin(_buffer, Mobility, 7, BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag, 60);
        return s_draft.WriteBulk(_buffer, Mobility, at, 513, 200, s_careOf, 0);
    }
}
