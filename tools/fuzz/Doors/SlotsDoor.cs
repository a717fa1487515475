using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using McoaRouter.Consoles;
using McoaRouter.Fuzz.ConsoleRigs;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What stands in the slots of the store when the router starts.</summary>
internal sealed class SlotsDoor : StepsDoor<ConsoleRig>
{
    private const int FirstSlot = 0;
    private const int SecondSlot = 1;
    private const int CheckOffset = 16;
    private const int LengthOffset = 14;

    private static readonly byte[][] s_words =
    [
        Encoding.UTF8.GetBytes("MCOA"), [1], [2], [3], [4], [0, 0, 0, 1], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0],
        .. ((string[])["\"name\"", "\"tram\"", "\"bid\"", "true", "null", "{}", "[]", "***", "\"homeAgents\""]).Select(Encoding.UTF8.GetBytes),
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "slots"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the slots of the stored configuration, with whatever octets are in them at the start"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return SecondSlot + 1; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return s_words; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        string other = ConsoleRig.Plain.Replace("bus-17\",\"home", "tram-4\",\"home", StringComparison.Ordinal);
        foreach (SlotState state in Enum.GetValues<SlotState>())
        {
            yield return Input(0, (FirstSlot, Stored(ConsoleRig.Plain, 4, SlotState.Confirmed)), (SecondSlot, Stored(other, 5, state)));
            yield return Input(0, (FirstSlot, Stored(other, 4, state)));
        }

        yield return Input(0, (FirstSlot, Stored("{\"version\":1}", 1, SlotState.Confirmed)), (SecondSlot, [1, 2, 3]));
        yield return Input(0, (FirstSlot, Stored(other, int.MaxValue, SlotState.Confirmed)));
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        if (data.Length < StoredConfiguration.HeaderOctets)
        {
            return data;
        }

        byte[] slot = (byte[])data.Clone();
        int length = slot.Length - StoredConfiguration.HeaderOctets;
        slot[LengthOffset] = (byte)(length >> 8);
        slot[LengthOffset + 1] = (byte)length;
        uint check = ~Crc(Crc(0xFFFFFFFF, slot.AsSpan(0, CheckOffset)), slot.AsSpan(StoredConfiguration.HeaderOctets));
        for (int i = 0; i < 4; i++)
        {
            slot[CheckOffset + i] = (byte)(check >> (24 - (8 * i)));
        }

        return slot;
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        // Whatever stood there: another name can be committed and confirmed, and runs after a start.
        ConsoleRig rig = Rig!;
        _ = rig.Ask("{\"op\":\"rollback\"}");
        rig.Wait(4000);
        _ = rig.Ask("{\"op\":\"set\",\"path\":\"\",\"value\":"
            + ConsoleRig.Plain.ReplaceLineEndings(string.Empty).Replace("bus-17\",\"home", "probe\",\"home", StringComparison.Ordinal) + "}");
        IReadOnlyList<string> committed = rig.Ask("{\"op\":\"commit\"}");
        rig.Wait(4000);
        IReadOnlyList<string> confirmed = rig.Ask("{\"op\":\"confirm\",\"force\":true}");
        rig.Wait(4000);
        ConsoleRig after = new(rig.Board.Read(0, ConfigurationStore.LongestSlot), rig.Board.Read(1, ConfigurationStore.LongestSlot));
        if (after.Settings?.Name != "probe")
        {
            throw new BrokenPromiseException(
                "liveness",
                $"after a commit \"{after.Settings?.Name}\" runs: {string.Join('|', committed)} {string.Join('|', confirmed)}");
        }
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        byte[]?[] slots = new byte[]?[ConfigurationStore.Slots];
        foreach (InputStep step in InputSteps.Read(input).Steps)
        {
            slots[step.Kind % Kinds] = step.Data;
        }

        Coverage.NextStep();
        Rig = new ConsoleRig(slots);
        foreach (string line in (string[])["{\"op\":\"hello\"}", "{\"op\":\"get\"}", "{\"op\":\"status\"}", "{\"op\":\"changes\"}"])
        {
            if (Rig.Ask(line).Count != 1)
            {
                throw new BrokenPromiseException("liveness", "no answer to " + line);
            }
        }
    }

    /// <inheritdoc/>
    protected override ConsoleRig Make(int variant)
    {
        return new ConsoleRig();
    }

    /// <inheritdoc/>
    protected override void Take(ConsoleRig rig, int kind, byte[] data)
    {
        // The slots are there before anything can happen.
        throw new NotSupportedException();
    }

    /// <summary>The check of a slot, written by itself: CRC-32 as Ethernet has it.</summary>
    private static uint Crc(uint check, ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            check ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                check = (check >> 1) ^ (0xEDB88320 & (uint)-(int)(check & 1));
            }
        }

        return check;
    }

    private static byte[] Stored(string text, int revision, SlotState state)
    {
        return new StoredConfiguration(Encoding.UTF8.GetBytes(text), revision, 120) { State = state }.ToOctets();
    }
}
