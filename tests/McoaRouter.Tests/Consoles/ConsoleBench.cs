using System.Text;
using McoaRouter.Consoles;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Consoles;

/// <summary>
/// A console on a bench: a board that counts, slots that can be cut, a first session, and routers that are made as a
/// board would. What it ever answers or tells must hold no secret.
/// </summary>
internal sealed class ConsoleBench
{
    internal const string Passphrase = "depot-secret";
    internal const string Pin = "4711";
    internal const string Key = "00112233445566778899aabbccddeeff";

    internal const string Plain = "{\"version\":1,\"name\":\"bench\",\"homeAddress\":\"2001:db8:1::100/64\","
        + "\"homeAgents\":[\"2001:db8:1::1\"],\"mobileNetworkPrefixes\":[\"2001:db8:100::/56\"],"
        + "\"security\":{\"spi\":256,\"key\":\"0x" + Key + "\",\"identifier\":\"bus-17@example.net\"},"
        + "\"uplinks\":[{\"name\":\"wifi\",\"bid\":1,\"priority\":200,\"link\":\"wifi\",\"ssid\":\"depot\","
        + "\"passphrase\":\"" + Passphrase + "\",\"transport\":\"auto\"},"
        + "{\"name\":\"lte\",\"bid\":2,\"priority\":100,\"link\":\"modem\",\"apn\":\"internet\",\"pin\":\"" + Pin
        + "\",\"transport\":\"auto\"}],"
        + "\"port\":{\"link\":\"ethernet\",\"prefix\":\"2001:db8:100:1::/64\"}}";

    internal ConsoleBench()
        : this(new TestSlots(), Plain)
    {
    }

    /// <summary>A bench over slots that are there already.</summary>
    internal ConsoleBench(TestSlots slots, string plain)
    {
        Slots = slots;
        byte[] octets = plain == null ? null : Encoding.UTF8.GetBytes(plain);
        Console = new RouterConsole(Board, new ConfigurationStore(slots, octets));
        Session = new ConsoleSession(Console, Output);
        Start();
    }

    internal TestBoard Board { get; } = new TestBoard();

    internal TestSlots Slots { get; }

    internal RouterConsole Console { get; }

    internal ConsoleSession Session { get; }

    internal TestOutput Output { get; } = new TestOutput();

    internal RouterSettings Settings { get; private set; }

    internal MobileRouter Router { get; private set; }

    internal long Now { get; set; } = 1000;

    /// <summary>Does what a board does at its start, and when it is asked to run another configuration.</summary>
    internal void Start()
    {
        Settings = Console.Start(Now);
        Router = null;
        if (Settings != null)
        {
            ILink[] links = new ILink[Settings.Uplinks.Length];
            for (int i = 0; i < links.Length; i++)
            {
                links[i] = new TestLink();
            }

            ITrafficSteering steering = Settings.AsksForSteering ? new TrafficSteering() : null;
            Router = new MobileRouter(Settings, links, new TestLink(), Console, null, steering);
        }

        Console.Running(Router, Settings, Now);
    }

    /// <summary>A start after the power was lost: only the slots stay.</summary>
    internal ConsoleBench Reboot()
    {
        Slots.CutAfter = -1;
        return new ConsoleBench(Slots, Plain);
    }

    /// <summary>Sends a line and gives what came back.</summary>
    internal string Ask(string line)
    {
        return Ask(Session, Output, line);
    }

    internal string Ask(ConsoleSession session, TestOutput output, string line)
    {
        byte[] octets = Encoding.UTF8.GetBytes(line + "\n");
        for (int at = 0; at < octets.Length; at += ConsoleLimits.RequestOctets)
        {
            int left = octets.Length - at;
            session.Receive(octets, at, left > ConsoleLimits.RequestOctets ? ConsoleLimits.RequestOctets : left, Now);
        }

        string answer = output.Take();
        AssertKeepsSecrets(answer);
        return answer;
    }

    /// <summary>Asserts an answer's error.</summary>
    internal void Fails(string line, string code)
    {
        string answer = Ask(line);
        if (answer.IndexOf("\"ok\":false,\"error\":{\"code\":\"" + code + "\"") < 0)
        {
            Assert.AreEqual(code, answer);
        }
    }

    /// <summary>Asserts a text in what comes back.</summary>
    internal void Has(string line, string part)
    {
        string answer = Ask(line);
        if (answer.IndexOf(part) < 0)
        {
            Assert.AreEqual(part, answer);
        }
    }

    /// <summary>Stages another name and commits it, and runs it on trial.</summary>
    internal void Trial(string name)
    {
        Has("{\"op\":\"set\",\"path\":\"name\",\"value\":\"" + name + "\"}", "\"faults\":[]");
        Has("{\"op\":\"commit\"}", "\"confirmWithinMs\":120000");
        Assert.AreEqual(1, Board.Reconfigurations);
        Board.Reconfigurations = 0;
        Start();
        Assert.AreEqual(name, Settings.Name);
    }

    /// <summary>Brings the first uplink up and lets the home agent acknowledge it; without security.</summary>
    internal void Register()
    {
        Register(60);
    }

    /// <summary>As <see cref="Register()"/>, for a lifetime in units of 4 s.</summary>
    internal void Register(int lifetimeUnits)
    {
        Router.LinkUp(0, Hex.Address(RouterBench.First), 0, Now);
        Now += 40;
        byte[] home = Hex.Address(RouterBench.HomeAddress);
        byte[] homeAgent = Hex.Address(RouterBench.HomeAgentAddress);
        byte[] packet = new byte[512];
        Ipv6Header.Write(
            packet, 0, 0, 0, ProtocolNumbers.Routing, homeAgent, 0, Hex.Address(RouterBench.First), 0);
        int header = RoutingHeaderType2.Write(packet, Ipv6Header.Length, ProtocolNumbers.Mobility, home, 0);
        int at = BindingAcknowledgement.Begin(
            packet, header, 0, BindingAcknowledgement.MobileRouterFlag, Router.Bindings.Sequence, lifetimeUnits);
        at = Vectors.Draft.WriteBulk(packet, header, at, 1, 0, Hex.Address(RouterBench.First), 0);
        int length = header + MobilityHeader.Finish(packet, header, at, homeAgent, 0, home, 0);
        PacketBuffer received = new PacketBuffer();
        Assert.IsTrue(received.Load(RouterBench.Cut(packet, length), 0, length));
        Router.Receive(0, received, Now);
        Assert.AreEqual(0, Router.Path);
    }

    /// <summary>Runs the timers at a moment, and what the board is then asked for.</summary>
    internal void PollAt(long now)
    {
        Now = now;
        Console.Poll(now);
        Session.Poll(now);
        if (Board.Reconfigurations > 0)
        {
            Board.Reconfigurations = 0;
            Start();
        }
    }

    internal static void AssertKeepsSecrets(string text)
    {
        Assert.AreEqual(-1, text.IndexOf(Passphrase));
        Assert.AreEqual(-1, text.IndexOf("\"" + Pin));
        Assert.AreEqual(-1, text.IndexOf(Key));
    }
}
