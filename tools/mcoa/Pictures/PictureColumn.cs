using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace McoaRouter.Tools.Pictures;

/// <summary>Pictures below each other, as one.</summary>
internal static class PictureColumn
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    /// <summary>Puts pictures below each other.</summary>
    /// <param name="title">What they are together, for those who can't see them.</param>
    /// <param name="pictures">The texts of their SVGs.</param>
    /// <returns>The SVG's text.</returns>
    public static string Stack(string title, params string[] pictures)
    {
        double height = 0;
        XElement all = new(s_svg + "svg", new XAttribute("role", "img"), new XElement(s_svg + "title", title));
        foreach (XElement picture in pictures.Select(XElement.Parse))
        {
            picture.SetAttributeValue("y", height.ToString(CultureInfo.InvariantCulture));
            height += double.Parse(picture.Attribute("height")!.Value, CultureInfo.InvariantCulture);
            all.Add(picture);
        }

        string size = string.Create(CultureInfo.InvariantCulture, $"{Heading.Width} {height}");
        all.SetAttributeValue("viewBox", "0 0 " + size);
        all.SetAttributeValue("width", Heading.Width.ToString(CultureInfo.InvariantCulture));
        all.SetAttributeValue("height", height.ToString(CultureInfo.InvariantCulture));
        return all.ToString() + "\n";
    }
}
