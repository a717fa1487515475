using System;
using System.Text;
using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

/// <summary>A peer that keeps what it reads; it may read little, or nothing.</summary>
internal sealed class TestOutput : IConsoleOutput
{
    private readonly byte[] _kept = new byte[64 * 1024];

    public int Room { get; set; } = int.MaxValue;

    internal int Length { get; private set; }

    /// <summary>Whether octets are counted only.</summary>
    internal bool KeepsNothing { get; set; }

    public void Write(byte[] buffer, int offset, int length)
    {
        if (Room != int.MaxValue)
        {
            Room -= length;
        }

        if (!KeepsNothing)
        {
            Array.Copy(buffer, offset, _kept, Length, length);
            Length += length;
        }
    }

    /// <summary>How many lines were read since the last <see cref="Take"/>.</summary>
    internal int Lines()
    {
        int lines = 0;
        for (int i = 0; i < Length; i++)
        {
            lines += _kept[i] == '\n' ? 1 : 0;
        }

        return lines;
    }

    /// <summary>What was read since the last time.</summary>
    internal string Take()
    {
        string text = Encoding.UTF8.GetString(_kept, 0, Length);
        Length = 0;
        return text;
    }
}
