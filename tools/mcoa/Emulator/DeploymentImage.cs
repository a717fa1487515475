using System.Collections.Generic;
using System.IO;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// What goes into a board's deployment partition: the assemblies one behind the other, each from a multiple of four octets
/// on, as the firmware looks for them.
/// </summary>
internal static class DeploymentImage
{
    private const int Alignment = 4;

    /// <summary>Writes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="images">The <c>.pe</c> files.</param>
    /// <returns>Octets of the file.</returns>
    public static long Write(string path, IReadOnlyList<string> images)
    {
        using FileStream file = File.Create(path);
        foreach (string image in images)
        {
            file.Write(File.ReadAllBytes(image));
            while (file.Position % Alignment != 0)
            {
                file.WriteByte(0);
            }
        }

        return file.Position;
    }
}
