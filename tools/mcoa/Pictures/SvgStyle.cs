using System.Text;

namespace McoaRouter.Tools.Pictures;

/// <summary>
/// The classes that marks are drawn with, each with a colour for a light ground and one for a dark ground. The colours are
/// written out, not by CSS variables, which not every program that shows SVG knows.
/// </summary>
internal static class SvgStyle
{
    /// <summary>How many series have a colour of their own; further ones begin anew.</summary>
    public const int Colours = 8;

    /// <summary>The ground of the picture.</summary>
    public const string Ground = "ground";

    /// <summary>Text that is to be read.</summary>
    public const string Ink = "ink";

    /// <summary>Text beside what is to be read: ticks, notes.</summary>
    public const string Quiet = "quiet";

    /// <summary>The title.</summary>
    public const string Strong = "strong";

    /// <summary>Lines of an axis' ticks.</summary>
    public const string Grid = "grid";

    /// <summary>The line of an axis.</summary>
    public const string Axis = "axis";

    /// <summary>A span between the best and the worst.</summary>
    public const string Span = "span";

    /// <summary>Where something ought to be.</summary>
    public const string Target = "target";

    /// <summary>A span of time in which something is missing.</summary>
    public const string Shade = "shade";

    /// <summary>Text about what is missing.</summary>
    public const string Warning = "warning";

    private const string Fonts = "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif";

    private static readonly (string Class, string Property, string Light, string Dark)[] s_rules =
    [
        (Ground, "fill", "#ffffff", "#0d1117"),
        (Ink, "fill", "#1f2328", "#e6edf3"),
        (Strong, "fill", "#1f2328", "#e6edf3"),
        (Quiet, "fill", "#57606a", "#9aa4af"),
        (Grid, "stroke", "#d8dee4", "#2d343d"),
        (Axis, "stroke", "#8c959f", "#656c76"),
        (Span, "stroke", "#1f2328", "#e6edf3"),
        (Target, "stroke", "#b3141f", "#ff8a82"),
        (Shade, "fill", "#ffe7e6", "#3c1719"),
        (Warning, "fill", "#b3141f", "#ff8a82"),
    ];

    private static readonly (string Light, string Dark)[] s_series =
    [
        ("#1b7c83", "#39c5cf"),
        ("#4c5fd5", "#8b98ff"),
        ("#9a6700", "#d29922"),
        ("#bf3989", "#f778ba"),
        ("#57606a", "#9aa4af"),
        ("#5d7600", "#a9c93a"),
        ("#8a4b38", "#d08770"),
        ("#1b74b3", "#6cb6ff"),
    ];

    /// <summary>The class of a filled mark of a series, from 0.</summary>
    public static string Fill(int series)
    {
        return $"f{series % Colours}";
    }

    /// <summary>The class of a line of a series, from 0.</summary>
    public static string Stroke(int series)
    {
        return $"l{series % Colours}";
    }

    /// <summary>The style sheet.</summary>
    public static string Sheet()
    {
        StringBuilder sheet = new();
        sheet.Append($"text{{font:12px {Fonts}}}.{Strong}{{font-weight:600;font-size:16px}}");
        sheet.Append(".end{text-anchor:end}.middle{text-anchor:middle}line,path{fill:none}");
        sheet.Append($".{Span}{{stroke-width:1.5}}.{Target}{{stroke-width:2;stroke-dasharray:4 2}}.{Warning}{{font-weight:600}}");
        for (int i = 0; i < Colours; i++)
        {
            sheet.Append($".{Stroke(i)}{{stroke-width:2}}");
        }

        AppendColours(sheet, dark: false);
        sheet.Append("@media (prefers-color-scheme:dark){");
        AppendColours(sheet, dark: true);
        return sheet.Append('}').ToString();
    }

    private static void AppendColours(StringBuilder sheet, bool dark)
    {
        foreach ((string name, string property, string light, string night) in s_rules)
        {
            sheet.Append($".{name}{{{property}:{(dark ? night : light)}}}");
        }

        for (int i = 0; i < Colours; i++)
        {
            string colour = dark ? s_series[i].Dark : s_series[i].Light;
            sheet.Append($".{Fill(i)}{{fill:{colour}}}.{Stroke(i)}{{stroke:{colour}}}");
        }
    }
}
