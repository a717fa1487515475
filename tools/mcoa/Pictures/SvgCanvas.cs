using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;

namespace McoaRouter.Tools.Pictures;

/// <summary>
/// Writes a picture as SVG: lines, rectangles, dots and text, light or dark as the reader's screen is
/// (<see cref="SvgStyle"/>), without scripts and without fonts of its own. Lengths are in px, y goes down. Every mark has a
/// class of <see cref="SvgStyle"/>, and may have a hint, which a browser shows where the pointer rests.
/// </summary>
internal sealed class SvgCanvas
{
    /// <summary>The usual width of a letter of the text, in px: for what must leave room for text.</summary>
    public const double LetterWidth = 6.6;

    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly XmlWriter _xml;

    /// <summary>Begins a picture.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it is, for those who can't see it.</param>
    /// <param name="description">What it shows, for the same.</param>
    public SvgCanvas(double width, double height, string title, string description)
    {
        // One mark a line, so that another picture is another few lines.
        _xml = XmlWriter.Create(_text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        _xml.WriteStartElement("svg", Namespace);
        _xml.WriteAttributeString("viewBox", $"0 0 {Number(width)} {Number(height)}");
        _xml.WriteAttributeString("width", Number(width));
        _xml.WriteAttributeString("height", Number(height));
        _xml.WriteAttributeString("role", "img");
        Element("title", title);
        Element("desc", description);
        Element("style", SvgStyle.Sheet());
        Rectangle(0, 0, width, height, SvgStyle.Ground);
    }

    /// <summary>A line.</summary>
    public void Line(double fromX, double fromY, double toX, double toY, string style, string? hint = null)
    {
        Begin("line", style);
        Attribute("x1", fromX);
        Attribute("y1", fromY);
        Attribute("x2", toX);
        Attribute("y2", toY);
        End(hint);
    }

    /// <summary>A line through points.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string style)
    {
        StringBuilder path = new();
        for (int i = 0; i < points.Count; i++)
        {
            path.Append($"{(i == 0 ? 'M' : 'L')}{Number(points[i].X)} {Number(points[i].Y)}");
        }

        Begin("path", style);
        _xml.WriteAttributeString("d", path.ToString());
        End(null);
    }

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string style, string? hint = null)
    {
        Begin("rect", style);
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", Math.Max(0, width));
        Attribute("height", Math.Max(0, height));
        End(hint);
    }

    /// <summary>A filled dot.</summary>
    public void Dot(double x, double y, double radius, string style, string? hint = null)
    {
        Begin("circle", style);
        Attribute("cx", x);
        Attribute("cy", y);
        Attribute("r", radius);
        End(hint);
    }

    /// <summary>Text, beside a point on its base line.</summary>
    public void Text(double x, double y, string text, string style, TextSide side = TextSide.Right)
    {
        Begin("text", side switch
        {
            TextSide.Left => style + " end",
            TextSide.Middle => style + " middle",
            _ => style,
        });
        Attribute("x", x);
        Attribute("y", y);
        _xml.WriteString(Printable(text));
        _xml.WriteEndElement();
    }

    /// <summary>Ends the picture.</summary>
    /// <returns>It, as text that ends with a line.</returns>
    public string Finish()
    {
        _xml.WriteEndElement();
        _xml.Dispose();
        return _text + "\n";
    }

    private static string Number(double value)
    {
        return (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>Without what XML can't hold.</summary>
    private static string Printable(string text)
    {
        return string.Concat(Array.FindAll(text.ToCharArray(), XmlConvert.IsXmlChar));
    }

    private void Begin(string element, string style)
    {
        _xml.WriteStartElement(element, Namespace);
        _xml.WriteAttributeString("class", style);
    }

    private void Attribute(string name, double value)
    {
        _xml.WriteAttributeString(name, Number(value));
    }

    private void End(string? hint)
    {
        if (hint != null)
        {
            Element("title", hint);
        }

        _xml.WriteEndElement();
    }

    private void Element(string name, string text)
    {
        _xml.WriteElementString(name, Namespace, Printable(text));
    }
}
