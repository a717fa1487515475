using McoaRouter.Boards.Simulated;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// One uplink of the vehicle: its radio, which attaches to the cells of its coverage and loses them again, and the way
/// between the vehicle and the home agent. Every attachment to a foreign link has a care-of address out of another
/// prefix.
/// </summary>
public sealed class RadioUplink
{
    /// <summary>Octets of the largest packet on an uplink.</summary>
    public const int Mtu = 1500;

    private const int FullSignal = 100;
    private const int WeakestDbm = -110;
    private const int DbmRange = 60;
    private const int LostSignal = 2;
    private const int WeakSignal = 25;
    private const int NearDelay = 2000;
    private const int NearJitter = 1000;

    private readonly RouterSettings _settings;
    private readonly int _index;
    private readonly Coverage _coverage;
    private readonly SplitMix64 _generator;
    private readonly Pipe[] _far;
    private readonly Pipe[] _near;
    private int _attachedCell;

    internal RadioUplink(int index, RouterSettings settings, Route route, ulong seed, IFarEnd farEnd)
    {
        SplitMix64 seeds = new SplitMix64(seed);
        _settings = settings;
        _index = index;
        WorldAddresses.WriteCareOf(settings, index, CareOfAddress);
        Nat = new Nat(index);
        _coverage = route.CoverageOf(index);
        Profile = route.ProfileOf(index);
        _generator = new SplitMix64(seeds.Next());
        _far = NewPipes(Profile.Delay, Profile.Jitter, seeds);
        _near = NewPipes(NearDelay, NearJitter, seeds);
        Link = new SimulatedLink(index, Mtu, farEnd);
    }

    /// <summary>What kind of access network it uses.</summary>
    public RadioProfile Profile { get; }

    /// <summary>The router's end.</summary>
    public SimulatedLink Link { get; }

    /// <summary>The signal, 0..100.</summary>
    public int Signal
    {
        get { return _coverage.Signal; }
    }

    /// <summary>The signal in dBm, as a link layer would tell it: -110 out of reach to -50.</summary>
    public int SignalDbm
    {
        get { return WeakestDbm + (Signal * DbmRange / FullSignal); }
    }

    /// <summary>Whether the way behind its link is dead: nothing passes, and nobody says so.</summary>
    public bool IsSilent { get; internal set; }

    /// <summary>Whether packets pass.</summary>
    public bool Carrier { get; private set; }

    /// <summary>Whether a network is in reach, and an attachment under way.</summary>
    public bool Attaching { get; private set; }

    /// <summary>The 16 octets of the care-of address: the present one, or the last one.</summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>Grows with every attachment and every loss: what was under way before belongs to the past.</summary>
    public int Epoch { get; private set; }

    /// <summary>What kind of link it is attached to.</summary>
    public AttachedLink AttachedTo { get; private set; }

    /// <summary>The NAT of its links with IPv4 alone.</summary>
    public Nat Nat { get; }

    /// <summary>Whether it is attached to the home link.</summary>
    internal bool IsOnHomeLink
    {
        get { return AttachedTo == AttachedLink.Home; }
    }

    /// <summary>Whether the settings have its packets travel in UDP: every foreign link is one with IPv4 alone.</summary>
    private bool IsIpv4Only
    {
        get { return _settings.Uplinks[_index].Transport == Transport.Udp; }
    }

    /// <summary>Takes the signal as it now is.</summary>
    internal RadioChange Update()
    {
        if (Carrier)
        {
            return UpdateAttached();
        }

        if (Attaching)
        {
            if (Signal <= LostSignal)
            {
                Attaching = false;
                Epoch++;
            }

            return RadioChange.None;
        }

        if (Signal < Profile.AttachSignal)
        {
            return RadioChange.None;
        }

        Attaching = true;
        Epoch++;
        return RadioChange.InReach;
    }

    /// <summary>The attachment that was under way is done.</summary>
    internal void Attach()
    {
        Attaching = false;
        Carrier = true;
        Epoch++;
        _attachedCell = _coverage.Cell;
        AttachedTo = _coverage.Link == AttachedLink.Foreign && IsIpv4Only ? AttachedLink.Ipv4Foreign : _coverage.Link;
        switch (AttachedTo)
        {
            case AttachedLink.Ipv4Foreign:
                WorldAddresses.WriteIpv4(_index, _attachedCell, CareOfAddress);
                break;
            case AttachedLink.Home:
                WorldAddresses.WriteOnHomeLink(_settings, _index, CareOfAddress);
                break;
            case AttachedLink.HomeAgentForeign:
                WorldAddresses.WriteOnHomeAgentForeignLink(_settings, _index, CareOfAddress);
                break;
            default:
                WorldAddresses.WriteCareOf(_settings, _index, CareOfAddress);
                WorldAddresses.WriteCell(CareOfAddress, _attachedCell);
                break;
        }
    }

    /// <summary>One direction of its link: to the home agent's own links the way is short.</summary>
    internal Pipe PipeOf(TrafficDirection direction)
    {
        bool far = AttachedTo == AttachedLink.Foreign || AttachedTo == AttachedLink.Ipv4Foreign;
        return (far ? _far : _near)[(int)direction];
    }

    /// <summary>Whether the air takes the next packet.</summary>
    internal bool AirLosesPacket()
    {
        int weakness = Signal < WeakSignal ? WeakSignal - Signal : 0;
        return _generator.Chance(
            Profile.BaseLoss + (Profile.EdgeLoss / WeakSignal * weakness / WeakSignal * weakness));
    }

    private Pipe[] NewPipes(int delay, int jitter, SplitMix64 seeds)
    {
        return new Pipe[]
        {
            new Pipe(delay, jitter, Profile.Rate, seeds.Next()),
            new Pipe(delay, jitter, Profile.Rate, seeds.Next()),
        };
    }

    private RadioChange UpdateAttached()
    {
        if (Signal > LostSignal && _coverage.Cell == _attachedCell)
        {
            return RadioChange.None;
        }

        Carrier = false;
        AttachedTo = AttachedLink.None;
        Attaching = Signal > LostSignal;
        Epoch++;
        return Attaching ? RadioChange.Roaming : RadioChange.Lost;
    }
}
