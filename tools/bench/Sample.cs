using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace McoaRouter.Tools.Bench;

/// <summary>One figure, taken several times.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    /// <summary>How often it was taken.</summary>
    public int Count
    {
        get { return _values.Count; }
    }

    /// <summary>The middle one of all, or the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. _values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>The smallest.</summary>
    public double Least
    {
        get { return _values.Min(); }
    }

    /// <summary>The largest.</summary>
    public double Most
    {
        get { return _values.Max(); }
    }

    /// <summary>The machine's noise: the largest as a multiple of the smallest; 1 where both are zero.</summary>
    public double Noise
    {
        get { return Most == Least ? 1 : Most / Least; }
    }

    /// <summary>It was taken once more.</summary>
    public void Add(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        _values.Add(value);
    }

    /// <summary>The median and the noise, as in <c>12.3 (1.05)</c>.</summary>
    /// <param name="format">The median's format.</param>
    public string ToText(string format)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Noise:0.00})");
    }
}
