using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.LinkRigs;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Fuzz.Doors;

/// <summary>PPP: framing, LCP, PAP, CHAP, IPCP, IPV6CP, and the packets within.</summary>
internal sealed class PppDoor : StepsDoor<PppRig>
{
    private const int Time = 0;
    private const int Octets = 1;
    private const int Frame = 2;
    private const int Peer = 3;
    private const int Send = 4;
    private const int Loss = 5;
    private const int Begin = 6;
    private const int ProtocolOctets = 2;
    private const int ProbeRounds = 40;

    private static readonly string[] s_frames =
    [
        "c0210101000e0104059c0506deadbeef", "c021010200080304c023", "c02101030009 0305c22305", "c0210104000a0206000a0000",
        "c021010500080702", "c0210206000a0104ffff", "c02103070008030 4c023", "c021040800080702", "c0210509000401020304", "c021090a000800000000",
        "c0210b0c000800000000", "c0210801000ac0230101", "c02307010000", "c022", "c02302010005 00", "c0230302000a05736f727279",
        "c22301010015 10000102030405060708090a0b0c0d0e0f706565 72", "c2230301000477656c636f6d65", "c22304020004",
        "80210101000a0306c6336401", "8021030100 0a0306c6336442", "80210102001003060000000081060000000083060000000 0",
        "80570101000e010a0000000000000001", "805703010 00e010a0000000000000009", "80fd0101000401",
    ];

    private static readonly byte[][] s_words =
    [
        .. Worlds.WorldDictionary.Words,
        .. ((string[])["c021", "c023", "c223", "8021", "8057", "0021", "0057", "7e", "7d", "7d5e", "ff03", "0104", "0206", "0305c22305",
            "0304c023", "0506", "0702", "0802", "010a", "0306", "0d0a4e4f20434152524945520d0a"]).Select(Convert.FromHexString),
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "ppp"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "PPP: HDLC frames, LCP, PAP, CHAP, IPCP, IPV6CP, router advertisements, packets"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Begin + 1; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return s_words; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        byte[][] frames =
            [.. s_frames.Select(frame => Convert.FromHexString(frame.Replace(" ", string.Empty, StringComparison.Ordinal)))];
        for (int variant = 0; variant < 4; variant++)
        {
            yield return Input(
                variant, (Peer, []), (Peer, []), (Peer, []), (Time, Ms(10)), (Peer, []), (Time, Ms(3000)), (Peer, []), (Time, Ms(3000)),
                (Frame, [0, 0x57, .. LinkPackets.RouterAdvertisement()]), (Time, Ms(3000)),
                (Frame, [0, 0x57, .. Worlds.FuzzWorld.Datagram("2001:db8:dd::9", "2001:db8:a:1::17", 9)]),
                (Send, Worlds.FuzzWorld.Datagram("2001:db8:a:1::17", "2001:db8:dd::9", 9)), (Time, Ms(60000)), (Peer, []),
                (Octets, "\r\nNO CARRIER\r\n"u8.ToArray()), (Time, Ms(1000)), (Begin, []), (Peer, []));
            yield return Input(variant, [(Peer, []), (Peer, []), .. frames.Select(frame => (Frame, frame))]);
            yield return Input(variant, [.. frames.Select(frame => (Frame, frame)), (Time, Ms(40000))]);
        }
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        if (kind % Kinds != Frame || data.Length < ProtocolOctets + 4)
        {
            return kind % Kinds == Send ? PacketRepair.Packet(data) : data;
        }

        byte[] packet = data[ProtocolOctets..];
        if (data[0] == 0 && data[1] is 0x57 or 0x21)
        {
            packet = PacketRepair.Packet(packet);
        }
        else if (data[0] >= 0x80)
        {
            packet[2] = (byte)(packet.Length >> 8);
            packet[3] = (byte)packet.Length;
        }

        return [.. data[..ProtocolOctets], .. packet];
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        PppRig rig = Rig!;
        rig.Renew();
        rig.Line.IsLost = false;
        rig.Link.Drop(rig.Now);
        rig.Turn();
        rig.Line.Clear();
        rig.Peer.Reset();
        rig.Start();
        for (int i = 0; i < ProbeRounds && rig.Link.State != PppState.Up; i++)
        {
            rig.Peer.Answer();
            rig.Wait(500);
            rig.Renew();
        }

        if (rig.Link.State != PppState.Up)
        {
            throw new BrokenPromiseException("liveness", $"begun anew with a peer that means well, PPP is {rig.Link.State}");
        }
    }

    /// <inheritdoc/>
    protected override PppRig Make(int variant)
    {
        return new PppRig(variant);
    }

    /// <inheritdoc/>
    protected override void Take(PppRig rig, int kind, byte[] data)
    {
        switch (kind)
        {
            case Time:
                rig.Wait(PppRig.TimeOf(data));
                break;
            case Octets:
                rig.Line.Give(data, 0, data.Length);
                break;
            case Frame when data.Length >= ProtocolOctets:
                rig.Peer.Send((data[0] << 8) | data[1], data[ProtocolOctets..]);
                break;
            case Peer:
                rig.Peer.Answer();
                break;
            case Send:
                rig.Send(rig.Link, data);
                break;
            case Loss:
                rig.Line.IsLost = data.Length > 0 && (data[0] & 1) == 1;
                break;
            case Begin:
                rig.Peer.Reset();
                rig.Start();
                break;
            default:
                break;
        }

        rig.Turn();
    }
}
