using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Bench.Control;

/// <summary>
/// A home agent with many routers, each with two bindings, one prefix and a key of its own: what a router costs in memory,
/// how many Binding Updates of theirs are judged, carried out and answered a second, and how many packets are forwarded to
/// them.
/// </summary>
internal sealed class FleetCase
{
    private const long UnixMilliseconds = 1767225600000;

    // From one router to the next that is heard: a prime, so that all have their turn in no order of the tables.
    private const int Stride = 7919;

    private const int Batch = 200;

    // From one batch to the next, so short that no binding ends before the last round.
    private const int StepMs = 10;
    private const int LifetimeUnits = 900;
    private const int PayloadOctets = 64;
    private const int Flags = BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag;

    private readonly HomeAgentSettings _settings;
    private readonly HomeAgent _agent;
    private readonly KeepingLink _network = new();
    private readonly Answers _answers = new();
    private readonly MessageAuthenticator _first;
    private readonly byte[] _wifi = Address("2001:db8:a::");
    private readonly byte[] _cellular = Address("2001:db8:b::");
    private readonly byte[] _correspondent = Address("2001:db8:99::1");
    private readonly PacketBuffer[] _packets = [.. Enumerable.Range(0, Batch).Select(_ => new PacketBuffer())];
    private long _turn;
    private long _allocated;
    private long _now = StepMs;

    /// <summary>Reads the accounts, starts the home agent and registers every router.</summary>
    public FleetCase(int routers)
    {
        Routers = routers;
        long empty = GC.GetTotalMemory(true);
        _settings = Read(routers);
        long read = GC.GetTotalMemory(true);
        _agent = new HomeAgent(_settings, _network, _network, null, _answers);
        OctetsPerAccount = (read - empty) / (double)routers;
        OctetsPerRouter = (GC.GetTotalMemory(true) - read) / (double)routers;
        _agent.SetClock(UnixMilliseconds, 0);
        _first = new MessageAuthenticator(256, new byte[16], new byte[1]);
        _ = Repeat(routers, WriteUpdate, Deliver);
        if (_answers.Accepted != routers)
        {
            throw new InvalidOperationException($"{_answers.Accepted} of {routers} routers were registered.");
        }
    }

    /// <summary>How many there are.</summary>
    public int Routers { get; }

    /// <summary>How long it took to read the accounts, in ms.</summary>
    public double ReadMs { get; private set; }

    /// <summary>Octets of memory for the account of one router, as it was read.</summary>
    public double OctetsPerAccount { get; }

    /// <summary>Octets of the home agent's memory for one router, its account not counted.</summary>
    public double OctetsPerRouter { get; }

    /// <summary>Binding Updates, in thousands a second.</summary>
    public Sample Updates { get; } = new();

    /// <summary>Packets from the home agent's side into a tunnel, likewise.</summary>
    public Sample Packets { get; } = new();

    /// <summary>Nanoseconds to find the router that a packet is for.</summary>
    public Sample LookUp { get; } = new();

    /// <summary>Octets that the home agent allocated in all rounds.</summary>
    public long Allocated { get; private set; }

    /// <summary>Does once, uncounted, what a round does.</summary>
    public void WarmUp(int count)
    {
        _ = Repeat(count, WriteUpdate, Deliver);
        _ = Repeat(count, WritePacket, Find);
        _ = Repeat(count, WritePacket, Forward);
    }

    /// <summary>Hears some routers, forwards a packet to as many, looks up as many, and counts that as a round.</summary>
    /// <exception cref="InvalidOperationException">One of them was refused.</exception>
    public void Round(int count)
    {
        long accepted = _answers.Accepted;
        long allocated = _allocated;
        Updates.Add(count / 1000.0 / Repeat(count, WriteUpdate, Deliver));
        long sent = _network.Count;
        Packets.Add(count / 1000.0 / Repeat(count, WritePacket, Forward));
        if (_answers.Accepted - accepted != count || _network.Count - sent != count)
        {
            throw new InvalidOperationException("A Binding Update was not accepted, or a packet not forwarded.");
        }

        LookUp.Add(1e9 * Repeat(count, WritePacket, Find) / count);
        Allocated += _allocated - allocated;
    }

