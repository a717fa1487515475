using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.LinkRigs;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What a W5500 says on its bus.</summary>
internal sealed class W5500Door : StepsDoor<ChipRig>
{
    private const int Frame = 0;
    private const int Octets = 1;
    private const int Register = 2;
    private const int Glitch = 3;
    private const int Send = 4;
    private const int Look = 5;
    private const int Open = 6;
    private const int FramesPerStep = 8;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "w5500"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "a W5500 on SPI: its registers, its receive buffer, a bus that lies"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Open + 1; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        byte[] frame = LinkPackets.Frame(LinkPackets.RouterAdvertisement());
        byte[] large = new byte[1514];
        yield return Input(0, (Look, []), (Frame, frame), (Frame, frame), (Send, frame), (Send, frame), (Look, []));
        yield return Input(0, (Frame, large), (Octets, [0, 1]), (Frame, frame), (Octets, [0xFF, 0xFF, 1, 2]), (Frame, frame));
        yield return Input(0, (Register, [1, 3, 0]), (Look, []), (Open, []), (Register, [1, 0x26, 0x40]), (Frame, frame));
        yield return Input(0, (Register, [0, 0x39, 0]), (Look, []), (Open, []), (Register, [0, 0x39, 4]), (Open, []), (Frame, frame));
        yield return Input(0, (Glitch, [0, 0, 0x10, 0, 0x10, 0]), (Frame, frame), (Register, [1, 1, 1]), (Send, frame));
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        return data;
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        ChipRig rig = Rig!;
        rig.Chip.Heal();
        byte[] frame = LinkPackets.Frame(FuzzWorld.Datagram("2001:db8:dd::9", "2001:db8:100:1::7", 9));
        bool opened = rig.Open() && rig.Look();
        rig.Chip.Give(frame);
        int length = rig.Receive();
        bool sent = rig.Send(frame) && rig.Send(frame);
        if (!opened || length != frame.Length || !sent)
        {
            throw new BrokenPromiseException(
                "liveness", $"the chip is well again: opened {opened}, a frame of {length} octets, sent {sent}");
        }
    }

    /// <inheritdoc/>
    protected override ChipRig Make(int variant)
    {
        return new ChipRig();
    }

    /// <inheritdoc/>
    protected override void Take(ChipRig rig, int kind, byte[] data)
    {
        switch (kind)
        {
            case Frame:
                rig.Chip.Give(data);
                break;
            case Octets:
                rig.Chip.Put(data);
                break;
            case Register when data.Length >= 3:
                rig.Chip.Set((data[0] << 8) | data[1], data[2]);
                break;
            case Glitch:
                rig.Chip.Glitch(data);
                break;
            case Send:
                _ = rig.Send(data);
                break;
            case Look:
                _ = rig.Look();
                break;
            case Open:
                _ = rig.Open();
                break;
            default:
                break;
        }

        for (int i = 0; i < FramesPerStep && rig.Receive() != 0; i++)
        {
        }
    }
}
