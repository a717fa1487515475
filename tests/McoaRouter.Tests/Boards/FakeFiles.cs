using McoaRouter.Boards.Frame;

namespace McoaRouter.Tests.Boards;

/// <summary>A file system with one file.</summary>
internal sealed class FakeFiles : IFileStore
{
    internal string Name { get; private set; }

    internal byte[] Octets { get; set; }

    internal bool RefusesToWrite { get; set; }

    internal int LastLimit { get; private set; }

    public byte[] Read(string name, int limit)
    {
        Name = name;
        LastLimit = limit;
        return Octets == null || Octets.Length > limit ? null : Octets;
    }

    public bool Write(string name, byte[] octets)
    {
        Name = name;
        if (!RefusesToWrite)
        {
            Octets = octets;
        }

        return !RefusesToWrite;
    }

    /// <summary>The octets of a text of plain characters.</summary>
    internal static byte[] Plain(string text)
    {
        byte[] octets = new byte[text.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)text[i];
        }

        return octets;
    }
}
