namespace McoaRouter.Links;

/// <summary>
/// What a link tells the router. Links are numbered as the router numbers them: uplinks from 0 in the order of the
/// settings, <see cref="MobileRouter.Port"/> the in-vehicle network.
/// </summary>
public interface ILinkListener
{
    /// <summary>
    /// An uplink can carry packets from this care-of address. Called again with another address, it replaces the first;
    /// with the same, it is harmless. An IPv4 care-of address is given as IPv4-mapped one
    /// (<see cref="Wire.Ipv4MappedAddress"/>).
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="careOfAddress">The buffer that holds the 16 octets of the address; they are copied.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">Monotonic ms.</param>
    void LinkUp(int uplink, byte[] careOfAddress, int offset, long now);

    /// <summary>An uplink is lost: its carrier, or its care-of address. Harmless when it was not up.</summary>
    void LinkDown(int uplink, long now);

    /// <summary>
    /// A whole IP packet came in. The listener may change and send the buffer within the call; afterwards it is the
    /// caller's again. The packet must lie behind <see cref="Limits.HeadroomOctets"/> of headroom
    /// (<see cref="PacketBuffer.Reset"/>).
    /// </summary>
    /// <param name="link">The link.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="now">Monotonic ms.</param>
    void Receive(int link, PacketBuffer packet, long now);
}
