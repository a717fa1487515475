using McoaRouter.Security;

namespace McoaRouter.Tests.Security;

/// <summary>Octets that tests hash.</summary>
internal static class Octets
{
    /// <summary>The octets 3, 10, 17 ...: what the digests over many lengths were made of.</summary>
    internal static byte[] Sequence(int length)
    {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++)
        {
            octets[i] = (byte)((7 * i) + 3);
        }

        return octets;
    }

    internal static byte[] Repeated(int value, int length)
    {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++)
        {
            octets[i] = (byte)value;
        }

        return octets;
    }

    internal static byte[] Slice(byte[] buffer, int offset, int length)
    {
        byte[] slice = new byte[length];
        System.Array.Copy(buffer, offset, slice, 0, length);
        return slice;
    }

    /// <summary>A source with the seed 0, 1, ... 23.</summary>
    internal static RandomSource SeededSource()
    {
        byte[] seed = new byte[RandomSource.SeedOctets];
        for (int i = 0; i < seed.Length; i++)
        {
            seed[i] = (byte)i;
        }

        RandomSource random = new RandomSource();
        random.Seed(seed, 0, seed.Length);
        return random;
    }
}
