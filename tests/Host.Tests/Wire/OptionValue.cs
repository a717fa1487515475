using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Wire;

namespace McoaRouter.Host.Tests.Wire;

/// <summary>
/// A mobility option by its values, so that what was written and what was read can be compared. Octets are shown as
/// hexadecimal digits.
/// </summary>
internal abstract record OptionValue
{
    /// <summary>How many of it a message may have.</summary>
    public virtual int Most => 1;

    /// <summary>Writes it behind what stands there, and returns where the next one starts.</summary>
    public abstract int Write(byte[] buffer, int header, int at);

    /// <summary>The values of all options that a message was found to have, in the order of their kinds.</summary>
    public static IEnumerable<OptionValue> Read(byte[] buffer, int header, int at, MobilityOptions options)
    {
        for (int i = 0; i < options.BindingIdentifierCount; i++)
        {
            yield return BindingIdentifier.Read(buffer, options.BindingIdentifierAt(i), options.Profile);
        }

        for (int i = 0; i < options.PrefixCount; i++)
        {
            yield return NetworkPrefix.Read(buffer, options.PrefixAt(i));
        }

        foreach (OptionValue value in Singles(buffer, options).Concat(Flows(buffer, header, at, options.End)))
        {
            yield return value;
        }
    }

    /// <summary>One line an option, in an order that says nothing of where they stood.</summary>
    public static string Show(IEnumerable<OptionValue> options)
    {
        return string.Join('\n', options.Select(option => option.ToString()).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<OptionValue> Singles(byte[] buffer, MobilityOptions options)
    {
        if (options.AlternateCareOfAddressOffset is >= 0 and int alternate)
        {
            yield return new AlternateCareOfAddress(Hex(buffer, alternate, 16));
        }

        if (options.Ipv4CareOfAddressAt is >= 0 and int ipv4)
        {
            yield return new Ipv4CareOfAddress(Hex(buffer, Ipv4CareOfAddressOption.AddressOffset(ipv4), 4));
        }

        if (options.NatDetectionAt is >= 0 and int nat)
        {
            yield return new NatDetection(NatDetectionOption.Forces(buffer, nat), NatDetectionOption.RefreshSeconds(buffer, nat));
        }

        if (options.BindingRefreshAdviceAt is >= 0 and int advice)
        {
            yield return new RefreshAdvice(BindingRefreshAdviceOption.IntervalUnits(buffer, advice));
        }

        if (options.ReplayProtectionAt is >= 0 and int replay)
        {
            yield return new ReplayProtection(ReplayProtectionOption.Timestamp(buffer, replay));
        }

        if (options.LinkLayerAddressAt is >= 0 and int station)
        {
            yield return new LinkLayerAddress(Hex(
                buffer, LinkLayerAddressOption.AddressOffset(station), LinkLayerAddressOption.AddressLength(buffer, station)));
        }

        if (options.MobileNodeIdentifierAt is >= 0 and int name)
        {
            yield return Identifier.Read(buffer, name);
        }

        if (options.NonceIndicesAt is >= 0 and int nonces)
        {
            yield return new NonceIndices(
                NonceIndicesOption.HomeNonceIndex(buffer, nonces), NonceIndicesOption.CareOfNonceIndex(buffer, nonces));
        }

        if (options.AuthenticationAt is >= 0 and int code)
        {
            yield return new Authentication(
                AuthenticationOption.Spi(buffer, code), Hex(buffer, AuthenticationOption.AuthenticationDataAt(code), 12));
        }

        if (options.BindingAuthorizationDataAt is >= 0 and int data)
        {
            yield return new AuthorizationData(Hex(buffer, BindingAuthorizationDataOption.AuthenticatorAt(data), 12));
        }
    }

    /// <summary>The options of flow bindings, which stand among the unknown ones.</summary>
    private static IEnumerable<OptionValue> Flows(byte[] buffer, int header, int at, int end)
    {
        for (; at < end; at += buffer[at] == MobilityOption.Pad1 ? 1 : 2 + MobilityOption.DataLength(buffer, at))
        {
            if (buffer[at] == FlowIdentificationOption.Type)
            {
                yield return FlowIdentification.Read(buffer, header, at);
            }
            else if (buffer[at] == FlowSummaryOption.Type)
            {
                yield return FlowSummary.Read(buffer, header, at);
            }
        }
    }

    private static string Hex(byte[] buffer, int at, int length)
    {
        return Convert.ToHexString(buffer, at, length);
    }

    /// <summary>A Binding Identifier option of any form that the profile has.</summary>
    internal sealed record BindingIdentifier(
        WireProfile Profile, string Form, int Bid, int Priority, string Address) : OptionValue
    {
        public const string Long = "long";
        public const string Removal = "removal";
        public const string Home = "home";
        public const string Ipv4 = "IPv4";
        public const string Short = "short";

        public override int Most => Limits.BindingIdentifierOptions;

        public override int Write(byte[] buffer, int header, int at)
        {
            byte[] address = Convert.FromHexString(Address);
            return Form switch
            {
                Long => Profile.WriteBulk(buffer, header, at, Bid, Priority, address, 0),
                Removal => Profile.WriteMixedRemoval(buffer, header, at, Bid, Priority, address, 0),
                Home => Profile.WriteHomeBinding(buffer, header, at, Bid, Priority, address, 0),
                Ipv4 => Profile.WriteIpv4(buffer, header, at, Bid, Priority, address, 0),
                _ => Profile.NamesIndividualCareOfAddress
                    ? Profile.WriteReference(buffer, header, at, Bid)
                    : Profile.WriteIndividual(buffer, header, at, Bid, Priority, address, 0),
            };
        }

        public static BindingIdentifier Read(byte[] buffer, int at, WireProfile profile)
        {
            bool names = profile.NamesCareOfAddress(buffer, at);
            bool ipv4 = profile.NamesIpv4CareOfAddress(buffer, at);
            string form = ipv4 ? Ipv4
                : profile.Removes(buffer, at) ? Removal
                : profile.IsHomeBinding(buffer, at) ? Home
                : names ? Long : Short;
            return new BindingIdentifier(
                profile,
                form,
                BindingIdentifierOption.Bid(buffer, at),
                profile.Priority(buffer, at),
                Hex(buffer, BindingIdentifierOption.CareOfAddressOffset(at), names ? 16 : ipv4 ? 4 : 0));
        }
    }

    /// <summary>A Mobile Network Prefix option.</summary>
    internal sealed record NetworkPrefix(string Octets, int Length) : OptionValue
    {
        public override int Most => 4;

        public override int Write(byte[] buffer, int header, int at)
        {
            return MobileNetworkPrefixOption.Write(
                buffer, header, at, new Ipv6Prefix(Convert.FromHexString(Octets), 0, Length));
        }

        public static NetworkPrefix Read(byte[] buffer, int at)
        {
            int length = MobileNetworkPrefixOption.PrefixLength(buffer, at);
            Ipv6Prefix prefix = new(buffer, at + 4, length);
            return MobileNetworkPrefixOption.Names(buffer, at, prefix)
                ? new NetworkPrefix(Hex(buffer, at + 4, 16), length)
                : throw new InvalidOperationException("An option that does not name its own prefix.");
        }
    }

    /// <summary>An Alternate Care-of Address option.</summary>
    internal sealed record AlternateCareOfAddress(string Address) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return AlternateCareOfAddressOption.Write(buffer, header, at, Convert.FromHexString(Address), 0);
        }
    }

