using System;
using System.Buffers.Binary;
using System.IO;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// How large an assembly is that the device loads (<c>.pe</c>). Its strings and its code are referred to by 16-bit
/// offsets, and that is what bounds an assembly.
/// </summary>
internal sealed class DeviceImage
{
    /// <summary>How many octets the strings may take, and how many the code.</summary>
    public const int TableLimit = ushort.MaxValue;

    // "NFMRK1" and zeros; checksums, flags, version and name; then where each of 16 tables starts, 32-bit and
    // little-endian; the number of patched methods; then how many octets of padding each table ends with.
    private const int TableStarts = 40;
    private const int TablePaddings = TableStarts + (16 * 4) + 4;
    private const int HeaderLength = TablePaddings + 16;
    private const int StringTable = 11;
    private const int CodeTable = 13;

    /// <summary>Reads an assembly's header.</summary>
    /// <exception cref="EmulatorException">The file is no assembly of this runtime.</exception>
    public DeviceImage(string path)
    {
        byte[] image = File.ReadAllBytes(path);
        if (image.Length < HeaderLength || !image.AsSpan().StartsWith("NFMRK1"u8))
        {
            throw new EmulatorException($"{path} is not what the device loads");
        }

        Length = image.Length;
        Strings = LengthOf(image, StringTable);
        Code = LengthOf(image, CodeTable);
    }

    /// <summary>The whole file, in octets.</summary>
    public int Length { get; }

    /// <summary>The string table: names, literals and a zero behind each, in octets.</summary>
    public int Strings { get; }

    /// <summary>The code of all methods, in octets.</summary>
    public int Code { get; }

    private static int LengthOf(byte[] image, int table)
    {
        return StartOf(image, table + 1) - image[TablePaddings + table] - StartOf(image, table);
    }

    private static int StartOf(byte[] image, int table)
    {
        return BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(TableStarts + (table * 4)));
    }
}
