using System.IO;
using System.Linq;
using McoaRouter.Tools;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>What tests share that show single packets to tshark and recompute their checksums.</summary>
internal static class WireCapture
{
    /// <summary>The fields that tshark reads from a packet, which must not be malformed to it.</summary>
    public static string[] Read(byte[] packet, params string[] fields)
    {
        using DriveSession session = new();
        string pcap = session.PathOf("wire.pcap");
        using (FileStream stream = File.Create(pcap))
        {
            new CaptureWriter(stream).Write(packet, 0, packet.Length, 0);
        }

        Assert.AreEqual(0, Tshark.Lines(pcap, "-Y", "_ws.malformed").Length);
        return Tshark.Fields(pcap, "ipv6", fields)[0];
    }

    /// <summary>The octets of an address, by another reader of its text than ours.</summary>
    public static byte[] Address(string text)
    {
        return System.Net.IPAddress.Parse(text).GetAddressBytes();
    }

    /// <summary>The packet whose first octets were written up to a length, which its header is told.</summary>
    public static byte[] Packet(byte[] buffer, int length)
    {
        BigEndian.WriteUInt16(buffer, Ipv6Header.PayloadLengthOffset, length - Ipv6Header.Length);
        return buffer[..length];
    }

    /// <summary>Sums a message and its pseudo-header by another routine than ours (RFC 8200 §8.1).</summary>
    public static void AssertChecksum(byte[] source, byte[] destination, int protocol, byte[] message)
    {
        byte[] length = [0, 0, (byte)(message.Length >> 8), (byte)message.Length];
        byte[] covered = [.. source, .. destination, .. length, 0, 0, 0, (byte)protocol, .. message];
        ulong sum = 0;
        foreach (byte[] word in covered.Chunk(2))
        {
            sum += (256UL * word[0]) + (word.Length > 1 ? word[1] : 0U);
        }

        Assert.AreEqual(0UL, sum % 0xFFFF);
    }
}
