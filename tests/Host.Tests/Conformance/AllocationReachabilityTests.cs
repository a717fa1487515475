using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Nothing that the router, a link layer, the home agent or the correspondent does after it was made can reach code that
/// allocates on the device. Measured runs show what they happened to reach; this shows every path.
/// </summary>
[TestClass]
public sealed class AllocationReachabilityTests
{
    private const string LinkLayer = "McoaRouter.LinkLayers.ILinkLayer";
    private const string LinkNoticeListener = "McoaRouter.LinkLayers.ILinkNoticeListener";
    private const string MainLoop = "McoaRouter.Boards.Frame.MainLoop";

    private const string Console = "McoaRouter.Consoles.RouterConsole";

    // What the console does for those who watch and capture allocates, within a bound.
    private static readonly string[] s_consoleBoundaries =
        ["McoaRouter.Consoles.EventStream", "McoaRouter.Consoles.ConsoleSession"];

    private static readonly string[] s_between = ["TappedLink", "PacketTap", "ListenerPair"];

    private static readonly string[] s_machines =
    [
        "McoaRouter.MobileRouter", "McoaRouter.HomeAgents.HomeAgent",
        "McoaRouter.HomeAgents.Correspondents.CorrespondentNode",
    ];

    private static readonly string[] s_listeners =
    [
        "McoaRouter.IRouterListener", "McoaRouter.HomeAgents.IHomeAgentListener",
        "McoaRouter.HomeAgents.Correspondents.ICorrespondentListener",
    ];

    // What the router does with a packet is walked from the router.
    private static readonly string[] s_linkListeners =
    [
        "McoaRouter.Links.ILinkListener", LinkNoticeListener,
    ];

    private static readonly string[] s_verbs =
    [
        "Receive", "Poll", "LinkUp", "LinkDown", "Stop", "get_NextDeadline", "ReceiveFromNetwork", "ReceiveFromInside",
        "Send", "Seed",
    ];

    public static IEnumerable<object[]> Wasteful
    {
        get
        {
            return DeviceCode.Sample(typeof(AllocationSamples.Wasteful)).Methods
                .Where(method => method.IsPublic && !method.IsConstructor)
                .Select(method => new object[] { method.Name });
        }
    }

    [TestMethod]
    public void NoPathAllocatesFromTheRouter()
    {
        Violation.AssertNone(Walk(s_machines[0]).Violations);
    }

    [TestMethod]
    public void NoPathAllocatesFromALinkLayer()
    {
        TypeDefinition[] world =
            [.. DeviceCode.Types(DeviceCode.Firmware, DeviceCode.LinkLayers, DeviceCode.EthernetUplink)];
        Violation.AssertNone(world
            .Where(type => type.IsClass && type.Interfaces.Any(made => made.InterfaceType.FullName == LinkLayer))
            .SelectMany(type => AllocationWalk.From(type, world, AllowList.Read(), s_linkListeners).Violations));
    }

    [TestMethod]
    public void NoPathAllocatesFromTheMainLoop()
    {
        TypeDefinition[] world =
        [
            .. DeviceCode.Types(
                DeviceCode.Firmware,
                DeviceCode.LinkLayers,
                DeviceCode.RouteOptimization,
                DeviceCode.Steering,
                DeviceCode.BoardFrame),
        ];
        Violation.AssertNone(AllocationWalk.From(
            world.Single(type => type.FullName == MainLoop),
            world,
            AllowList.Read(),
            [.. s_listeners, LinkNoticeListener]).Violations);
    }

    [TestMethod]
    public void NoPathAllocatesFromTheConsoleWhereNobodyWatches()
    {
        AllocationWalk walk = WalkConsole(s_consoleBoundaries);

        Violation.AssertNone(walk.Violations);
        Assert.IsTrue(walk.Reached.Any(method => method.FullName.Contains("RouterView::Count", StringComparison.Ordinal)));
        Assert.IsNotEmpty(WalkConsole([]).Violations);
    }

