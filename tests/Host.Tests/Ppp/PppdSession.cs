using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Host.Tests.Ppp;

/// <summary>Our link against pppd in the guest, on the real clock; it stands where the router would.</summary>
internal sealed class PppdSession : ILinkListener
{
    private readonly ISerialLine _line;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _skipped;

    /// <summary>Starts pppd with these options, and the link.</summary>
    public PppdSession(PppGuest guest, string options, Transport transport, string? user, string? password)
    {
        _line = new SocketLine(guest.Line);
        byte[] rest = new byte[4096];
        while (_line.Read(rest, 0, rest.Length) > 0)
        {
            Thread.Sleep(50);
        }

        guest.Run(
            $"pppd {PppGuest.Device} 115200 local nodetach nolock debug logfile /tmp/log {options} >/dev/null 2>&1 &");
        RandomSource random = new();
        random.Seed(RandomNumberGenerator.GetBytes(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        Link = new PppLink(transport, user, password, random, Refusals);
        Link.Start(_line, 0, this, Now);
    }

    public PppLink Link { get; }

    public LinkRefusalCounters Refusals { get; } = new();

    public byte[] CareOfAddress { get; } = new byte[16];

    public bool IsUp { get; private set; }

    public List<byte[]> Packets { get; } = [];

    /// <summary>Monotonic ms.</summary>
    public long Now => _watch.ElapsedMilliseconds + _skipped;

    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        Array.Copy(careOfAddress, offset, CareOfAddress, 0, CareOfAddress.Length);
        IsUp = true;
    }

    public void LinkDown(int uplink, long now)
    {
        IsUp = false;
    }

    public void Receive(int link, PacketBuffer packet, long now)
    {
        Packets.Add(packet.Octets[packet.Start..(packet.Start + packet.Length)]);
    }

    /// <summary>Lets the link's clock jump.</summary>
    public void Skip(int ms)
    {
        _skipped += ms;
    }

    /// <summary>Turns the link until something is true, or the time is over.</summary>
    public bool Until(Func<bool> condition, int ms)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.ElapsedMilliseconds > ms)
            {
                return false;
            }

            if (!Link.Poll(Now))
            {
                Thread.Sleep(1);
            }
        }

        return true;
    }

    /// <summary>Sends a packet of the router's.</summary>
    public bool Send(byte[] packet)
    {
        PacketBuffer buffer = new();
        buffer.Load(packet, 0, packet.Length);
        return Link.Send(buffer);
    }

    /// <summary>Ends the link and pppd.</summary>
    public void Finish(PppGuest guest)
    {
        Link.Stop(Now);
        Until(() => Link.State is PppState.Ended or PppState.Idle, 10000);
        guest.Run("killall -9 pppd radvd 2>/dev/null; rm -f /tmp/log /tmp/radvd.log; sleep 0.2");
    }
}
