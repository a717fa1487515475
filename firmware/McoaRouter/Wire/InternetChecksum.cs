namespace McoaRouter.Wire;

/// <summary>
/// The Internet checksum over an IPv6 pseudo-header (RFC 8200 §8.1) and a payload. It walks every octet: for control
/// messages only, never for the vehicle's packets.
/// </summary>
public static class InternetChecksum
{
    /// <summary>
    /// Computes the checksum of a payload as it stands, its own checksum field included: zero the field to compute the
    /// value to send; over a received payload the result is 0 when it is right.
    /// </summary>
    /// <param name="source">The buffer that holds the pseudo-header's source address.</param>
    /// <param name="sourceOffset">Where that address starts.</param>
    /// <param name="destination">The buffer that holds the pseudo-header's destination address.</param>
    /// <param name="destinationOffset">Where that address starts.</param>
    /// <param name="protocol">The upper-layer protocol number.</param>
    /// <param name="payload">The buffer that holds the payload.</param>
    /// <param name="payloadOffset">Where the payload starts.</param>
    /// <param name="length">Octets of the payload.</param>
    /// <returns>16 bits.</returns>
    public static int Compute(
        byte[] source,
        int sourceOffset,
        byte[] destination,
        int destinationOffset,
        int protocol,
        byte[] payload,
        int payloadOffset,
        int length)
    {
        int sum = length + protocol;
        sum = Add(sum, source, sourceOffset, Ipv6Address.Length);
        sum = Add(sum, destination, destinationOffset, Ipv6Address.Length);
        sum = Add(sum, payload, payloadOffset, length);
        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return ~sum & 0xFFFF;
    }

    private static int Add(int sum, byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        int at = offset;
        for (; at + 1 < end; at += 2)
        {
            sum += (buffer[at] << 8) | buffer[at + 1];
        }

        return at < end ? sum + (buffer[at] << 8) : sum;
    }
}
