using System;
using McoaRouter.Security;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// Gives the random sources octets from the chip's generator. That is good only while a radio runs, so more is given when
/// Wi-Fi had time to start, and then every hour.
/// </summary>
internal sealed class Entropy
{
    private const long SecondMs = 20000;
    private const long PeriodMs = 3600000;

    private readonly Random _chip = new Random();
    private readonly byte[] _octets = new byte[RandomSource.SeedOctets];
    private readonly RandomSource _links;
    private long _next;

    internal Entropy(RandomSource links)
    {
        _links = links;
        Draw();
    }

    /// <summary>Gives the router more when it is time to.</summary>
    internal void Feed(MobileRouter router, long now)
    {
        if (now >= _next)
        {
            _next = _next == 0 ? now + SecondMs : now + PeriodMs;
            Draw();
            router.Seed(_octets, 0, _octets.Length);
        }
    }

    private void Draw()
    {
        _chip.NextBytes(_octets);
        _links.Seed(_octets, 0, _octets.Length);
    }
}
