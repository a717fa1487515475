using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Tests.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>
/// A home agent with two vehicles that have keys of their own, and what one of them, or somebody who hears them, sends.
/// </summary>
internal static class Fleet
{
    internal const string Inside = "::ffff:a00:2";
    internal const string Nat = "198.51.100.7";
    internal const int NatPort = 40000;
    internal const string Attacker = "203.0.113.66";
    internal const string AttackerIpv6 = "2001:db8:66::66";

    private const string FirstKey = "00112233445566778899aabbccddeeff";
    private const string SecondKey = "ffeeddccbbaa99887766554433221100";

    /// <summary>The home agent, which speaks a profile with both.</summary>
    internal static HomeAgentBench Bench(string profile)
    {
        HomeAgentBench bench = UdpPen.Bench();
        bench.Settings.Routers[1].Security = Association(true);
        bench.Secure();
        bench.Speak(Profile(profile));
        return bench;
    }

    /// <summary>The same with both registered: the first over two uplinks, the other over one.</summary>
    internal static HomeAgentBench Registered(string profile)
    {
        HomeAgentBench bench = Bench(profile);
        BeginFirst(bench, 1);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 0));
        BeginOther(bench, 1, 1, bench.Satellite);
        SignAsOther(bench, 0, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("1@2001:db8:a::10;2@2001:db8:b::20;", UdpPen.Show(bench, 0));
        Assert.AreEqual("1@2001:db8:c::30;", UdpPen.Show(bench, 1));
        return bench;
    }

    internal static WireProfile Profile(string profile)
    {
        return profile == "rfc5648" ? WireProfile.Rfc5648() : WireProfile.Draft01(HomeAgentBench.OptionType);
    }

    /// <summary>Starts what registers the first vehicle's two uplinks.</summary>
    internal static void BeginFirst(HomeAgentBench bench, int sequence)
    {
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
    }

    /// <summary>Starts what registers one uplink of the other vehicle.</summary>
    internal static void BeginOther(HomeAgentBench bench, int sequence, int bid, byte[] careOfAddress)
    {
        bench.Begin(careOfAddress, bench.OtherHomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Identifier(bid, 100, false, careOfAddress);
    }

    /// <summary>Starts what registers the first vehicle in UDP, from its IPv4 address behind a NAT.</summary>
    internal static void BeginInUdp(HomeAgentBench bench, string profile, int sequence)
    {
        UdpPen.Begin(bench, sequence, 60);
        if (profile == "rfc5648")
        {
            bench.Raw(Hex.Read(UdpPen.NamedByRfc5648));
            return;
        }

        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(UdpPen.NamedByDraft));
    }

    /// <summary>Ends an update as the other vehicle does.</summary>
    internal static void SignAsOther(HomeAgentBench bench, long now, byte[] careOfAddress)
    {
        bench.AuthenticateFor(
            bench.OtherHomeAddress, Authenticator(true), HomeAgentBench.Timestamp(now), careOfAddress);
    }

    /// <summary>Ends an update for the other vehicle's home address with the first one's key.</summary>
    internal static void SignWithTheWrongKey(HomeAgentBench bench, string identifier, long now, byte[] careOfAddress)
    {
        MessageAuthenticator forged = new MessageAuthenticator(256, Hex.Read(FirstKey), Octets(identifier));
        bench.AuthenticateFor(bench.OtherHomeAddress, forged, HomeAgentBench.Timestamp(now), careOfAddress);
    }

    internal static MessageAuthenticator Authenticator(bool other)
    {
        SecuritySettings security = Association(other);
        return new MessageAuthenticator(security.Spi, security.Key, security.Identifier);
    }

    /// <summary>Ends an update and gives its octets, without handing it in.</summary>
    internal static byte[] Record(HomeAgentBench bench)
    {
        bench.End();
        return UdpPen.Octets(bench.Packet);
    }

    /// <summary>Hands in octets as a packet from the network.</summary>
    internal static int Deliver(HomeAgentBench bench, byte[] packet, long now)
    {
        bench.Packet.Load(packet, 0, packet.Length);
        return bench.Deliver(now);
    }

    private static SecuritySettings Association(bool other)
    {
        SecuritySettings security = new SecuritySettings();
        security.Spi = 256;
        security.Key = Hex.Read(other ? SecondKey : FirstKey);
        security.Identifier = Octets(other ? "bus-18@example.net" : "bus-17@example.net");
        return security;
    }

    private static byte[] Octets(string text)
    {
        byte[] octets = new byte[text.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)text[i];
        }

        return octets;
    }
}
