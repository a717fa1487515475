using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.Planted;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.Simulation;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Coverage = McoaRouter.Fuzz.Engine.Coverage;

namespace McoaRouter.Host.Tests;

/// <summary>The fuzzer itself: guidance, mutations, repairs, shrinking.</summary>
[TestClass]
public sealed class FuzzEngineTests
{
    private const long Enough = 1_000_000;

    [TestMethod]
    public void Guidance_Finds_Four_Octets_Behind_A_Length_And_A_Checksum()
    {
        long guided = (long)InstrumentedContext.Call(typeof(PlantedDoor), nameof(PlantedDoor.Seek), Enough, 1UL)!;
        Assert.IsGreaterThan(0, guided);

        // The same loop where nothing counts edges goes by chance: that it finds nothing in as many inputs is what guidance is.
        Assert.AreEqual(-1L, PlantedDoor.Seek(guided, 1UL));
    }

    [TestMethod]
    public void The_Same_Seed_Is_The_Same_Run()
    {
        string first = (string)InstrumentedContext.Call(typeof(PlantedDoor), nameof(PlantedDoor.Keep), 2000L, 7UL)!;
        Assert.AreEqual(first, InstrumentedContext.Call(typeof(PlantedDoor), nameof(PlantedDoor.Keep), 2000L, 7UL));
        Assert.AreNotEqual(first, InstrumentedContext.Call(typeof(PlantedDoor), nameof(PlantedDoor.Keep), 2000L, 8UL));
        Assert.Contains(" ", first, "new edges were kept");
    }

    [TestMethod]
    public void Mutants_Depend_On_The_Seed_And_Are_Bounded()
    {
        foreach (IDoor door in AllDoors.Create())
        {
            byte[][] seeds = [.. door.Seeds()];
            Mutator first = new(door, new SplitMix64(3));
            Mutator second = new(door, new SplitMix64(3));
            int changed = 0;
            for (int i = 0; i < 200; i++)
            {
                byte[] input = seeds[i % seeds.Length];
                byte[] copy = (byte[])input.Clone();
                byte[] mutant = first.Mutate(input, seeds[(i + 1) % seeds.Length]);
                CollectionAssert.AreEqual(mutant, second.Mutate(input, seeds[(i + 1) % seeds.Length]), door.Name);
                CollectionAssert.AreEqual(copy, input, "the input of " + door.Name + " was changed in place");
                Assert.IsLessThanOrEqualTo(Mutator.LongestInput, mutant.Length, door.Name);
                changed += mutant.AsSpan().SequenceEqual(input) ? 0 : 1;
            }

            Assert.IsGreaterThan(120, changed, door.Name);
        }
    }