    [TestMethod]
    public void NoPathAllocatesFromWhatABoardPutsBetweenTheRouterAndItsConsole()
    {
        TypeDefinition[] world =
            [.. DeviceCode.Types(DeviceCode.Firmware, DeviceCode.Consoles, DeviceCode.BoardConsole)];
        AllocationWalk walk = AllocationWalk.From(
            world.Where(type => s_between.Contains(type.Name))
                .SelectMany(type => type.Methods.Where(method => !method.IsConstructor)),
            world,
            AllowList.Read(),
            s_consoleBoundaries);

        Violation.AssertNone(walk.Violations);
        Assert.IsTrue(walk.Reached.Any(method => method.FullName.Contains("RouterView::Count", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void NoPathAllocatesFromTheHomeAgent()
    {
        Violation.AssertNone(Walk(s_machines[1]).Violations);
    }

    [TestMethod]
    public void NoPathAllocatesFromTheCorrespondent()
    {
        Violation.AssertNone(Walk(s_machines[2]).Violations);
    }

    [TestMethod]
    public void TheWalkReachesEveryVerbAndWhatLiesBehindTheLinks()
    {
        MethodDefinition[] reached = [.. s_machines.SelectMany(machine => Walk(machine).Reached)];
        string[] roots =
        [
            .. reached.Where(method => s_machines.Contains(method.DeclaringType.FullName))
                .Select(method => method.Name),
        ];

        Assert.IsEmpty(s_verbs.Except(roots));
        Assert.IsTrue(reached.Any(method => method.DeclaringType.Name == "SimulatedLink" && method.Name == "Send"));
        Assert.IsTrue(reached.Any(method => method.DeclaringType.Namespace == "McoaRouter.Wire"));
        Assert.IsTrue(reached.Any(method => method.DeclaringType.Name == "CorrespondentReactions"));
        Assert.IsTrue(reached.Any(method => method.DeclaringType.Name == "DirectForwarder" && method.Name == "FromPort"));
    }

    [TestMethod]
    [DynamicData(nameof(Wasteful))]
    public void EveryKindOfAllocationIsFound(string method)
    {
        string expected = method.Replace("__", "::", StringComparison.Ordinal).Replace('_', ' ');
        AllocationWalk walk = WalkSample(typeof(AllocationSamples.Wasteful));

        Assert.IsTrue(
            walk.Violations.Any(violation => Plain(violation.What).Contains(Plain(expected), StringComparison.Ordinal)
                && violation.Member.Contains("::" + method, StringComparison.Ordinal)),
            $"Found only:\n{string.Join('\n', walk.Violations)}");
    }

    [TestMethod]
    public void AnAllocationBehindAnInterfaceIsFoundWithTheWayToIt()
    {
        Violation found = WalkSample(typeof(AllocationSamples.Deep)).Violations.Single();

        Assert.EndsWith("reached by Deep.Poll > Deep.Step > NewsHelper.Help", found.What);
        Assert.StartsWith(" IL_", found.Place);
    }

    [TestMethod]
    public void FrugalCodeAndItsListenerAreLeftAlone()
    {
        string listener = DeviceCode.Sample(typeof(AllocationSamples.IListener)).FullName;

        Violation.AssertNone(WalkSample(typeof(AllocationSamples.Frugal), listener).Violations);
        Assert.IsNotEmpty(WalkSample(typeof(AllocationSamples.Frugal)).Violations);
    }

    private static AllocationWalk Walk(string machine)
    {
        TypeDefinition[] world =
        [
            .. DeviceCode.Types(
                DeviceCode.Firmware,
                DeviceCode.RouteOptimization,
                DeviceCode.Steering,
                DeviceCode.SimulatedBoard,
                DeviceCode.HomeAgents),
        ];
        return AllocationWalk.From(
            world.Single(type => type.FullName == machine), world, AllowList.Read(), s_listeners);
    }

    private static AllocationWalk WalkConsole(string[] boundaries)
    {
        TypeDefinition[] world = [.. DeviceCode.Types(DeviceCode.Firmware, DeviceCode.Consoles)];
        TypeDefinition listener = world.Single(type => type.FullName == s_listeners[0]);
        string[] roots = ["Packet", "LogLine", "get_NextDeadline", .. listener.Methods.Select(method => method.Name)];
        return AllocationWalk.From(
            world.Single(type => type.FullName == Console).Methods.Where(method => roots.Contains(method.Name)),
            world,
            AllowList.Read(),
            boundaries);
    }

    private static AllocationWalk WalkSample(Type machine, params string[] boundaries)
    {
        TypeDefinition sample = DeviceCode.Sample(machine);
        return AllocationWalk.From(sample, sample.DeclaringType.NestedTypes, AllowList.Read(), boundaries);
    }

    private static string Plain(string text)
    {
        return string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }
}
