using System.IO;

namespace McoaRouter.Tools.Lab;

/// <summary>What a run of the lab leaves.</summary>
/// <param name="Captures">The folder of the captures, or null for none.</param>
/// <param name="Picture">The file of the picture, or null for none.</param>
internal sealed record LabFiles(string? Captures, string? Picture)
{
    /// <summary>The same for one scenario of many: a folder and a file of its own.</summary>
    public LabFiles Of(LabScenario scenario)
    {
        return new LabFiles(
            Captures == null ? null : Path.Combine(Captures, scenario.Name),
            Picture == null ? null : Path.Combine(
                Path.GetDirectoryName(Picture)!,
                $"{Path.GetFileNameWithoutExtension(Picture)}-{scenario.Name}{Path.GetExtension(Picture)}"));
    }
}
