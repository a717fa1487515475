using System;
using System.Collections.Generic;
using System.Text;
using McoaRouter.Consoles;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.Worlds;
using McoaRouter.Links;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.ConsoleRigs;

/// <summary>A router with its console and two clients, on a board that does what the console asks.</summary>
internal sealed class ConsoleRig
{
    /// <summary>The configuration that lies beside the slots.</summary>
    public const string Plain =
        """
        {"version":1,"name":"bus-17","homeAddress":"2001:db8:1::100/64","homeAgents":["2001:db8:1::1"],
        "mobileNetworkPrefixes":["2001:db8:100::/56"],
        "security":{"spi":256,"key":"0x00112233445566778899aabbccddeeff","identifier":"bus-17@example.net"},
        "uplinks":[{"name":"wifi","bid":1,"priority":200,"link":"wifi","ssid":"depot","passphrase":"depot-secret"},
        {"name":"lte","bid":2,"priority":100,"link":"modem","apn":"internet","pin":"47114711"}],"health":{},
        "flows":[{"name":"voice","protocol":"udp","uplinks":["lte","wifi"]}],
        "port":{"link":"ethernet","prefix":"2001:db8:100:1::/64"}}
        """;

    /// <summary>What is told to nobody.</summary>
    public static readonly string[] Secrets = ["00112233445566778899aabbccddeeff", "depot-secret", "47114711"];

    private const int MostPolls = 200;

    private readonly WireLink[] _links = [new(), new(), new(), new(), new(), new(), new(), new(), new()];
    private MobileRouter? _router;

    /// <summary>A console that has begun.</summary>
    /// <param name="slots">What stands in the slots, or null where nothing does.</param>
    public ConsoleRig(params byte[]?[] slots)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i] is { } octets)
            {
                Board.Put(i, octets);
            }
        }

        Console = new RouterConsole(Board, new ConfigurationStore(Board, Encoding.UTF8.GetBytes(Plain)));
        First = new ConsoleSession(Console, FirstOutput);
        Second = new ConsoleSession(Console, SecondOutput);
        Start();
    }

    /// <summary>The board.</summary>
    public FuzzBoard Board { get; } = new();

    /// <summary>The console.</summary>
    public RouterConsole Console { get; }

    /// <summary>A client.</summary>
    public ConsoleSession First { get; private set; }

    /// <summary>Another.</summary>
    public ConsoleSession Second { get; }

    /// <summary>What the first client reads.</summary>
    public FuzzOutput FirstOutput { get; } = new();

    /// <summary>What the second client reads.</summary>
    public FuzzOutput SecondOutput { get; } = new();

    /// <summary>Monotonic ms.</summary>
    public long Now { get; private set; } = 1000;

    /// <summary>The settings that run, or null.</summary>
    public RouterSettings? Settings { get; private set; }

    /// <summary>A client sends octets.</summary>
    public void Give(ConsoleSession session, byte[] octets)
    {
        Coverage.NextStep();
        session.Receive(octets, 0, octets.Length, Now);
        Turn();
    }

    /// <summary>Lets time pass, with every timer at its time.</summary>
    public void Wait(long ms)
    {
        long until = Now + ms;
        for (int i = 0; i < MostPolls; i++)
        {
            long next = Math.Min(Console.NextDeadline, _router?.NextDeadline ?? long.MaxValue);
            if (next > until)
            {
                break;
            }

            Now = Math.Max(Now, next);
            Turn();
        }

        Now = until;
        Turn();
    }

    /// <summary>Sends a line, and gives the answers.</summary>
    public IReadOnlyList<string> Ask(string line)
    {
        Give(First, Encoding.UTF8.GetBytes(line + "\n"));
        return FirstOutput.Take();
    }

    /// <summary>The first client goes, and comes back.</summary>
    public void Reconnect()
    {
        First.Close();
        _ = FirstOutput.Take();
        First = new ConsoleSession(Console, FirstOutput);
    }

    private void Turn()
    {
        Coverage.NextStep();
        _router?.Poll(Now);
        Console.Poll(Now);
        First.Poll(Now);
        Second.Poll(Now);
        for (int i = 0; Board.WantsStart && i < 4; i++)
        {
            Board.WantsStart = false;
            Start();
        }
    }

    private void Start()
    {
        Settings = Console.Start(Now);
        _router = null;
        if (Settings != null)
        {
            ILink[] uplinks = new ILink[Settings.Uplinks.Length];
            Array.Copy(_links, uplinks, uplinks.Length);
            _router = new MobileRouter(Settings, uplinks, _links[^1], Console, null, new TrafficSteering());
            _router.LinkUp(0, FuzzWorld.Address("2001:db8:a:1::17"), 0, Now);
        }
        else if (Console.StartFaults.Length == 0)
        {
            throw new BrokenPromiseException("counting", "nothing runs, and no fault says why");
        }

        Console.Running(_router, Settings, Now);
    }
}
