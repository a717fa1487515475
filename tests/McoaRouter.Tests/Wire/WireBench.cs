using McoaRouter.Consoles;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>
/// Messages laid out by hand, between a home address, its home agent, a care-of address and a correspondent.
/// </summary>
internal static class WireBench
{
    internal const string Home = "2001:db8:1::100";
    internal const string HomeAgent = "2001:db8:1::1";
    internal const string CareOf = "2001:db8:a:1::17";
    internal const string Correspondent = "2001:db8:9::9";

    /// <summary>A packet walked to its message, which must be read.</summary>
    internal static Ipv6Packet Packet(int protocol, string source, string destination, string message)
    {
        byte[] payload = Hex.Read(message);
        byte[] octets = new byte[Ipv6Header.Length + payload.Length];
        Ipv6Header.Write(
            octets, 0, 0, payload.Length, protocol, Hex.Address(source), 0, Hex.Address(destination), 0);
        System.Array.Copy(payload, 0, octets, Ipv6Header.Length, payload.Length);
        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(octets, 0, octets.Length));
        return packet;
    }

    /// <summary>A buffer whose octets are all set, so that each that a writer leaves out is seen.</summary>
    internal static byte[] Dirty()
    {
        byte[] buffer = new byte[256];
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = 0xEE;
        }

        return buffer;
    }

    internal static byte[] Slice(byte[] buffer, int offset, int length)
    {
        byte[] slice = new byte[length];
        System.Array.Copy(buffer, offset, slice, 0, length);
        return slice;
    }

    internal static void AssertRefusal(Refusal expected, Refusal refusal)
    {
        Assert.AreEqual(RefusalNames.Of(expected), RefusalNames.Of(refusal));
    }
}
