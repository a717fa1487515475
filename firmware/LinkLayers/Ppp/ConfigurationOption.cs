using System;

namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// A configuration option (RFC 1661 §6).
/// <code>
/// +---------------+---------------+---------------+
/// |     type      |    length     |   data ...    |
/// +---------------+---------------+---------------+
/// </code>
/// </summary>
internal static class ConfigurationOption
{
    /// <summary>Octets of type and length.</summary>
    internal const int HeaderLength = 2;

    private const int LengthOffset = 1;

    /// <summary>Octets of the whole option.</summary>
    internal static int Length(byte[] buffer, int at)
    {
        return buffer[at + LengthOffset];
    }

    /// <summary>Whether whole options, and nothing else, stand up to <paramref name="end"/>.</summary>
    internal static bool AreWhole(byte[] buffer, int at, int end)
    {
        while (at < end)
        {
            if (end - at < HeaderLength || Length(buffer, at) < HeaderLength || Length(buffer, at) > end - at)
            {
                return false;
            }

            at += Length(buffer, at);
        }

        return true;
    }

    /// <summary>Where an option stands that is the same octet for octet, or -1.</summary>
    internal static int Find(byte[] buffer, int at, int end, byte[] option, int optionAt)
    {
        for (; at < end; at += Length(buffer, at))
        {
            if (Same(buffer, at, option, optionAt, Length(option, optionAt)))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whether octets are the same.</summary>
    internal static bool Same(byte[] left, int leftAt, byte[] right, int rightAt, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (left[leftAt + i] != right[rightAt + i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes type and length and returns where the data starts.</summary>
    internal static int Begin(byte[] buffer, int at, int type, int length)
    {
        buffer[at] = (byte)type;
        buffer[at + LengthOffset] = (byte)length;
        return at + HeaderLength;
    }

    /// <summary>Copies a whole option and returns where the next one starts.</summary>
    internal static int Copy(byte[] from, int at, byte[] to, int toAt)
    {
        Array.Copy(from, at, to, toAt, Length(from, at));
        return toAt + Length(from, at);
    }
}
