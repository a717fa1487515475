namespace McoaRouter.LinkLayers;

/// <summary>Texts of ASCII as octets; for the time before start.</summary>
internal static class Ascii
{
    /// <summary>The octets of a text; none for null.</summary>
    internal static byte[] Octets(string text)
    {
        byte[] octets = new byte[text == null ? 0 : text.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)text[i];
        }

        return octets;
    }
}
