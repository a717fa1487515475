using McoaRouter.Boards.Simulated;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// One uplink of the vehicle: its radio, which attaches to the cells of its coverage and loses them again, and the way
/// between the vehicle and the home agent. Every attachment has a care-of address out of another prefix.
/// </summary>
public sealed class RadioUplink
{
    /// <summary>Octets of the largest packet on an uplink.</summary>
    public const int Mtu = 1500;

    private const int LostSignal = 2;
    private const int WeakSignal = 25;

    private readonly Coverage _coverage;
    private readonly SplitMix64 _generator;
    private int _attachedCell;

    internal RadioUplink(int index, RouterSettings settings, Route route, ulong seed, IFarEnd farEnd)
    {
        SplitMix64 seeds = new SplitMix64(seed);
        WorldAddresses.WriteCareOf(settings, index, CareOfAddress);
        _coverage = route.CoverageOf(index);
        Profile = route.ProfileOf(index);
        _generator = new SplitMix64(seeds.Next());
        Up = new Pipe(Profile.Delay, Profile.Jitter, Profile.Rate, seeds.Next());
        Down = new Pipe(Profile.Delay, Profile.Jitter, Profile.Rate, seeds.Next());
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

    /// <summary>Whether packets pass.</summary>
    public bool Carrier { get; private set; }

    /// <summary>Whether a network is in reach, and an attachment under way.</summary>
    public bool Attaching { get; private set; }

    /// <summary>The 16 octets of the care-of address: the present one, or the last one.</summary>
    public byte[] CareOfAddress { get; } = new byte[Ipv6Address.Length];

    /// <summary>Grows with every attachment and every loss: what was under way before belongs to the past.</summary>
    public int Epoch { get; private set; }

    /// <summary>From the vehicle.</summary>
    internal Pipe Up { get; }

    /// <summary>To the vehicle.</summary>
    internal Pipe Down { get; }

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
        WorldAddresses.WriteCell(CareOfAddress, _attachedCell);
    }

    /// <summary>Whether the air takes the next packet.</summary>
    internal bool AirLosesPacket()
    {
        int weakness = Signal < WeakSignal ? WeakSignal - Signal : 0;
        return _generator.Chance(
            Profile.BaseLoss + (Profile.EdgeLoss / WeakSignal * weakness / WeakSignal * weakness));
    }

    private RadioChange UpdateAttached()
    {
        if (Signal > LostSignal && _coverage.Cell == _attachedCell)
        {
            return RadioChange.None;
        }

        Carrier = false;
        Attaching = Signal > LostSignal;
        Epoch++;
        return Attaching ? RadioChange.Roaming : RadioChange.Lost;
    }
}
