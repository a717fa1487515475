using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace McoaRouter.Tools.Dashboard;

/// <summary>The files of the page, which the assembly carries.</summary>
internal static class WebFiles
{
    private const string Prefix = "McoaRouter.Tools.Dashboard.Web/";

    private static readonly FrozenDictionary<string, string> s_texts = ReadAll();

    /// <summary>The text of a file, or null where there is none of that name.</summary>
    public static string? Find(string name)
    {
        return s_texts.GetValueOrDefault(name);
    }

    /// <summary>What a file is, by the end of its name.</summary>
    public static string TypeOf(string name)
    {
        return Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/json",
        };
    }

    private static FrozenDictionary<string, string> ReadAll()
    {
        Assembly assembly = typeof(WebFiles).Assembly;
        Dictionary<string, string> texts = [];
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Prefix, System.StringComparison.Ordinal))
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
                texts.Add(name[Prefix.Length..], reader.ReadToEnd());
            }
        }

        return texts.ToFrozenDictionary();
    }
}