    /// <summary>An IPv4 Care-of Address option.</summary>
    internal sealed record Ipv4CareOfAddress(string Address) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return Ipv4CareOfAddressOption.Write(buffer, header, at, Convert.FromHexString(Address), 0);
        }
    }

    /// <summary>A NAT Detection option.</summary>
    internal sealed record NatDetection(bool Forces, uint RefreshSeconds) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return NatDetectionOption.Write(buffer, header, at, Forces, RefreshSeconds);
        }
    }

    /// <summary>A Binding Refresh Advice option.</summary>
    internal sealed record RefreshAdvice(int IntervalUnits) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return BindingRefreshAdviceOption.Write(buffer, header, at, IntervalUnits);
        }
    }

    /// <summary>A Replay Protection option.</summary>
    internal sealed record ReplayProtection(long Timestamp) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return ReplayProtectionOption.Write(buffer, header, at, Timestamp);
        }
    }

    /// <summary>A Mobility Header Link-Layer Address option.</summary>
    internal sealed record LinkLayerAddress(string Address) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return LinkLayerAddressOption.Write(buffer, at, Convert.FromHexString(Address), 0, Address.Length / 2);
        }
    }

    /// <summary>A Mobile Node Identifier option.</summary>
    internal sealed record Identifier(string Octets) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return MobileNodeIdentifierOption.Write(buffer, at, Convert.FromHexString(Octets));
        }

        public static Identifier Read(byte[] buffer, int at)
        {
            byte[] octets = buffer[(at + 3)..(at + 2 + MobilityOption.DataLength(buffer, at))];
            return MobileNodeIdentifierOption.Names(buffer, at, octets)
                ? new Identifier(Convert.ToHexString(octets))
                : throw new InvalidOperationException("An option that does not name its own identifier.");
        }
    }

    /// <summary>A Nonce Indices option.</summary>
    internal sealed record NonceIndices(int Home, int CareOf) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            return NonceIndicesOption.Write(buffer, header, at, Home, CareOf);
        }
    }

    /// <summary>An authentication option between mobile node and home agent; the last of its message.</summary>
    internal sealed record Authentication(uint Spi, string Data) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            int data = AuthenticationOption.Begin(buffer, header, at, Spi);
            Convert.FromHexString(Data).CopyTo(buffer, data);
            return data + 12;
        }
    }

    /// <summary>A Binding Authorization Data option; the last of its message.</summary>
    internal sealed record AuthorizationData(string Data) : OptionValue
    {
        public override int Write(byte[] buffer, int header, int at)
        {
            int data = BindingAuthorizationDataOption.Begin(buffer, header, at);
            Convert.FromHexString(Data).CopyTo(buffer, data);
            return data + 12;
        }
    }

    /// <summary>A Flow Identification option with a binding and a selector, or with a status alone.</summary>
    internal sealed record FlowIdentification(int Fid, int Priority, int Status, int Bid, SelectorValue? Selector) : OptionValue
    {
        public override int Most => 3;

        public override int Write(byte[] buffer, int header, int at)
        {
            return Selector is null
                ? FlowIdentificationOption.WriteStatus(buffer, header, at, Fid, Status)
                : FlowIdentificationOption.Write(buffer, header, at, Fid, Priority, Bid, Selector.ToSelector());
        }

        public static FlowIdentification Read(byte[] buffer, int header, int at)
        {
            FlowSubOptions sub = new();
            TrafficSelector selector = new();
            bool whole = sub.TryRead(buffer, header, at);
            int status = sub.SelectorAt < 0 ? FlowStatus.Accepted : TrafficSelectorFormat.Read(buffer, sub.SelectorAt, selector);
            return whole == (sub.SelectorAt >= 0) && status == FlowStatus.Accepted && sub.BidCount == (whole ? 1 : 0)
                ? new FlowIdentification(
                    FlowIdentificationOption.Fid(buffer, at),
                    FlowIdentificationOption.Priority(buffer, at),
                    FlowIdentificationOption.Status(buffer, at),
                    whole ? sub.Bid(buffer, 0) : 0,
                    whole ? SelectorValue.Of(selector) : null)
                : throw new InvalidOperationException($"A flow that is not whole: {whole}, {status}.");
        }
    }

    /// <summary>A Flow Summary option.</summary>
    internal sealed record FlowSummary(string Fids) : OptionValue
    {
        public override int Most => 2;

        public override int Write(byte[] buffer, int header, int at)
        {
            int start = FlowSummaryOption.Begin(buffer, header, at);
            foreach (string fid in Fids.Split(' '))
            {
                at = FlowSummaryOption.Add(buffer, start, int.Parse(fid, System.Globalization.CultureInfo.InvariantCulture));
            }

            return at;
        }

        public static FlowSummary Read(byte[] buffer, int header, int at)
        {
            return FlowSummaryOption.IsWellFormed(buffer, header, at)
                ? new FlowSummary(string.Join(' ', Enumerable.Range(0, FlowSummaryOption.Count(buffer, at))
                    .Select(index => FlowSummaryOption.Fid(buffer, at, index))))
                : throw new InvalidOperationException("A summary that is not well-formed.");
        }
    }
}
