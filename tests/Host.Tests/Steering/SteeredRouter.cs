using System.Linq;
using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Steering;

/// <summary>A router with traffic steering whose uplinks are registered, or not, as a test says.</summary>
internal sealed class SteeredRouter
{
    private const int Blocks = 16;
    private const int PauseMs = 1000;
    private const int DatagramOctets = 100;

    private readonly MobileRouter _router;
    private readonly TrafficSteering? _steering;
    private readonly PacketBuffer _packet = new();
    private readonly byte[] _datagram = new byte[DatagramOctets];

    /// <summary>One with a balanced rule about all UDP, over as many uplinks as there are weights.</summary>
    public SteeredRouter(int[] weights)
        : this(
            weights.Length,
            ",\"flows\":[{\"name\":\"all\",\"protocol\":\"udp\",\"uplinks\":["
                + string.Join(',', Enumerable.Range(0, weights.Length).Select(index => $"\"{index}\"")) + "],\"balance\":["
                + string.Join(',', weights) + "]}]",
            new TrafficSteering())
    {
        for (int i = 0; i < weights.Length; i++)
        {
            _router.Bindings.At(i).State = BindingState.Registered;
        }

        _steering!.Run(Now);
    }

    /// <summary>One with two uplinks and more members in its configuration, with steering or without.</summary>
    public SteeredRouter(string members, TrafficSteering? steering)
        : this(2, members, steering)
    {
    }

    private SteeredRouter(int uplinks, string members, TrafficSteering? steering)
    {
        string text = string.Join(
            ',',
            Enumerable.Range(0, uplinks).Select(index =>
                $$"""{"name":"{{index}}","bid":{{index + 1}},"priority":100,"link":"simulated"}"""));
        RouterSettingsResult result = RouterSettingsReader.Read(
            """
            {"version":1,"name":"bench","homeAddress":"2001:db8:1::100/64","homeAgents":["2001:db8:1::1"],
            "mobileNetworkPrefixes":["2001:db8:100::/56"],"security":"none",
            "port":{"link":"simulated","prefix":"2001:db8:100:1::/64"},
            """ + "\"uplinks\":[" + text + "]" + members + "}");
        Assert.IsEmpty(result.Faults);
        ILink[] links = [.. Enumerable.Range(0, uplinks).Select(_ => new NoLink())];
        _steering = steering;
        _router = new MobileRouter(result.Settings, links, new NoLink(), new DriveTotals(), null, steering);
        Ipv6Header.Write(
            _datagram,
            0,
            0,
            DatagramOctets - Ipv6Header.Length,
            ProtocolNumbers.Udp,
            WireCapture.Address("2001:db8:100:1::5"),
            0,
            WireCapture.Address("2001:db8:9::80"),
            0);
    }

    /// <summary>The time, in ms.</summary>
    public long Now { get; set; } = 1000;

    /// <summary>An uplink serves no more, because its path died or its binding went, or serves again.</summary>
    public void Serve(int uplink, bool serves, bool byStanding)
    {
        Binding binding = _router.Bindings.At(uplink);
        if (byStanding)
        {
            binding.Standing = serves ? PathStanding.Good : PathStanding.Dead;
        }
        else
        {
            binding.State = serves ? BindingState.Registered : BindingState.Absent;
        }

        Now += PauseMs;
        _steering!.Run(Now);
    }

    /// <summary>The uplinks of packets from a port of each block.</summary>
    /// <param name="offset">Which port of the block.</param>
    public int[] Uplinks(int offset)
    {
        int[] uplinks = new int[Blocks];
        for (int i = 0; i < Blocks; i++)
        {
            BigEndian.WriteUInt16(_datagram, Ipv6Header.Length, (i * 65536 / Blocks) + offset);
            Assert.IsTrue(_packet.Load(_datagram, 0, DatagramOctets));
            uplinks[i] = _steering!.PathOf(_packet, 0, Now);
        }

        return uplinks;
    }

    private sealed class NoLink : ILink
    {
        public int MaximumTransmissionUnit => 1500;

        public bool Send(PacketBuffer packet)
        {
            return true;
        }
    }
}
