using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Modem;

/// <summary>An uplink over a scripted modem in virtual time, and what it tells.</summary>
internal sealed class ModemBench : ILinkListener, ILinkNoticeListener
{
    internal const int Link = 1;

    // More turns at one time than any input needs: the machine turns on the spot.
    private const int MostTurns = 5000;

    private readonly int[] _notices = new int[(int)LinkNotice.Count];
    private readonly int[] _values = new int[(int)LinkNotice.Count];
    private int _turnsAtOnce;

    /// <summary>Makes a bench with a modem of SIMCom's and no PIN.</summary>
    internal ModemBench(string script)
        : this(script, Transcripts.Sim7600, string.Empty)
    {
    }

    /// <summary>Makes a bench.</summary>
    /// <param name="script">What the modem does otherwise than the transcript.</param>
    /// <param name="transcript">What it does.</param>
    /// <param name="members">More members of the uplink's configuration, each with its comma before it.</param>
    internal ModemBench(string script, string transcript, string members)
    {
        Modem = new ScriptedModem(script, transcript);
        Random = new RandomSource();
        Random.Seed(new byte[RandomSource.SeedOctets], 0, RandomSource.SeedOctets);
        Uplink = new CellularUplink(SettingsOf(members), Modem, Random);
        Uplink.Start(Link, this, this, 0);
    }

    internal ScriptedModem Modem { get; }

    internal CellularUplink Uplink { get; private set; }

    internal RandomSource Random { get; }

    internal long Now { get; private set; }

    /// <summary>Whether the router was told of an address, and not of its loss since.</summary>
    internal bool IsUp { get; private set; }

    internal int Ups { get; private set; }

    internal int Downs { get; private set; }

    internal int Received { get; private set; }

    /// <summary>The last address that was told.</summary>
    internal byte[] CareOfAddress { get; } = new byte[16];

    /// <summary>The last packet that came.</summary>
    internal byte[] Packet { get; } = new byte[Limits.PacketOctets];

    internal int PacketLength { get; private set; }

    internal ModemState State
    {
        get { return Uplink.Dialogue.State; }
    }

    internal CallState Call
    {
        get { return Uplink.Dialogue.CallState; }
    }

    internal static UplinkSettings SettingsOf(string members)
    {
        string text = Configurations.WithUplinks(
            "{\"name\":\"lte\",\"bid\":1,\"priority\":1,\"link\":\"modem\",\"apn\":\"internet\"" + members + "}");
        text = text.Substring(0, text.Length - 1) + ",\"homeAgentIpv4Addresses\":[\"192.0.2.1\"]}";
        return Configurations.Accepts(text).Uplinks[0];
    }

    /// <summary>Another uplink, of a router that has started anew, takes the modem.</summary>
    internal void Take(CellularUplink uplink)
    {
        Uplink = uplink;
        Uplink.Start(Link, this, this, Now);
    }

    /// <summary>How often a notice was told.</summary>
    internal int Told(LinkNotice notice)
    {
        return _notices[(int)notice];
    }

    /// <summary>The number that went with the last of them.</summary>
    internal int ValueOf(LinkNotice notice)
    {
        return _values[(int)notice];
    }

    /// <summary>How many notices were told.</summary>
    internal int Notices()
    {
        int count = 0;
        for (int i = 0; i < _notices.Length; i++)
        {
            count += _notices[i];
        }

        return count;
    }

    /// <summary>Turns the machines until a time.</summary>
    internal void RunTo(long end)
    {
        while (Turn(end))
        {
        }
    }

    internal void RunFor(long ms)
    {
        RunTo(Now + ms);
    }

    /// <summary>Turns the machines until a call is connected.</summary>
    /// <returns>Whether that came within some time.</returns>
    internal bool Connects(long within)
    {
        long end = Now + within;
        while (State != ModemState.Connected && Turn(end))
        {
        }

        return State == ModemState.Connected;
    }

    /// <summary>Turns the machines until the router is told of an address.</summary>
    internal bool ComesUp(long within)
    {
        long end = Now + within;
        while (!IsUp && Turn(end))
        {
        }

        return IsUp;
    }

    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Check(uplink, now);
        IsUp = true;
        Ups++;
        Array.Copy(careOfAddress, offset, CareOfAddress, 0, CareOfAddress.Length);
    }

    public void LinkDown(int uplink, long now)
    {
        Check(uplink, now);
        IsUp = false;
        Downs++;
    }

    public void Receive(int link, PacketBuffer packet, long now)
    {
        Check(link, now);
        Received++;
        PacketLength = packet.Length;
        Array.Copy(packet.Octets, packet.Start, Packet, 0, packet.Length);
    }

    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
        Check(link, now);
        _notices[(int)notice]++;
        _values[(int)notice] = value;
    }

    /// <summary>Does what is due, and goes on to the next time.</summary>
    /// <returns>False, at the end, where nothing more comes before it.</returns>
    internal bool Turn(long end)
    {
        Modem.Advance(Now);
        int turns = 0;
        bool more = true;
        while (more)
        {
            more = Uplink.Poll(Now) || Modem.HasOutput;
            Modem.Advance(Now);
            turns++;
            if (turns > MostTurns)
            {
                Assert.IsTrue(turns <= MostTurns, "it turns on the spot");
            }
        }

        long next = Uplink.NextDeadline < Modem.NextDeadline ? Uplink.NextDeadline : Modem.NextDeadline;
        if (next > end)
        {
            Now = end;
            return false;
        }

        _turnsAtOnce = next > Now ? 0 : _turnsAtOnce + 1;
        if (_turnsAtOnce > MostTurns)
        {
            Assert.IsTrue(_turnsAtOnce <= MostTurns, "its deadline is never met");
        }

        Now = next > Now ? next : Now;
        return true;
    }

    private void Check(int link, long now)
    {
        if (link != Link || now != Now)
        {
            Assert.AreEqual(Link, link);
            Assert.AreEqual(Now, now);
        }
    }
}
