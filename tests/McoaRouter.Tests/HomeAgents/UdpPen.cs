using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Packets in UDP over IPv4 for a home agent on its bench, and what it sends back.</summary>
internal static class UdpPen
{
    internal const string NamedByDraft = "0100 2006 0000 0a000002";
    internal const string NamedByRfc5648 = "2308 0001 001d 0a000002";
    internal const string NatAt40000 = "1@198.51.100.7:40000n;";

    internal static HomeAgentBench Bench()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Ipv4Address = Ipv4("192.0.2.1");
        bench.Restart();
        return bench;
    }

    internal static byte[] Ipv4(string text)
    {
        byte[] address = new byte[4];
        Ipv4AddressText.TryRead(text, address, 0);
        return address;
    }

    internal static void Begin(HomeAgentBench bench, int sequence, int lifetimeUnits)
    {
        bench.BeginAtHome(
            bench.HomeAddress, sequence, HomeAgentBench.Router | BindingUpdate.ForceUdpFlag, lifetimeUnits);
    }

    internal static int Register(HomeAgentBench bench, int sequence, string address, int port, long now)
    {
        Begin(bench, sequence, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        return Exchange(bench, address, port, now);
    }

    internal static int RegisterSecurely(HomeAgentBench bench, int sequence, string address, int port, long now)
    {
        Begin(bench, sequence, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        bench.Authenticate(
            bench.Security, HomeAgentBench.Timestamp(now), HomeAgentBench.Address("::ffff:a00:2"));
        return Exchange(bench, address, port, now);
    }

    internal static int Bulk(HomeAgentBench bench, int sequence, string option)
    {
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Raw(Hex.Read(option));
        bench.Identifier(2, 100, false, bench.Wifi);
        int status = bench.Exchange(0);
        return status == BindingStatus.NotComplete ? bench.AnswerStatus(0) : status;
    }

    /// <summary>Ends the update, hands it in in UDP and reads the answer; the packet is left as it came in.</summary>
    internal static int Exchange(HomeAgentBench bench, string address, int port, long now)
    {
        bench.End();
        return Deliver(bench, address, port, now);
    }

    internal static int Deliver(HomeAgentBench bench, string address, int port, long now)
    {
        byte[] inner = Octets(bench.Packet);
        int status = Replay(bench, inner, address, port, now);
        bench.Packet.Load(inner, 0, inner.Length);
        return status;
    }

    internal static int Replay(HomeAgentBench bench, byte[] inner, string address, int port, long now)
    {
        int before = bench.Network.Sent;
        bench.Packet.Load(inner, 0, inner.Length);
        Wrap(bench.Packet, address, port);
        bench.Agent.ReceiveFromNetwork(bench.Packet, now);
        if (bench.Network.Sent == before)
        {
            return HomeAgentBench.NoAnswer;
        }

        byte[] answer = Inner(bench.Network.Last);
        return answer[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Mobility
            && answer[Ipv6Header.Length + 2] == MobilityHeader.BindingAcknowledgement
                ? Read(answer, bench).Status
                : HomeAgentBench.OtherAnswer;
    }

    internal static void Wrap(PacketBuffer packet, string address, int port)
    {
        UdpTunnel.Encapsulate(packet, 1, Ipv4(address), 0, port, Ipv4("192.0.2.1"), 0, UdpEncapsulation.Port);
    }

    /// <summary>Makes the header checksum right again.</summary>
    internal static void Seal(PacketBuffer packet)
    {
        int sum = 0;
        BigEndian.WriteUInt16(packet.Octets, packet.Start + 10, 0);
        for (int at = 0; at < 20; at += 2)
        {
            sum += BigEndian.ReadUInt16(packet.Octets, packet.Start + at);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BigEndian.WriteUInt16(packet.Octets, packet.Start + 10, ~sum & 0xFFFF);
    }

    internal static BindingAcknowledgement Read(byte[] packet, HomeAgentBench bench)
    {
        BindingAcknowledgement message = new BindingAcknowledgement(bench.Profile);
        Assert.IsTrue(message.TryRead(packet, Ipv6Header.Length, packet.Length - Ipv6Header.Length));
        return message;
    }

    internal static byte[] Octets(PacketBuffer packet)
    {
        byte[] octets = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, octets, 0, octets.Length);
        return octets;
    }

    internal static byte[] Inner(PacketBuffer packet)
    {
        byte[] octets = new byte[packet.Length - UdpTunnel.Overhead];
        System.Array.Copy(packet.Octets, packet.Start + UdpTunnel.Overhead, octets, 0, octets.Length);
        return octets;
    }

    internal static void FromInside(HomeAgentBench bench, long now)
    {
        bench.Inner(bench.Correspondent, bench.Passenger, 40);
        bench.Agent.ReceiveFromInside(bench.Packet, now);
    }

    internal static int PortTo(HomeAgentBench bench, byte[] passenger)
    {
        bench.Inner(bench.Correspondent, passenger, 40);
        bench.Agent.ReceiveFromInside(bench.Packet, 0);
        return BigEndian.ReadUInt16(
            bench.Network.Last.Octets, bench.Network.Last.Start + UdpEncapsulation.DestinationPortOffset);
    }

    internal static string Show(HomeAgentBench bench, int router)
    {
        RouterBindings bindings = bench.Agent.Bindings.Router(router);
        string text = string.Empty;
        for (int i = 0; i < bindings.Count; i++)
        {
            BindingCacheEntry entry = bindings.At(i);
            text += entry.Bid.ToString() + "@"
                + (entry.IsInUdp
                    ? Ipv4AddressText.Write(entry.CareOfAddress, 12) + ":" + entry.UdpPort.ToString()
                    : Ipv6AddressText.Write(entry.CareOfAddress, 0))
                + (entry.IsBehindNat ? "n;" : ";");
        }

        return text;
    }
}
