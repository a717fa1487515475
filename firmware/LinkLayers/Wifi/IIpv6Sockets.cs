namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// The seam to raw sockets of the board's own IPv6 stack, one for each protocol that a mobile router speaks: IPv6 in IPv6,
/// routing header, ICMPv6, destination options, Mobility Header. They are bound to the Wi-Fi interface. Sending and
/// receiving don't wait, throw or allocate once a destination was sent to.
/// </summary>
public interface IIpv6Sockets
{
    /// <summary>Opens the sockets, or anew where they are open; the stack chooses the source of what they send.</summary>
    /// <returns>False where the stack has no IPv6, or no sockets to give.</returns>
    bool Open();

    /// <summary>Closes them; harmless when they are not open.</summary>
    void Close();

    /// <summary>Makes an address the source of what is sent from now on.</summary>
    /// <param name="address">The buffer that holds the 16 octets of the address.</param>
    /// <param name="offset">Where they start.</param>
    /// <returns>False where the stack refuses.</returns>
    bool Bind(byte[] address, int offset);

    /// <summary>
    /// Sends what follows an IPv6 header; the stack writes the header, and the checksum of an ICMPv6 message.
    /// </summary>
    /// <param name="protocol">The next header value.</param>
    /// <param name="buffer">The buffer that holds the payload; the stack may write an ICMPv6 checksum there.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="destination">The buffer that holds the destination address.</param>
    /// <param name="destinationOffset">Where that starts.</param>
    /// <returns>False where the stack did not take it, or has no socket for the protocol.</returns>
    bool Send(int protocol, byte[] buffer, int offset, int length, byte[] destination, int destinationOffset);

    /// <summary>Takes the next packet from any of the sockets, whole, with its IPv6 header.</summary>
    /// <param name="buffer">Where its octets go.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="capacity">Octets that fit.</param>
    /// <returns>Its octets; 0 where none has come, -1 where a socket is lost.</returns>
    int Receive(byte[] buffer, int offset, int capacity);
}
