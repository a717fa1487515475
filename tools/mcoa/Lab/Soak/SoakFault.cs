using System;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>One fault of a soak.</summary>
/// <param name="Number">Which it is, from 1 on.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Uplink">The uplink that it is about; of no meaning to some kinds.</param>
/// <param name="HoldMs">How long it lasts.</param>
/// <param name="Strength">Of a hundred, how bad it is.</param>
/// <param name="RestMs">How long nothing happens once everything is well again.</param>
internal sealed record SoakFault(int Number, SoakFaultKind Kind, string Uplink, int HoldMs, int Strength, int RestMs)
{
    /// <summary>How long the path is under a <see cref="SoakFaultKind.Delay"/>, in ms there and back.</summary>
    public int RoundTripMs
    {
        get { return 50 + (4 * Strength); }
    }

    /// <summary>How many packets of a hundred are lost each way under a <see cref="SoakFaultKind.Loss"/>.</summary>
    public int LossPercent
    {
        get { return 5 + (Strength / 2); }
    }

    /// <summary>Whether traffic has another way while it lasts.</summary>
    public bool LeavesAWay
    {
        get { return Kind is SoakFaultKind.Cut or SoakFaultKind.Silence or SoakFaultKind.Delay or SoakFaultKind.Loss; }
    }

    /// <summary>What happens, in words.</summary>
    public string Words
    {
        get
        {
            return Kind switch
            {
                SoakFaultKind.Cut => $"{Uplink} is unplugged",
                SoakFaultKind.CutBoth => "both uplinks are unplugged",
                SoakFaultKind.Silence => $"the far end of {Uplink} dies",
                SoakFaultKind.Delay => FormattableString.Invariant($"the path behind {Uplink} takes {RoundTripMs} ms"),
                SoakFaultKind.Loss => FormattableString.Invariant($"the path behind {Uplink} loses {LossPercent} % each way"),
                SoakFaultKind.ForgetNat => "the NAT forgets its mappings",
                SoakFaultKind.CrashHomeAgent => "the home agent crashes",
                _ => "a configuration that prefers the other uplink is committed",
            };
        }
    }
}