    private static string Configuration(int routers)
    {
        StringBuilder text = new("""{"address":"2001:db8:1::1","homePrefix":"2001:db8:1::/64","routers":[""");
        for (int i = 0; i < routers; i++)
        {
            string comma = i == 0 ? string.Empty : ",";
            int high = i >> 16;
            int low = i & 0xFFFF;
            text.Append(FormattableString.Invariant(
                $$"""
                {{comma}}{"homeAddress":"2001:db8:1::1:{{high:x}}:{{low:x}}","prefixes":["2001:db8:{{0x1000 + high:x}}:{{low:x}}::/64"],
                "spi":256,"key":"{{i:x32}}","identifier":"bus-{{i}}@example.net"}
                """));
        }

        return text.Append("]}").ToString();
    }

    private static byte[] Address(string text)
    {
        byte[] address = new byte[Ipv6Address.Length];
        _ = Ipv6AddressText.TryRead(text, address, 0);
        return address;
    }

    private HomeAgentSettings Read(int routers)
    {
        string configuration = Configuration(routers);
        Stopwatch reading = Stopwatch.StartNew();
        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(configuration);
        ReadMs = reading.Elapsed.TotalMilliseconds;
        return result.Settings ?? throw new InvalidOperationException(result.Faults[0]);
    }

    /// <summary>
    /// Writes packets of the routers whose turn it is, as many as a cache holds, has the home agent take them, and so on.
    /// </summary>
    /// <returns>Seconds that the home agent took.</returns>
    private double Repeat(int count, Action<PacketBuffer, int> write, Action<int> take)
    {
        long ticks = 0;
        for (int left = count; left > 0; left -= Batch)
        {
            int batch = Math.Min(left, Batch);
            _now += StepMs;
            for (int i = 0; i < batch; i++)
            {
                int router = (int)(_turn * Stride % Routers);
                _turn++;
                write(_packets[i], router);
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            take(batch);
            ticks += Stopwatch.GetTimestamp() - start;
            _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        return ticks / (double)Stopwatch.Frequency;
    }

    private void Deliver(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _agent.ReceiveFromNetwork(_packets[i], _now);
        }
    }

    private void Forward(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _agent.ReceiveFromInside(_packets[i], _now);
        }
    }

    private void Find(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_agent.Bindings.FindByAddress(_packets[i].Octets, _packets[i].Start + Ipv6Header.DestinationOffset) == null)
            {
                throw new InvalidOperationException("A router was not found.");
            }
        }
    }

    /// <summary>A Binding Update for both bindings of a router, as its own association signs it.</summary>
    private void WriteUpdate(PacketBuffer packet, int router)
    {
        RouterAccount account = _settings.Routers[router];
        byte[] octets = packet.Octets;
        BigEndian.WriteUInt32(_wifi, 8, router);
        BigEndian.WriteUInt32(_cellular, 8, router);
        packet.Reset();
        int header = HomeAddressOption.Write(
            octets, packet.Start + Ipv6Header.Length, ProtocolNumbers.Mobility, account.HomeAddress, 0);
        int sequence = (int)(_turn / Routers) & 0xFFFF;
        int at = BindingUpdate.Begin(octets, header, sequence, Flags, LifetimeUnits);
        at = account.Profile.WriteBulk(octets, header, at, 1, 200, _wifi, 0);
        at = account.Profile.WriteBulk(octets, header, at, 2, 100, _cellular, 0);
        at = MobileNetworkPrefixOption.Write(octets, header, at, account.Prefixes[0]);
        long timestamp = ReplayTimestamp.FromUnixMilliseconds(UnixMilliseconds + _now) + _turn;
        MessageAuthenticator association = new(
            account.Security.Spi, account.Security.Key, account.Security.Identifier, _first);
        at = association.Append(octets, header, at, timestamp, _wifi, 0, account.HomeAddress, 0);
        int end = header + MobilityHeader.Finish(octets, header, at, account.HomeAddress, 0, _settings.Address, 0);
        Ipv6Header.Write(
            octets,
            packet.Start,
            0,
            end - packet.Start - Ipv6Header.Length,
            ProtocolNumbers.DestinationOptions,
            _wifi,
            0,
            _settings.Address,
            0);
        _ = packet.SetLength(end - packet.Start);
    }

    /// <summary>A UDP packet for a vehicle.</summary>
    private void WritePacket(PacketBuffer packet, int router)
    {
        packet.Reset();
        Ipv6Header.Write(
            packet.Octets,
            packet.Start,
            0,
            PayloadOctets,
            ProtocolNumbers.Udp,
            _correspondent,
            0,
            _settings.Routers[router].Prefixes[0].Octets,
            0);
        packet.Octets[packet.Start + Ipv6Header.DestinationOffset + Ipv6Address.Length - 1] = 7;
        _ = packet.SetLength(Ipv6Header.Length + PayloadOctets);
    }
}
