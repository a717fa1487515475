using System;
using McoaRouter.Wire;

namespace McoaRouter.Security;

/// <summary>
/// First (96, HMAC_SHA1 (key, Mobility Data)), as the options of RFC 4285 §5.1 and RFC 6275 §6.2.7 hold it. Mobility
/// Data = care-of address | peer | MH Data; the peer is the home address in the first, the correspondent in the second.
/// MH Data is the Mobility Header up to where the authenticator starts, its checksum counted as zero.
/// </summary>
internal sealed class Authenticator
{
    /// <summary>Octets of an authenticator: 96 bits.</summary>
    internal const int Octets = 12;

    private readonly HmacSha1 _hmac;
    private readonly byte[] _mac;
    private readonly byte[] _noChecksum;

    internal Authenticator()
    {
        _hmac = new HmacSha1();
        _mac = new byte[HmacSha1.Length];
        _noChecksum = new byte[MobilityHeader.DataOffset - MobilityHeader.ChecksumOffset];
    }

    /// <summary>Makes one that works in another's memory, which no two use at once.</summary>
    internal Authenticator(Authenticator other)
    {
        _hmac = new HmacSha1(other._hmac);
        _mac = other._mac;
        _noChecksum = other._noChecksum;
    }

    internal void SetKey(byte[] key, int offset, int length)
    {
        _hmac.SetKey(key, offset, length);
    }

    /// <summary>
    /// Ends a message with its authenticator: fills in the header length that it covers, zeroes the checksum, and
    /// writes the authenticator at <paramref name="at"/>.
    /// </summary>
    /// <returns>Where the message ends, a multiple of 8 octets from its start.</returns>
    internal int Append(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] peer,
        int peerOffset)
    {
        int end = at + Octets;
        buffer[headerOffset + MobilityHeader.HeaderLengthOffset] = (byte)(((end - headerOffset) / 8) - 1);
        BigEndian.WriteUInt16(buffer, headerOffset + MobilityHeader.ChecksumOffset, 0);
        Compute(buffer, headerOffset, at, careOfAddress, careOfAddressOffset, peer, peerOffset);
        Array.Copy(_mac, 0, buffer, at, Octets);
        return end;
    }

    /// <summary>
    /// Whether the authenticator at <paramref name="at"/> is right; how long the answer takes does not tell where a
    /// wrong one differs.
    /// </summary>
    internal bool Matches(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] peer,
        int peerOffset)
    {
        Compute(buffer, headerOffset, at, careOfAddress, careOfAddressOffset, peer, peerOffset);
        int difference = 0;
        for (int i = 0; i < Octets; i++)
        {
            difference |= _mac[i] ^ buffer[at + i];
        }

        return difference == 0;
    }

    private void Compute(
        byte[] buffer,
        int headerOffset,
        int at,
        byte[] careOfAddress,
        int careOfAddressOffset,
        byte[] peer,
        int peerOffset)
    {
        int dataOffset = headerOffset + MobilityHeader.DataOffset;
        _hmac.Begin();
        _hmac.Add(careOfAddress, careOfAddressOffset, Ipv6Address.Length);
        _hmac.Add(peer, peerOffset, Ipv6Address.Length);
        _hmac.Add(buffer, headerOffset, MobilityHeader.ChecksumOffset);
        _hmac.Add(_noChecksum, 0, _noChecksum.Length);
        _hmac.Add(buffer, dataOffset, at - dataOffset);
        _hmac.Finish(_mac, 0);
    }
}