    [TestMethod]
    public void Steps_Are_Read_As_They_Were_Written_And_Cut_At_Every_Octet()
    {
        InputSteps steps = new() { Variant = 3 };
        steps.Steps.Add(new InputStep(1, [1, 2, 3]));
        steps.Steps.Add(new InputStep(200, []));
        steps.Steps.Add(new InputStep(2, new byte[300]));
        byte[] octets = steps.ToOctets();
        CollectionAssert.AreEqual(octets, InputSteps.Read(octets).ToOctets());
        for (int length = 0; length < octets.Length; length++)
        {
            InputSteps cut = InputSteps.Read(octets.AsSpan(0, length));
            Assert.IsLessThanOrEqualTo(3, cut.Steps.Count);
            Assert.IsLessThanOrEqualTo(length, cut.Steps.Sum(step => step.Data.Length));
        }

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, InputSteps.Read(octets).Steps[0].Data);
    }

    [TestMethod]
    public void Shrinking_Leaves_What_Matters()
    {
        byte[] noise = new byte[200];
        new SplitMix64(5).Fill(noise);
        byte[] text = [.. noise.Where(octet => octet is not ((byte)'A' or (byte)'B')), (byte)'A', .. noise.Where(octet => octet < 60), (byte)'B'];
        byte[] least = Shrinker.Shrink(
            InputForm.Text, text, 10_000, octets => Array.IndexOf(octets, (byte)'A') is var at && at >= 0
                && Array.IndexOf(octets, (byte)'B', at) > at);
        Assert.AreEqual("AB", Encoding.Latin1.GetString(least));

        InputSteps steps = new();
        for (int i = 0; i < 20; i++)
        {
            steps.Steps.Add(new InputStep((byte)i, noise));
        }

        byte[] one = Shrinker.Shrink(
            InputForm.Steps, steps.ToOctets(), 10_000, octets => InputSteps.Read(octets).Steps.Any(step => step.Kind == 7));
        CollectionAssert.AreEqual(new byte[] { 0, 7, 0, 0 }, one);
    }

    [TestMethod]
    public void A_Repaired_Packet_Is_Taken_By_Our_Own_Checks()
    {
        byte[] message = Convert.FromHexString("05050500" + "0000" + "0001c0000010" + "03102001 0db8000a00010000000000000017".Replace(
            " ", string.Empty, StringComparison.Ordinal));
        byte[] packet = new byte[Ipv6Header.Length + message.Length];
        packet[6] = 135;
        packet[24] = 0x20;
        message.CopyTo(packet, Ipv6Header.Length);
        byte[] whole = PacketRepair.Packet(packet);
        Ipv6Packet reader = new();
        Assert.IsTrue(reader.TryRead(whole, 0, whole.Length));
        Assert.AreEqual(Refusal.None, MobilityHeader.Check(reader));
        whole[^1] ^= 1;
        Assert.IsTrue(reader.TryRead(whole, 0, whole.Length));
        Assert.AreEqual(Refusal.Checksum, MobilityHeader.Check(reader));
        for (int length = 0; length < whole.Length; length++)
        {
            _ = PacketRepair.Packet(whole[..length]);
        }
    }

    [TestMethod]
    [DataRow("{\"a\":[1,2", "{\"a\":[1,2]}")]
    [DataRow("{\"a\":\"b", "{\"a\":\"b\"}")]
    [DataRow("]}{\"a\":1}}", "{\"a\":1}")]
    [DataRow("{\"a\":[1}]", "{\"a\":[1]}")]
    [DataRow("{\"op\":1}\n{\"op\":{\n{}", "{\"op\":1}\n{\"op\":{}}\n{}")]
    public void Repaired_Text_Has_Its_Brackets(string text, string expected)
    {
        Assert.AreEqual(expected, Encoding.UTF8.GetString(JsonRepair.Text(Encoding.UTF8.GetBytes(text))));
    }

    [TestMethod]
    public void An_Endless_Loop_Ends_By_The_Budget_And_A_Throw_Is_A_Finding()
    {
        Finding hang = new Executor(new ActingDoor(() =>
        {
            while (true)
            {
                Coverage.Hit(1);
            }
        })).Run([], false)!;
        Assert.AreEqual("hang", hang.Kind);
        Finding thrown = new Executor(new ActingDoor(() => throw new FormatException("no"))).Run([1], false)!;
        Assert.AreEqual(nameof(FormatException), thrown.Kind);
        Assert.IsNull(new Executor(new ActingDoor(() => { })).Run([], true));
    }

    [TestMethod]
    public void An_Allocation_Counts_Only_If_It_Comes_Again()
    {
        int runs = 0;
        ActingDoor once = new(() =>
        {
            if (runs++ == 0)
            {
                throw new BrokenPromiseException("allocation", "the first time");
            }
        });
        Assert.IsNull(new Executor(once).Run([], false));
        Assert.AreEqual(2, runs);
        Finding always = new Executor(
            new ActingDoor(() => throw new BrokenPromiseException("allocation", "each time"))).Run([], false)!;
        Assert.AreEqual("allocation", always.Kind);
    }

    private sealed class ActingDoor(Action act) : IDoor
    {
        public string Name => "acting";

        public string Summary => Name;

        public InputForm Form => InputForm.Text;

        public int Kinds => 1;

        public IReadOnlyList<byte[]> Dictionary => [];

        public IEnumerable<byte[]> Seeds()
        {
            return [];
        }

        public byte[] Repair(int kind, byte[] data)
        {
            return data;
        }

        public void Run(byte[] input)
        {
            act();
        }

        public void Probe()
        {
        }
    }
}
