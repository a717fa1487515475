using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace McoaRouter.Tools.Lab;

/// <summary>When something arrived, for gaps. One thread adds while another may ask.</summary>
internal sealed class ArrivalMeter
{
    private readonly List<(double At, int Octets)> _arrivals = [];

    /// <summary>The lab's clock, in ms.</summary>
    public static double Now
    {
        get { return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency; }
    }

    /// <summary>Something arrived now.</summary>
    public void Add(int octets)
    {
        lock (_arrivals)
        {
            _arrivals.Add((Now, octets));
        }
    }

    /// <summary>Octets that arrived within a span of time.</summary>
    public long Octets(double from, double to)
    {
        long sum = 0;
        lock (_arrivals)
        {
            foreach ((double at, int octets) in _arrivals)
            {
                sum += at >= from && at <= to ? octets : 0;
            }
        }

        return sum;
    }

    /// <summary>When something arrived last, on the lab's clock; infinitely long ago where nothing did.</summary>
    public double LastAt()
    {
        lock (_arrivals)
        {
            return _arrivals.Count == 0 ? double.NegativeInfinity : _arrivals[^1].At;
        }
    }

    /// <summary>How long ago that was, in ms.</summary>
    public double SinceLast()
    {
        return Now - LastAt();
    }

    /// <summary>The longest time within a span of time in which nothing arrived, in whole ms.</summary>
    public int LongestGap(double from, double to)
    {
        return (int)Math.Round(ExactGap(from, to));
    }

    /// <summary>The same in ms.</summary>
    public double ExactGap(double from, double to)
    {
        double last = from;
        double longest = 0;
        lock (_arrivals)
        {
            foreach ((double arrival, _) in _arrivals)
            {
                if (arrival >= from && arrival <= to)
                {
                    longest = Math.Max(longest, arrival - last);
                    last = arrival;
                }
            }
        }

        return Math.Max(longest, to - last);
    }
}
