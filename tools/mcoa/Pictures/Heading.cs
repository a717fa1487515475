using System.Collections.Generic;

namespace McoaRouter.Tools.Pictures;

/// <summary>What stands above a picture's plot: the title, a note, and which colour is which series.</summary>
internal static class Heading
{
    /// <summary>The width of every picture.</summary>
    public const double Width = 760;

    /// <summary>The room at both sides.</summary>
    public const double Margin = 20;

    private const double TitleAt = 30;
    private const double LineHeight = 17;
    private const double Space = 4;
    private const double KeySize = 10;

    /// <summary>A text in lines that fit into the picture.</summary>
    public static List<string> Lines(string text)
    {
        const int letters = (int)((Width - (2 * Margin)) / SvgCanvas.LetterWidth);
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                lines.Add(line);
                line = "";
            }

            line += line.Length > 0 ? " " + word : word;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Where the plot begins.</summary>
    /// <param name="note">The note, or empty.</param>
    /// <param name="series">The series' names; a single one needs no key.</param>
    public static double Height(string note, IReadOnlyList<string> series)
    {
        return TitleAt + ((Lines(note).Count + Keys(series).Count + 1) * LineHeight) + (2 * Space);
    }

    /// <summary>Draws it.</summary>
    public static void Draw(SvgCanvas canvas, string title, string note, IReadOnlyList<string> series)
    {
        double y = TitleAt;
        canvas.Text(Margin, y, title, SvgStyle.Strong);
        y += Space;
        foreach (string line in Lines(note))
        {
            y += LineHeight;
            canvas.Text(Margin, y, line, SvgStyle.Quiet);
        }

        int index = 0;
        y += Space;
        foreach (List<string> row in Keys(series))
        {
            y += LineHeight;
            double x = Margin;
            foreach (string name in row)
            {
                canvas.Rectangle(x, y - KeySize + 1, KeySize, KeySize, SvgStyle.Fill(index));
                canvas.Text(x + KeySize + 5, y, name, SvgStyle.Ink);
                x += KeyWidth(name);
                index++;
            }
        }
    }

    private static double KeyWidth(string name)
    {
        return (3 * KeySize) + (name.Length * SvgCanvas.LetterWidth);
    }

    private static List<List<string>> Keys(IReadOnlyList<string> series)
    {
        List<List<string>> rows = [];
        double x = Width;
        foreach (string name in series.Count > 1 ? series : [])
        {
            if (x + KeyWidth(name) > Width - Margin)
            {
                rows.Add([]);
                x = Margin;
            }

            rows[^1].Add(name);
            x += KeyWidth(name);
        }

        return rows;
    }
}
