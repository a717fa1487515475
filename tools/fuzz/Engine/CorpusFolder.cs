using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace McoaRouter.Fuzz.Engine;

/// <summary>The corpus of a door: a folder of files, each an input, named by its content.</summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="form">How its inputs are laid out.</param>
public sealed class CorpusFolder(string path, InputForm form)
{
    private const int NameOctets = 8;

    /// <summary>The inputs, in the order of their names.</summary>
    public IReadOnlyList<byte[]> Read()
    {
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
            : [];
    }

    /// <summary>Writes an input.</summary>
    /// <returns>The file.</returns>
    public string Write(byte[] input)
    {
        _ = Directory.CreateDirectory(path);
        string file = Path.Combine(path, NameOf(input, form));
        File.WriteAllBytes(file, input);
        return file;
    }

    /// <summary>Puts other inputs in the place of all that there are.</summary>
    public void Replace(IEnumerable<byte[]> inputs)
    {
        if (Directory.Exists(path))
        {
            foreach (string file in Directory.EnumerateFiles(path))
            {
                File.Delete(file);
            }
        }

        foreach (byte[] input in inputs)
        {
            _ = Write(input);
        }
    }

    /// <summary>The name of an input's file.</summary>
    public static string NameOf(byte[] input, InputForm form)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, NameOctets));
        return hash + (form == InputForm.Text ? ".txt" : ".bin");
    }
}
