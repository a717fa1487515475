using System;
using System.IO;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>The board's own flash file system (littlefs).</summary>
internal sealed class FlashFiles : IFileStore
{
    private const string Root = "I:\\";

    /// <inheritdoc/>
    public byte[] Read(string name, int limit)
    {
        try
        {
            string path = Root + name;
            if (!File.Exists(path))
            {
                return null;
            }

            using FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (file.Length > limit)
            {
                return null;
            }

            byte[] octets = new byte[(int)file.Length];
            int read = 0;
            while (read < octets.Length)
            {
                int taken = file.Read(octets, read, octets.Length - read);
                if (taken <= 0)
                {
                    return null;
                }

                read += taken;
            }

            return octets;
        }
        catch (Exception)
        {
            // The library throws whatever the file system says; to the caller it is all the same.
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] octets)
    {
        try
        {
            using FileStream file = new FileStream(Root + name, FileMode.Create, FileAccess.Write);
            file.Write(octets, 0, octets.Length);
            file.Flush();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
