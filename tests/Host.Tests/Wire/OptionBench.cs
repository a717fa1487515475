using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using McoaRouter.Wire;
using static McoaRouter.Host.Tests.Wire.OptionValue;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>
/// Sets of mobility options in every order, with padding of every kind before each, so that they come to stand at every
/// alignment.
/// </summary>
internal static class OptionBench
{
    private static readonly GenArray<byte> s_octets = new(Gen.Byte);
    private static readonly Gen<int> s_word = Gen.Frequency((3, Gen.Int[0, 0xFFFF]), (1, Pick.From(0, 1, 0xFFFF)));
    private static readonly Gen<int> s_named = Gen.Frequency((3, Gen.Int[1, 0xFFFF]), (1, Pick.From(1, 0xFFFF)));
    private static readonly Gen<uint> s_long = Gen.Frequency((3, Gen.UInt), (1, Pick.From(0u, 0x80000000u, uint.MaxValue)));

    /// <summary>Octets of an IPv6 address.</summary>
    public static Gen<byte[]> Address { get; } = s_octets[16];

    /// <summary>Whole messages' options: padding and option in the order in which they stand; the last may be a code.</summary>
    public static Gen<(int Padding, OptionValue Option)[]> Options(WireProfile profile)
    {
        Gen<(int, OptionValue)[]> others = new GenArray<(int, OptionValue)>(
            Gen.Select(Gen.Int[0, 9], Gen.OneOf(Kinds(profile))))[0, 14];
        Gen<OptionValue?> last = Gen.Frequency(
            (2, Gen.Const(default(OptionValue))),
            (1, Gen.Select(s_long, Hex(12), (spi, data) => (OptionValue?)new Authentication(spi, data))),
            (1, Hex(12).Select(data => (OptionValue?)new AuthorizationData(data))));
        return Gen.Select(others, last, Gen.Int[0, 9], (some, code, padding) => Allowed(some, code, padding));
    }

    /// <summary>Writes the options and returns where they end.</summary>
    public static int Write(byte[] buffer, int header, int at, IEnumerable<(int Padding, OptionValue Option)> options)
    {
        foreach ((int padding, OptionValue option) in options)
        {
            at = option.Write(buffer, header, Pad(buffer, at, padding));
        }

        return at;
    }

    /// <summary>None, up to four octets of Pad1, or PadN of two to six octets, as others may pad.</summary>
    public static int Pad(byte[] buffer, int at, int padding)
    {
        if (padding <= 4)
        {
            Array.Fill(buffer, (byte)MobilityOption.Pad1, at, padding);
            return at + padding;
        }

        int data = padding - 5;
        buffer[at] = MobilityOption.PadN;
        buffer[at + 1] = (byte)data;
        Array.Clear(buffer, at + 2, data);
        return at + 2 + data;
    }

    private static Gen<OptionValue>[] Kinds(WireProfile profile)
    {
        return
        [
            Identifiers(profile),
            Identifiers(profile),
            Gen.Select(Address, Gen.Int[0, 128], (octets, length) => (OptionValue)new NetworkPrefix(
                Convert.ToHexString(new Ipv6Prefix(octets, 0, length).Octets), length)),
            Hex(16).Select(address => (OptionValue)new AlternateCareOfAddress(address)),
            Hex(4).Select(address => (OptionValue)new Ipv4CareOfAddress(address)),
            Gen.Select(Gen.Bool, s_long, (forces, seconds) => (OptionValue)new NatDetection(forces, seconds)),
            s_word.Select(units => (OptionValue)new RefreshAdvice(units)),
            Gen.Long.Select(timestamp => (OptionValue)new ReplayProtection(timestamp)),
            s_octets[1, 20].Select(address => (OptionValue)new LinkLayerAddress(Convert.ToHexString(address))),
            Gen.Frequency((4, s_octets[0, 40]), (1, s_octets[253]), (1, s_octets[254]))
                .Select(name => (OptionValue)new Identifier(Convert.ToHexString(name))),
            Gen.Select(s_word, s_word, (home, careOf) => (OptionValue)new NonceIndices(home, careOf)),
            Gen.Select(s_named, s_named, s_named, SelectorValue.Any, (fid, priority, bid, selector) =>
                (OptionValue)new FlowIdentification(fid, priority, 0, bid, selector)),
            Gen.Select(s_named, Gen.Int[0, 255], (fid, status) =>
                (OptionValue)new FlowIdentification(fid, 0, status, 0, null)),
            Gen.Frequency((4, new GenArray<int>(s_word)[1, 16]), (1, new GenArray<int>(s_word)[127]))
                .Select(fids => (OptionValue)new FlowSummary(string.Join(' ', fids))),
        ];
    }

    private static Gen<OptionValue> Identifiers(WireProfile profile)
    {
        return profile.NamesIndividualCareOfAddress
            ? Gen.Select(
                Pick.From(
                    BindingIdentifier.Long, BindingIdentifier.Home, BindingIdentifier.Ipv4, BindingIdentifier.Short),
                s_named,
                Gen.Int[0, 126],
                Address,
                (form, bid, rank, address) => (OptionValue)new BindingIdentifier(
                    profile,
                    form,
                    bid,
                    // What its seven bits can say; the short form says nothing.
                    form == BindingIdentifier.Short ? 0 : ((rank * 255) + 125) / 126,
                    Convert.ToHexString(
                        address, 0, form switch { BindingIdentifier.Short => 0, BindingIdentifier.Ipv4 => 4, _ => 16 })))
            : Gen.Select(
                Pick.From(BindingIdentifier.Long, BindingIdentifier.Removal, BindingIdentifier.Short),
                s_named,
                Gen.Int[0, 255],
                Address,
                (form, bid, priority, address) => (OptionValue)new BindingIdentifier(
                    profile, form, bid, priority, Convert.ToHexString(address, 0, form == BindingIdentifier.Short ? 0 : 16)));
    }

    private static Gen<string> Hex(int octets)
    {
        return s_octets[octets].Select(value => Convert.ToHexString(value));
    }

    /// <summary>Leaves out what is more than a message may have, and puts the code behind all.</summary>
    private static (int Padding, OptionValue Option)[] Allowed(
        IEnumerable<(int Padding, OptionValue Option)> options, OptionValue? code, int padding)
    {
        Dictionary<Type, int> counts = [];
        List<(int, OptionValue)> allowed = [];
        foreach ((int Padding, OptionValue Option) each in options)
        {
            int count = counts.GetValueOrDefault(each.Option.GetType());
            if (count < each.Option.Most)
            {
                counts[each.Option.GetType()] = count + 1;
                allowed.Add(each);
            }
        }

        return [.. allowed, .. code is null ? [] : new[] { (padding, code) }];
    }
}
