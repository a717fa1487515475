using System;
using System.Collections.Generic;
using System.Globalization;

namespace McoaRouter.Tools.Pictures;

/// <summary>Where values are on an axis: in equal steps from 0 (or from a value), or by powers of ten.</summary>
internal sealed class Scale
{
    private const int WantedTicks = 6;

    private readonly double _from;
    private readonly double _to;
    private readonly bool _logarithmic;

    private Scale(double from, double to, bool logarithmic, double[] ticks)
    {
        _from = from;
        _to = to;
        _logarithmic = logarithmic;
        Ticks = ticks;
    }

    /// <summary>The values at which the axis is marked.</summary>
    public double[] Ticks { get; }

    /// <summary>A scale for some values.</summary>
    /// <param name="values">The values, in any order; what is not a finite number, or not above 0 on a logarithmic one, is
    /// left out.</param>
    /// <param name="logarithmic">By powers of ten; otherwise in equal steps from 0.</param>
    public static Scale For(IEnumerable<double> values, bool logarithmic)
    {
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && (value > 0 || !logarithmic))
            {
                least = Math.Min(least, value);
                greatest = Math.Max(greatest, value);
            }
        }

        if (greatest < least)
        {
            return logarithmic ? Logarithmic(1, 10) : Linear(0, 1);
        }

        return logarithmic ? Logarithmic(least, greatest) : Linear(Math.Min(0, least), Math.Max(0, greatest));
    }

    /// <summary>A scale in equal steps between just these values.</summary>
    public static Scale Between(double from, double to)
    {
        double step = Step(to - from);
        List<double> ticks = [];
        for (double tick = Math.Ceiling(from / step) * step; tick <= to + (step / 1000); tick += step)
        {
            ticks.Add(Math.Round(tick / step) * step);
        }

        return new Scale(from, to, false, [.. ticks]);
    }

    /// <summary>Where a value is: 0 at the axis' beginning, 1 at its end; values outside are at the nearer of both.</summary>
    public double At(double value)
    {
        double at = _logarithmic
            ? value <= 0 ? 0 : Math.Log10(value / _from) / Math.Log10(_to / _from)
            : (value - _from) / (_to - _from);
        return Math.Clamp(at, 0, 1);
    }

    /// <summary>A value in three digits at most, or k, M, G behind it: <c>0.42</c>, <c>12.3</c>, <c>85 k</c>.</summary>
    public static string Text(double value)
    {
        double size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            >= 999.5e6 => Short(value / 1e9) + " G",
            >= 999.5e3 => Short(value / 1e6) + " M",
            >= 9995 => Short(value / 1e3) + " k",
            _ => Short(value),
        };
    }

    private static string Short(double value)
    {
        string format = Math.Abs(value) switch
        {
            >= 99.95 => "0",
            >= 9.995 => "0.#",
            >= 0.0995 => "0.##",
            _ => "0.####",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static Scale Linear(double from, double to)
    {
        double step = Step(Math.Max(to - from, 1e-9));
        double first = Math.Floor(from / step);
        double last = Math.Max(Math.Ceiling(to / step), first + 1);
        double[] ticks = new double[(int)(last - first) + 1];
        for (int i = 0; i < ticks.Length; i++)
        {
            ticks[i] = (first + i) * step;
        }

        return new Scale(ticks[0], ticks[^1], false, ticks);
    }

    /// <summary>Whole decades, so that a bar's beginning is one.</summary>
    private static Scale Logarithmic(double from, double to)
    {
        int first = (int)Math.Floor(Math.Log10(from));
        int last = Math.Max((int)Math.Ceiling(Math.Log10(to)), first + 1);
        double[] ticks = new double[last - first + 1];
        for (int i = 0; i < ticks.Length; i++)
        {
            ticks[i] = Math.Pow(10, first + i);
        }

        return new Scale(ticks[0], ticks[^1], true, ticks);
    }

    /// <summary>1, 2 or 5 times a power of ten, for about as many ticks as are wanted.</summary>
    private static double Step(double length)
    {
        double rough = length / WantedTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}
