using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using McoaRouter.Host.Tests.Ppp;
using McoaRouter.Host.Tests.Security;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>
/// Every type of a wire format that writes is named beside the property that reads what it wrote, so that "every message
/// and option" stays true when one is added.
/// </summary>
[TestClass]
public sealed class WriterInventoryTests
{
    private const string Messages = nameof(MobilityMessagePropertyTests.Every_message_reads_as_it_was_written);
    private const string Answers = nameof(MobilityMessagePropertyTests.Answers_name_what_was_asked_with_their_status);
    private const string Discovery = nameof(Icmpv6PropertyTests.Discovery_messages_read_as_they_were_written);
    private const string Neighbors =
        nameof(Icmpv6PropertyTests.Solicitations_and_neighbor_messages_read_as_they_were_written);

    private const string Router = nameof(Icmpv6PropertyTests.Router_advertisements_read_as_they_were_written);
    private const string Errors =
        nameof(Icmpv6PropertyTests.Errors_quote_what_gave_rise_to_them_within_the_least_maximum);

    private const string Probes = nameof(Icmpv6PropertyTests.A_path_probe_is_answered_by_any_host_and_known_by_its_marks);
    private const string Udp = nameof(EncapsulationPropertyTests.Packets_in_UDP_over_IPv4_read_as_they_were_written);
    private const string Texts =
        nameof(EncapsulationPropertyTests.Addresses_and_prefixes_are_written_as_the_class_library_does_and_read_back);

    private const string Groups =
        nameof(EncapsulationPropertyTests.Groups_and_anycast_addresses_keep_what_they_are_made_of);

    private const string Frames =
        nameof(FramePropertyTests.Frames_read_as_they_were_written_whatever_is_escaped_and_however_they_are_cut);

    private const string Control =
        nameof(FramePropertyTests.Control_packets_with_options_in_any_order_read_as_they_were_written);

    private static readonly string[] s_verbs = ["Write", "TryWrite", "Append", "Begin", "Finish", "Add", "Seal", "Answer", "Align"];

    private static readonly Dictionary<string, string> s_covered = new()
    {
        [nameof(AlternateCareOfAddressOption)] = Messages,
        [nameof(AuthenticationOption)] = Messages,
        [nameof(BigEndian)] = Messages,
        [nameof(BindingAcknowledgement)] = Messages,
        [nameof(BindingAuthorizationDataOption)] = Messages,
        [nameof(BindingError)] = Messages,
        [nameof(BindingIdentifierOption)] = Messages,
        [nameof(BindingRefreshAdviceOption)] = Messages,
        [nameof(BindingRefreshRequest)] = Messages,
        [nameof(BindingUpdate)] = Messages,
        [nameof(ConfigurationOption)] = Control,
        [nameof(ControlPacket)] = Control,
        ["Draft01Profile"] = Answers,
        [nameof(FlowIdentificationOption)] = Messages,
        [nameof(FlowSummaryOption)] = Messages,
        [nameof(HdlcWriter)] = Frames,
        [nameof(HomeAddressOption)] = Messages,
        [nameof(HomeAgentDiscovery)] = Discovery,
        [nameof(HomeAgentsAnycastAddress)] = Groups,
        [nameof(Icmpv6)] = Discovery,
        [nameof(Icmpv6Echo)] = Probes,
        [nameof(Icmpv6Error)] = Errors,
        [nameof(Ipv4AddressText)] = Texts,
        [nameof(Ipv4CareOfAddressOption)] = Messages,
        [nameof(Ipv4Header)] = Udp,
        [nameof(Ipv4MappedAddress)] = Texts,
        [nameof(Ipv6AddressText)] = Texts,
        [nameof(Ipv6Header)] = Messages,
        [nameof(LinkLayerAddressOption)] = Messages,
        [nameof(Md5)] = nameof(SecurityPropertyTests.Md5_digests_agree_with_the_class_library),
        [nameof(MobileNetworkPrefixOption)] = Messages,
        [nameof(MobileNodeIdentifierOption)] = Messages,
        [nameof(MobilityHeader)] = Messages,
        [nameof(MobilityOption)] = Messages,
        [nameof(MtuOption)] = Router,
        [nameof(NatDetectionOption)] = Messages,
        [nameof(NeighborAdvertisement)] = Neighbors,
        [nameof(NeighborDiscovery)] = Groups,
        [nameof(NeighborDiscoveryOption)] = Neighbors,
        [nameof(NeighborSolicitation)] = Neighbors,
        [nameof(NonceIndicesOption)] = Messages,
        [nameof(PrefixInformationOption)] = Router,
        [nameof(ReplayProtectionOption)] = Messages,
        ["Rfc5648Profile"] = Answers,
        [nameof(RouterAdvertisement)] = Router,
        [nameof(RouterSolicitation)] = Neighbors,
        [nameof(RoutingHeaderType2)] = Messages,
        [nameof(TestInit)] = Messages,
        [nameof(TestReply)] = Messages,
        [nameof(TrafficSelectorFormat)] = Messages,
        [nameof(UdpEncapsulation)] = Udp,
        [nameof(WireProfile)] = Messages,
    };

    // What writes no octets of a message by the same verbs.
    private static readonly Dictionary<string, string> s_others = new()
    {
        [nameof(RefusalCounters)] = "counts",
    };

    [TestMethod]
    public void Every_type_that_writes_is_covered_by_a_property()
    {
        string[] writers = [.. Writers().Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(
            s_covered.Keys.Concat(s_others.Keys).Order(StringComparer.Ordinal).ToArray(), writers, string.Join(", ", writers));
    }

    [TestMethod]
    public void Every_property_that_is_named_is_a_test()
    {
        HashSet<string> tests = [.. typeof(WriterInventoryTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<TestMethodAttribute>() != null).Select(method => method.Name)];
        foreach (string name in s_covered.Values)
        {
            Assert.Contains(name, tests);
        }
    }

    private static IEnumerable<string> Writers()
    {
        Assembly[] assemblies =
            [typeof(MobilityHeader).Assembly, typeof(TestInit).Assembly, typeof(FlowSubOptions).Assembly, typeof(Md5).Assembly];
        return assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace is "McoaRouter.Wire" or "McoaRouter.LinkLayers.Ppp" && !type.IsNested)
            .Where(type => !typeof(ControlProtocol).IsAssignableFrom(type) && type != typeof(PppLink))
            .Where(type => type.GetMethods(
                    BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
                        | BindingFlags.DeclaredOnly)
                .Any(method => !method.IsPrivate && s_verbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal))))
            .Select(type => type.Name);
    }
}
