namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// The seam to a UDP socket of the board's own IPv4 stack. It is bound to the Wi-Fi interface and takes datagrams from its
/// peer alone. Sending and receiving don't wait, throw or allocate; opening it and another peer may allocate.
/// </summary>
public interface IDatagramSocket
{
    /// <summary>Opens the socket on a local port, or anew where it is open.</summary>
    /// <returns>False where the stack has none to give.</returns>
    bool Open(int port);

    /// <summary>Closes it; harmless when it is not open.</summary>
    void Close();

    /// <summary>Says whom to send to and whom to receive from.</summary>
    /// <param name="address">The buffer that holds the 4 octets of the peer's address.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="port">The peer's port.</param>
    /// <returns>False where the stack refuses.</returns>
    bool Connect(byte[] address, int offset, int port);

    /// <summary>Sends one datagram to the peer.</summary>
    /// <returns>False where the stack did not take it.</returns>
    bool Send(byte[] buffer, int offset, int length);

    /// <summary>Takes the next datagram.</summary>
    /// <param name="buffer">Where its octets go.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="capacity">Octets that fit.</param>
    /// <returns>Its octets; 0 where none has come, -1 where the socket is lost.</returns>
    int Receive(byte[] buffer, int offset, int capacity);
}
