using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>Octets from hexadecimal text with blanks, and addresses from their text.</summary>
internal static class Hex
{
    internal static byte[] Read(string text)
    {
        byte[] octets = new byte[text.Length / 2];
        int digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int value = Ipv6AddressText.HexValue(text[i]);
            if (value >= 0)
            {
                octets[digits / 2] = (byte)((octets[digits / 2] << 4) | value);
                digits++;
            }
        }

        byte[] exact = new byte[digits / 2];
        System.Array.Copy(octets, 0, exact, 0, exact.Length);
        return exact;
    }

    internal static byte[] Address(string text)
    {
        byte[] address = new byte[Ipv6Address.Length];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, address, 0), text);
        return address;
    }
}
